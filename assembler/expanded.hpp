// SPDX-License-Identifier: MIT
// Reads what the disassembler writes.
#pragma once

#include <optional>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/program.hpp"

namespace freehold::assembler {

/// Whether a text is expanded: its first line is `.expanded`.
bool is_expanded(const Source& source);

/// The Program that disassemble() wrote down, to the last field. Nothing, and at least one
/// diagnostic whose spans are in file 0, when the text is not well-formed or its program is not
/// (see validate()). What is wrong in one line does not hide what is wrong in the next; at most 20
/// are told.
std::optional<Program> read_expanded(const Source& source, std::vector<Diagnostic>& diagnostics);

}  // namespace freehold::assembler
