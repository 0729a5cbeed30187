// SPDX-License-Identifier: MIT
// Small damage to programs that are in order: what a slip of the hand makes of them.
#pragma once

#include <string>

#include "freehold/program.hpp"
#include "tests/agreement/library/random.hpp"

namespace freehold::agreement {

/// Deletes, repeats, swaps or moves a line of a text, or puts another name of it in its place. The
/// result may not assemble.
std::string mutate_text(const std::string& text, Random& random);

/// Puts one word of a text in the place of another. The result may not assemble.
std::string exchange_word(const std::string& text, Random& random);

/// Deletes (turns into a jump to the next), repeats or swaps an instruction, or changes its opcode
/// or an operand. The result may not be well-formed.
void mutate_code(freehold::Program& program, Random& random);

}  // namespace freehold::agreement
