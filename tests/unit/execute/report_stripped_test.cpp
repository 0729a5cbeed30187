// SPDX-License-Identifier: MIT
// Reports on a program without source text and spans, and after long runs.
#include "tests/unit/execute/report_run.hpp"

namespace freehold::test {
namespace {

TEST(ReportStripped, still_tells_names_steps_and_instructions) {
    EXPECT_EQ(report_of(R"(data WORD: bytes = "hello"
fn main() {
    local s1, s2: own bytes
    new   s1, WORD
    move  s2, s1
    print "{}\n", s1
    ret
}
)",
                        {.stripped = true}),
              R"(
error[F102]: use of `s1` after it was moved
  = at @1: block #1, 5 bytes, allocated here for `s1`, by `new.copy` in `main`
  = at @2: `s1` is moved to `s2` here, by `move` in `main`
  = at @3: `s1` is used here, by `print` in `main`
  = note: memory is not harmed yet: block #1 is alive, and `s2` owns it
  = note: 1 block (5 bytes) was still alive: abandoned, not leaked
  = help: if both are needed, make a second block instead of moving the first
  = more: freehold explain F102
          freehold debug --goto=3 FILE
)");
}

TEST(ReportStripped, has_no_edits) {
    const Diagnostic fault = fault_of(in_main("local x: int\nprint \"{}\", x"), {.stripped = true});
    EXPECT_TRUE(fault.help->edits.empty());
}

TEST(Report, is_the_same_however_often_it_is_asked_for) {
    const Ran ran(in_main("local a: own int\nnew a, int(1)\ndrop a\ndrop a"));
    EXPECT_EQ(ran.drawn(ran.fault()), ran.drawn(ran.fault()));
    EXPECT_EQ(ran.machine().step(), ran.stop().fault.step);
}

TEST(Report, of_a_long_run_finds_a_write_of_long_ago) {
    // More steps than are heard with their writes in the first replay.
    const Diagnostic fault = fault_of(in_main(R"(
    local ro limit: int
    local i: int
    const limit, 5
    const i, 0
next:
    add   i, i, 1
    blt   i, 1500000, next
    const limit, 6)"));
    EXPECT_THAT(labels_of(fault), testing::Contains("@1 `limit` becomes 5 here"));
}

TEST(Report, names_the_options_that_were_not_the_usual_ones) {
    const Diagnostic fault = fault_of(in_main("local a: own int\nnew a, int(1)\ndrop a\ndrop a"),
                                      {.options = {.heap_bytes = 1 << 20}});
    EXPECT_THAT(fault.commands,
                ElementsAre("freehold explain F102", "freehold debug --goto=4 --heap=1M x.fh"));
}

}  // namespace
}  // namespace freehold::test
