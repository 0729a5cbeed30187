// SPDX-License-Identifier: MIT
// Statics by address.
#pragma once

#include <cstdint>
#include <vector>

#include "freehold/program.hpp"

namespace freehold {

/// Finds the static an address belongs to. Refers to the program, which must stay.
class StaticIndex {
public:
    explicit StaticIndex(const Program& program);

    /// The static that holds the address; one of no bytes holds its own address, and each the
    /// address just behind its bytes, where no other begins there. nullptr when there is none.
    const Static* at(Address address) const;
    /// All of them, by ascending address.
    const std::vector<const Static*>& ascending() const { return m_ascending; }

private:
    std::vector<const Static*> m_ascending;
};

/// Bytes a static takes in its segment: whole words, at least one.
constexpr std::uint64_t bytes_taken(const Static& item) {
    return item.size == 0 ? 8 : (std::uint64_t{item.size} + 7) / 8 * 8;
}

}  // namespace freehold
