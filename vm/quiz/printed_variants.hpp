// SPDX-License-Identifier: MIT
// What might be thought that a program prints.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vm/quiz/look.hpp"

namespace freehold::quiz {

/// Whether a print is short, one line, and not known beforehand.
bool is_worth_asking(const Look& look, const Printed& printed);

/// `"Sum: 30"`, without the end of the line.
std::string quoted_output(std::string_view text);

/// The same with other numbers in it; and what other prints of the run write.
std::vector<std::string> printed_variants(const Look& look, const Printed& printed,
                                          const std::vector<std::int64_t>& numbers);

}  // namespace freehold::quiz
