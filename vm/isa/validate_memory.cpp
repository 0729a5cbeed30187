// SPDX-License-Identifier: MIT
#include "vm/isa/validate_memory.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/isa/validate_parts.hpp"

namespace freehold {

/// All that an instruction may touch, whatever the index.
struct MemoryCheck::Place {
    std::uint64_t bytes = 0;
    std::uint32_t align = 1;
    bool unknown_length = false;  ///< the object's own length counts
    TypeId type = TypeId::None;   ///< of a named place
};

namespace {

// len, fill, write and new.copy take an array as a whole.
bool takes_array(Opcode opcode) {
    return is_between(opcode, Opcode::LenP, Opcode::WriteKG) ||
           is_between(opcode, Opcode::NewCopyP, Opcode::NewCopyG);
}

bool fills(Opcode opcode) { return is_between(opcode, Opcode::FillP, Opcode::FillKG); }

// The first slot of what a slot belongs to, which ends at the first slot's high end.
std::uint32_t area_begin(const Function& function, Slot slot) {
    if (slot < function.result_words) return 0;
    if (const Local* local = local_at(function, slot)) return local->slot;
    const std::uint32_t outgoing = outgoing_begin(function);
    return slot >= outgoing ? outgoing : slot;
}

}  // namespace

std::string MemoryCheck::check(const Function& function, const Instruction& instruction) const {
    const MemoryForm form = memory_form(opcode_info(instruction.opcode()).form);
    if (form == MemoryForm::None) return {};
    Place place;
    if (std::string wrong = measure(instruction, place); !wrong.empty()) return wrong;
    switch (form) {
        case MemoryForm::F:
        case MemoryForm::FX: return check_frame(function, instruction, place);
        case MemoryForm::G:
        case MemoryForm::GX: return check_static(instruction, place);
        default: return {};
    }
}

std::string MemoryCheck::measure(const Instruction& instruction, Place& place) const {
    const OpcodeInfo& opcode = opcode_info(instruction.opcode());
    const bool indexed = memory_form(opcode.form) >= MemoryForm::PX;
    if (opcode.names_place) return measure_place(instruction, indexed, place);
    place.align = opcode.access_bytes;
    place.bytes = opcode.access_bytes;
    if (!indexed) return {};
    place.unknown_length = instruction.high() == no_bound;
    place.bytes *= instruction.high();
    return {};
}

std::string MemoryCheck::measure_place(const Instruction& instruction, bool indexed,
                                       Place& place) const {
    place.type = TypeId{instruction.high()};
    const Type& type = m_program.type(place.type);
    const bool array = type.kind == TypeKind::Array || type.kind == TypeKind::Run;
    if ((indexed || takes_array(instruction.opcode())) && !array) {
        return "the type of its place is no array";
    }
    if (fills(instruction.opcode()) && !is_scalar(m_program.type(type.element).kind)) {
        return "it fills an array whose elements are more than one value";
    }
    place.bytes = type.size;
    place.align = type.align;
    place.unknown_length = type.kind == TypeKind::Run;
    return {};
}

std::string MemoryCheck::check_frame(const Function& function, const Instruction& instruction,
                                     const Place& place) const {
    if (place.unknown_length) return "a place in the frame has no length of its own";
    const std::uint32_t offset = instruction.low();
    const std::uint32_t slots = instruction.b - area_begin(function, instruction.b) + 1;
    if (offset % place.align != 0) return fmt::format("offset {} is not aligned", offset);
    if (offset + place.bytes <= std::uint64_t{slots} * 8) return {};
    return fmt::format("{} at offset {} do not lie in the {} from slot {} on",
                       quantity(place.bytes, "byte"), offset, quantity(slots, "slot"),
                       instruction.b);
}

std::string MemoryCheck::check_static(const Instruction& instruction, const Place& place) const {
    const Address address{instruction.low()};
    const Static* item = m_statics.at(address);
    if (!item) return fmt::format("no static lies at {:#x}", raw(address));
    if (raw(address) % place.align != 0) return fmt::format("{:#x} is not aligned", raw(address));
    if (place.unknown_length) {
        if (place.type == item->type && address == item->address) return {};
        return "a place in a static has no length of its own, unless it is all of one that has";
    }
    const std::uint64_t offset = address - item->address;
    if (offset + place.bytes <= item->size) return {};
    return fmt::format("{} at offset {} do not lie in the {} of static `{}`",
                       quantity(place.bytes, "byte"), offset, quantity(item->size, "byte"),
                       printable(item->name));
}

}  // namespace freehold
