// SPDX-License-Identifier: MIT
#include "vm/execute/objects.hpp"

#include <algorithm>

#include "vm/memory/heap.hpp"

namespace freehold {

Objects::Objects(const Program& program)
    : m_program(program), m_fixed(program.statics.size() + program.functions.size()) {
    for (std::uint32_t i = 0; i < program.statics.size(); ++i) {
        m_fixed[ordinal(program.statics[i].object)] = {false, i};
    }
    for (std::uint32_t i = 0; i < program.functions.size(); ++i) {
        m_fixed[ordinal(program.functions[i].object)] = {true, i};
    }
    m_state.next_local = 0xffffffff - static_cast<std::uint32_t>(m_fixed.size());
}

const LocalObject* Objects::local(ObjectId id) const {
    // Handed out descending, so the ids descend along the vector.
    const auto found = std::lower_bound(
        m_state.locals.begin(), m_state.locals.end(), id,
        [](const LocalObject& local, ObjectId wanted) { return local.id > wanted; });
    return found != m_state.locals.end() && found->id == id ? &*found : nullptr;
}

Object Objects::find(ObjectId id, const Heap& heap) const {
    Object object;
    const std::uint32_t place = ordinal(id);
    if (id == ObjectId::None) return object;
    if (place < m_fixed.size()) {
        const Fixed fixed = m_fixed[place];
        object.alive = true;
        object.number = fixed.number;
        object.kind = fixed.is_function ? Object::Kind::Function : Object::Kind::Static;
        if (fixed.is_function) {
            const Function& function = m_program.functions[fixed.number];
            object.address = code_address(function.first);
            object.size = function.count * static_cast<std::uint32_t>(sizeof(Instruction));
        } else {
            object.address = m_program.statics[fixed.number].address;
            object.size = m_program.statics[fixed.number].size;
        }
    } else if (raw(id) < m_state.next_block) {
        object.kind = Object::Kind::Block;
        if (const auto block = heap.find(id)) {
            object.alive = true;
            object.address = *block;
            object.size = heap.size_of(*block);
        }
    } else if (raw(id) > m_state.next_local) {
        object.kind = Object::Kind::Local;
        if (const LocalObject* found = local(id)) {
            object.alive = true;
            object.address = found->address;
            object.size = found->size;
        }
    }
    return object;
}

FunctionId Objects::function(ObjectId id) const {
    const std::uint32_t place = ordinal(id);
    if (place >= m_fixed.size() || !m_fixed[place].is_function) return FunctionId::None;
    return FunctionId{m_fixed[place].number};
}

}  // namespace freehold
