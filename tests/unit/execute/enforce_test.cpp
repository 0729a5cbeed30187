// SPDX-License-Identifier: MIT
// Options::enforce and Options::branches: what a machine remembers of what it let pass.
#include "tests/unit/execute/report_run.hpp"

namespace freehold::test {
namespace {

constexpr const char* two_writers = R"(fn main() {
    local x: int
    local a, b: mut int
    const x, 1
    borrow mut a, x
    borrow mut b, x
    store [a], 2
    exit  x
}
)";

TEST(Enforce, memory_counts_broken_rules_and_goes_on) {
    const Ran ran(two_writers, {.options = {.enforce = Enforce::Memory}});
    EXPECT_EQ(ran.stop().status, 2);
    EXPECT_EQ(ran.machine().harms().count, 0u);
    ASSERT_EQ(ran.machine().broken_rules().count, 1u);
    const Incident& it = ran.machine().broken_rules().first.front();
    EXPECT_EQ(it.code, Code::TwoExclusiveBorrows);
    EXPECT_EQ(it.step, 4u);
}

constexpr const char* stale_read = R"(fn main() {
    local a, b: own int
    local r: ref int
    local x: int
    new   a, int(1)
    borrow r, [a]
    drop  a
    new   b, int(7)
    load  x, [r]
    exit  x
}
)";

TEST(Enforce, none_says_whose_bytes_were_read) {
    const Ran ran(stale_read, {.options = {.enforce = Enforce::None}});
    EXPECT_EQ(ran.stop().status, 7);
    ASSERT_EQ(ran.machine().harms().count, 1u);
    const Incident& it = ran.machine().harms().first.front();
    EXPECT_EQ(it.code, Code::UseAfterFree);
    EXPECT_EQ(it.object, ObjectId{1});
    EXPECT_EQ(it.victim, ObjectId{2});
    EXPECT_EQ(it.size, 8u);
}

TEST(Enforce, ownership_lets_nothing_pass) {
    const Ran ran(stale_read);
    EXPECT_EQ(ran.stop().fault.code, Code::UseAfterFree);
    EXPECT_EQ(ran.machine().harms().count, 0u);
}

TEST(Enforce, keeps_the_first_hundred_and_counts_the_rest) {
    const Ran ran(R"(fn main() {
    local x, i: int
    local r: ref int
    const x, 1
    borrow r, x
    const x, 2
    const i, 0
next:
    bge   i, 250, done
    load  x, [r]
    add   i, i, 1
    jmp   next
done:
    exit  0
}
)",
                  {.options = {.enforce = Enforce::Memory}});
    EXPECT_EQ(ran.machine().broken_rules().count, 250u);
    EXPECT_EQ(ran.machine().broken_rules().first.size(), 100u);
}

// ---- forced branches
// ------------------------------------------------------------------------------

constexpr const char* two_branches = R"(fn main() {
    local n, p: int
    const n, 1
    beq   n, 2, first
    const p, 10
    jmp   join
first:
    const p, 20
join:
    beq   n, 1, second
    exit  p
second:
    add   p, p, 1
    exit  p
}
)";

int status_with(std::vector<bool> branches) {
    return Ran(two_branches, {.options = {.branches = std::move(branches)}}).stop().status;
}

TEST(ForcedBranches, decide_one_after_another_and_then_it_goes_on_naturally) {
    EXPECT_EQ(status_with({}), 11);
    EXPECT_EQ(status_with({true}), 21);
    EXPECT_EQ(status_with({true, false}), 20);
    EXPECT_EQ(status_with({false, false}), 10);
}

TEST(ForcedBranches, are_counted) {
    const Ran ran(two_branches, {.options = {.branches = {true, true, true}}});
    EXPECT_EQ(ran.machine().forced_branches(), 2u);
    EXPECT_EQ(Ran(two_branches).machine().forced_branches(), 0u);
}

TEST(ForcedBranches, decide_about_the_end_of_the_input) {
    constexpr const char* text = R"(fn main() {
    local n: int
    read_int n, end
    exit  n
end:
    exit  9
}
)";
    const auto status = [&](std::vector<bool> branches, std::string input) {
        return Ran(text, {.options = {.branches = std::move(branches)}, .input = std::move(input)})
            .stop()
            .status;
    };
    EXPECT_EQ(status({}, "5"), 5);
    EXPECT_EQ(status({true}, "5"), 9);
    EXPECT_EQ(status({false}, "5"), 5);
    EXPECT_EQ(status({false}, ""), 0) << "a value where there is none is 0";
}

}  // namespace
}  // namespace freehold::test
