// SPDX-License-Identifier: MIT
#include "vm/execute/report_operands.hpp"

#include "vm/execute/memory_names.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/static_index.hpp"

namespace freehold::reports {

namespace {

const OpcodeInfo& info(const Report& report) { return opcode_info(report.instruction.opcode()); }

MemoryForm memory(const Report& report) { return memory_form(info(report).form); }

bool has_index(MemoryForm form) { return form >= MemoryForm::PX; }

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
    return memory_name(report.program, report.fault.index);
}

TypeId memory_type(const Report& report) {
    return freehold::memory_type(report.program, report.fault.index);
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
