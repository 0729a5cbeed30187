// SPDX-License-Identifier: MIT
// A help's edits as a small diff.
#include <gtest/gtest.h>

#include "tests/unit/base/report_support.hpp"

namespace freehold {
namespace {

/// What is drawn for a help with these edits.
std::string help_with(std::vector<Edit> edits, const Sources& sources, std::uint32_t width = 80) {
    Diagnostic diagnostic{Severity::Error, Code::SyntaxError, "wrong"};
    diagnostic.help = Help{"try this", std::move(edits)};
    const std::string report = render(diagnostic, sources, {.color = false, .width = width});
    return report.substr(report.find('\n'));
}

Span before(Span span) { return {span.file, span.begin, span.begin}; }

Sources edited_program() { return file_with("fn main() {\n    move  s2, s1\n    ret\n}\n"); }

TEST(RenderEdits, show_the_line_removed_and_the_line_added) {
    const Sources sources = edited_program();
    EXPECT_EQ(help_with({{span_of(sources, "move  s2"), "clone s2"}}, sources), R"(
  = help: try this
2 -     move  s2, s1
2 +     clone s2, s1
)");
}

TEST(RenderEdits, mark_what_is_only_inserted) {
    const Sources sources = edited_program();
    EXPECT_EQ(help_with({{before(span_of(sources, "s2")), "new_"},
                         {before(span_of(sources, "s1")), "old_"}},
                        sources),
              R"(
  = help: try this
2 |     move  new_s2, old_s1
  |           ++++    ++++
)");
}

TEST(RenderEdits, of_several_lines_are_shown_line_by_line) {
    const Sources sources = edited_program();
    EXPECT_EQ(
        help_with({{span_of(sources, "ret"), "exit 0"}, {span_of(sources, "s1"), "s3"}}, sources),
        R"(
  = help: try this
2 -     move  s2, s1
2 +     move  s2, s3
3 -     ret
3 +     exit 0
)");
}

TEST(RenderEdits, that_insert_a_line_show_only_that_line) {
    const Sources sources = edited_program();
    const Span third{FileId{0}, sources[0].line_start(3), sources[0].line_start(3)};
    EXPECT_EQ(help_with({{third, "    drop s2\n"}}, sources), R"(
  = help: try this
3 +     drop s2
)");
}

TEST(RenderEdits, that_add_behind_a_line_leave_it_alone) {
    const Sources sources = edited_program();
    const std::uint32_t end = span_of(sources, "s1").end;
    EXPECT_EQ(help_with({{{FileId{0}, end, end}, "\n    drop s2"}}, sources), R"(
  = help: try this
3 +     drop s2
)");
}

TEST(RenderEdits, that_delete_a_line_show_it_removed) {
    const Sources sources = edited_program();
    const Span second{FileId{0}, sources[0].line_start(2), sources[0].line_start(3)};
    EXPECT_EQ(help_with({{second, ""}}, sources), R"(
  = help: try this
2 -     move  s2, s1
)");
}

TEST(RenderEdits, can_add_at_the_end_of_the_file) {
    const Sources sources = edited_program();
    const auto end = static_cast<std::uint32_t>(sources[0].text().size());
    EXPECT_EQ(help_with({{{FileId{0}, end, end}, "; end\n"}}, sources), R"(
  = help: try this
5 + ; end
)");
}

TEST(RenderEdits, of_another_file_name_it) {
    Sources sources = edited_program();
    sources.emplace_back("lib.fh", "; empty\nret\n");
    EXPECT_EQ(help_with({{span_of(sources, "ret", 1, 1), "exit 1"}}, sources), R"(
  = help: try this
 ::: lib.fh:2
2 - ret
2 + exit 1
)");
}

TEST(RenderEdits, of_long_lines_show_what_changes) {
    const Sources sources = file_with(std::string(60, 'a') + " old " + std::string(60, 'b'));
    EXPECT_EQ(help_with({{span_of(sources, "old"), "new"}}, sources, 40), R"(
  = help: try this
1 - …aaaaaaaaa old bbbbbbbbbbbbbbbbbbbb…
1 + …aaaaaaaaa new bbbbbbbbbbbbbbbbbbbb…
)");
}

TEST(RenderEdits, that_overlap_an_earlier_one_are_left_out) {
    const Sources sources = edited_program();
    EXPECT_EQ(
        help_with({{span_of(sources, "move"), "copy"}, {span_of(sources, "ove"), "x"}}, sources),
        R"(
  = help: try this
2 -     move  s2, s1
2 +     copy  s2, s1
)");
}

TEST(RenderEdits, that_cannot_be_placed_are_left_out) {
    EXPECT_EQ(help_with({{{FileId{0}, 900, 905}, "x"}, {{FileId{7}, 0, 1}, "x"}}, edited_program()),
              R"(
  = help: try this
)");
}

TEST(RenderEdits, of_more_lines_than_help_are_left_out) {
    const Sources sources = file_with(std::string(20, '\n'));
    EXPECT_EQ(help_with({{{FileId{0}, 0, 20}, "x"}}, sources), R"(
   = help: try this
)");
}

TEST(RenderEdits, of_hostile_lines_are_left_out) {
    const Sources sources = file_with(std::string(70'000, 'a'));
    EXPECT_EQ(help_with({{{FileId{0}, 0, 1}, "b"}}, sources), R"(
  = help: try this
)");
}

}  // namespace
}  // namespace freehold
