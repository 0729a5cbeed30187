// SPDX-License-Identifier: MIT
#include "vm/execute/plain_slots.hpp"

#include <span>

#include "vm/isa/form.hpp"
#include "vm/isa/shape.hpp"

namespace freehold {

namespace {

std::span<const Instruction> code_of(const Program& program, FunctionId function) {
    const Function& it = program.function(function);
    return {program.code.data() + it.first, it.count};
}

/// The kind of a value of the type if it is one word that owns nothing; None otherwise.
ValueKind plain_kind(const Program& program, TypeId type) {
    if (type == TypeId::None || !is_scalar(program.type(type).kind)) return ValueKind::None;
    const ValueKind kind = kind_of(program.type(type));
    return owns(kind) ? ValueKind::None : kind;
}

/// The slots below the first one of the outgoing area that a callee has: its result, if it has one,
/// and its parameters.
std::uint32_t shared_slots(const Function& callee) {
    std::uint32_t words = callee.result_words;
    for (std::uint32_t p = 0; p < callee.parameters; ++p) words += callee.locals[p].words;
    return words;
}

/// The same of a call through a value.
std::uint32_t code_words(const Program& program, const Instruction& i) {
    const TypeId result{i.high()};
    return i.low() + (result == TypeId::None ? 0 : slots_of(program.type(result)));
}

/// Calls visit(slot, whether it is read) for each slot that an instruction names, but for where a
/// callee's frame begins.
template <class Visit>
void for_each_slot(const Instruction& i, Visit visit) {
    for (const OperandField& at : operands_of(i.opcode()).operands()) {
        if (!names_slot(at.operand) || at.operand == Operand::OutgoingSlot) continue;
        const std::uint64_t slot = field(i, at.in);
        if (slot != no_slot) visit(static_cast<Slot>(slot), reads_slot(at.operand));
    }
}

}  // namespace

PlainSlots::PlainSlots(const Program& program) {
    std::size_t all = 0;
    for (const Function& function : program.functions) {
        m_first.push_back(all);
        m_slots.push_back(function.slots);
        all += function.slots;
    }
    m_kinds.resize(all, ValueKind::None);
    const auto for_each_function = [&](auto what) {
        for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
            (this->*what)(program, FunctionId{f});
        }
    };
    for_each_function(&PlainSlots::start_with_declared);
    for_each_function(&PlainSlots::take_out_used_otherwise);
    // What a caller hands over looks as the callee wants it: of all calls of an area, the
    // strictest.
    for_each_function(&PlainSlots::add_outgoing);
    for_each_function(&PlainSlots::take_out_outgoing);
    for_each_function(&PlainSlots::take_out_used_otherwise);
    for_each_function(&PlainSlots::add_unnamed);
}

void PlainSlots::start_with_declared(const Program& program, FunctionId function) {
    const Function& it = program.function(function);
    if (it.result_words == 1) of(function, 0) = plain_kind(program, it.result);
    for (const Local& local : it.locals) {
        if (local.words == 1) of(function, local.slot) = plain_kind(program, local.type);
    }
}

void PlainSlots::take_out(FunctionId function, std::uint32_t first, std::uint32_t count) {
    for (std::uint32_t k = 0; k < count; ++k) of(function, first + k) = ValueKind::None;
}

void PlainSlots::take_out_used_otherwise(const Program& program, FunctionId function) {
    // A value of several words is named by its last slot.
    const auto take_out_value = [&](Slot last, TypeId type) {
        const std::uint32_t words = slots_of(program.type(type));
        take_out(function, last + 1u - words, words);
    };
    for (const Instruction& i : code_of(program, function)) {
        switch (i.opcode()) {
            case Opcode::CopyWords:
            case Opcode::MoveWords: take_out_value(i.a, i.type()); [[fallthrough]];
            case Opcode::New: take_out_value(i.b, i.type()); break;
            case Opcode::RetType: take_out(function, 0, program.function(function).result_words);
            default: break;
        }
        for (const OperandField& at : operands_of(i.opcode()).operands()) {
            if (at.operand == Operand::Base) take_out(function, i.b, 1);
        }
    }
}

void PlainSlots::add_outgoing(const Program& program, FunctionId function) {
    for (const Instruction& i : code_of(program, function)) {
        if (i.opcode() != Opcode::Call) continue;
        const FunctionId callee{i.low()};
        const std::uint32_t count = shared_slots(program.function(callee));
        for (std::uint32_t k = 0; k < count; ++k)
            of(function, i.a + 2u + k) = kind(callee, static_cast<Slot>(k));
    }
}

void PlainSlots::take_out_outgoing(const Program& program, FunctionId function) {
    std::vector<bool> read(program.function(function).slots);
    for (const Instruction& i : code_of(program, function)) {
        for_each_slot(i, [&](Slot slot, bool is_read) { read[slot] = read[slot] || is_read; });
    }
    for (const Instruction& i : code_of(program, function)) {
        if (i.opcode() == Opcode::CallCode) {
            take_out(function, i.a + 2u, code_words(program, i));
        }
        if (i.opcode() != Opcode::Call) continue;
        const FunctionId callee{i.low()};
        const std::uint32_t count = shared_slots(program.function(callee));
        for (std::uint32_t k = 0; k < count; ++k) {
            const std::uint32_t slot = i.a + 2u + k;
            const ValueKind wanted = kind(callee, static_cast<Slot>(k));
            // What it holds at which call only matters to those who read it in this frame.
            const bool differs = of(function, slot) != wanted && read[slot];
            if (wanted == ValueKind::None || differs) take_out(function, slot, 1);
        }
    }
}

// Where a call keeps its record, and what no call uses of the outgoing area: none of that is ever
// asked about.
void PlainSlots::add_unnamed(const Program& program, FunctionId function) {
    std::vector<bool> named(program.function(function).slots);
    const auto name = [&](std::uint32_t first, std::uint32_t count) {
        for (std::uint32_t k = 0; k < count; ++k) named[first + k] = true;
    };
    for (const Local& local : program.function(function).locals) name(local.slot, local.words);
    name(0, program.function(function).result_words);
    for (const Instruction& i : code_of(program, function)) {
        for_each_slot(i, [&](Slot slot, bool) { name(slot, 1); });
        if (i.opcode() == Opcode::New) {
            const std::uint32_t words = slots_of(program.type(i.type()));
            name(i.b + 1u - words, words);
        }
        if (i.opcode() == Opcode::CallCode) name(i.a + 2u, code_words(program, i));
    }
    for (std::uint32_t slot = 0; slot < named.size(); ++slot) {
        if (!named[slot]) of(function, slot) = ValueKind::Record;
    }
}

PlainSlots::Range PlainSlots::with_shadow(FunctionId function) const {
    const std::uint32_t all = m_slots[raw(function)];
    std::uint32_t begin = 0;
    std::uint32_t end = all;
    const auto plain = [&](std::uint32_t slot) {
        return is_plain(function, static_cast<Slot>(slot));
    };
    while (begin < end && plain(begin)) ++begin;
    while (end > begin && plain(end - 1)) --end;
    return {static_cast<Slot>(begin), static_cast<Slot>(end - begin)};
}

}  // namespace freehold
