// SPDX-License-Identifier: MIT
#include "vm/base/utf8.hpp"

#include <gtest/gtest.h>

namespace freehold {
namespace {

TEST(Utf8, decodes_code_points_of_one_to_four_bytes) {
    EXPECT_EQ(decode_utf8("a", 0).value, U'a');
    EXPECT_EQ(decode_utf8("é", 0).value, U'é');
    EXPECT_EQ(decode_utf8("→", 0).value, U'→');
    EXPECT_EQ(decode_utf8("🦀", 0).value, U'🦀');
    EXPECT_EQ(decode_utf8("🦀", 0).length, 4u);
}

TEST(Utf8, decodes_in_the_middle_of_a_text) { EXPECT_EQ(decode_utf8("aé", 1).value, U'é'); }

class InvalidUtf8 : public testing::TestWithParam<const char*> {};

TEST_P(InvalidUtf8, is_one_byte_of_replacement_character) {
    const CodePoint point = decode_utf8(GetParam(), 0);
    EXPECT_FALSE(point.valid);
    EXPECT_EQ(point.value, replacement_character);
    EXPECT_EQ(point.length, 1u);
}

INSTANTIATE_TEST_SUITE_P(Utf8, InvalidUtf8,
                         testing::Values("\x80",  // a stray continuation byte
                                         "\xff",  // never part of UTF-8
                                         "\xc3",  // cut off
                                         "\xc3"
                                         "a",                 // not continued
                                         "\xe2\x86",          // cut off after two of three
                                         "\xc0\xaf",          // '/' in two bytes
                                         "\xe0\x80\xaf",      // '/' in three bytes
                                         "\xf0\x80\x80\xaf",  // '/' in four bytes
                                         "\xed\xa0\x80",      // a surrogate
                                         "\xf4\x90\x80\x80",  // above U+10FFFF
                                         "\xf8\x88\x80\x80\x80"));

TEST(Utf8, appends_what_it_decodes) {
    for (const char32_t value :
         {U'\0', U'a', U'\x7f', U'\x80', U'\x7ff', U'\x800', U'\xffff', U'\x10000', U'\x10ffff'}) {
        std::string text;
        append_utf8(text, value);
        EXPECT_EQ(decode_utf8(text, 0).value, value);
        EXPECT_EQ(decode_utf8(text, 0).length, text.size());
    }
}

TEST(Utf8, appends_a_replacement_for_what_has_no_utf8) {
    std::string text;
    append_utf8(text, 0xd800);
    append_utf8(text, 0x110000);
    EXPECT_EQ(text, "��");
}

TEST(Utf8, counts_code_points_and_each_invalid_byte) {
    EXPECT_EQ(count_code_points(""), 0u);
    EXPECT_EQ(count_code_points("aé→🦀"), 4u);
    EXPECT_EQ(count_code_points("twelve bytes"), 12u);
    EXPECT_EQ(count_code_points("eight by\xff\xffé and more"), 20u);
}

TEST(Utf8, finds_the_first_invalid_byte) {
    EXPECT_EQ(first_invalid_utf8("né\xff\xff"), 3u);
    EXPECT_EQ(first_invalid_utf8("né"), 3u);
    EXPECT_EQ(first_invalid_utf8(""), 0u);
}

}  // namespace
}  // namespace freehold
