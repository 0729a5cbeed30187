// SPDX-License-Identifier: MIT
// Whole programs.
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

TEST(Programs, the_stack_example) {
    EXPECT_EQ(body("local x: int\nlocal y: int\nlocal sum: int\nconst x, 10\nconst y, 20\nadd   "
                   "sum, x, y\n"
                   "print \"Sum: {}\\n\", sum\nret"),
              (Lines{"Const s0, 10", "Const s1, 20", "Add s2, s0, s1", "Print format", "Ret"}));
}

TEST(Programs, the_ownership_example) {
    EXPECT_EQ(body("local s1: own bytes\nlocal s2: own bytes\nnew s1, WORD\nmove s2, s1\n"
                   "print \"{}\\n\", s2\nret",
                   "data WORD: bytes = \"hello\""),
              (Lines{"NewCopyG s0, WORD+0, <bytes>", "Move s1, s0", "Print format",
                     "DropEnd s1, <own bytes>", "DropEnd s0, <own bytes>", "Ret"}));
}

constexpr std::string_view list = R"(
struct Node { value: int, next: own? Node }

fn push(rest: own? Node, value: int) -> own Node {
    local node: own Node
    new   node, Node(value, move rest)
    ret   node
}
fn pop(list: mut own? Node) -> int {
    local top:  own? Node
    local node: Node
    take  top, [list]
    bnull top, empty
    unbox node, top        ; content to the stack
    put   [list], node.next
    ret   node.value
empty:
    panic "pop from an empty list"
}
fn sum(at: ref? Node) -> int {
    local total, v: int
    const total, 0
next:
    bnull  at, done
    load   v, [at].value
    add    total, total, v
    borrow at, [[at].next]     ; the block `next` owns, or null
    jmp    next
done:
    ret    total
}
fn main() {
    local list: own? Node
    local n: int
    const list, null
    call  list, push(move list, 1)
    call  n, pop(borrow mut list)    ; the slot
    call  n, sum(borrow [list])      ; the block
    print "sum {}\n", n
    ret                              ; the rest is dropped, deepest first
})";

TEST(Programs, a_list_pushes) {
    EXPECT_EQ(code_of(list, "push"),
              (Lines{"Copy s5, s2", "Move s4, s1", "New s3, s5, <Node>", "Move s0, s3",
                     "DropEnd s3, <own Node>", "DropEnd s1, <own? Node>", "RetType <own Node>"}));
}

TEST(Programs, a_list_pops) {
    EXPECT_EQ(code_of(list, "pop"),
              (Lines{"TakeP s2, [s1]+0", "BNull s2, @8", "Unbox s4, s2, <Node>", "PutP [s1]+0, s3",
                     "Copy s0, s4", "DropEnd s3, <own? Node>", "DropEnd s2, <own? Node>", "RetWord",
                     "PanicOp format"}));
}

TEST(Programs, a_list_is_walked_by_borrows) {
    EXPECT_EQ(code_of(list, "sum"),
              (Lines{"Const s2, 0", "BNull s1, @6", "LoadP s3, [s1]+0", "Add s2, s2, s3",
                     "ReachP s1, [s1]+8", "Jmp @1", "Copy s0, s2", "RetWord"}));
}

TEST(Programs, a_list_is_lent_and_given) {
    EXPECT_EQ(code_of(list),
              (Lines{"ConstNull s0, own", "Move s5, s0", "Const s6, 1", "Call s0, push, s2",
                     "BorrowMutF s5, &s0+0, <own? Node>", "Call s1, pop, s2",
                     "BorrowP s5, [s0]+0, <Node>", "Call s1, sum, s2", "Print format",
                     "DropEnd s0, <own? Node>", "Ret"}));
}

TEST(Programs, arguments_have_places_of_their_own) {
    const std::string text = "fn f(a: int, b: int) { ret }\nfn main() { call f(1, 2 + 3)\n ret }";
    const Program program = program_of(text);
    const auto at = [&](std::uint32_t index) {
        const Span span = program.spans[index];
        return text.substr(span.begin, span.end - span.begin);
    };
    EXPECT_EQ(at(1), "1");
    EXPECT_EQ(at(2), "2 + 3");
    EXPECT_EQ(at(3), "call f(1, 2 + 3)");
}

TEST(Programs, are_the_same_each_time) {
    const Assembly once = assemble_text(list), again = assemble_text(list);
    ASSERT_TRUE(once.program && again.program);
    EXPECT_EQ(once.program->code, again.program->code);
    EXPECT_EQ(once.program->types, again.program->types);
}

TEST(Programs, that_are_expanded_are_read_as_the_disassembler_writes_them) {
    const Assembly assembly = assemble_text(".expanded\nnonsense here\n");
    EXPECT_FALSE(assembly.program);
    EXPECT_FALSE(assembly.diagnostics.empty());
    EXPECT_EQ(assembly.sources.size(), 1u);
}

}  // namespace
}  // namespace freehold::test
