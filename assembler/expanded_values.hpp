// SPDX-License-Identifier: MIT
// The initial values of an expanded text's statics.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "assembler/expanded_cursor.hpp"
#include "freehold/program.hpp"

namespace freehold::assembler {

/// Reads values into Program::data, whose size is final, by the types of a laid-out Program.
class ExpandedValues {
public:
    using FindFunction = std::function<std::optional<FunctionId>(const std::string& name)>;
    ExpandedValues(ExpandedCursor& in, Program& program, FindFunction find)
        : m_in(in), m_program(program), m_find(std::move(find)) {}

    /// Reads the value at the cursor and sets the size of the static, which lies in data.
    bool read(Static& item);

private:
    bool value(const Type& type, std::uint64_t at);
    bool structure(const Type& type, std::uint64_t at);
    bool array(const Type& type, std::uint64_t at);
    /// Elements up to the closing bracket; how many bytes they take.
    std::optional<std::uint64_t> elements(const Type& element, std::uint64_t at);
    std::optional<std::uint64_t> text(std::uint64_t at);
    bool scalar(const Type& type, std::uint64_t at);
    bool code(std::uint64_t at);
    bool put(std::uint64_t at, std::uint64_t bits, std::uint32_t bytes);

    ExpandedCursor& m_in;
    Program& m_program;
    FindFunction m_find;
};

}  // namespace freehold::assembler
