// SPDX-License-Identifier: MIT
// `check --drops`: what each drop at the end of a scope does, as a table.
#pragma once

#include <string>
#include <string_view>

#include "freehold/program.hpp"
#include "freehold/render.hpp"
#include "vm/ownership/drops.hpp"

namespace freehold::cli {

/// "static", "dead", "conditional"; "unknown" where no way leads.
std::string_view drop_kind(ownership::DropFact::Fate fate);

/// The drops of the file's own functions but `left_out`; a sentence where there are none at all.
std::string drops_text(const Program& program, FunctionId left_out, const RenderStyle& style);

}  // namespace freehold::cli
