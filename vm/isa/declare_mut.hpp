// SPDX-License-Identifier: MIT
// The edit that makes an immutable static a mutable one.
#pragma once

#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/program.hpp"

namespace freehold {

/// Whether an instruction borrows some of the static: of a mutable one that needs `unsafe`.
bool is_borrowed(const Program& program, const Static& item);
/// `mut ` before its name; nothing where it is borrowed, or no source is there to change.
std::vector<Edit> declare_mut(const Program& program, const Static& item);

}  // namespace freehold
