// SPDX-License-Identifier: MIT
// A program and which of its slots are plain.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "freehold/assemble.hpp"
#include "vm/execute/plain_slots.hpp"

namespace freehold::test {

class PlainProgramTest : public testing::Test {
protected:
    void read(const std::string& text) {
        Assembly built = assemble(Source("x.fh", text));
        ASSERT_TRUE(built.program);
        m_program = std::move(*built.program);
        m_plain.emplace(m_program);
    }

    Program m_program;
    std::optional<PlainSlots> m_plain;
};

}  // namespace freehold::test
