// SPDX-License-Identifier: MIT
#include "freehold/image.hpp"

#include <gtest/gtest.h>

#include "tests/unit/isa/flaws.hpp"
#include "tests/unit/support/every_opcode.hpp"
#include "vm/base/text.hpp"
#include "vm/isa/image_format.hpp"

namespace freehold {
namespace {

using test::EveryOpcode;
using test::ProgramBuilder;
using test::Sample;

using Bytes = std::vector<std::byte>;

// The sample with everything an image can hold.
Program full() {
    Sample s;
    s.program.sources.emplace_back("x.fh", "fn main() { … }\n");
    s.program.spans.assign(s.program.code.size(), Span{FileId{0}, 3, 7});
    s.program.unsafe = {{3, 5}};
    s.twice().from = {0};
    s.twice().from_static = true;
    s.main().locals[0].ro = true;
    return s.program;
}

std::string headline(const Bytes& bytes) {
    const Loading loading = load_image(bytes, "x.fhx");
    EXPECT_EQ(loading.program.has_value(), loading.diagnostics.empty());
    return loading.diagnostics.empty() ? "" : loading.diagnostics[0].headline;
}

// Whatever the bytes: a program that is sound, or one clear error.
void expect_program_or_error(const Bytes& bytes) {
    const Loading loading = load_image(bytes, "x.fhx");
    if (loading.program) {
        EXPECT_TRUE(loading.diagnostics.empty());
        EXPECT_TRUE(validate(*loading.program).empty());
    } else {
        ASSERT_EQ(loading.diagnostics.size(), 1u);
        EXPECT_FALSE(loading.diagnostics[0].headline.empty());
    }
}

TEST(Image, holds_all_of_a_program) {
    const Bytes bytes = save_image(full());
    const Loading loading = load_image(bytes, "x.fhx");
    ASSERT_TRUE(loading.program);
    EXPECT_TRUE(save_image(*loading.program) == bytes);
    EXPECT_EQ(loading.program->code, full().code);
    EXPECT_EQ(loading.program->formats, full().formats);
    EXPECT_EQ(loading.program->types, full().types);
    EXPECT_EQ(loading.program->sources[0].text(), "fn main() { … }\n");
    EXPECT_EQ(loading.program->spans, full().spans);
    EXPECT_EQ(loading.program->functions[0].from, std::vector<std::uint16_t>{0});
    EXPECT_TRUE(loading.program->functions[1].locals[0].ro);
}

TEST(Image, holds_every_opcode) {
    const Bytes bytes = save_image(EveryOpcode::program());
    const Loading loading = load_image(bytes, "x.fhx");
    ASSERT_TRUE(loading.program) << headline(bytes);
    EXPECT_EQ(loading.program->code, EveryOpcode::program().code);
}

TEST(Image, begins_with_its_mark_and_version) {
    const Bytes bytes = save_image(full());
    const Bytes expected{std::byte{0x7f}, std::byte{'F'}, std::byte{'H'}, std::byte{'X'},
                         std::byte{1},    std::byte{0},   std::byte{0},   std::byte{0}};
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), bytes.begin()));
    EXPECT_TRUE(is_image(bytes));
}

TEST(Image, a_text_is_none) {
    const std::string text = "fn main() {}";
    Bytes bytes;
    for (char letter : text) bytes.push_back(static_cast<std::byte>(letter));
    EXPECT_FALSE(is_image(bytes));
    EXPECT_FALSE(is_image({}));
    EXPECT_EQ(headline(bytes), "`x.fhx` is not an image");
}

TEST(Image, bss_costs_no_byte) {
    const auto image_of = [](std::uint32_t elements) {
        ProgramBuilder b;
        b.bss("ALL", b.array(elements, b.type(TypeKind::Int)));
        b.function("main").op(Opcode::Ret);
        return save_image(b.build());
    };
    EXPECT_EQ(image_of(1).size(), image_of(1 << 20).size());
    EXPECT_EQ(headline(image_of(1 << 20)), "");
}

TEST(Image, without_source_it_still_has_types_and_names) {
    Program program = full();
    const std::size_t with_source = save_image(program).size();
    strip(program);
    EXPECT_TRUE(program.sources.empty());
    EXPECT_TRUE(program.spans.empty());
    EXPECT_EQ(program.functions[1].locals[0].name, "x");
    EXPECT_LT(save_image(program).size(), with_source);
    EXPECT_EQ(headline(save_image(program)), "");
}

