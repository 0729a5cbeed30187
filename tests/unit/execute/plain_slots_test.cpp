// SPDX-License-Identifier: MIT
// Which slots of a proven program need no shadow.
#include "vm/execute/plain_slots.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/unit/execute/argument_programs.hpp"
#include "tests/unit/execute/plain_program.hpp"

namespace freehold {
namespace {

class PlainSlotsTest : public test::PlainProgramTest {
protected:
    FunctionId function(const std::string& name) const {
        for (std::uint32_t f = 0; f < m_program.functions.size(); ++f) {
            if (m_program.functions[f].name == name) return FunctionId{f};
        }
        ADD_FAILURE() << "no function " << name;
        return {};
    }
    ValueKind kind(const std::string& in, const std::string& local) const {
        for (const Local& it : m_program.function(function(in)).locals) {
            if (it.name == local) return m_plain->kind(function(in), it.slot);
        }
        ADD_FAILURE() << "no local " << local;
        return ValueKind::None;
    }
};

TEST_F(PlainSlotsTest, numbers_and_borrows_are_plain_and_owners_are_not) {
    read(R"(fn main() {
    local n: int
    local o: own int
    local r: ref int
    const  n, 1
    new    o, int(n)
    borrow r, [o]
    load   n, [r]
    exit   n
}
)");
    EXPECT_EQ(kind("main", "n"), ValueKind::Int);
    EXPECT_EQ(kind("main", "r"), ValueKind::Ref);
    EXPECT_EQ(kind("main", "o"), ValueKind::None);
}

TEST_F(PlainSlotsTest, a_number_that_is_borrowed_is_not_plain) {
    read(R"(fn main() {
    local n, m: int
    local r: ref int
    const  n, 1
    borrow r, n
    load   m, [r]
    exit   m
}
)");
    EXPECT_EQ(kind("main", "n"), ValueKind::None);
    EXPECT_EQ(kind("main", "m"), ValueKind::Int);
}

TEST_F(PlainSlotsTest, a_struct_is_not_plain_whatever_its_fields) {
    read(R"(struct P { x: int, y: int }
fn main() {
    local p: P
    const  p.x, 1
    const  p.y, 2
    exit   p.x
}
)");
    EXPECT_EQ(kind("main", "p"), ValueKind::None);
}

const std::string both_called = std::string(test::borrows_and_adds) + R"(fn main() {
    local x: int
    const x, 1
    call  x, adds(x)
    call  x, borrows(x)
    exit  x
}
)";

TEST_F(PlainSlotsTest, an_argument_looks_as_the_function_wants_it) {
    read(both_called);
    EXPECT_EQ(kind("adds", "n"), ValueKind::Int);
    EXPECT_EQ(kind("borrows", "n"), ValueKind::None);
    // Both calls hand over in the same slot of main's: the strictest decides.
    const Function& main = m_program.function(function("main"));
    const auto call = std::find_if(m_program.code.begin() + main.first, m_program.code.end(),
                                   [](const Instruction& i) { return i.opcode() == Opcode::Call; });
    ASSERT_NE(call, m_program.code.end());
    const auto argument = static_cast<Slot>(call->a + 3);
    EXPECT_FALSE(m_plain->is_plain(function("main"), argument));
}

TEST_F(PlainSlotsTest, an_argument_that_may_arrive_with_a_shadow_is_cleared_with_the_frame) {
    read(both_called);
    const Function& adds = m_program.function(function("adds"));
    EXPECT_EQ(m_plain->with_shadow(function("adds")).first, adds.locals[0].slot);
    EXPECT_EQ(m_plain->with_shadow(function("adds")).count, 1u);
}

TEST_F(PlainSlotsTest, where_a_call_keeps_its_record_nothing_has_a_shadow) {
    read(R"(fn leaf() -> int {
    ret 1
}
fn main() {
    local x: int
    call x, leaf()
    exit x
}
)");
    EXPECT_EQ(m_plain->with_shadow(function("main")).count, 0u);
}

}  // namespace
}  // namespace freehold
