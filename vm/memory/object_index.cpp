// SPDX-License-Identifier: MIT
#include "vm/memory/object_index.hpp"

#include <utility>

namespace freehold {

// Whoever is farther from home goes first, so that entries lie in the order of their homes.
void ObjectIndex::put(Entry entry) {
    std::size_t at = home(entry.object);
    for (std::size_t far = 0; m_entries[at].number != 0; at = after(at), ++far) {
        const std::size_t other = from_home(at);
        if (other >= far) continue;
        std::swap(entry, m_entries[at]);
        far = other;
    }
    m_entries[at] = entry;
}

void ObjectIndex::resize(std::size_t least) {
    const std::size_t size = std::bit_ceil(least);
    m_shift = 64 - (std::countr_zero(size) - 4);
    std::vector<Entry> old(size);
    old.swap(m_entries);
    for (const Entry& entry : old) {
        if (entry.number != 0) put(entry);
    }
}

// Entries behind the gap move up, as far as the first that is at home.
void ObjectIndex::erase(ObjectId object) {
    std::size_t gap = home(object);
    while (m_entries[gap].object != object || m_entries[gap].number == 0) gap = after(gap);
    for (std::size_t at = after(gap); m_entries[at].number != 0 && from_home(at) != 0;
         at = after(at)) {
        m_entries[gap] = m_entries[at];
        gap = at;
    }
    m_entries[gap] = {};
    --m_count;
    if (m_entries.size() > 1024 && m_count < m_entries.size() / 8) resize(m_entries.size() / 4);
}

}  // namespace freehold
