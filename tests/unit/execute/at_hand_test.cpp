// SPDX-License-Identifier: MIT
// The value written last is at hand for the instruction that reads it.
#include "vm/execute/at_hand.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/execute/plain_program.hpp"

namespace freehold {
namespace {

class AtHandTest : public test::PlainProgramTest {
protected:
    /// The slot at hand before the k-th instruction of a function.
    Slot before(std::uint32_t function, std::uint32_t k) const {
        const std::vector<Slot> on_entry = at_hand_on_entry(m_program, *m_plain);
        HandedOn handed_on{m_program, *m_plain, FunctionId{function}, on_entry[function]};
        const std::uint32_t first = m_program.functions[function].first;
        for (std::uint32_t i = 0; i < k; ++i) {
            (void)handed_on.before(first + i);
            handed_on.pass(m_program.code[first + i]);
        }
        return handed_on.before(first + k);
    }
    Slot slot(std::uint32_t function, std::size_t local) const {
        return m_program.functions[function].locals[local].slot;
    }
};

TEST_F(AtHandTest, is_what_the_instruction_before_has_written) {
    read("fn main() {\n    local x, y: int\n    const x, 1\n    add y, x, 2\n    exit y\n}\n");
    EXPECT_EQ(before(0, 0), no_slot);
    EXPECT_EQ(before(0, 1), slot(0, 0));
    EXPECT_EQ(before(0, 2), slot(0, 1));
}

TEST_F(AtHandTest, outlasts_a_branch_that_is_not_taken_but_not_a_label) {
    read(R"(fn main() {
    local x: int
    const x, 1
    beq   x, 2, done
    add   x, x, 1
done:
    exit  x
}
)");
    EXPECT_EQ(before(0, 2), slot(0, 0));
    EXPECT_EQ(before(0, 3), no_slot);
}

constexpr const char* next = "fn next(a: int, b: int) -> int {\n    add b, b, a\n    ret b\n}\n";

TEST_F(AtHandTest, is_the_last_parameter_where_each_caller_writes_it_last) {
    read(std::string(next) + R"(fn main() {
    local x: int
    call x, next(1, 2)
    call x, next(2, x)
    exit x
}
)");
    EXPECT_EQ(before(0, 0), slot(0, 1));
}

TEST_F(AtHandTest, is_no_parameter_where_nobody_calls) {
    read(std::string(next) + "fn main() {\n    exit 0\n}\n");
    EXPECT_EQ(before(0, 0), no_slot);
}

TEST_F(AtHandTest, is_no_parameter_that_is_lent) {
    read(R"(fn look(r: ref int) -> int {
    local x: int
    load x, [r]
    ret x
}
fn main() {
    local o: own int
    local x: int
    new  o, int(1)
    call x, look(borrow [o])
    exit x
}
)");
    EXPECT_EQ(before(0, 0), no_slot);
}

TEST_F(AtHandTest, is_what_a_call_gives) {
    read(std::string(next) + R"(fn main() {
    local x: int
    call x, next(1, 2)
    exit x
}
)");
    const Function& main = m_program.functions[1];
    EXPECT_EQ(before(1, main.count - 1), slot(1, 0));
}

}  // namespace
}  // namespace freehold
