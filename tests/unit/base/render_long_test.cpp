// SPDX-License-Identifier: MIT
// Labels over several lines, and lines too long for the terminal.
#include <gtest/gtest.h>

#include "tests/unit/base/report_support.hpp"

namespace freehold {
namespace {

const char* const nested = R"(fn main() {
    local x: int
    unsafe {
        const x, 1
        free x
    }
    ret
}
)";

TEST(RenderLongLabels, that_begin_a_line_are_a_bar_from_its_beginning) {
    const Sources sources = file_with(nested);
    const Span block = join(span_of(sources, "unsafe"), span_of(sources, "}"));
    EXPECT_EQ(snippet(error({{block, "in this block", true}}), sources), R"(
  |
3 | /     unsafe {
... |
6 | |     }
  | |_____^ in this block
)");
}

TEST(RenderLongLabels, that_begin_inside_a_line_are_led_to_their_first_character) {
    const Sources sources = file_with(nested);
    const Span block = join(span_of(sources, "{", 2), span_of(sources, "}"));
    EXPECT_EQ(snippet(error({{block, "in this block"}}), sources), R"(
  |
3 |       unsafe {
  |  ____________-
... |
6 | |     }
  | |_____- in this block
)");
}

TEST(RenderLongLabels, run_past_other_labels) {
    const Sources sources = file_with(nested);
    const Span block = join(span_of(sources, "unsafe"), span_of(sources, "}"));
    const Diagnostic fault =
        error({{block, "in this block"}, {span_of(sources, "free x"), "not a block", true}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
3 | /     unsafe {
4 | |         const x, 1
5 | |         free x
  | |         ^^^^^^ not a block
6 | |     }
  | |_____- in this block
)");
}

TEST(RenderLongLabels, that_nest_have_a_lane_each) {
    const Sources sources = file_with(nested);
    const Span block = join(span_of(sources, "unsafe"), span_of(sources, "}"));
    const Span function = join(span_of(sources, "{"), span_of(sources, "}", 2));
    const Diagnostic fault =
        error({{block, "in this block", true}, {function, "of this function"}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
1 |    fn main() {
  |  ____________-
2 | |      local x: int
3 | |/     unsafe {
... ||
6 | ||     }
  | ||_____^ in this block
7 | |      ret
8 | |  }
  | |__- of this function
)");
}

TEST(RenderLongLabels, begin_below_the_other_labels_of_their_line) {
    const Sources sources = file_with(nested);
    const Span block = join(span_of(sources, "{", 2), span_of(sources, "}"));
    const Diagnostic fault =
        error({{block, "in this block", true}, {span_of(sources, "unsafe"), "allowed here"}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
3 |       unsafe {
  |       ------ allowed here
  |  ____________^
... |
6 | |     }
  | |_____^ in this block
)");
}

TEST(RenderLongLabels, beyond_four_at_once_mark_only_their_first_line) {
    const Sources sources = file_with("a\nb\nc\nd\ne\nf\n");
    Diagnostic fault = error({});
    for (std::uint32_t i = 0; i < 5; ++i) fault.labels.push_back({{FileId{0}, 2 * i, 11}, ""});
    fault.labels.back().text = "the fifth";
    const std::string report = snippet(fault, sources);
    EXPECT_NE(report.find("5 | |||| e\n  | |||| - the fifth\n"), report.npos) << report;
}

TEST(RenderLongLines, are_cut_on_the_right_when_the_labels_are_on_the_left) {
    const Sources sources = file_with("    const total, " + std::string(100, '1') + "\n");
    EXPECT_EQ(snippet(error({{span_of(sources, "total"), "here", true}}), sources, 40), R"(
  |
1 |     const total, 111111111111111111…
  |           ^^^^^ here
)");
}

TEST(RenderLongLines, are_cut_on_both_sides_of_the_labels) {
    const Sources sources =
        file_with(std::string(50, 'a') + " here it is " + std::string(50, 'b') + "\n");
    EXPECT_EQ(snippet(error({{span_of(sources, "here"), "look", true}}), sources, 40), R"(
  |
1 | …aaaaaaaa here it is bbbbbbbbbbbbbb…
  |           ^^^^ look
)");
}

TEST(RenderLongLines, are_cut_on_the_left_when_the_label_is_at_the_end) {
    const Sources sources = file_with(std::string(100, 'a') + " end");
    EXPECT_EQ(snippet(error({{{FileId{0}, 104, 104}, "expected more", true}}), sources, 40), R"(
  |
1 | …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa end
  |                                    ^
  |                        expected more
)");
}

TEST(RenderLongLines, are_drawn_once_for_each_group_of_labels_that_fits) {
    const Sources sources = file_with("first " + std::string(100, 'a') + " second\n");
    const Diagnostic fault =
        error({{span_of(sources, "first"), "moved"}, {span_of(sources, "second"), "used", true}});
    EXPECT_EQ(snippet(fault, sources, 40), R"(
  |
1 | first aaaaaaaaaaaaaaaaaaaaaaaaaaaaa…
  | ----- moved
1 | …aaaaaaaaaaaaaaaaaaaaaaaaaaa second
  |                              ^^^^^^
  |                              used
)");
}

TEST(RenderLongLines, show_the_beginning_of_a_span_that_is_longer_than_the_terminal) {
    const Sources sources = file_with("print \"" + std::string(100, 'a'));
    EXPECT_EQ(snippet(error({{{FileId{0}, 6, 107}, "never closed", true}}), sources, 40), R"(
  |
1 | print "aaaaaaaaaaaaaaaaaaaaaaaaaaaa…
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |       never closed
)");
}

TEST(RenderLongLines, are_not_cut_in_the_middle_of_a_wide_character) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "漢";
    const Sources sources = file_with(text + " end");
    EXPECT_EQ(snippet(error({{span_of(sources, "end"), "here", true}}), sources, 41), R"(
  |
1 | … 漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢 end
  |                                  ^^^
  |                                  here
)");
}

TEST(RenderLongLines, of_a_hundred_thousand_characters_are_read_around_the_label_only) {
    std::string text(50'000, '\xe9');
    const Sources sources = file_with(text + "here" + text);
    EXPECT_EQ(snippet(error({{span_of(sources, "here"), "found", true}}), sources, 40), R"(
  |
1 | …���������here���������������������…
  |           ^^^^ found
)");
}

}  // namespace
}  // namespace freehold
