// SPDX-License-Identifier: MIT
// Whatever the spans and bytes: no crash, no control character, no line wider than the terminal.
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/base/report_support.hpp"
#include "vm/base/text.hpp"
#include "vm/base/utf8.hpp"

namespace freehold {
namespace {

class Chance {
public:
    explicit Chance(std::uint32_t seed) : m_engine(seed) {}

    /// From 0 to limit - 1.
    std::uint32_t below(std::uint32_t limit) {
        return static_cast<std::uint32_t>(m_engine() % limit);
    }

    std::string text(std::uint32_t longest) {
        static const char* const pieces[] = {"a",    " ",    "\n", "\r\n", "\t",     "漢", "\u0301",
                                             "\xff", "\x1b", "`",  "word", "\u202e", "é",  "\n\n"};
        std::string result;
        for (std::uint32_t left = below(longest); left > 0; --left) {
            result += pieces[below(std::size(pieces))];
        }
        return result;
    }

    Span span() {
        const std::uint32_t begin = below(400);
        return {FileId{static_cast<std::uint16_t>(below(3))}, begin, begin + below(60) - below(3)};
    }

    Diagnostic diagnostic() {
        Diagnostic result{Severity{static_cast<std::uint8_t>(below(3))},
                          Code{static_cast<std::uint16_t>(below(600))}, text(9)};
        for (std::uint32_t left = below(9); left > 0; --left) {
            result.labels.push_back({span(), text(12), below(2) == 0});
            if (below(2) == 0) result.labels.back().step = below(1000);
        }
        result.help = Help{text(30), {}};
        for (std::uint32_t left = below(4); left > 0; --left) {
            result.help->edits.push_back({span(), text(9)});
        }
        return result;
    }

private:
    std::mt19937 m_engine;  // its numbers are the same everywhere
};

void expect_safe(const std::string& report) {
    EXPECT_EQ(first_invalid_utf8(report), report.size());
    for (const char c : report) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        ASSERT_FALSE(control && c != '\n') << report;
    }
}

TEST(RenderHostile, any_spans_in_any_text_give_a_safe_report) {
    for (std::uint32_t seed = 0; seed < 2000; ++seed) {
        Chance chance(seed);
        const Sources sources = {Source("a.fh", chance.text(300)), Source("b.fh", chance.text(90))};
        expect_safe(render(chance.diagnostic(), sources, {.color = false, .width = 80}));
    }
}

TEST(RenderHostile, a_width_that_cannot_be_is_not_believed) {
    const Sources sources = file_with(std::string(5000, 'x'));
    const Diagnostic fault = error({{{FileId{0}, 300, 302}, "here", true}});
    EXPECT_EQ(drawn(fault, sources, 0), drawn(fault, sources, 40));
    EXPECT_EQ(drawn(fault, sources, 4'000'000'000), drawn(fault, sources, 1000));
}

TEST(RenderHostile, a_thousand_labels_on_one_line_are_all_told_within_the_width) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "ab ";
    const Sources sources = file_with(text);
    Diagnostic fault = error({});
    for (std::uint32_t i = 0; i < 1000; ++i) {
        fault.labels.push_back({{FileId{0}, 3 * i, 3 * i + 2}, "label", i == 500, i});
    }
    const std::string report = render(fault, sources, {.color = false, .width = 80});
    for (std::uint32_t i = 0; i < 1000; ++i) {
        EXPECT_NE(report.find('@' + std::to_string(i) + " label"), report.npos) << i;
    }
    for (const std::string& line : wrapped_lines(report, 1'000'000)) {
        EXPECT_LE(display_width(line), 80u) << line;
    }
}

TEST(RenderHostile, a_thousand_equal_labels_are_all_told) {
    const Sources sources = file_with("ret\n");
    Diagnostic fault = error({});
    for (std::uint32_t i = 0; i < 1000; ++i) {
        fault.labels.push_back({{FileId{0}, 0, 3}, "label", false, i});
    }
    const std::string report = drawn(fault, sources);
    EXPECT_NE(report.find("@0 label"), report.npos);
    EXPECT_NE(report.find("@999 label"), report.npos);
}

}  // namespace
}  // namespace freehold
