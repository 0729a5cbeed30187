// SPDX-License-Identifier: MIT
// The edit that makes an immutable static a mutable one.
#pragma once

#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/program.hpp"

namespace freehold {

/// Whether an instruction outside `unsafe` borrows some of the static, which of a mutable one is
/// not allowed (F213).
bool is_borrowed_safely(const Program& program, const Static& item);
/// `mut ` before its name; nothing where it is borrowed like that, or no source is there to change.
std::vector<Edit> declare_mut(const Program& program, const Static& item);

}  // namespace freehold
