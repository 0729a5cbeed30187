// SPDX-License-Identifier: MIT
// F401 and F402: what is alive at the end.
#include "tests/unit/execute/report_run.hpp"

namespace freehold::test {
namespace {

TEST(ReportLeak, of_a_structure_is_one_report_with_what_it_owns) {
    const Ran ran(R"(struct Node { value: int, next: own? Node }
fn main() {
    local rest: own? Node
    local a: own Node
    new   rest, Node(1, null)
    new   a, Node(2, move rest)
    forget a
    ret
}
)");
    const std::vector<Diagnostic> leaks = ran.leftovers();
    ASSERT_EQ(leaks.size(), 1u);
    EXPECT_EQ(ran.drawn(leaks[0]), R"(
error[F401]: block #2 leaked: 16 bytes, and no owner left
 --> x.fh:6:5
  |
6 |     new   a, Node(2, move rest)
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ @6 block #2, 16 bytes, allocated here for
  |                                 `main.a`
7 |     forget a
  |     -------- @7 `main.a` is forgotten here
  = note: with it 1 more block, 16 bytes, that it owns
  = help: `drop` it instead, or leave it to the end of its scope
7 -     forget a
7 +     drop a
  = more: freehold explain F401
          freehold debug --goto=end x.fh
)");
}

TEST(ReportLeak, of_a_million_blocks_of_one_line_is_one_report) {
    const Ran ran(R"(
fn main() {
    local p: raw int
    local n: int
    const n, 0
again:
    unsafe {
        alloc p, 8
    }
    add   n, n, 1
    blt   n, 100000, again
    ret
}
)");
    const std::vector<Diagnostic> leaks = ran.leftovers();
    ASSERT_EQ(leaks.size(), 1u);
    EXPECT_THAT(leaks[0].notes,
                testing::Contains("and 99,999 more blocks of the same making, 799,992 "
                                  "bytes"));
}

TEST(ReportLeak, of_a_long_list_follows_it_without_recursion) {
    const Ran ran(R"(
struct Node { value: int, next: own? Node }
fn main() {
    local list: own? Node
    local n: int
    const n, 0
    const list, null
again:
    new   list, Node(n, move list)
    add   n, n, 1
    blt   n, 100000, again
    forget list
    ret
}
)");
    const std::vector<Diagnostic> leaks = ran.leftovers();
    ASSERT_EQ(leaks.size(), 1u);
    EXPECT_THAT(leaks[0].notes,
                ElementsAre("with it 99,999 more blocks, 1,599,984 bytes, that it owns"));
}

TEST(ReportLeak, shows_the_store_that_overwrote_the_owner) {
    const Ran ran(R"(
struct Holder { p: own? int }
fn main() {
    local q: own? int
    local h: own Holder
    local at: raw Holder
    local w: raw int
    new   q, int(1)
    new   h, Holder(move q)
    unsafe {
        addr  at, [h]
        cast  w, at
        store [w], 0
    }
    ret
}
)");
    const std::vector<Diagnostic> leaks = ran.leftovers();
    ASSERT_EQ(leaks.size(), 1u);
    EXPECT_THAT(labels_of(leaks[0]),
                testing::Contains("@7 its owner in block #2 is overwritten here"));
}

TEST(ReportLeak, shows_the_free_that_left_the_content) {
    const Ran ran(R"(
struct Holder { p: own? int }
fn main() {
    local q: own? int
    local h: own Holder
    local at: raw Holder
    new   q, int(1)
    new   h, Holder(move q)
    unsafe {
        addr  at, [h]
        free  at
    }
    forget h
    ret
}
)");
    const std::vector<Diagnostic> leaks = ran.leftovers();
    ASSERT_EQ(leaks.size(), 1u);
    EXPECT_THAT(labels_of(leaks[0]),
                testing::Contains("@6 block #2, which holds its owner, is freed "
                                  "here without what it owns"));
}

TEST(ReportLeak, stops_at_the_limit) {
    const Ran ran(in_main(R"(
    local a, b, c: own int
    new a, int(1)
    new b, int(2)
    new c, int(3)
    forget a
    forget b
    forget c)"));
    EXPECT_EQ(ran.leftovers(2).size(), 2u);
    EXPECT_EQ(ran.leftovers().size(), 3u);
}

TEST(ReportStillOwned, is_a_note_that_names_the_owner) {
    const Ran ran(R"(
bss CELL: own? int
fn main() {
    local a: own int
    new   a, int(1)
    put   CELL, a
    ret
}
)");
    const std::vector<Diagnostic> left = ran.leftovers();
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].severity, Severity::Note);
    EXPECT_EQ(left[0].code, Code::StillOwned);
    EXPECT_EQ(left[0].headline, "block #1 is still owned at the end, by static `CELL`");
    EXPECT_THAT(left[0].notes.back(), HasSubstr("statics are never dropped"));
}

TEST(ReportStillOwned, at_exit_is_no_leak) {
    const Ran ran("fn main() {\nlocal a: own int\nnew a, int(1)\nexit 3\n}\n");
    const std::vector<Diagnostic> left = ran.leftovers();
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].headline, "block #1 is still owned at the end, by `main.a`");
    EXPECT_THAT(left[0].notes.back(), HasSubstr("`exit` drops nothing"));
}

TEST(ReportStillOwned, is_nothing_when_all_is_freed) {
    EXPECT_TRUE(Ran(in_main("local a: own int\nnew a, int(1)")).leftovers().empty());
}

}  // namespace
}  // namespace freehold::test
