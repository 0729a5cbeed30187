// SPDX-License-Identifier: MIT
// `check --states`: line by line, what each slot holds and what may be done with it, as a table.
//
//     main   frame of 32 bytes
//                               s1               s2
//        6  new   s1, WORD      · uninit   -w-   · uninit   -w-
//        7  move  s2, s1        ● init     rwo   · uninit   -w-
//        8  print "{}\n", s2    ○ moved    -w-   ● init     rwo
#pragma once

#include <string>

#include "freehold/program.hpp"
#include "freehold/render.hpp"

namespace freehold::cli {

/// The tables of the file's own functions but `left_out`, after a legend. Where the slots of a
/// function do not fit side by side, its table is repeated with the next ones.
std::string states_text(const Program& program, FunctionId left_out, const RenderStyle& style);

}  // namespace freehold::cli
