// SPDX-License-Identifier: MIT
// What is found out once about a whole program.
#pragma once

#include <cstdint>
#include <vector>

#include "vm/isa/static_index.hpp"

namespace freehold::ownership {

class ProgramFacts {
public:
    /// The program must stay.
    explicit ProgramFacts(const Program& program);

    const Program& program() const { return m_program; }
    const StaticIndex& statics() const { return m_statics; }
    /// The type `u8`; None when the program has none.
    TypeId byte() const { return m_byte; }
    /// Whether zero is a value of a type: of numbers, raw pointers and `own?`, not of `own` and
    /// `code`.
    bool may_be_zero(TypeId type) { return ask(type, m_zero, &ProgramFacts::find_zero); }
    /// Whether a value of the type holds an owner that may not be null, without following one.
    bool holds_own(TypeId type) { return ask(type, m_own, &ProgramFacts::find_own); }

private:
    // Types may hold each other more often than could be walked over: each is asked once.
    enum class Answer : std::uint8_t { Unknown, No, Yes };
    using Answers = std::vector<Answer>;

    bool ask(TypeId type, Answers& answers, bool (ProgramFacts::*find)(const Type&));
    bool find_zero(const Type& type);
    bool find_own(const Type& type);

    const Program& m_program;
    StaticIndex m_statics;
    TypeId m_byte = TypeId::None;
    Answers m_zero, m_own;
};

}  // namespace freehold::ownership
