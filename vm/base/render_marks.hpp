// SPDX-License-Identifier: MIT
// What stands below one line of source: underlines, and the texts that belong to them.
//
//     call f(move a, borrow b)
//            ------  ^^^^^^^^ the last text stands beside its underline
//            |
//            the others hang below, from right to left
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vm/base/render_row.hpp"

namespace freehold {

struct Mark {
    std::uint32_t begin = 0;  ///< columns [begin, end), at least one
    std::uint32_t end = 1;
    bool primary = false;
    std::string text;  ///< may be empty: only the underline
};

inline Ink ink_of(const Mark& mark) { return mark.primary ? Ink::Severity : Ink::Secondary; }

/// How many of the first marks (at least 1) can be drawn together in so many columns without a
/// text being squeezed between its neighbours and the edge. The marks ascend by `begin`, and there
/// is at least one.
std::size_t fitting_marks(const std::vector<Mark>& marks, std::uint32_t columns);

/// The rows below the line; the first holds the underlines. The marks ascend by `begin`, and all of
/// them fit.
std::vector<Row> draw_marks(const std::vector<Mark>& marks, std::uint32_t columns);

}  // namespace freehold
