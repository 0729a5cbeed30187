// SPDX-License-Identifier: MIT
// Whole reports: headline, source, remarks.
#include "freehold/render.hpp"

#include <gtest/gtest.h>

#include "tests/unit/base/report_support.hpp"

namespace freehold {
namespace {

Sources moved_string() {
    return file_with(R"(data WORD: bytes = "hello"
fn main() {
    local s1, s2: own bytes
    new   s1, WORD
    move  s2, s1
    drop  s2

    ; much later

    print "{}\n", s1
    ret
}
)");
}

/// A fault with everything a report can have.
Diagnostic use_after_free(const Sources& sources) {
    Diagnostic fault = error({{span_of(sources, "s1", 2), "block #1 allocated here", false, 1},
                              {span_of(sources, "s2", 3), "freed here", false, 3},
                              {span_of(sources, "s1", 4), "used here", true, 4}});
    fault.notes = {
        "block #1 (5 bytes, heap) was owned by `main.s2` when it was freed at @3, "
        "as `run --report=all` shows",
        "byte 0 of 5 was to be read"};
    fault.picture = "heap+0x10  68 65 6c 6c 6f\n            h  e  l  l  o";
    fault.help = Help{"clone the block, so that both names own one",
                      {{span_of(sources, "move  s2"), "clone s2"}}};
    fault.commands = {"freehold explain F302", "freehold trace --last 20 x.fh"};
    return fault;
}

TEST(Render, tells_a_fault_in_80_columns) {
    const Sources sources = moved_string();
    EXPECT_EQ(drawn(use_after_free(sources), sources, 80), R"(
error[F302]: use of `s1` after its block was freed
  --> x.fh:10:19
   |
 4 |     new   s1, WORD
   |           -- @1 block #1 allocated here
 5 |     move  s2, s1
 6 |     drop  s2
   |           -- @3 freed here
...
10 |     print "{}\n", s1
   |                   ^^ @4 used here
   = note: block #1 (5 bytes, heap) was owned by `main.s2` when it was freed at
           @3, as `run --report=all` shows
   = note: byte 0 of 5 was to be read
       heap+0x10  68 65 6c 6c 6f
                   h  e  l  l  o
   = help: clone the block, so that both names own one
 5 -     move  s2, s1
 5 +     clone s2, s1
   = more: freehold explain F302
           freehold trace --last 20 x.fh
)");
}

TEST(Render, tells_a_fault_in_120_columns) {
    const Sources sources = moved_string();
    const std::string report = drawn(use_after_free(sources), sources, 120);
    EXPECT_NE(report.find(R"(
   = note: block #1 (5 bytes, heap) was owned by `main.s2` when it was freed at @3, as `run --report=all` shows
   = note: byte 0 of 5 was to be read
)"),
              report.npos)
        << report;
}

TEST(Render, colors_what_differs_in_kind) {
    const Sources sources = moved_string();
    EXPECT_EQ(drawn_in_color(use_after_free(sources), sources), R"(
<bold red>error[F302]</><bold>: use of `s1` after its block was freed</>
  <blue>--> </>x.fh:10:19
   <blue>|</>
 <blue>4 |     </>new   s1, WORD
   <blue>|           -- @1 block #1 allocated here</>
 <blue>5 |     </>move  s2, s1
 <blue>6 |     </>drop  s2
   <blue>|           -- @3 freed here</>
<blue>...</>
<blue>10 |     </>print "{}\n", s1
   <blue>|                   </><bold red>^^ @4 used here</>
   <blue>= </><bold>note</>: block #1 (5 bytes, heap) was owned by `main.s2` when it was freed at
           @3, as `run --report=all` shows
   <blue>= </><bold>note</>: byte 0 of 5 was to be read
       heap+0x10  68 65 6c 6c 6f
                   h  e  l  l  o
   <blue>= </><bold green>help: </>clone the block, so that both names own one
 <blue>5 </><red>-     move  s2, s1</>
 <blue>5 </><green>+     clone s2, s1</>
   <blue>= </><bold>more</>: freehold explain F302
           freehold trace --last 20 x.fh
)");
}

TEST(Render, differs_in_nothing_but_escapes_when_in_color) {
    const Sources sources = moved_string();
    std::string report = drawn_in_color(use_after_free(sources), sources);
    for (std::size_t at = report.find('<'); at != report.npos; at = report.find('<', at)) {
        report.erase(at, report.find('>', at) + 1 - at);
    }
    EXPECT_EQ(report, drawn(use_after_free(sources), sources));
}

TEST(Render, gives_each_severity_its_word_and_color) {
    Diagnostic diagnostic{Severity::Warning, Code::StillOwned, "still owned"};
    EXPECT_EQ(drawn_in_color(diagnostic, {}), "\n<yellow>warning[F402]</><bold>: still owned</>\n");
    diagnostic.severity = Severity::Note;
    EXPECT_EQ(drawn_in_color(diagnostic, {}), "\n<cyan>note[F402]</><bold>: still owned</>\n");
}

TEST(Render, leaves_out_a_code_that_is_none) {
    EXPECT_EQ(drawn({Severity::Note, Code{}, "assembled"}, {}), "\nnote: assembled\n");
}

TEST(Render, needs_no_place) {
    Diagnostic diagnostic{Severity::Error, Code::UnreadableFile, "cannot read `x.fh`"};
    diagnostic.notes = {"no such file or directory"};
    EXPECT_EQ(drawn(diagnostic, {}), R"(
error[F001]: cannot read `x.fh`
  = note: no such file or directory
)");
}

TEST(Render, shows_the_file_of_the_primary_label_first) {
    const Sources sources = {Source("main.fh", "call f(move s)\n"),
                             Source("lib/strings.fh", "fn f(a: own bytes) {\n    ret\n}\n")};
    const Diagnostic fault = error({{span_of(sources, "s", 1), "moved here", false, 7},
                                    {span_of(sources, "a", 1, 1), "dropped here", true, 9}});
    EXPECT_EQ(drawn(fault, sources), R"(
error[F302]: use of `s1` after its block was freed
 --> lib/strings.fh:1:6
  |
1 | fn f(a: own bytes) {
  |      ^ @9 dropped here
  |
 ::: main.fh:1:13
  |
1 | call f(move s)
  |             - @7 moved here
)");
}

TEST(Render, points_to_the_first_label_when_none_is_primary) {
    const Sources sources = file_with("a b\n");
    EXPECT_EQ(drawn(error({{span_of(sources, "b"), "second"}}), sources), R"(
error[F302]: use of `s1` after its block was freed
 --> x.fh:1:3
  |
1 | a b
  |   - second
)");
}

TEST(Render, tells_labels_without_their_text_when_the_image_is_stripped) {
    const Sources sources = {Source("main.fh", ""), Source("lib.fh", "")};
    const Diagnostic fault = error({{{FileId{0}, 20, 22}, "moved here", false, 7},
                                    {{FileId{1}, 5, 6}, "dropped here", false, 9},
                                    {{FileId{0}, 40, 42}, "used here", true}});
    EXPECT_EQ(drawn(fault, sources), R"(
error[F302]: use of `s1` after its block was freed
 --> main.fh
  = at @7: moved here
  = at lib.fh @9: dropped here
  = here: used here
)");
}

TEST(Render, tells_labels_without_any_sources) {
    EXPECT_EQ(drawn(error({{{FileId{3}, 20, 22}, "used here", true, 7}}), {}), R"(
error[F302]: use of `s1` after its block was freed
  = at @7: used here
)");
}

TEST(Render, names_only_the_file_of_a_span_past_the_end_of_its_text) {
    const Sources sources = file_with("short\n");
    const Diagnostic fault = error(
        {{span_of(sources, "short"), "moved here"}, {{FileId{0}, 70, 72}, "used here", true}});
    EXPECT_EQ(drawn(fault, sources), R"(
error[F302]: use of `s1` after its block was freed
 --> x.fh
  |
1 | short
  | ----- moved here
  = here: used here
)");
}

TEST(Render, wraps_notes_but_no_commands_and_no_headline) {
    Diagnostic diagnostic{Severity::Error, Code::Leaked,
                          "a headline is one line, so that a log can be searched for it"};
    diagnostic.notes = {"a note is wrapped where the terminal ends"};
    diagnostic.commands = {"freehold trace --last 20 --stack 2M programs/x.fh"};
    EXPECT_EQ(drawn(diagnostic, {}, 40), R"(
error[F401]: a headline is one line, so that a log can be searched for it
  = note: a note is wrapped where the
          terminal ends
  = more: freehold trace --last 20 --stack 2M programs/x.fh
)");
}

TEST(Render, keeps_the_paragraphs_of_a_note) {
    Diagnostic diagnostic{Severity::Error, Code::StackOverflow, "stack overflow"};
    diagnostic.notes = {"even -> odd ×511\nmain"};
    EXPECT_EQ(drawn(diagnostic, {}), R"(
error[F312]: stack overflow
  = note: even -> odd ×511
          main
)");
}

TEST(Render, sends_no_control_character_to_the_terminal) {
    const Sources sources = file_with("print \"\x1b[2J\x07\"\n");
    Diagnostic diagnostic{Severity::Error, Code::Panic, "\x1b]0;title\x07 and\r\n"};
    diagnostic.labels = {{span_of(sources, "print"), "\x1b[0m", true}};
    diagnostic.notes = {"\u202e \xff"};
    diagnostic.picture = "\b";
    diagnostic.commands = {"\t"};
    EXPECT_EQ(drawn(diagnostic, sources), R"(
error[F504]: ␛]0;title␇ and␍␊
 --> x.fh:1:1
  |
1 | print "␛[2J␇"
  | ^^^^^ ␛[0m
  = note: \u{202e} �
      ␈
  = more:
)");
}

}  // namespace
}  // namespace freehold
