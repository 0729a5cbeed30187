// SPDX-License-Identifier: MIT
#include "vm/execute/plain_slots.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "vm/isa/form.hpp"
#include "vm/isa/shape.hpp"

namespace freehold {

namespace {

using Range = PlainSlots::Range;

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

void extend(Range& range, std::uint32_t first, std::uint32_t count) {
    if (count == 0) return;
    if (range.count == 0) {
        range = {first, count};
        return;
    }
    const std::uint32_t begin = std::min(range.first, first);
    const std::uint32_t end = std::max(range.first + range.count, first + count);
    range = {begin, end - begin};
}

/// The slots of a value that is named by its last, as one of several words is.
Range slots_of_value(const Program& program, Slot last, TypeId type) {
    const std::uint32_t words = slots_of(program.type(type));
    return {last + 1u - words, words};
}

/// Calls visit(range) for the result and each parameter of a callee: the slots that its caller has,
/// too, two further down than where the callee's frame begins.
template <class Visit>
void for_each_shared(const Function& callee, Visit visit) {
    if (callee.result_words != 0) visit(Range{0, callee.result_words});
    for (std::uint32_t p = 0; p < callee.parameters; ++p) {
        visit(Range{callee.locals[p].slot, callee.locals[p].words});
    }
}

}  // namespace

/// What a function's calls and new blocks do with the slots of its outgoing area.
class PlainSlots::Outgoing {
public:
    Outgoing(const Program& program, const PlainSlots& plain, FunctionId function)
        : m_program(program), m_plain(plain) {
        for (const Instruction& i : code_of(program, function)) {
            note_slots(i);
            if (i.opcode() == Opcode::Call) note_call(i);
            if (i.opcode() == Opcode::New)
                m_others.push_back(slots_of_value(program, i.b, i.type()));
        }
    }

    /// Those that are plain: as the callees of all calls want them. What one holds at which call
    /// only matters to those who read it in this frame.
    std::map<Slot, ValueKind> plain() const {
        std::map<Slot, ValueKind> plain = m_wanted;
        for (const Slot slot : m_mixed) {
            if (m_read.contains(slot)) plain.erase(slot);
        }
        for (const Range& range : m_others) {
            plain.erase(plain.lower_bound(static_cast<Slot>(range.first)),
                        plain.lower_bound(static_cast<Slot>(range.first + range.count)));
        }
        return plain;
    }
    /// Those that may have a shadow, if `plain` are those that have none.
    Range with_shadow(const std::map<Slot, ValueKind>& plain) const {
        Range with;
        for (const Range& range : m_others) extend(with, range.first, range.count);
        for (const Slot slot : m_named) {
            if (!plain.contains(slot)) extend(with, slot, 1);
        }
        return with;
    }

private:
    void note_slots(const Instruction& i) {
        for (const OperandField& at : operands_of(i.opcode()).operands()) {
            const std::uint64_t slot = field(i, at.in);
            const bool named = names_slot(at.operand) && at.operand != Operand::OutgoingSlot;
            if (!named || slot == no_slot) continue;
            m_named.insert(static_cast<Slot>(slot));
            if (reads_slot(at.operand)) m_read.insert(static_cast<Slot>(slot));
        }
    }
    void note_call(const Instruction& i) {
        const FunctionId callee{i.low()};
        for_each_shared(m_program.function(callee), [&](const Range& range) {
            const ValueKind wanted = m_plain.kind(callee, static_cast<Slot>(range.first));
            if (range.count != 1 || wanted == ValueKind::None) {
                m_others.push_back({i.a + 2u + range.first, range.count});
                return;
            }
            const auto slot = static_cast<Slot>(i.a + 2u + range.first);
            const auto [known, is_new] = m_wanted.emplace(slot, wanted);
            if (!is_new && known->second != wanted) m_mixed.insert(slot);
        });
    }

    const Program& m_program;
    const PlainSlots& m_plain;
    std::map<Slot, ValueKind> m_wanted;  ///< by a callee, as one that is plain
    std::vector<Range> m_others;         ///< what cannot be plain
    std::set<Slot> m_mixed;              ///< wanted as different kinds
    std::set<Slot> m_named;
    std::set<Slot> m_read;
};

PlainSlots::PlainSlots(const Program& program) : m_functions(program.functions.size()) {
    const auto for_each_function = [&](auto what) {
        for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
            (this->*what)(program, FunctionId{f});
        }
    };
    for_each_function(&PlainSlots::start_with_declared);
    for_each_function(&PlainSlots::add_outgoing);
    for_each_function(&PlainSlots::add_arrivals);
}

ValueKind PlainSlots::kind(FunctionId function, Slot slot) const {
    const std::vector<Plain>& plain = m_functions[raw(function)].plain;
    const auto found = std::lower_bound(plain.begin(), plain.end(), Plain{slot, ValueKind::None});
    return found != plain.end() && found->first == slot ? found->second : ValueKind::None;
}

// The result and the locals of one word, but for those that are borrowed or lie in memory for
// another reason.
void PlainSlots::start_with_declared(const Program& program, FunctionId function) {
    const Function& it = program.function(function);
    std::set<Slot> others;
    for (const Instruction& i : code_of(program, function)) {
        if (i.opcode() == Opcode::RetType) others.insert(0);
        for (const OperandField& at : operands_of(i.opcode()).operands()) {
            if (at.operand == Operand::Base) others.insert(i.b);
        }
    }
    Frame& frame = m_functions[raw(function)];
    const auto add = [&](Slot slot, std::uint32_t words, TypeId type) {
        const ValueKind kind = words == 1 ? plain_kind(program, type) : ValueKind::None;
        if (kind != ValueKind::None && !others.contains(slot)) {
            frame.plain.emplace_back(slot, kind);
        } else {
            extend(frame.with_shadow, slot, words);
        }
    };
    add(0, it.result_words, it.result);
    for (const Local& local : it.locals) add(local.slot, local.words, local.type);
}

// Locals come before the outgoing area.
void PlainSlots::add_outgoing(const Program& program, FunctionId function) {
    Frame& frame = m_functions[raw(function)];
    const Outgoing outgoing{program, *this, function};
    std::map<Slot, ValueKind> plain = outgoing.plain();
    frame.plain.insert(frame.plain.end(), plain.begin(), plain.end());
    plain.insert(frame.plain.begin(), frame.plain.end());
    const Range with = outgoing.with_shadow(plain);
    extend(frame.with_shadow, with.first, with.count);
}

void PlainSlots::add_arrivals(const Program& program, FunctionId function) {
    for (const Instruction& i : code_of(program, function)) {
        if (i.opcode() != Opcode::Call) continue;
        const FunctionId callee{i.low()};
        Range& with = m_functions[i.low()].with_shadow;
        for_each_shared(program.function(callee), [&](const Range& range) {
            const auto slot = static_cast<Slot>(i.a + 2u + range.first);
            if (range.count == 1 && !is_plain(function, slot)) extend(with, range.first, 1);
        });
    }
}

}  // namespace freehold
