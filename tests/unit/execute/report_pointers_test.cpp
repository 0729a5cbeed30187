// SPDX-License-Identifier: MIT
// F209, F212, F301, F309, F310, F311, F314: pointers, and what stands where one is asked for.
#include "tests/unit/execute/report_run.hpp"

namespace freehold::test {
namespace {

TEST(ReportNull, follows_the_null_back_to_where_it_was_made) {
    const Diagnostic fault = fault_of(R"(
struct Node { value: int, next: own? Node }
fn find(list: ref? Node, wanted: int) -> ref? Node {
    local at: ref? Node
    local v: int
    copy  at, list
next:
    bnull at, done
    load  v, [at].value
    beq   v, wanted, done
    borrow at, [[at].next]
    jmp   next
done:
    ret   at
}
fn main() {
    local list: own? Node
    local found: ref? Node
    local v: int
    new   list, Node(2, null)
    call  found, find(borrow [list], 3)
    load  v, [found].value
    ret
}
)");
    EXPECT_EQ(fault.headline, "`load` at `[found].value`, but `found` is null");
    EXPECT_THAT(
        labels_of(fault),
        ElementsAre("@3 block #1 is made here, with null in it", "@11 `find.at` becomes null here",
                    "@15 `found` becomes null here", "@16 `found` is null here"));
}

TEST(ReportNull, says_which_address_a_field_of_null_has) {
    const Diagnostic fault = fault_of(R"(
struct Pair { a: int, b: int }
fn main() {
    local p: own? Pair
    local x: int
    const p, null
    load  x, [p].b
    ret
}
)");
    EXPECT_THAT(fault.notes.front(), HasSubstr("reads 8 bytes at address 0x8"));
    EXPECT_THAT(fault.help->text, HasSubstr("`bnull p, LABEL`"));
}

TEST(ReportNoProvenance, says_where_the_number_came_from_and_what_lies_there) {
    const Diagnostic fault = fault_of(in_main(R"(
    local n, x: int
    local p: raw int
    const n, 0x4000
    unsafe {
        cast  p, n
        load  x, [p]
    })"));
    EXPECT_THAT(labels_of(fault),
                ElementsAre("@1 `n` becomes 16384 here", "@2 `p` is made a pointer here",
                            "@3 reads 8 bytes here"));
    EXPECT_EQ(fault.notes.front(), "at address 0x4000 (heap+0x2000) lies free heap");
}

TEST(ReportDangling, into_a_frame_that_is_gone_follows_the_result) {
    EXPECT_EQ(report_of(R"(fn f() -> raw int {
    local x: int
    local p: raw int
    const x, 1
    unsafe {
        addr p, x
    }
    ret   p
}
fn main() {
    local r: raw int
    local y: int
    call  r, f()
    unsafe {
        load  y, [r]
    }
    ret
}
)"),
              R"(
error[F310]: use of `r`, which points at `f.x`, which is gone
  --> x.fh:15:9
   |
 2 |     local x: int
   |           - `f.x` is declared here
...
 6 |         addr p, x
   |         --------- @3 `f.p` is given the address of `f.x` here
 7 |     }
 8 |     ret   p
   |     ------- @4 `r` gets a copy here
   |     |
   |     @5 `f.x` ends with the frame of `f` here
...
15 |         load  y, [r]
   |         ^^^^^^^^^^^^ @6 reads 8 bytes of it here
   = note: `f.x` was 8 bytes, stack-0x40; there lies unused stack now
   = help: return the value of `f.x` instead of its address, or put it on the
           heap with `new`
   = more: freehold explain F310
           freehold debug --goto=6 x.fh
)");
}

TEST(ReportDangling, into_a_scope_that_ended_shows_its_end) {
    const Diagnostic fault = fault_of(in_main(R"(
    local r: ref int
    local y: int
    {
        local x: int
        const x, 1
        borrow r, x
    }
    load  y, [r])"));
    EXPECT_THAT(labels_of(fault),
                ElementsAre("`x` is declared here", "@2 `r` is borrowed from `x` here",
                            "@3 the scope of `x` ends here", "@4 reads 8 bytes of it here"));
    EXPECT_EQ(fault.help->text, "declare `x` in the scope in which `r` is used");
}

TEST(ReportDangling, tells_locals_of_one_name_apart_by_their_lines) {
    const Diagnostic fault = fault_of(in_main(R"(    local r: ref int
    local x: int
    {
        local x: int
        const x, 1
        borrow r, x
    }
    load  x, [r])"));
    EXPECT_THAT(fault.headline, HasSubstr("points at `x (line 5)`"));
}

TEST(ReportShared, offers_to_borrow_exclusively) {
    const Ran ran(in_main(R"(
    local x: int
    local r: ref int
    const x, 1
    borrow r, x
    store [r], 2)"));
    const Diagnostic fault = ran.fault();
    EXPECT_EQ(fault.headline, "write through `r`, a shared borrow");
    EXPECT_THAT(ran.drawn(fault), HasSubstr("     borrow mut r, x\n"));
}

const char* const queue = "struct Queue { items: [4 x int], count: int }\n";

TEST(ReportShared, of_a_parameter_changes_its_declaration_and_the_call) {
    const Ran ran(R"(fn increment(counter: ref int) {
    store [counter], 1
    ret
}
fn main() {
    local count: int
    const count, 0
    call  increment(borrow count)
    ret
}
)");
    const std::string drawn = ran.drawn(ran.fault());
    EXPECT_THAT(drawn, HasSubstr("fn increment(counter: mut int) {\n"));
    EXPECT_THAT(drawn, HasSubstr("    call  increment(borrow mut count)\n"));
}

TEST(ReportShared, lent_to_a_mut_parameter_changes_only_the_call) {
    const Diagnostic fault = fault_of(std::string(queue) + R"(
fn enqueue(q: mut Queue) {
    store [q].count, 1
    ret
}
fn main() {
    local q: Queue
    fill  q.items, 0
    const q.count, 0
    call  enqueue(borrow q)
    ret
}
)");
    EXPECT_THAT(labels_of(fault), testing::Contains("`q` is declared here as `mut`: it asks for an "
                                                    "exclusive borrow"));
    EXPECT_EQ(fault.help->text,
              "`q` is `mut` already: only what it is given has to change, to a `borrow mut`");
    EXPECT_EQ(fault.help->edits.size(), 1u);
    EXPECT_THAT(fault.notes, testing::Contains(HasSubstr("`main.q`, 40 bytes")));
}

TEST(ReportDangling, of_a_struct_names_the_whole_and_a_loan_writes_nothing) {
    const Diagnostic fault = fault_of(std::string(queue) + R"(
fn enqueue(q: mut Queue) {
    ret
}
fn main() {
    local p: mut Queue
    {
        local q: Queue
        fill  q.items, 0
        const q.count, 0
        borrow mut p, q
    }
    call  enqueue(p)
    ret
}
)");
    EXPECT_EQ(fault.headline, "use of `p`, which points at `q`, which is gone");
    EXPECT_EQ(primary_label(fault)->text, "what `p` points at is borrowed here");
}

TEST(ReportShared, of_an_immutable_static_offers_data_mut) {
    const Diagnostic fault = fault_of(
        "data LIMIT: int = 5\n" + in_main("local m: mut int\nunsafe {\nborrow mut m, LIMIT\n}"));
    EXPECT_EQ(fault.headline, "exclusive borrow of static `LIMIT`, which is immutable");
    ASSERT_EQ(fault.help->edits.size(), 1u);
    EXPECT_EQ(fault.help->edits[0].replacement, "mut ");
}

TEST(ReportBorrowStored, names_the_borrow_and_where_it_was_to_go) {
    const Diagnostic fault = fault_of("bss KEPT: int\n" + in_main(R"(
    local x: int
    local r: ref int
    const x, 1
    borrow r, x
    store KEPT, r)"));
    EXPECT_EQ(fault.headline, "`r`, a shared borrow, cannot be stored in `KEPT`");
    EXPECT_THAT(labels_of(fault), testing::Contains("@2 `r` is borrowed from `x` here"));
}

TEST(ReportWrongKind, of_a_call_through_a_slot_says_where_it_got_its_function) {
    const Diagnostic fault = fault_of(R"(
fn discard(block: own int) {
    ret
}
fn main() {
    local action: code
    local i: int
    const i, 1
    const action, discard
    unsafe {
        call  action(i)
    }
    ret
}
)");
    EXPECT_THAT(labels_of(fault), ElementsAre("`discard` is declared here",
                                              "@2 `action` becomes function `discard` here",
                                              "@3 a number is passed here", "@4 called here"));
}

TEST(ReportWrongKind, tells_the_kinds_in_words) {
    const Diagnostic fault = fault_of(in_main(R"(
    local p: own int
    local x: int
    new   p, int(1)
    add   x, p, 1)"));
    EXPECT_EQ(fault.headline, "`p` holds an owner, but `add` takes a number");
    EXPECT_THAT(labels_of(fault), testing::Contains("`p` is declared here as `own int`"));
}

TEST(ReportWrongKind, of_a_call_through_a_value_shows_the_function) {
    const Diagnostic fault = fault_of(R"(
fn eat(p: own int) {
    ret
}
fn main() {
    local f: code
    const f, eat
    unsafe {
        call  f(5)
    }
    ret
}
)");
    EXPECT_EQ(fault.headline, "call of function `eat` with a number where it takes an owner");
    EXPECT_EQ(fault.labels.front().text, "`eat` is declared here");
}

TEST(ReportOutsideCode, says_what_the_slot_holds_and_who_put_it_there) {
    const Diagnostic fault = fault_of("data TABLE: [2 x int] = [1, 2]\n" + in_main(R"(
    local f: code
    unsafe {
        addr  f, TABLE
        call  f()
    })"));
    EXPECT_EQ(fault.headline, "call of `f`, which holds data+0x0: no function begins there");
    EXPECT_EQ(fault.labels.front().text, "`f` is given the address of static `TABLE` here");
}

}  // namespace
}  // namespace freehold::test
