// SPDX-License-Identifier: MIT
// What `compare` says about each of its three runs, topic by topic, before it is laid out.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "vm/base/render_row.hpp"
#include "vm/compare/comparison.hpp"

namespace freehold::cli {

/// A paragraph: a word or two that say it, in colour, then the rest.
struct Remark {
    std::string head;
    Ink ink = Ink::Plain;
    std::string rest = {};
    std::string_view between = ", ";
    friend bool operator==(const Remark&, const Remark&) = default;
};

/// About one run.
using Cell = std::vector<Remark>;

/// The same question asked about all of them.
struct Topic {
    std::string_view label;
    std::array<Cell, 3> cells;
};

/// "--enforce=ownership".
std::string_view option_of(Enforce enforce);
/// "ownership".
std::string_view word_of(Enforce enforce);
/// "a broken rule stops it".
std::string_view meaning_of(Enforce enforce);

/// "line 10, @4"; without the step where it is not known.
std::string place_and_step(const Program& program, std::uint32_t index, Step step);

std::vector<Topic> topics_of(const Comparison& comparison);

}  // namespace freehold::cli
