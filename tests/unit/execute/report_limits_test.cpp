// SPDX-License-Identifier: MIT
// F312, F313, F505, F506: the stack, the heap, steps and time.
#include "tests/unit/execute/report_run.hpp"

namespace freehold::test {
namespace {

const char* const even_and_odd = R"(fn even(n: int) -> bool {
    local answer: bool
    sub   n, n, 1
    call  answer, odd(n)
    ret   answer
}
fn odd(n: int) -> bool {
    local answer: bool
    sub   n, n, 1
    call  answer, even(n)
    ret   answer
}
fn main() {
    local answer: bool
    call  answer, even(10)
    ret
}
)";

TEST(ReportStackOverflow, folds_the_cycle_and_offers_a_larger_stack_only_if_it_ends) {
    EXPECT_EQ(report_of(even_and_odd, {.options = {.stack_bytes = 64 * 1024}}), R"(
error[F312]: stack overflow: 1,638 calls deep, even -> odd ×818
 --> x.fh:4:5
  |
4 |     call  answer, odd(n)
  |     ^^^^^^^^^^^^^^^^^^^^ @4913 this call of `odd` does not fit any more
  = note: the stack has 65,536 bytes (--stack=64K); the frame of `odd`, 72
          bytes, would end 40 bytes past the limit
  = note: each call of `odd` takes 40 bytes of stack, of `even` 40 bytes: a
          frame's last bytes, where it passes arguments, are the first of the
          next frame
      call stack, 1,638 frames, innermost first:
           1,638  even              x.fh:4:5
        1,637..2  even -> odd ×818  x.fh:4:5, 10:5
               1  main              x.fh:15:5
  = help: does the recursion end? only if it does, and has to go this deep, give
          it a larger stack: `--stack=128K`
  = more: freehold explain F312
          freehold debug --goto=4913 --stack=64K x.fh
)");
}

TEST(ReportStackOverflow, of_one_function_is_one_row) {
    const Diagnostic fault = fault_of(R"(
fn depth(n: int) -> int {
    local d: int
    call  d, depth(n)
    ret   d
}
fn main() {
    local d: int
    call  d, depth(0)
    ret
}
)");
    EXPECT_THAT(fault.headline, testing::StartsWith("stack overflow: 26,214 calls deep, depth ×"));
    EXPECT_THAT(fault.commands,
                ElementsAre("freehold explain F312", "freehold debug --goto=52428 x.fh"));
}

TEST(ReportStackOverflow, by_one_huge_frame_is_told_as_such) {
    const Diagnostic fault = fault_of(R"(
fn work() {
    local big: [40000 x int]
    fill  big, 0
    ret
}
fn main() {
    call  work()
    ret
}
)",
                                      {.options = {.stack_bytes = 64 * 1024}});
    EXPECT_EQ(fault.headline, "stack overflow: the frame of `work` alone takes 320,016 bytes");
    EXPECT_EQ(fault.labels.front().text, "`big` takes 320,000 bytes");
    EXPECT_THAT(fault.help->text, HasSubstr("put `big` on the heap with `new`"));
    EXPECT_THAT(fault.help->text, HasSubstr("`--stack=512K`"));
    EXPECT_THAT(fault.commands, testing::Contains("freehold run --stack=512K x.fh"));
}

TEST(ReportStackOverflow, by_mains_own_frame_happens_before_the_first_step) {
    const Diagnostic fault = fault_of(in_main("local big: [60000 x int]\nfill big, 0"),
                                      {.options = {.stack_bytes = 64 * 1024}});
    EXPECT_EQ(fault.headline, "stack overflow: the frame of `main` alone takes 480,016 bytes");
    EXPECT_FALSE(primary_label(fault)->step.has_value());
}

TEST(ReportHeapExhausted, says_which_line_took_it_all) {
    const Diagnostic fault = fault_of(R"(
struct Node { value: int, next: own? Node }
fn main() {
    local list: own? Node
    local buffer: own [int]
    local n: int
    const list, null
    const n, 0
again:
    new   list, Node(1, move list)
    add   n, n, 1
    blt   n, 1000, again
    new   buffer, [100000 x int]
    ret
}
)",
                                      {.options = {.heap_bytes = 64 * 1024}});
    EXPECT_EQ(fault.headline, "heap exhausted: no room for 800,000 bytes");
    EXPECT_THAT(
        labels_of(fault),
        ElementsAre("@5 all 1,000 blocks alive were allocated here, the first one at this step",
                    "@5003 800,000 bytes asked for here"));
    EXPECT_THAT(fault.notes,
                ElementsAre("the heap may have 65,536 bytes (--heap=64K); 1,000 blocks alive with "
                            "16,000 bytes, and a header of 16 for each",
                            "the largest free piece has room for 33,520 bytes"));
    EXPECT_THAT(fault.help->text, HasSubstr("if there is an end to them"));
    EXPECT_THAT(fault.help->text, HasSubstr("`--heap=1M`"));
    EXPECT_THAT(fault.commands,
                ElementsAre("freehold explain F313", "freehold debug --goto=5003 --heap=64K x.fh"));
}

TEST(ReportHeapExhausted, by_the_first_block_a_larger_heap_is_sure_to_help) {
    const Diagnostic fault = fault_of(in_main("local b: own bytes\nnew b, [100000 x u8]"),
                                      {.options = {.heap_bytes = 64 * 1024}});
    EXPECT_THAT(fault.commands, testing::Contains("freehold run --heap=256K x.fh"));
}

TEST(ReportHeapExhausted, knows_that_an_old_block_goes_after_the_new_exists) {
    const Diagnostic fault = fault_of(in_main(R"(
    local b: own bytes
    new   b, [40000 x u8]
    new   b, [41000 x u8])"),
                                      {.options = {.heap_bytes = 64 * 1024}});
    EXPECT_THAT(fault.notes.back(), HasSubstr("`b` still owns block #1, 40,000 bytes"));
    EXPECT_THAT(fault.help->text, HasSubstr("`drop b` first"));
}

TEST(ReportLimits, of_steps_point_at_what_would_run_next) {
    const Diagnostic fault =
        fault_of("fn main() {\nnext:\n    jmp next\n}\n", {.options = {.max_steps = 1000}});
    EXPECT_EQ(fault.headline, "still running after 1,000 steps");
    EXPECT_FALSE(primary_label(fault)->step.has_value());
    EXPECT_THAT(fault.commands, testing::Contains("freehold run --max-steps=10000 x.fh"));
}

TEST(ReportLimits, of_time_advise_steps) {
    const Diagnostic fault =
        fault_of("fn main() {\nnext:\n    jmp next\n}\n", {.options = {.max_milliseconds = 1}});
    EXPECT_EQ(fault.headline, "still running after 1 ms");
    EXPECT_THAT(fault.help->text, HasSubstr("`--max-steps`"));
}

}  // namespace
}  // namespace freehold::test
