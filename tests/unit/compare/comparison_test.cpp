// SPDX-License-Identifier: MIT
#include "vm/compare/comparison.hpp"

#include "freehold/replay.hpp"
#include "tests/unit/compare/assembled.hpp"
#include "vm/compare/input_tape.hpp"

namespace freehold::test {
namespace {

using ::testing::HasSubstr;

struct Compared {
    explicit Compared(const std::string& text, const std::string& input = "")
        : program(assembled(text)), source(input), comparison(compare(program, {}, &source)) {}

    const ComparedRun& ownership() const { return comparison.runs[0]; }
    const ComparedRun& memory() const { return comparison.runs[1]; }
    const ComparedRun& none() const { return comparison.runs[2]; }

    Program program;
    TextInput source;
    Comparison comparison;
};

TEST(Compare, a_clean_program_is_no_problem_under_any_rule) {
    const Compared it("fn main() {\n    print \"hi\\n\"\n    ret\n}\n");
    EXPECT_TRUE(it.comparison.accepted());
    EXPECT_FALSE(it.comparison.found_problem());
    for (const ComparedRun& run : it.comparison.runs) {
        EXPECT_EQ(run.output, "hi\n");
        EXPECT_FALSE(run.fault);
        EXPECT_EQ(run.rules.count + run.harms.count, 0u);
    }
}

TEST(Compare, a_broken_rule_need_not_harm_memory) {
    const Compared it(R"(fn main() {
    local a, b: own int
    local n: int
    new   a, int(7)
    move  b, a
    load  n, [a]
    print "{}\n", n
    ret
}
)");
    EXPECT_EQ(it.ownership().totals.code, Code::UseAfterMove);
    EXPECT_EQ(it.ownership().rules.count, 1u);
    EXPECT_EQ(it.memory().rules.count, 1u);
    EXPECT_EQ(it.none().output, "7\n");
    EXPECT_EQ(it.none().harms.count, 0u);
    EXPECT_TRUE(it.comparison.found_problem());
}

TEST(Compare, a_read_without_a_value_breaks_what_the_verifier_asks_for) {
    const Compared it(R"(fn main() {
    local x: int
    print "{}\n", x
    ret
}
)");
    for (const ComparedRun& run : it.comparison.runs) {
        ASSERT_EQ(run.rules.count, 1u);
        EXPECT_EQ(run.rules.first.front().code, Code::ReadUninitialised);
    }
    EXPECT_EQ(it.none().harms.count, 1u);
}

constexpr const char* stale_read = R"(fn main() {
    local a, b: own int
    local r: ref int
    local n: int
    new   a, int(1)
    borrow r, [a]
    drop  a
    new   b, int(77)
    load  n, [r]
    print "{}\n", n
    ret
}
)";

TEST(Compare, says_whose_bytes_were_read_and_which_rule_would_have_saved_them) {
    const Compared it(stale_read);
    EXPECT_EQ(it.ownership().totals.code, Code::UseAfterFree);
    EXPECT_EQ(it.none().output, "77\n");
    ASSERT_EQ(it.none().harms.count, 1u);
    EXPECT_EQ(it.none().harms.first.front().words,
              "reads 8 bytes of block #1, freed @4: they belong to block #2 now, which `main.b` "
              "owns");
    ASSERT_EQ(it.none().rules.count, 1u);
    EXPECT_EQ(it.none().rules.first.front().code, Code::MovedWhileBorrowed);
    EXPECT_EQ(it.none().rules.first.front().step, 0u) << "only its consequence was seen";
}

TEST(Compare, counts_what_scopes_free) { EXPECT_EQ(Compared(stale_read).none().freed_unasked, 1u); }

constexpr const char* moved_if_asked = R"(fn main() {
    local s, t: own int
    local give, n: int
    new   s, int(5)
    read_int give
    beq   give, 0, keep
    move  t, s
keep:
    load  n, [s]
    print "{} {}\n", give, n
    ret
}
)";

TEST(Compare, every_run_gets_the_same_input) {
    const Compared it(moved_if_asked, "3");
    EXPECT_FALSE(it.comparison.forced_for);
    EXPECT_EQ(it.ownership().totals.code, Code::UseAfterMove);
    EXPECT_EQ(it.none().output, "3 5\n");
    EXPECT_TRUE(it.comparison.reads_input);
}

TEST(Compare, forces_branches_where_the_input_shows_nothing) {
    const Compared it(moved_if_asked, "0");
    ASSERT_EQ(it.comparison.forced_for, 0u);
    EXPECT_EQ(replay_text(it.comparison.branches), "0");
    EXPECT_EQ(it.ownership().totals.code, Code::UseAfterMove);
    EXPECT_EQ(it.none().output, "0 5\n");
}

TEST(Compare, the_same_mistake_in_a_loop_is_told_once_and_counted) {
    const Compared it(R"(fn main() {
    local a, b: own int
    local i, n: int
    new   a, int(7)
    move  b, a
    const i, 0
again:
    load  n, [a]
    add   i, i, 1
    blt   i, 250, again
    ret
}
)");
    EXPECT_EQ(it.none().rules.count, 250u);
    EXPECT_EQ(it.none().rules.first.size(), 1u);
}

TEST(Compare, an_overwritten_return_address_is_named) {
    const Compared it(R"(fn main() {
    local x: int
    local p: raw int
    const x, 1
    unsafe {
        addr  p, x
        offset p, p, 2
        store [p], 4096
    }
    ret
}
)");
    EXPECT_TRUE(it.comparison.accepted());
    EXPECT_EQ(it.ownership().totals.code, Code::OutOfBounds);
    EXPECT_EQ(it.none().totals.code, Code::ExecutionOutsideCode);
    ASSERT_EQ(it.none().harms.count, 1u);
    EXPECT_THAT(it.none().harms.first.front().words, HasSubstr("the return address of main"));
}

TEST(InputTape, plays_what_was_taken_and_then_goes_on) {
    TextInput source("abcdef");
    InputTape tape(&source);
    char buffer[4] = {};
    const auto first = tape.play();
    EXPECT_EQ(first->read(buffer, 3), 3u);
    const auto second = tape.play();
    std::string all;
    for (std::size_t n = 0; (n = second->read(buffer, 4)) > 0;) all.append(buffer, n);
    EXPECT_EQ(all, "abcdef");
    EXPECT_EQ(tape.taken(), "abcdef");
    EXPECT_EQ(InputTape(nullptr).play()->read(buffer, 4), 0u);
}

}  // namespace
}  // namespace freehold::test
