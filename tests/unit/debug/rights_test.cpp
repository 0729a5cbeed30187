// SPDX-License-Identifier: MIT
// Who may do what, and why not.
#include "vm/debug/rights.hpp"

#include "tests/unit/debug/seen.hpp"

namespace freehold::test {
namespace {

using debug::Rights;

constexpr const char* lending = R"(struct Point { x: int, y: int }
data LIMIT: int = 10
data mut COUNT: int = 0
fn bump(n: mut int) {
    local value: int
    load  value, [n]
    store [n], value
    ret
}
fn main() {
    local point: own Point
    local number: int
    local ro fixed: int
    local x: mut int
    local all: ref Point
    local again: ref Point
    const number, 1
    const fixed, 2
    new   point, Point(1, 2)
    borrow mut x, [point].x
    call  bump(x)
    borrow all, [point]
    copy  again, all
    drop  point
    ret
}
)";

Rights of(const Seen& seen, std::string_view text, std::uint32_t depth = 0) {
    return debug::rights_of(seen.scene(), seen.place(text, depth));
}
Rights through(const Seen& seen, std::string_view text, std::uint32_t depth = 0) {
    return debug::rights_through(seen.scene(), seen.place(text, depth));
}

TEST(RightsNow, of_a_place_that_nobody_borrows_are_all) {
    const Seen seen(lending, 20);
    EXPECT_EQ(of(seen, "point").letters(), "RWO");
    EXPECT_EQ(of(seen, "point").reason, "");
    EXPECT_EQ(of(seen, "number").letters(), "RW-");
    EXPECT_EQ(of(seen, "COUNT").letters(), "RW-");
}

TEST(RightsNow, of_constants_and_ro_locals_are_to_read) {
    const Seen seen(lending, 20);
    EXPECT_EQ(of(seen, "LIMIT").letters(), "R--");
    EXPECT_EQ(of(seen, "LIMIT").reason, "a constant");
    EXPECT_EQ(of(seen, "fixed").letters(), "R--");
    EXPECT_EQ(of(seen, "fixed").reason, "`ro`: it has its value");
}

TEST(RightsNow, of_a_place_without_a_value_are_to_give_it_one) {
    const Seen seen(lending, 20);
    EXPECT_EQ(of(seen, "x").letters(), "-W-");
    EXPECT_EQ(of(seen, "x").reason, "no value yet");
}

TEST(RightsNow, go_to_the_exclusive_borrower) {
    const Seen seen(lending, 21);  // before the call
    EXPECT_EQ(of(seen, "point").letters(), "---");
    EXPECT_EQ(of(seen, "point").reason, "lent exclusively to `x` since @6");
    EXPECT_EQ(through(seen, "x").letters(), "RW-");
    EXPECT_EQ(through(seen, "x").reason, "since @6");
}

TEST(RightsNow, of_a_borrow_that_is_lent_on_wait_for_its_end) {
    const Seen seen(lending, 6);  // in the call
    EXPECT_EQ(through(seen, "n").letters(), "RW-");
    EXPECT_EQ(through(seen, "x", 1).letters(), "---");
    EXPECT_EQ(through(seen, "x", 1).reason, "lent on to `bump.n` since @7");
    EXPECT_EQ(of(seen, "point", 1).reason, "lent exclusively to `x` since @6");
}

TEST(RightsNow, are_to_read_for_all_while_a_place_is_shared) {
    const Seen seen(lending, 24);
    EXPECT_EQ(of(seen, "point").letters(), "R--");
    EXPECT_THAT(of(seen, "point").reason, HasSubstr("lent to `all` since @"));
    EXPECT_THAT(of(seen, "point").reason, HasSubstr("(1 copy)"));
    EXPECT_EQ(through(seen, "all").letters(), "R--");
    EXPECT_EQ(through(seen, "again").letters(), "R--");
}

TEST(RightsNow, of_a_borrow_that_has_ended_are_none_and_say_when) {
    const Seen seen(lending, 24);
    EXPECT_EQ(through(seen, "x").letters(), "---");
    EXPECT_THAT(through(seen, "x").reason,
                HasSubstr("ended @12: it was borrowed in the other way"));
    const Seen dropped(lending, 25);
    EXPECT_THAT(through(dropped, "all").reason, HasSubstr("its owner was moved or dropped"));
    EXPECT_EQ(of(dropped, "point").letters(), "-W-");
    EXPECT_EQ(of(dropped, "point").reason, "moved");
}

TEST(RightsNow, of_an_owner_depend_on_borrows_of_all_that_it_owns) {
    const Seen seen(R"(struct Node { value: int, next: own? Node }
fn main() {
    local first, list: own Node
    local at: ref? Node
    new   first, Node(1, null)
    new   list, Node(2, move first)
    borrow at, [[list].next]
    ret
}
)",
                    8);
    EXPECT_EQ(of(seen, "list").letters(), "R--");
    EXPECT_EQ(of(seen, "list").reason, "lent to `at` since @7");
    EXPECT_EQ(of(seen, "list.next").letters(), "R--");
    EXPECT_EQ(of(seen, "list.value").letters(), "RW-");
}

TEST(RightsNow, of_null_are_none) {
    const Seen seen("fn main() {\n    local p: ref? int\n    const p, null\n    ret\n}\n", 4);
    EXPECT_EQ(through(seen, "p").letters(), "---");
    EXPECT_EQ(through(seen, "p").reason, "null");
}

}  // namespace
}  // namespace freehold::test
