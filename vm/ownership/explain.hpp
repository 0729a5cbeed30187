// SPDX-License-Identifier: MIT
// A broken rule in words.
#pragma once

#include "freehold/verify.hpp"
#include "vm/ownership/analysis.hpp"
#include "vm/ownership/mistake.hpp"

namespace freehold::ownership {

Finding explain(Analysis& analysis, const Mistake& mistake);

}  // namespace freehold::ownership
