// SPDX-License-Identifier: MIT
// Which numbers an integer of some width holds.
#pragma once

#include <cstdint>

#include "freehold/type.hpp"

namespace freehold {

struct IntegerRange {
    std::int64_t least;
    std::int64_t most;
    constexpr bool has(std::int64_t number) const { return number >= least && number <= most; }
};

/// Of 1, 2, 4 or 8 bytes; one of 8 bytes is always signed.
constexpr IntegerRange range_of(std::uint32_t bytes, bool is_signed) {
    if (bytes >= 8) return {INT64_MIN, INT64_MAX};
    const std::int64_t half = std::int64_t{1} << (8 * bytes - 1);
    return is_signed ? IntegerRange{-half, half - 1} : IntegerRange{0, 2 * half - 1};
}

/// Of a scalar; of what is no integer, of all its bits.
constexpr IntegerRange range_of(TypeKind kind) {
    switch (kind) {
        case TypeKind::U8: return range_of(1, false);
        case TypeKind::I8: return range_of(1, true);
        case TypeKind::U16: return range_of(2, false);
        case TypeKind::I16: return range_of(2, true);
        case TypeKind::U32: return range_of(4, false);
        case TypeKind::I32: return range_of(4, true);
        default: return range_of(8, true);
    }
}

}  // namespace freehold
