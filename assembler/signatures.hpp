// SPDX-License-Identifier: MIT
// What functions take and give.
#pragma once

#include "assembler/resolver.hpp"

namespace freehold::assembler {

/// Fills in result, parameters and `from` of every Function, and Program::main. Reports parameters
/// declared twice (F010), types that may not stand there (F012, F026), `from` lists that do not fit
/// (F027), frames too large (F020) and a `main` that is missing or takes or gives something (F022).
void resolve_signatures(Unit& unit, Resolver& resolver);

}  // namespace freehold::assembler
