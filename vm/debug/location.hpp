// SPDX-License-Identifier: MIT
// Places in the code, as a person types them: `12`, `string.fh:12`, `insert`, `again`,
// `main.again`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/program.hpp"

namespace freehold::debug {

struct Location {
    std::vector<std::uint32_t> instructions;  ///< where it begins; empty: there is none
    std::string name;                         ///< "line 12", "`insert`", "`main.again`"
    std::string problem;                      ///< why there is none: one sentence
};

/// A line means each place where running it begins; a line without code the next one that has some.
/// A name is a function's or, of the function at `index`, a label's.
Location find_location(const Program& program, std::string_view text, std::uint32_t index);

/// Whether an instruction is the first one of its line: where a step by lines may stop.
bool begins_line(const Program& program, std::uint32_t index);

/// All texts that name a place by name; for completion.
std::vector<std::string> location_names(const Program& program);

}  // namespace freehold::debug
