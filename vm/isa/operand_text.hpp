// SPDX-License-Identifier: MIT
// What stands between the operands of expanded text, for writing and reading it.
#pragma once

#include <optional>
#include <string_view>

#include "vm/isa/form.hpp"

namespace freehold {

/// What stands before an operand: ", ", or for one that continues what precedes it ": ", " at " ….
/// `first`: it follows the mnemonic.
std::string_view separator(Operand operand, bool first);

/// The value of an operand that is left out, with its separator, where it has that value.
std::optional<std::uint64_t> left_out(Operand operand);

}  // namespace freehold
