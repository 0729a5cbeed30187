// SPDX-License-Identifier: MIT
#include "vm/execute/memory_view.hpp"

#include "vm/execute/machine_engine.hpp"

namespace freehold {

MemoryView::MemoryView(const Machine& machine) {
    const AddressSpace& space = machine.m_engine->run.space;
    m_bytes = space.host(Address{});
    m_extent = space.extent();
    m_shadow = m_bytes + m_extent;
}

}  // namespace freehold
