// SPDX-License-Identifier: MIT
// Which free chunk a new block gets, and how many had to be looked at.
#include "vm/memory/heap_laboratory.hpp"

namespace freehold {

HeapLaboratory::Found HeapLaboratory::search(std::uint32_t need) const {
    const auto size = [this](Address chunk) { return m_heap.free_size(chunk); };
    switch (m_settings.policy) {
        case HeapPolicy::Segregated:
        case HeapPolicy::Buddy: return search_classes(need);
        case HeapPolicy::FirstFit: return first_in(m_free.begin(), m_free.end(), need);
        case HeapPolicy::NextFit: return search_next(need);
        case HeapPolicy::BestFit:
            return search_all(need, [&](Address a, Address b) { return size(a) < size(b); });
        case HeapPolicy::WorstFit:
            return search_all(need, [&](Address a, Address b) { return size(a) > size(b); });
        case HeapPolicy::Bump: break;
    }
    return {};
}

HeapLaboratory::Found HeapLaboratory::search_classes(std::uint32_t need) const {
    Found found;
    found.chunk = m_heap.find_free(need, found.examined);
    return found;
}

HeapLaboratory::Found HeapLaboratory::first_in(FreeChunks::const_iterator from,
                                               FreeChunks::const_iterator to,
                                               std::uint32_t need) const {
    Found found;
    for (; from != to; ++from) {
        ++found.examined;
        if (m_heap.free_size(*from) < need) continue;
        found.chunk = *from;
        return found;
    }
    return found;
}

HeapLaboratory::Found HeapLaboratory::search_next(std::uint32_t need) const {
    const auto rover = m_free.lower_bound(m_state.rover);
    const Found behind = first_in(rover, m_free.end(), need);
    if (behind.chunk != Address{}) return behind;
    Found found = first_in(m_free.begin(), rover, need);
    found.examined += behind.examined;
    return found;
}

/// Of several that are equally good, the first.
template <class Better>
HeapLaboratory::Found HeapLaboratory::search_all(std::uint32_t need, Better better) const {
    Found found;
    for (const Address chunk : m_free) {
        ++found.examined;
        if (m_heap.free_size(chunk) < need) continue;
        if (found.chunk == Address{} || better(chunk, found.chunk)) found.chunk = chunk;
    }
    return found;
}

Address HeapLaboratory::would_take(std::uint32_t size) const {
    const std::uint64_t need = chunk_for(size);
    if (need > m_heap.m_end - m_heap.m_begin) return Address{};
    return search(static_cast<std::uint32_t>(need)).chunk;
}

}  // namespace freehold
