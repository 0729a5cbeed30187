// SPDX-License-Identifier: MIT
// What a program takes of memory, in one line.
#pragma once

#include <string>

#include "vm/ownership/bill.hpp"

namespace freehold::cli {

/// "code 656 bytes, data 13, BSS 0; stack at most 120 bytes (main -> fib)", or why nobody can know
/// how deep it gets.
std::string bill_text(const Program& program, const ownership::Bill& bill);

}  // namespace freehold::cli
