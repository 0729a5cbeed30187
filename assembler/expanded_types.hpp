// SPDX-License-Identifier: MIT
// The types and structs of an expanded text.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "assembler/expanded_cursor.hpp"
#include "freehold/program.hpp"

namespace freehold::assembler {

/// Reads the rows `.type own? Node` and the structs, and finds types by their text afterwards.
class ExpandedTypes {
public:
    ExpandedTypes(ExpandedCursor& in, Program& program) : m_in(in), m_program(program) {}

    /// A struct of that name comes; their order is that of the table.
    void declare(std::string name);
    /// The type behind `.type`.
    bool add_row();
    /// Gives the rows their elements, after all were added; false when one has no row.
    bool finish();
    /// The type at the cursor, which has a row; without one it fails.
    std::optional<TypeId> type();

private:
    /// A type as text in its one spelling, and what its row holds but for the element.
    struct Spelled {
        std::string text;
        std::string element;  ///< text; empty: none
        Type row;
    };
    std::optional<Spelled> spell(std::uint32_t depth);
    std::optional<Spelled> spell_word(std::uint32_t depth);
    std::optional<Spelled> spell_brackets(std::uint32_t depth);
    std::optional<Spelled> spell_struct();
    std::optional<Spelled> pointer(TypeKind kind, const char* word, std::uint32_t depth);

    ExpandedCursor& m_in;
    Program& m_program;
    std::unordered_map<std::string, std::uint32_t> m_structs;
    std::unordered_map<std::string, TypeId> m_rows;
    std::vector<std::string> m_elements;  ///< of each row
    std::vector<Span> m_spans;
};

}  // namespace freehold::assembler
