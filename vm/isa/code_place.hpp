// SPDX-License-Identifier: MIT
// Where an instruction stands in the source, in a few words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/program.hpp"

namespace freehold {

/// Its line in the source; 0 where the program has none.
std::uint32_t line_of(const Program& program, std::uint32_t index);
/// The file it stands in; empty where the program has no source.
std::string file_of(const Program& program, std::uint32_t index);
/// "line 7"; in an included file "string.fh:7"; without source "instruction 7", counted from 0 in
/// its function.
std::string place_of(const Program& program, std::uint32_t index);
/// Its line's text without the blanks and comment around it; without source the instruction's.
std::string text_of_line(const Program& program, std::uint32_t index);

/// A line of source up to its comment. A `;` in a text or a character begins none.
std::string_view without_comment(std::string_view line);

/// The functions of the file itself but `left_out`, in its order: those it includes have tables of
/// their own, where they are checked.
std::vector<FunctionId> own_functions(const Program& program, FunctionId left_out);

}  // namespace freehold