TEST(Image, of_another_version_is_told_apart_from_a_damaged_one) {
    Bytes bytes = save_image(full());
    bytes[4] = std::byte{9};
    const Loading loading = load_image(bytes, "x.fhx");
    ASSERT_EQ(loading.diagnostics.size(), 1u);
    EXPECT_EQ(loading.diagnostics[0].code, Code::ImageVersion);
    EXPECT_EQ(loading.diagnostics[0].headline,
              "`x.fhx` is an image of version 9, and this freehold reads version 1");
}

TEST(Image, cut_off_anywhere_is_an_error) {
    const Bytes bytes = save_image(full());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const Bytes part(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_NE(headline(part), "") << "cut off at byte " << size;
    }
}

TEST(Image, cut_off_says_in_the_middle_of_what) {
    Bytes bytes = save_image(full());
    bytes.resize(100);
    image::seal(bytes);
    EXPECT_EQ(headline(bytes),
              "`x.fhx` is damaged: it ends in the middle of its types, at byte 100");
}

TEST(Image, cut_off_by_accident_is_refused_before_it_is_read) {
    Bytes bytes = save_image(full());
    const std::size_t size = bytes.size();
    bytes.resize(size - 1);
    EXPECT_EQ(headline(bytes),
              "`x.fhx` is damaged: 1 of its " + with_commas(size) + " bytes are missing");
}

TEST(Image, made_of_a_flood_of_empty_files_is_refused_before_there_is_one) {
    Program program = full();
    strip(program);
    for (int i = 0; i <= 65'536; ++i) program.sources.emplace_back("", "");
    EXPECT_NE(headline(save_image(program)).find("made of more than 65,536 files"),
              std::string::npos);
}

TEST(Image, with_something_behind_its_end) {
    Bytes bytes = save_image(full());
    bytes.resize(bytes.size() + 3);
    EXPECT_EQ(headline(bytes), "`x.fhx` is damaged: 3 bytes follow its end");
}

TEST(Image, with_any_bit_turned_over_is_an_error) {
    const Bytes bytes = save_image(full());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes changed = bytes;
            changed[at] ^= std::byte{1} << bit;
            EXPECT_NE(headline(changed), "") << "byte " << at << ", bit " << bit;
        }
    }
}

TEST(Image, with_any_bit_turned_over_on_purpose_is_sound_or_an_error) {
    const Bytes bytes = save_image(full());
    for (std::size_t at = image::header_bytes; at < bytes.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes changed = bytes;
            changed[at] ^= std::byte{1} << bit;
            image::seal(changed);
            expect_program_or_error(changed);
        }
    }
}

TEST(Image, with_any_number_made_enormous_is_sound_or_an_error) {
    const Bytes bytes = save_image(full());
    for (std::size_t at = image::header_bytes; at + 4 <= bytes.size(); ++at) {
        Bytes changed = bytes;
        for (std::size_t i = 0; i < 4; ++i) changed[at + i] = std::byte{0xff};
        image::seal(changed);
        expect_program_or_error(changed);
    }
}

TEST(Image, cut_off_on_purpose_is_an_error) {
    const Bytes bytes = save_image(full());
    for (std::size_t size = image::header_bytes; size < bytes.size(); ++size) {
        Bytes part(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        image::seal(part);
        EXPECT_NE(headline(part), "") << "cut off at byte " << size;
    }
}

TEST(Image, a_count_that_its_bytes_cannot_hold_is_refused_before_anything_is_allocated) {
    Bytes bytes = save_image(full());
    const std::size_t count_of_types = image::header_bytes + 12;
    for (std::size_t i = 0; i < 4; ++i) bytes[count_of_types + i] = std::byte{0xff};
    image::seal(bytes);
    EXPECT_EQ(headline(bytes),
              "`x.fhx` is damaged: its types are longer than they say, at byte 40");
}

TEST(Image, whose_last_section_says_that_there_is_more) {
    Program program = full();
    strip(program);
    Bytes bytes = save_image(program);
    const std::size_t length_of_spans = bytes.size() - 4 - 8;
    bytes[length_of_spans] = std::byte{5};
    image::seal(bytes);
    EXPECT_NE(headline(bytes).find("its places in the source are shorter than they say"),
              std::string::npos);
}

TEST(Image, that_is_intact_but_not_well_formed_says_what_is_wrong_with_the_program) {
    Sample s;
    s.at(1).a = 99;
    const Loading loading = load_image(save_image(s.program), "x.fhx");
    ASSERT_EQ(loading.diagnostics.size(), 1u);
    EXPECT_EQ(loading.diagnostics[0].code, Code::BadImage);
    EXPECT_EQ(
        loading.diagnostics[0].headline,
        "`x.fhx` is damaged: instruction 1 of `main` (`const`): slot 99 lies past the 10 slots "
        "of the frame");
    EXPECT_TRUE(loading.diagnostics[0].help);
}

}  // namespace
}  // namespace freehold
