// SPDX-License-Identifier: MIT
#include "vm/execute/shown_slots.hpp"

#include <algorithm>

#include "vm/execute/run.hpp"
#include "vm/isa/form.hpp"

namespace freehold {

namespace {

/// Calls visit(slot, whether it is read) for the slots whose values an instruction's careful
/// meaning reads or writes as they are.
template <class Visit>
void for_each_named(const Program& program, const Instruction& i, Visit visit) {
    std::uint32_t format = no_format;
    for (const OperandField& at : operands_of(i.opcode()).operands()) {
        const std::uint64_t named = field(i, at.in);
        const bool written = at.operand == Operand::Written || at.operand == Operand::Result;
        if ((written && named != no_slot) || reads_slot(at.operand)) {
            visit(static_cast<Slot>(named), !written);
        }
        if (at.operand == Operand::Format || at.operand == Operand::OptionalFormat) {
            format = static_cast<std::uint32_t>(named);
        }
    }
    if (i.opcode() == Opcode::RetWord) visit(Slot{0}, true);
    if (format == no_format) return;
    for (const Piece& piece : program.formats[format].pieces) {
        if (piece.from == Piece::From::Frame) visit(piece.slot, true);
    }
}

}  // namespace

void NamedPlainSlots::add(const Program& program, const PlainSlots& plain, FunctionId function,
                          const Instruction& i) {
    const auto first = static_cast<std::ptrdiff_t>(m_slots.size());
    for_each_named(program, i, [&](Slot slot, bool is_read) {
        const ValueKind kind = plain.kind(function, slot);
        if (kind == ValueKind::None) return;
        const auto found = std::find_if(m_slots.begin() + first, m_slots.end(),
                                        [&](const NamedPlain& it) { return it.slot == slot; });
        if (found == m_slots.end()) {
            m_slots.push_back({slot, kind, is_read});
        } else {
            found->is_read |= is_read;
        }
    });
    m_end.push_back(static_cast<std::uint32_t>(m_slots.size()));
}

ShownSlots::ShownSlots(Run& run)
    : m_run(run),
      m_index(run.index()),
      m_fp(run.fp_address()),
      m_slots(run.prepared->named_plain(m_index)) {
    for (const NamedPlain& it : m_slots) {
        run.space.edit_shadow(run.slot_address(it.slot)) =
            it.is_read ? shadow::whole(it.kind) : Shadow{0};
    }
}

ShownSlots::~ShownSlots() {
    for (const NamedPlain& it : m_slots) m_run.space.edit_shadow(m_fp - (24 + 8u * it.slot)) = 0;
    const Opcode opcode = m_run.program.code[m_index].opcode();
    const bool returned =
        is_between(opcode, Opcode::Ret, Opcode::RetType) && m_run.fp_address() > m_fp;
    if (returned) hide_result();
}

// The slot of the caller that got what the function gave: a proven program's may always take it, so
// the run stands behind the call.
void ShownSlots::hide_result() {
    const Instruction& call = m_run.program.code[m_run.index() - 1];
    const Address fp = m_run.fp_address();
    if (call.b == no_slot || !m_run.prepared->plain().is_plain(m_run.function_of(fp), call.b))
        return;
    m_run.space.edit_shadow(fp - (24 + 8u * call.b)) = 0;
}

}  // namespace freehold
