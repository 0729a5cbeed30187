// SPDX-License-Identifier: MIT
#include "vm/execute/memory_names.hpp"

#include <fmt/format.h>

#include "vm/execute/names.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/static_index.hpp"

namespace freehold {

namespace {

/// The type at an offset in a value: the array that begins there for an index, else the scalar or
/// the type `until`.
TypeId type_at(const Program& program, TypeId id, std::uint32_t offset, bool stop_at_array,
               TypeId until) {
    while (id != TypeId::None && id != until) {
        const Type& type = program.type(id);
        const bool array = type.kind == TypeKind::Array || type.kind == TypeKind::Run;
        if (array && stop_at_array && offset == 0) return id;
        if (array) {
            const std::uint32_t stride = program.type(type.element).size;
            if (stride == 0) return id;
            offset %= stride;
            id = type.element;
        } else if (type.kind == TypeKind::Struct) {
            const Field* inside = nullptr;
            for (const Field& field : program.structs[type.structure].fields) {
                if (field.offset <= offset) inside = &field;
            }
            if (inside == nullptr) return id;
            offset -= inside->offset;
            id = inside->type;
        } else {
            return id;
        }
    }
    return id;
}

/// The memory operand of one instruction.
class MemoryOperand {
public:
    MemoryOperand(const Program& program, std::uint32_t index)
        : m_program(program),
          m_id(function_at(program, index)),
          m_i(program.code[index]),
          m_info(opcode_info(m_i.opcode())),
          m_form(memory_form(m_info.form)) {
        find_base();
    }

    std::string name() const {
        if (m_base.empty()) return {};
        std::string text = m_base;
        if (m_type != TypeId::None) {
            const TypeId until = indexed() ? array() : named_type();
            text += place_path(m_program, m_type, m_offset, until);
        }
        return indexed() ? text + fmt::format("[{}]", slot(m_i.c)) : text;
    }

    TypeId type() const {
        if (m_form == MemoryForm::None) return TypeId::None;
        if (!indexed()) return type_at(m_program, m_type, m_offset, false, named_type());
        return array() == TypeId::None ? TypeId::None : m_program.type(array()).element;
    }

private:
    bool indexed() const { return m_form >= MemoryForm::PX; }
    std::string slot(Slot slot) const { return slot_name(m_program, m_id, slot); }
    const Local* local() const { return local_at(m_program.function(m_id), m_i.b); }
    TypeId named_type() const { return m_info.names_place ? TypeId{m_i.high()} : TypeId::None; }
    TypeId array() const { return type_at(m_program, m_type, m_offset, true, TypeId::None); }

    void find_base() {
        switch (m_form) {
            case MemoryForm::P:
            case MemoryForm::PX: return find_pointer();
            case MemoryForm::F:
            case MemoryForm::FX: return find_local();
            case MemoryForm::G:
            case MemoryForm::GX: return find_static();
            case MemoryForm::None: break;
        }
    }

    void find_pointer() {
        m_base = fmt::format("[{}]", slot(m_i.b));
        m_offset = m_i.low();
        if (local() == nullptr) return;
        // Also a pointer inside a struct or array: its type is found by its place in the local.
        const TypeId type =
            type_at(m_program, local()->type, 8u * (local()->base() - m_i.b), false, TypeId::None);
        if (is_pointer(m_program.type(type).kind)) m_type = m_program.type(type).element;
    }

    void find_local() {
        if (local() == nullptr) return;
        m_base = local()->name;
        m_type = local()->type;
        m_offset = 8u * (local()->base() - m_i.b) + m_i.low();
    }

    void find_static() {
        const Address address{m_i.low()};
        const Static* it = StaticIndex{m_program}.at(address);
        if (it == nullptr) return;
        m_base = it->name;
        m_type = it->type;
        m_offset = address - it->address;
    }

    const Program& m_program;
    FunctionId m_id;
    const Instruction& m_i;
    const OpcodeInfo& m_info;
    MemoryForm m_form;
    std::string m_base;  // "[p]", "a", "WORD": the value it begins at, before offset and index
    TypeId m_type = TypeId::None;  // of that value
    std::uint32_t m_offset = 0;    // from there
};

}  // namespace

std::string memory_name(const Program& program, std::uint32_t index) {
    return MemoryOperand(program, index).name();
}

TypeId memory_type(const Program& program, std::uint32_t index) {
    return MemoryOperand(program, index).type();
}

}  // namespace freehold
