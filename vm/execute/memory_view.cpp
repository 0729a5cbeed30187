// SPDX-License-Identifier: MIT
#include "vm/execute/memory_view.hpp"

#include "vm/execute/machine_engine.hpp"

namespace freehold {

WordInfo word_info_of(Shadow s) {
    WordInfo info{shadow::object(s), shadow::kind(s), shadow::init(s), shadow::in(s)};
    // In the allocator's words those bits mean something else, and the id may be a size.
    if (info.kind == ValueKind::Header || info.kind == ValueKind::FreeBlock) {
        return {.kind = info.kind};
    }
    if (info.kind == ValueKind::Record) return {.kind = info.kind, .init = info.init};
    info.moved = (s & shadow::moved) != 0;
    info.ro = (s & shadow::ro) != 0;
    info.writable = (s & shadow::writable) != 0;
    return info;
}

MemoryView::MemoryView(const Machine& machine) {
    const AddressSpace& space = machine.m_engine->run.space;
    m_bytes = space.host(Address{});
    m_extent = space.extent();
    m_shadow = m_bytes + m_extent;
}

}  // namespace freehold
