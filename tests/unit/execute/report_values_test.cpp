// SPDX-License-Identifier: MIT
// F101 to F107: what a slot may give.
#include "tests/unit/execute/report_run.hpp"

namespace freehold::test {
namespace {

constexpr const char* ordered = R"(bss A: [2 x int]
bss B: int
fn main() {
    local p, q: raw int
    local x: int
    unsafe {
        addr  p, A[0]
        addr  q, A[1]
        lt    x, p, q
        addr  q, B
        lt    x, p, q
    }
    ret
}
)";

TEST(NoteOnOrder, is_of_raw_pointers_into_different_objects) {
    const Ran ran(ordered);
    EXPECT_EQ(ran.stop().kind, Stop::Kind::Finished);
    const auto note = explain_order(ran.machine());
    ASSERT_TRUE(note);
    EXPECT_EQ(note->severity, Severity::Note);
    EXPECT_EQ(note->headline, "the order of static `A` and static `B` means nothing");
    EXPECT_THAT(labels_of(*note), ElementsAre("@5 pointers into both are compared here"));
}

TEST(NoteOnOrder, is_not_of_pointers_into_one_object_nor_of_their_equality) {
    EXPECT_FALSE(explain_order(Ran(R"(bss A: [2 x int]
bss B: int
fn main() {
    local p, q: raw int
    local x: int
    unsafe {
        addr  p, A[0]
        addr  q, A[1]
        lt    x, p, q
        addr  q, B
        eq    x, p, q
    }
    ret
}
)")
                                   .machine()));
}

TEST(ReportUseAfterMove, tells_the_blocks_life_and_offers_a_clone) {
    EXPECT_EQ(report_of(R"(data WORD: bytes = "hello"
fn main() {
    local s1, s2: own bytes
    new   s1, WORD
    move  s2, s1
    print "{}\n", s1
    ret
}
)"),
              R"(
error[F102]: use of `s1` after it was moved
 --> x.fh:6:19
  |
4 |     new   s1, WORD
  |     -------------- @1 block #1, 5 bytes, allocated here for `s1`
5 |     move  s2, s1
  |     ------------ @2 `s1` is moved to `s2` here
6 |     print "{}\n", s1
  |                   ^^ @3 `s1` is used here
  = note: memory is not harmed yet: block #1 is alive, and `s2` owns it
  = note: 1 block (5 bytes) was still alive: abandoned, not leaked
  = help: if both are needed, make a second block instead of moving the first
5 -     move  s2, s1
5 +     clone s2, s1
  = more: freehold explain F102
          freehold debug --goto=3 x.fh
)");
}

TEST(ReportUseAfterMove, in_a_call_says_where_the_callee_freed_the_block) {
    const Diagnostic fault = fault_of(R"(
fn eat(p: own int) {
    ret
}
fn main() {
    local a: own int
    local x: int
    new   a, int(5)
    call  eat(move a)
    load  x, [a]
    ret
}
)");
    EXPECT_THAT(labels_of(fault),
                ElementsAre("@2 block #1, 8 bytes, allocated here for `a`",
                            "@3 `a` is moved to `eat.p` here",
                            "@5 its owner `eat.p` leaves its scope here, and block #1 is freed",
                            "@7 `a` is used here"));
    EXPECT_THAT(fault.notes, ElementsAre("block #1 is freed: in C this would be a use after free"));
    EXPECT_THAT(fault.help->text, HasSubstr("lend it: `borrow [a]`"));
}

TEST(ReportUseAfterMove, in_a_loop_says_that_it_was_the_same_line) {
    const Diagnostic fault = fault_of(in_main(R"(
    local a, b: own int
    local i: int
    new   a, int(5)
    const i, 0
again:
    move  b, a
    add   i, i, 1
    blt   i, 2, again)"));
    EXPECT_THAT(labels_of(fault), ElementsAre("@2 block #1, 8 bytes, allocated here for `a`",
                                              "@4 `a` is moved to `b` here, in an earlier pass",
                                              "@7 `a` is used here"));
}

TEST(ReportUseAfterMove, of_a_dropped_owner_says_dropped) {
    const Diagnostic fault = fault_of(in_main(R"(
    local a: own int
    new   a, int(5)
    drop  a
    local n: int
    load  n, [a])"));
    EXPECT_EQ(fault.headline, "use of `a` after it was dropped");
    EXPECT_THAT(fault.help->text, HasSubstr("drop `a` after its last use"));
}

TEST(ReportUseAfterMove, of_one_drop_too_many_says_to_leave_it_out) {
    const Diagnostic fault = fault_of(in_main(R"(
    local a: own int
    new   a, int(5)
    drop  a
    drop  a)"));
    EXPECT_EQ(fault.help->text, "leave this `drop` out: `a` owns nothing any more");
}

TEST(ReportUseAfterMove, of_null_finds_the_move_though_no_block_moved) {
    const Diagnostic fault = fault_of(in_main(R"(
    local a, b: own? int
    const a, null
    move  b, a
    move  b, a)"));
    EXPECT_EQ(fault.headline, "use of `a` after it was moved");
    EXPECT_THAT(labels_of(fault),
                ElementsAre("`a` is declared here", "@2 `a`, null, is moved to `b` here",
                            "@3 `a` is used here"));
}

const char* const insert_into_a_list = R"(struct Node { value: int, next: own? Node }
fn insert(node: own? Node, value: int) -> own? Node {
    local rest: own? Node
    bnull node, last
    take  rest, [node].next
    call  insert(move rest, value)
    put   [node].next, rest
    ret   node
last:
    new   node, Node(value, null)
    ret   node
}
fn main() {
    local list: own? Node
    new   list, Node(1, null)
    call  list, insert(move list, 2)
    ret
}
)";

TEST(ReportUseAfterMove, of_null_tells_the_step_and_offers_to_keep_the_result) {
    const Ran ran(insert_into_a_list);
    const Diagnostic fault = ran.fault();
    EXPECT_THAT(labels_of(fault),
                testing::Contains("@9 `rest`, null, is moved to `insert(2).node` here"));
    EXPECT_EQ(fault.help->text, "keep what `insert` gives back");
    EXPECT_THAT(ran.drawn(fault), HasSubstr("    call  rest, insert(move rest, value)\n"));
}

TEST(ReportUseAfterMove, says_where_the_result_of_the_call_went) {
    const Diagnostic fault = fault_of(R"(
fn pass(p: own int) -> own int {
    ret   p
}
fn main() {
    local a, b: own int
    local x: int
    new   a, int(5)
    call  b, pass(move a)
    load  x, [a]
    ret
}
)");
    EXPECT_EQ(fault.help->text,
              "use `b`, which got what `pass` gave back; or let `a` have it again: "
              "`call a, pass(…)`");
}

TEST(ReportUninitialised, shows_the_declaration_and_offers_a_value) {
    EXPECT_EQ(report_of(R"(fn main() {
    local x: int
    print "{}\n", x
    ret
}
)"),
              R"(
error[F101]: read of `x`, which has no value
 --> x.fh:3:19
  |
2 |     local x: int
  |           - `x` is declared here, without a value
3 |     print "{}\n", x
  |                   ^ @1 `x` is read here
  = note: a slot has whatever bytes were there before; C would have read those
  = help: give `x` a value first, on every path here
3 +     const x, 0
  = more: freehold explain F101
          freehold debug --goto=1 x.fh
)");
}

TEST(ReportUninitialised, of_a_half_filled_struct_names_every_field_without_a_value) {
    const Ran ran(R"(struct Queue { items: [4 x int], count: int, flag: u8, first: own? int }
fn show(q: ref Queue) {
    ret
}
fn main() {
    local q: Queue
    const q.count, 0
    call  show(borrow q)
    ret
}
)");
    const Diagnostic fault = ran.fault();
    EXPECT_EQ(fault.headline, "read of `q.items`, which has no value");
    EXPECT_EQ(fault.help->text,
              "give `q.items`, `q.flag` and `q.first` a value first, on every path here");
    EXPECT_THAT(ran.drawn(fault), HasSubstr(R"(    fill q.items, 0
8 +     store q.flag, 0
9 +     const q.first, null
)"));
}

TEST(ReportUninitialised, says_where_the_scope_ended_that_had_a_value) {
    const Diagnostic fault = fault_of(R"(
fn main() {
    local i: int
    const i, 0
next:
    {
        local x: int
        bgt  i, 0, use
        const x, 5
use:
        add  x, x, 1
        add  i, i, 1
    }
    jmp  next
}
)");
    EXPECT_THAT(labels_of(fault),
                ElementsAre("`x` is declared here, without a value",
                            "@6 the scope of `x` ended here, and its value with it",
                            "@9 `x` is read here"));
}

TEST(ReportSecondWrite, shows_the_first_and_takes_ro_away) {
    const Ran ran(R"(fn main() {
    local ro x: int
    const x, 1
    const x, 2
    ret
}
)");
    const Diagnostic fault = ran.fault();
    EXPECT_THAT(labels_of(fault),
                ElementsAre("`x` is declared here as `ro`: written once", "@1 `x` becomes 1 here",
                            "@2 `x` is written again here"));
    EXPECT_THAT(ran.drawn(fault), HasSubstr("2 -     local ro x: int\n2 +     local x: int\n"));
}

TEST(ReportMoveOut, of_a_block_offers_take) {
    const Ran ran(R"(struct Node { value: int, next: own? Node }
fn main() {
    local a: own Node
    local b: own? Node
    new   a, Node(1, null)
    move  b, [a].next
    ret
}
)");
    const Diagnostic fault = ran.fault();
    EXPECT_EQ(fault.headline, "move out of `[a].next`, which must keep an owner");
    EXPECT_THAT(fault.notes.front(), HasSubstr("`[a].next` lies in block #1, 16 bytes, heap+0x10"));
    EXPECT_THAT(ran.drawn(fault), HasSubstr("6 +     take  b, [a].next\n"));
}

TEST(ReportMoveOut, of_a_static_names_it) {
    const Diagnostic fault = fault_of(R"(
bss CELL: own? int
fn main() {
    local p: own? int
    move  p, CELL
    ret
}
)");
    EXPECT_THAT(fault.notes.front(), HasSubstr("`CELL` lies in static `CELL`, 8 bytes, bss+0x0"));
}

TEST(ReportCopyOfOwner, offers_a_clone) {
    const Ran ran(in_main(R"(
    local a, b: own int
    new   a, int(1)
    copy  b, a)"));
    const Diagnostic fault = ran.fault();
    EXPECT_EQ(fault.headline, "copy of `a`, which holds an owner");
    EXPECT_THAT(fault.notes.front(), "block #1 would have two owners, and each would free it");
    EXPECT_THAT(ran.drawn(fault), HasSubstr("+     clone b, a\n"));
}

TEST(ReportSecondOwner, shows_how_the_first_got_the_block) {
    const Diagnostic fault = fault_of(in_main(R"(
    local p: raw int
    local a, b: own int
    unsafe {
        alloc p, 8
        store [p], 1
        adopt a, p
        adopt b, p
    })"));
    EXPECT_EQ(fault.headline, "second owner for block #1: `a` owns it already");
    EXPECT_THAT(labels_of(fault),
                ElementsAre("@1 block #1, 8 bytes, allocated here for `p`",
                            "@3 adopted here: `a` owns it, and `p` still points at it",
                            "@4 `b` would become an owner too"));
}

}  // namespace
}  // namespace freehold::test
