// SPDX-License-Identifier: MIT
#include "vm/isa/static_index.hpp"

#include <algorithm>

namespace freehold {

StaticIndex::StaticIndex(const Program& program) {
    m_ascending.reserve(program.statics.size());
    for (const Static& item : program.statics) m_ascending.push_back(&item);
    std::sort(m_ascending.begin(), m_ascending.end(),
              [](const Static* a, const Static* b) { return a->address < b->address; });
}

const Static* StaticIndex::at(Address address) const {
    const auto after =
        std::upper_bound(m_ascending.begin(), m_ascending.end(), address,
                         [](Address wanted, const Static* item) { return wanted < item->address; });
    if (after == m_ascending.begin()) return nullptr;
    const Static* item = *(after - 1);
    return address - item->address <= item->size ? item : nullptr;
}

}  // namespace freehold
