// SPDX-License-Identifier: MIT
// Whether a Program is well-formed: everything the machine, the reports and the disassembler rely
// on without looking again.
//
// - Types: every index in range; no row twice; nothing holds itself by value; every size,
// alignment,
//   offset and owns flag is what the parts make it; no borrow inside another type; at most
//   max_type_depth types inside each other.
// - Statics and functions: their ids are the topmost, each once, descending in both tables. Statics
//   are aligned, inside their part of data or BSS, and share no word; initial bytes are zero where
//   nothing is, null where a pointer is, and a function where code is.
// - Functions: not empty; they tile the code in order, and the last instruction of each does not
//   fall through; result, parameters, locals and outgoing area follow one another in the frame.
// - Instructions: the opcode exists; unused fields are zero; each operand is in range, jumps stay
// in
//   the function; values of several words, places in frames and statics, and areas of calls lie
//   inside what holds them, for every index below the bound; no value is copied half onto itself.
// - Everything fits in the address space with a page of heap and of stack.
//
// What is in the slots while it runs is not judged here, nor whether rules of ownership are kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "freehold/program.hpp"

namespace freehold {

/// Types inside types, through pointers or by value.
inline constexpr std::uint32_t max_type_depth = 1000;
/// Bytes of a name.
inline constexpr std::size_t max_name_bytes = 1024;
/// validate() looks no further after so many.
inline constexpr std::size_t max_flaws = 20;

/// One thing that is wrong with a Program.
struct Flaw {
    std::string text;                               ///< "slot 9 lies past the 7 slots of the frame"
    std::optional<std::uint32_t> instruction = {};  ///< into Program::code, where it concerns one
};

/// What is wrong with the program; empty when it is well-formed. Any bytes may be in it. Parts are
/// checked from the types on; later parts only when those they rest on are sound. Takes time
/// proportional to the program, but for sorting.
std::vector<Flaw> validate(const Program& program);

/// The flaw as a sentence with its place: "instruction 3 of `main` (`add`): slot 9 lies past …".
/// The functions of the program are sound where the flaw concerns an instruction.
std::string flaw_text(const Program& program, const Flaw& flaw);

}  // namespace freehold
