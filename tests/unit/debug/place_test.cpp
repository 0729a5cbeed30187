// SPDX-License-Identifier: MIT
// Which places a text names, and what is said where it names none.
#include "vm/debug/place.hpp"

#include "tests/unit/debug/seen.hpp"
#include "vm/debug/value_text.hpp"

namespace freehold::test {
namespace {

using ::testing::ElementsAre;

constexpr const char* list = R"(struct Node { value: int, next: own? Node }
data WORD: bytes = "hello"
data TABLE: [4 x int] = [10, 20, 30, 40]
fn count(at: ref? Node) -> int {
    local rest: int
    local on: ref? Node
    const rest, 0
    bnull at, done
    borrow on, [[at].next]
    call  rest, count(on)
    add   rest, rest, 1
done:
    ret   rest
}
fn main() {
    local first: own Node
    local second: own Node
    local i, n: int
    const i, 2
    new   first, Node(1, null)
    new   second, Node(2, move first)
    call  n, count(borrow [second])
    {
        local inner: int
        const inner, 5
        print "{}\n", inner
    }
    ret
}
)";

std::string value(const Seen& seen, std::string_view text) {
    return debug::value_text(seen.scene(), seen.place(text));
}

TEST(PlaceByName, is_a_local_a_static_or_a_function) {
    const Seen seen(list, 22);
    EXPECT_EQ(seen.place("i").name, "main.i");
    EXPECT_EQ(value(seen, "i"), "2");
    EXPECT_EQ(seen.place("main.i").address, seen.place("i").address);
    EXPECT_EQ(value(seen, "WORD"), "\"hello\"");
    EXPECT_EQ(seen.place("main").address,
              code_address(seen.machine().program().functions[1].first));
}

TEST(PlaceByName, reaches_fields_through_pointers) {
    const Seen seen(list, 22);
    EXPECT_EQ(value(seen, "second.value"), "2");
    EXPECT_EQ(value(seen, "second.next.value"), "1");
    EXPECT_EQ(value(seen, "[second].value"), "2");
    EXPECT_EQ(value(seen, "[[second].next].value"), "1");
    EXPECT_EQ(value(seen, "*second.next"), "{value: 1, next: null}");
    EXPECT_EQ(seen.place("second.next.value").name, "main.second.next.value");
}

TEST(PlaceByName, has_elements_by_number_or_by_the_value_of_a_place) {
    const Seen seen(list, 22);
    EXPECT_EQ(value(seen, "TABLE[3]"), "40");
    EXPECT_EQ(value(seen, "TABLE[ i ]"), "30");
    EXPECT_EQ(value(seen, "TABLE[second.value]"), "30");
    EXPECT_EQ(value(seen, "WORD[1]"), "101");
}

TEST(PlaceByName, is_looked_for_in_the_chosen_frame) {
    const Seen seen(list, 13);  // the innermost `count`: at is null
    ASSERT_EQ(seen.machine().depth(), 4u);
    EXPECT_EQ(value(seen, "at"), "null");
    EXPECT_EQ(seen.place("at", 2).name, "count.at");
    EXPECT_EQ(seen.place("at", 3).name, "count(2).at");
    EXPECT_EQ(seen.place("count#2.at").address, seen.place("at", 3).address);
    EXPECT_EQ(seen.place("count(2).at").address, seen.place("at", 3).address);
    EXPECT_EQ(seen.place("count.at").address, seen.place("at").address);
    EXPECT_EQ(seen.place("i", 1).name, "main.i");
}

TEST(PlaceByName, is_a_block_by_its_number) {
    const Seen seen(list, 22);
    EXPECT_EQ(seen.place("#1").size, 16u);
    EXPECT_EQ(value(seen, "#1"), "{value: 1, next: null}");
    EXPECT_EQ(value(seen, "#2.next.value"), "1");
    EXPECT_EQ(seen.place("#2+8").address, seen.place("second.next").address);
}

TEST(PlaceByName, is_an_address_as_reports_write_it) {
    const Seen seen(list, 22);
    EXPECT_EQ(seen.place("heap+0x10").address, seen.place("#1").address);
    EXPECT_EQ(seen.place("stack-0x18").address, seen.place("first").address);
    EXPECT_EQ(seen.place("data+0").address, seen.place("WORD").address);
    EXPECT_EQ(seen.place("0x1000").address, Layout::code_begin);
    EXPECT_EQ(value(seen, "heap+0x38"), "own #1 heap+0x10");
    EXPECT_EQ(type_name(seen.machine().program(), seen.place("heap+0x38").type), "own? Node");
}

TEST(PlaceByName, says_which_name_was_meant) {
    const Seen seen(list, 22);
    EXPECT_EQ(seen.problem("secnd"),
              "there is no `secnd` here: it is no local of `main`, no static and no function; did "
              "you mean `second`?");
    EXPECT_EQ(seen.problem("second.vlue"), "`Node` has no field `vlue`; did you mean `value`?");
    EXPECT_EQ(seen.problem("main.frist"), "`main` has no local `frist`; did you mean `first`?");
}

TEST(PlaceByName, says_where_a_name_is_in_scope) {
    const Seen seen(list, 22);
    EXPECT_EQ(seen.problem("inner"), "`inner` is not in scope at line 22: it is in lines 25 to 27");
}

TEST(PlaceByName, says_what_stands_in_the_way) {
    const Seen seen(list, 22);
    EXPECT_EQ(seen.problem("first.value"), "`main.first` was moved");
    EXPECT_EQ(seen.problem("second.next.next.value"), "`main.second.next.next` is null");
    EXPECT_EQ(seen.problem("i.x"), "`main.i` has no fields: it is `int`");
    EXPECT_EQ(seen.problem("[i]"), "`main.i` is no pointer but `int`");
    EXPECT_EQ(seen.problem("TABLE[4]"), "`TABLE[4]` is out of bounds: `TABLE` has 4 elements");
    EXPECT_EQ(seen.problem("TABLE[-1]"), "`TABLE[-1]` is out of bounds: `TABLE` has 4 elements");
    EXPECT_EQ(seen.problem("TABLE[n]"), "`main.n` has no value yet");
    EXPECT_EQ(seen.problem("TABLE.len"), "`TABLE` has no fields but 4 elements");
    EXPECT_EQ(seen.problem("count.at"), "`count` has no frame now: it is not called");
    EXPECT_EQ(seen.problem("#7"), "there is no block #7: 2 were made so far");
}

TEST(PlaceByName, says_that_a_block_is_no_more) {
    const Seen seen(R"(fn main() {
    local a: own int
    local r: ref int
    local n: int
    new   a, int(1)
    borrow r, [a]
    drop  a
    load  n, [r]
    ret
}
)");
    EXPECT_EQ(seen.problem("[r]"), "`main.r` points at block #1, which is no more: it was freed");
    EXPECT_EQ(seen.problem("#1"), "block #1 is no more: it was freed");
}

