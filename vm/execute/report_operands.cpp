// SPDX-License-Identifier: MIT
#include "vm/execute/report_operands.hpp"

#include <fmt/format.h>

#include "vm/execute/names.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/static_index.hpp"

namespace freehold::reports {

namespace {

const OpcodeInfo& info(const Report& report) { return opcode_info(report.instruction.opcode()); }

MemoryForm memory(const Report& report) { return memory_form(info(report).form); }

bool has_index(MemoryForm form) {
    return form == MemoryForm::PX || form == MemoryForm::FX || form == MemoryForm::GX;
}

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

/// The value a memory operand begins at, before offset and index.
struct Base {
    std::string text;  ///< "[p]", "a", "WORD"
    TypeId type = TypeId::None;
    std::uint32_t offset = 0;  ///< from there
};

Base pointer_base(const Report& report) {
    const Instruction& i = report.instruction;
    Base base{fmt::format("[{}]", report.plain_slot(i.b)), TypeId::None, i.low()};
    const Local* local = report.local(i.b);
    if (local == nullptr) return base;
    // Also a pointer inside a struct or array: its type is found by its place in the local.
    const TypeId type =
        type_at(report.program, local->type, 8u * (local->base() - i.b), false, TypeId::None);
    if (is_pointer(report.program.type(type).kind)) base.type = report.program.type(type).element;
    return base;
}

Base frame_base(const Report& report) {
    const Instruction& i = report.instruction;
    const Local* local = report.local(i.b);
    if (local == nullptr) return {};
    return {local->name, local->type, 8u * (local->base() - i.b) + i.low()};
}

Base static_base(const Report& report) {
    const Address address{report.instruction.low()};
    const Static* it = StaticIndex{report.program}.at(address);
    if (it == nullptr) return {};
    return {it->name, it->type, address - it->address};
}

Base base_of(const Report& report) {
    switch (memory(report)) {
        case MemoryForm::P:
        case MemoryForm::PX: return pointer_base(report);
        case MemoryForm::F:
        case MemoryForm::FX: return frame_base(report);
        case MemoryForm::G:
        case MemoryForm::GX: return static_base(report);
        case MemoryForm::None: break;
    }
    return {};
}

TypeId named_type(const Report& report) {
    return info(report).names_place ? TypeId{report.instruction.high()} : TypeId::None;
}

}  // namespace

std::optional<Slot> pointer_slot(const Report& report) {
    const MemoryForm form = memory(report);
    const bool through = form == MemoryForm::P || form == MemoryForm::PX;
    if (!through || !report.at_home) return std::nullopt;
    return report.instruction.b;
}

std::optional<Slot> index_slot(const Report& report) {
    if (!has_index(memory(report)) || !report.at_home) return std::nullopt;
    return report.instruction.c;
}

const Static* named_static(const Report& report) {
    const MemoryForm form = memory(report);
    if (form != MemoryForm::G && form != MemoryForm::GX) return nullptr;
    return StaticIndex{report.program}.at(Address{report.instruction.low()});
}

const Local* named_local(const Report& report) {
    const MemoryForm form = memory(report);
    if (form != MemoryForm::F && form != MemoryForm::FX) return nullptr;
    return report.local(report.instruction.b);
}

std::string memory_text(const Report& report) {
    const MemoryForm form = memory(report);
    if (form == MemoryForm::None) return {};
    const Base base = base_of(report);
    std::string text = base.text;
    if (text.empty()) return text;
    if (base.type != TypeId::None) {
        const TypeId until =
            has_index(form) ? type_at(report.program, base.type, base.offset, true, TypeId::None)
                            : named_type(report);
        text += place_path(report.program, base.type, base.offset, until);
    }
    if (has_index(form)) text += fmt::format("[{}]", report.plain_slot(report.instruction.c));
    return text;
}

TypeId memory_type(const Report& report) {
    const MemoryForm form = memory(report);
    if (form == MemoryForm::None) return TypeId::None;
    const Base base = base_of(report);
    if (!has_index(form)) {
        return type_at(report.program, base.type, base.offset, false, named_type(report));
    }
    const TypeId array = type_at(report.program, base.type, base.offset, true, TypeId::None);
    if (array == TypeId::None) return array;
    return report.program.type(array).element;
}

std::optional<Indexed> indexed(const Report& report) {
    const auto slot = index_slot(report);
    if (!slot) return std::nullopt;
    const Instruction& i = report.instruction;
    const SlotInfo index = report.slot_info(*slot);
    if (index.kind != ValueKind::Int || index.state != SlotInfo::State::Init) return std::nullopt;
    Indexed result;
    result.index = static_cast<std::int64_t>(index.word);
    result.stride = info(report).access_bytes;
    if (info(report).names_place) {
        const Type& array = report.program.type(TypeId{i.high()});
        result.stride = report.program.type(array.element).size;
    }
    switch (memory(report)) {
        case MemoryForm::PX:
            result.begin = Pointer::from_word(report.slot_info(i.b).word).address + i.low();
            break;
        case MemoryForm::FX: result.begin = report.slot_address(i.b) + i.low(); break;
        default: result.begin = Address{i.low()}; break;
    }
    return result;
}

}  // namespace freehold::reports
