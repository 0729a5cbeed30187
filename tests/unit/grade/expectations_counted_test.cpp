// SPDX-License-Identifier: MIT
// What a rubric may count in a run, and see in the text of a submission.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/expects.hpp"

namespace freehold::grade {
namespace {

// ---- numbers ------------------------------------------------------------------------------------

TEST(Expectations, leaks_are_counted) {
    const std::string leaks = expects_main("local a: own int\nnew a, int(1)\nforget a");
    expects_of(leaks, {{"leaks = 1", ""},
                       {"leaks = 0", "1 block leaked, not 0"},
                       {"leaks = { most = 2 }", ""},
                       {"leaks = { least = 2 }", "1 block leaked; wanted: at least 2"},
                       {"leaks = { least = 2, most = 4 }", "1 block leaked, not 2 to 4"}});
}

TEST(Expectations, blocks_that_a_static_still_owns_are_counted) {
    expects_of(
        "bss KEPT: own? int\n" + expects_main("local a: own int\nnew a, int(1)\nput KEPT, a"),
        {{"still_owned = 1\nleaks = 0", ""},
         {"still_owned = 0", "1 block still owned at the end, not 0"}});
}

TEST(Expectations, allocations_frees_moves_and_clones_are_counted) {
    expects_of(expects_blocks, {{"allocations = 4\nfrees = 4\nclones = 2", ""},
                                {"allocations = 3", "4 blocks allocated, not 3"},
                                {"frees = { most = 3 }", "4 blocks freed; wanted: at most 3"},
                                {"clones = 0", "2 blocks made by `clone`, not 0"},
                                {"moves = { least = 2 }", ""},
                                {"moves = 0", "2 moves of owners, not 0"}});
}

TEST(Expectations, bytes_are_counted) {
    expects_of(expects_main("local a, b: own [int]\nnew a, [4 x int]\ndrop a\nnew b, [2 x int]"),
               {{"peak_heap = 32", ""},
                {"peak_heap = { most = '1K' }", ""},
                {"peak_heap = 48", "32 bytes of heap asked for at once, not 48"},
                {"peak_stack = { least = 1, most = '1K' }", ""},
                {"peak_stack = '1K'", "32 bytes of stack in use at once, not 1,024"},
                {"heap_span = { least = 32 }", ""},
                {"heap_span = { most = 32 }",
                 "48 bytes of heap used, headers and gaps included; "
                 "wanted: at most 32"}});
}

TEST(Expectations, frames_calls_and_steps_are_counted) {
    const std::string program =
        "fn down(n: int) {\n"
        "    ble n, 0, done\n"
        "    sub n, n, 1\n"
        "    call down(n)\n"
        "done:\n"
        "    ret\n"
        "}\n" +
        expects_main("call down(3)");
    expects_of(program,
               {{"depth = 5\ncalls = { down = 4 }", ""},
                {"depth = { most = 4 }",
                 "5 frames on the stack at once; wanted: at most "
                 "4"},
                {"calls = { down = { most = 3 } }", "4 calls of `down`; wanted: at most 3"},
                {"calls = { up = 1 }", "there is no function `up`"},
                {"steps = { most = 100 }", ""},
                {"steps = 1", "20 steps taken, not 1"}});
}

// ---- blocks -------------------------------------------------------------------------------------

TEST(Expectations, blocks_are_freed_in_an_order) {
    expects_of(expects_blocks,
               {{"freed = ['Node#1', 'Node#2']", ""},
                {"freed = ['#2', '#1']", "`#1` is freed before `#2`"},
                {"freed = ['main.c', 'main.a']", ""},
                {"freed = ['main.a', 'main.c']", "`main.c` is freed before `main.a`"},
                {"freed = ['Node#9']", "no block `Node#9` was made"},
                {"freed = ['main.x']", "no block was freed as `main.x`'s"}});
    expects_of(expects_main("local a: own int\nnew a, int(1)\nforget a"),
               {{"freed = ['#1']", "`#1` is never freed"}});
}

TEST(Expectations, blocks_change_their_owner) {
    expects_of(expects_blocks, {{"moved = ['Node#2']", ""},
                                {"moved = ['Node#3']", "`Node#3` never changed its owner"},
                                {"moved = ['bytes#1']", "no block `bytes#1` was made"}});
}

// ---- the text of the submission -----------------------------------------------------------------

TEST(Expectations, a_submission_has_unsafe_or_has_not) {
    expects_of(expects_counts,
               {{"unsafe = false", ""}, {"unsafe = true", "the submission has no `unsafe`"}});
    expects_of(expects_main("unsafe {\n}"), {{"unsafe = false", ""}});
    expects_of(expects_main("local p: raw int\nunsafe {\nalloc p, 8\nfree p\n}"),
               {{"unsafe = true", ""}, {"unsafe = false", "the submission has `unsafe`"}});
}

TEST(Expectations, a_submission_lacks_and_uses_instructions) {
    expects_of(expects_blocks, {{"lacks = ['alloc', 'exit']\nuses = ['clone', 'new', 'drop']", ""},
                                {"lacks = ['clone']", "the submission uses `clone`"},
                                {"uses = ['swap']", "the submission does not use `swap`"}});
    expects_of(expects_main("local a: own int\nnew a, int(1)"),
               {{"lacks = ['drop']", ""}});  // the end of the scope drops it
}

TEST(Expectations, structs_have_sizes_and_statics_have_segments) {
    expects_of(
        "struct Loose { a: u8, b: int }\ndata ONE: int = 1\nbss ZERO: int\n" + expects_main(""),
        {{"sizes = { Loose = 16 }", ""},
         {"sizes = { Loose = { most = 9 } }", "`Loose` has 16 bytes; wanted: at most 9"},
         {"sizes = { Tight = 9 }", "there is no struct `Tight`"},
         {"statics = { ONE = 'data', ZERO = 'bss', TWO = 'none' }", ""},
         {"statics = { ZERO = 'data' }", "`ZERO` lies in bss, not in data"},
         {"statics = { TWO = 'bss' }", "there is no static `TWO`"},
         {"statics = { ONE = 'none' }", "`ONE` is a static"}});
}

TEST(Expectations, a_harness_is_no_part_of_the_submission) {
    const GradedFolder folder;
    folder.rubric(
        "[[test]]\nname = 'it'\nlacks = ['clone', 'exit']\nunsafe = false\n"
        "code = '''include \"s.fh\"\ninclude <string.fh>\n"
        "fn main() {\nlocal a, b: own int\nlocal p: raw int\nnew a, int(1)\nclone b, a\n"
        "unsafe {\naddr p, [a]\n}\ncall f()\nexit 0\n}'''\n");
    const auto result =
        graded_here(folder.assignment(), folder.write("s.fh",
                                                      "fn f() {\n    ret\n}\nfn main() {\n"
                                                      "    exit 9\n}\n"));
    EXPECT_TRUE(result.passed()) << list_of(result.checks[0].reasons, "and");
}

}  // namespace
}  // namespace freehold::grade
