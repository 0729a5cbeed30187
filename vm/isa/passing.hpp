// SPDX-License-Identifier: MIT
// What an instruction lays down in the outgoing area, and for whom.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "freehold/program.hpp"

namespace freehold {

/// The call that takes what the instruction at `index` (in Program::code) lays down; nothing for a
/// part of a new value, or where no call follows.
std::optional<std::uint32_t> call_of_argument(const Program& program, std::uint32_t index);
/// The parameter it becomes; nullptr for a part of one, and where the callee is not known.
const Local* parameter_of_argument(const Program& program, std::uint32_t index);

/// How the slot `name` with a pointer of type `given`, which cannot be copied, is passed where the
/// type `asked` is declared: "move s", "borrow [s]", "borrow mut s". Empty where no word will do.
std::string passed_as(const Program& program, TypeId given, TypeId asked, std::string_view name);

}  // namespace freehold
