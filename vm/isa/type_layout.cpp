// SPDX-License-Identifier: MIT
#include "vm/isa/type_layout.hpp"

#include <vector>

namespace freehold {
namespace {

// Lays out what lies inside a type before the type. Recursion is as deep as types nest.
class LayOut {
public:
    explicit LayOut(Program& program) : m_program(program), m_done(program.types.size(), false) {}

    bool all() {
        for (std::uint32_t i = 0; i < m_program.types.size(); ++i) {
            if (!one(TypeId{i})) return false;
        }
        return structs();
    }

private:
    bool one(TypeId id) {
        if (m_done[raw(id)]) return true;
        m_done[raw(id)] = true;
        Type& type = m_program.types[raw(id)];
        if (type.kind == TypeKind::Struct && !structure(m_program.structs[type.structure])) {
            return false;
        }
        const bool holds = type.kind == TypeKind::Array || type.kind == TypeKind::Run;
        if (holds && !one(type.element)) return false;
        const Extent extent = extent_of(m_program, type);
        if (extent.size > largest_size) return false;
        type.size = static_cast<std::uint32_t>(extent.size);
        type.align = extent.align;
        type.owns = extent.owns;
        return true;
    }

    bool structure(Struct& structure) {
        for (const Field& field : structure.fields) {
            if (!one(field.type)) return false;
        }
        return place(structure);
    }

    bool place(Struct& structure) {
        std::size_t next = 0;
        const Extent extent =
            extent_of(m_program, structure, [&](const Field&, std::uint64_t offset) {
                structure.fields[next++].offset = static_cast<std::uint32_t>(offset);
            });
        structure.size = static_cast<std::uint32_t>(extent.size);
        structure.align = extent.align;
        return extent.size <= largest_size;
    }

    // A struct may have no row in the table of types.
    bool structs() {
        for (Struct& structure : m_program.structs) {
            if (!place(structure)) return false;
        }
        return true;
    }

    Program& m_program;
    std::vector<bool> m_done;
};

}  // namespace

Extent extent_of(const Program& program, const Type& type) {
    switch (type.kind) {
        case TypeKind::U8:
        case TypeKind::I8: return {1, 1, false};
        case TypeKind::U16:
        case TypeKind::I16: return {2, 2, false};
        case TypeKind::U32:
        case TypeKind::I32: return {4, 4, false};
        case TypeKind::Own: return {8, 8, true};
        case TypeKind::Struct:
            return extent_of(program, program.structs[type.structure],
                             [](const Field&, std::uint64_t) {});
        case TypeKind::Array: {
            const Type& element = program.type(type.element);
            return {std::uint64_t{type.count} * element.size, element.align, element.owns};
        }
        case TypeKind::Run: {
            const Type& element = program.type(type.element);
            return {0, element.align, element.owns};
        }
        default: return {8, 8, false};
    }
}

bool lay_out(Program& program) { return LayOut(program).all(); }

}  // namespace freehold
