// SPDX-License-Identifier: MIT
// One instruction as expanded text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vm/isa/expanded_names.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/static_index.hpp"

namespace freehold {

/// Which formats of a program its text has shown so far. The reader numbers formats in the order in
/// which they appear; one out of that order is written with its number.
class FormatOrder {
public:
    explicit FormatOrder(std::size_t count) : m_shown(count, false) {}

    /// What stands before the pieces of a format: "" or "#3 ". `repeated`: the pieces were shown.
    std::string next(std::uint32_t index, bool& repeated);

private:
    std::vector<bool> m_shown;
    std::uint32_t m_next = 0;
};

/// Writes the instructions of one function. Refers to what it is given, which must stay.
class InstructionText {
public:
    /// Without `order`, as in a report, formats are shown wherever they are used.
    InstructionText(const Program& program, const Function& function, const StaticIndex& statics,
                    FormatOrder* order = nullptr)
        : m_program(program),
          m_function(function),
          m_statics(statics),
          m_order(order),
          m_slots(function) {}

    /// "add sum, x, y".
    std::string text(const Instruction& instruction);
    /// The name of the instruction at an index, for jumps to it: that of its first label with a
    /// plain name, or ".5" for the function's instruction 5, counted from 0.
    std::string target(std::uint32_t index) const;
    /// Whether target() makes the name up.
    bool is_made_up(std::uint32_t index) const { return target(index).front() == '.'; }
    const SlotNames& slots() const { return m_slots; }

private:
    std::string operand(Operand operand, std::uint64_t value);
    std::string offset(std::uint64_t value) const;
    std::string place(Address address) const;
    std::string format(std::uint32_t index);
    std::string piece(const Piece& piece) const;

    const Program& m_program;
    const Function& m_function;
    const StaticIndex& m_statics;
    FormatOrder* m_order;
    SlotNames m_slots;
    const OpcodeInfo* m_opcode = nullptr;  // of the instruction being written
};

/// By instruction of the function: whether a jump goes there.
std::vector<bool> jump_targets(const Program& program, const Function& function);

/// What follows a value of a piece for its style: "" for Plain, ", c", ", x", ", p".
std::string_view style_text(Piece::Style style);

}  // namespace freehold