TEST(PlaceByName, says_which_segments_are_nearest) {
    const Seen seen(list, 22);
    EXPECT_THAT(seen.problem("0x12"),
                HasSubstr("0x12 lies in no segment; the nearest: code (0x1000"));
    EXPECT_THAT(seen.problem("0xffffffffff"), HasSubstr("lies in no segment"));
    EXPECT_THAT(seen.problem("heap-1000000"), HasSubstr("lies in no segment"));
}

TEST(PlaceByName, says_what_cannot_stand_there) {
    const Seen seen(list, 22);
    EXPECT_EQ(seen.problem(""), "the name of a place is missing");
    EXPECT_EQ(seen.problem("i i"), "`i i` is no place: `i` cannot stand there");
    EXPECT_EQ(seen.problem("second."), "`second.` is no whole place: it ends too early");
    EXPECT_EQ(seen.problem("TABLE[1"), "`TABLE[1` is no whole place: it ends too early");
    EXPECT_THAT(seen.problem(std::string(1000, '[')), HasSubstr("brackets"));
    EXPECT_THAT(seen.problem("99999999999999999999999"), HasSubstr("too large"));
    EXPECT_THAT(seen.problem("\x1b[2J"), Not(HasSubstr("\x1b")));
}

TEST(PlaceByName, may_be_completed) {
    const Seen seen(list, 22);
    EXPECT_THAT(debug::complete_place(seen.scene(), "s"), ElementsAre("second"));
    EXPECT_THAT(debug::complete_place(seen.scene(), "second."),
                ElementsAre("second.value", "second.next"));
    EXPECT_THAT(debug::complete_place(seen.scene(), "second.next.v"),
                ElementsAre("second.next.value"));
    EXPECT_THAT(debug::complete_place(seen.scene(), "TABLE[i"), ElementsAre("TABLE[i"));
}

TEST(PlaceByName, without_any_frame_is_a_static) {
    const Seen seen(list, 0, {.stack_bytes = 64});
    ASSERT_EQ(seen.machine().depth(), 0u);
    EXPECT_EQ(seen.place("TABLE[0]").size, 8u);
    EXPECT_EQ(seen.problem("first"),
              "there is no `first` here: there is no frame, and it is neither a static nor a "
              "function");
}

}  // namespace
}  // namespace freehold::test
