// SPDX-License-Identifier: MIT
// Labels below a line of source.
#include <gtest/gtest.h>

#include "tests/unit/base/report_support.hpp"

namespace freehold {
namespace {

const char* const call = "    call f(move s, borrow s, 1)\n";

TEST(RenderLabels, stand_beside_their_underline) {
    const Sources sources = file_with(call);
    EXPECT_EQ(snippet(error({{span_of(sources, "move s"), "moved here", true}}), sources), R"(
  |
1 |     call f(move s, borrow s, 1)
  |            ^^^^^^ moved here
)");
}

TEST(RenderLabels, on_one_line_hang_below_from_right_to_left) {
    const Sources sources = file_with(call);
    const Diagnostic fault = error({{span_of(sources, "call"), "by this call"},
                                    {span_of(sources, "move s"), "moved here"},
                                    {span_of(sources, "borrow s"), "borrowed here", true}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
1 |     call f(move s, borrow s, 1)
  |     ----   ------  ^^^^^^^^ borrowed here
  |     |      |
  |     |      moved here
  |     by this call
)");
}

TEST(RenderLabels, share_a_row_where_they_do_not_meet) {
    const Sources sources = file_with("x           move s, borrow s\n");
    const Diagnostic fault = error({{span_of(sources, "x"), "here"},
                                    {span_of(sources, "move s"), "moved here"},
                                    {span_of(sources, "borrow s"), "borrowed", true}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
1 | x           move s, borrow s
  | -           ------  ^^^^^^^^ borrowed
  | |           |
  | here        moved here
)");
}

TEST(RenderLabels, without_text_are_underlined_only) {
    const Sources sources = file_with(call);
    const Diagnostic fault = error(
        {{span_of(sources, "move s"), "moved here"}, {span_of(sources, "borrow s"), "", true}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
1 |     call f(move s, borrow s, 1)
  |            ------  ^^^^^^^^
  |            |
  |            moved here
)");
}

TEST(RenderLabels, that_overlap_show_the_primary_one_on_top) {
    const Sources sources = file_with(call);
    const Diagnostic fault = error({{span_of(sources, "borrow s"), "used here", true},
                                    {span_of(sources, "call f(move s, borrow s, 1)"), "call"}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
1 |     call f(move s, borrow s, 1)
  |     ---------------^^^^^^^^---- call
  |                    |
  |                    used here
)");
}

TEST(RenderLabels, with_equal_spans_stand_below_each_other) {
    const Sources sources = file_with(call);
    const Diagnostic fault = error({{span_of(sources, "move s"), "moved here", false, 3},
                                    {span_of(sources, "move s"), "and again", false, 9},
                                    {span_of(sources, "move s"), "used after the move", true, 9}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
1 |     call f(move s, borrow s, 1)
  |            ^^^^^^ @9 used after the move
  |            |
  |            @3 moved here
  |            @9 and again
)");
}

TEST(RenderLabels, show_a_step_that_has_no_text) {
    const Sources sources = file_with(call);
    EXPECT_EQ(snippet(error({{span_of(sources, "1"), "", true, 12}}), sources), R"(
  |
1 |     call f(move s, borrow s, 1)
  |                              ^ @12
)");
}

TEST(RenderLabels, of_an_empty_span_are_a_caret_between_characters) {
    const Sources sources = file_with("fn main( {\n");
    EXPECT_EQ(snippet(error({{{FileId{0}, 8, 8}, "expected `)`", true}}), sources), R"(
  |
1 | fn main( {
  |         ^ expected `)`
)");
}

TEST(RenderLabels, can_stand_behind_the_end_of_a_line) {
    const Sources sources = file_with("const x,\r\nret\r\n");
    EXPECT_EQ(snippet(error({{{FileId{0}, 8, 8}, "expected a value", true}}), sources), R"(
  |
1 | const x,
  |         ^ expected a value
)");
}

TEST(RenderLabels, can_stand_at_the_end_of_the_file) {
    const Sources sources = file_with("fn main() {\n");
    EXPECT_EQ(snippet(error({{{FileId{0}, 12, 12}, "expected `}`", true}}), sources), R"(
  |
2 |
  | ^ expected `}`
)");
}

TEST(RenderLabels, do_not_reach_the_line_after_a_newline_they_end_with) {
    const Sources sources = file_with("ret\nret\n");
    EXPECT_EQ(snippet(error({{{FileId{0}, 0, 4}, "here", true}}), sources), R"(
  |
1 | ret
  | ^^^ here
)");
}

TEST(RenderLabels, whose_span_ends_before_it_begins_mark_the_beginning) {
    const Sources sources = file_with(call);
    EXPECT_EQ(snippet(error({{{FileId{0}, 11, 4}, "here", true}}), sources), R"(
  |
1 |     call f(move s, borrow s, 1)
  |            ^ here
)");
}

TEST(RenderLabels, whose_span_ends_past_the_text_mark_it_to_its_end) {
    const Sources sources = file_with("ret");
    EXPECT_EQ(snippet(error({{{FileId{0}, 1, 4000000000}, "here", true}}), sources), R"(
  |
1 | ret
  |  ^^ here
)");
}

TEST(RenderLabels, are_placed_by_display_columns) {
    const Sources sources = file_with("\tprint \"漢字é\u0301\", s\n");
    EXPECT_EQ(snippet(error({{span_of(sources, "s"), "here", true}}), sources), R"(
  |
1 |     print "漢字é́", s
  |                    ^ here
)");
}

TEST(RenderLabels, underline_a_tab_and_a_wide_character_in_all_their_columns) {
    const Sources sources = file_with("a\t漢b\n");
    const Diagnostic fault = error({{{FileId{0}, 1, 2}, "", true}, {{FileId{0}, 2, 5}, "wide"}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
1 | a    漢b
  |  ^^^^-- wide
)");
}

TEST(RenderLabels, too_long_for_the_line_are_wrapped_beside) {
    const Sources sources = file_with(call);
    const Diagnostic fault =
        error({{span_of(sources, "call"),
                "the block moves into the frame of `f` and is freed at its end", true}});
    EXPECT_EQ(snippet(fault, sources, 56), R"(
  |
1 |     call f(move s, borrow s, 1)
  |     ^^^^ the block moves into the frame of `f` and
  |          is freed at its end
)");
}

TEST(RenderLabels, at_the_right_edge_hang_below_and_further_left) {
    const Sources sources = file_with("    print \"the sum is {} and the product {}\\n\", s, p\n");
    EXPECT_EQ(snippet(error({{span_of(sources, "p\n"), "read here, though it was moved", true}}),
                      sources, 60),
              R"(
  |
1 |     print "the sum is {} and the product {}\n", s, p
  |                                                    ^
  |                           read here, though it was moved
)");
}

TEST(RenderLabels, that_find_no_room_between_others_get_the_line_again) {
    const Sources sources = file_with("    print \"the sum is {} and {}\", s, p\n");
    const Diagnostic fault =
        error({{span_of(sources, "s,"), "moved at the end of the loop"},
               {span_of(sources, "p\n"), "read here, though it was moved", true}});
    EXPECT_EQ(snippet(fault, sources, 44), R"(
  |
1 |     print "the sum is {} and {}", s, p
  |                                   --
  |             moved at the end of the loop
1 |     print "the sum is {} and {}", s, p
  |                                      ^
  |           read here, though it was moved
)");
}

TEST(RenderLabels, are_ordered_by_line_whatever_happened_first) {
    const Sources sources = file_with("one\ntwo\n");
    const Diagnostic fault = error(
        {{span_of(sources, "two"), "first", false, 1}, {span_of(sources, "one"), "then", true, 2}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
1 | one
  | ^^^ @2 then
2 | two
  | --- @1 first
)");
}

TEST(RenderLabels, show_a_single_line_between_them_and_cut_more) {
    const Sources sources = file_with("one\n2\nthree\n4\n5\nsix\n");
    const Diagnostic fault = error({{span_of(sources, "one"), "a", true},
                                    {span_of(sources, "three"), "b"},
                                    {span_of(sources, "six"), "c"}});
    EXPECT_EQ(snippet(fault, sources), R"(
  |
1 | one
  | ^^^ a
2 | 2
3 | three
  | ----- b
...
6 | six
  | --- c
)");
}

}  // namespace
}  // namespace freehold
