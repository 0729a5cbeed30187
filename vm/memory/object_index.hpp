// SPDX-License-Identifier: MIT
// A table from objects to numbers, small and quick.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "freehold/ids.hpp"

namespace freehold {

/// Open addressing over 8-byte entries; it shrinks again when it empties.
class ObjectIndex {
public:
    /// The number of an object; 0 when it has none.
    std::uint32_t find(ObjectId object) const {
        if (m_count == 0) return 0;
        for (std::size_t at = home(object);; at = after(at)) {
            if (m_entries[at].object == object) return m_entries[at].number;
            if (m_entries[at].number == 0) return 0;
        }
    }
    /// The object has no number yet; the number is not 0.
    void insert(ObjectId object, std::uint32_t number) {
        if (m_count + 1 > m_entries.size() / 4 * 3) resize(std::max<std::size_t>(32, m_count * 2));
        ++m_count;
        put({object, number});
    }
    void erase(ObjectId object);

    std::size_t size() const { return m_count; }
    std::size_t bytes() const { return m_entries.capacity() * sizeof(Entry); }

private:
    struct Entry {
        ObjectId object{};
        std::uint32_t number = 0;  ///< 0: free
    };

    // Sixteen objects that follow each other, as those of a list do, stay together.
    std::size_t home(ObjectId object) const {
        const std::uint64_t mixed = (raw(object) >> 4) * 0x9e3779b97f4a7c15u;
        return static_cast<std::size_t>(mixed >> m_shift << 4 | (raw(object) & 15));
    }
    std::size_t after(std::size_t at) const { return (at + 1) & (m_entries.size() - 1); }
    std::size_t from_home(std::size_t at) const {
        return (at - home(m_entries[at].object)) & (m_entries.size() - 1);
    }
    void put(Entry entry);
    void resize(std::size_t least);

    std::vector<Entry> m_entries;  ///< a power of two, or none
    std::size_t m_count = 0;
    int m_shift = 63;  ///< what is left of 64 bits numbers the groups of sixteen
};

}  // namespace freehold
