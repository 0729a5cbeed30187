// SPDX-License-Identifier: MIT
#include "vm/execute/prepared_program.hpp"

#include "vm/execute/fast_engine.hpp"
#include "vm/execute/preparer.hpp"
#include "vm/execute/run.hpp"
#include "vm/isa/form.hpp"

namespace freehold {

PreparedProgram::PreparedProgram(Run& run) : m_plain(run.program) {
    const Program& program = run.program;
    const auto functions = static_cast<std::uint32_t>(program.functions.size());
    m_code.reserve(program.code.size());
    m_at_hand.reserve(program.code.size());
    const std::vector<Slot> on_entry = at_hand_on_entry(program, m_plain);
    for (std::uint32_t f = 0; f < functions; ++f) add_function(run, FunctionId{f}, on_entry[f]);
    measure_runs(program);
    for (std::uint32_t f = 0; f < functions; ++f) tell_callee(run, FunctionId{f});
    constexpr std::uintptr_t times = sizeof(Prepared) / sizeof(Instruction);
    m_at_address_0 = reinterpret_cast<std::uintptr_t>(m_code.data()) -
                     times * std::uintptr_t{raw(Layout::code_begin)};
}

void PreparedProgram::add_function(Run& run, FunctionId function, Slot on_entry) {
    const Program& program = run.program;
    const Preparer preparer{run, m_plain, function};
    const Function& it = program.function(function);
    HandedOn handed_on{program, m_plain, function, on_entry};
    for (std::uint32_t index = it.first; index < it.first + it.count; ++index) {
        const Instruction& i = program.code[index];
        const Slot slot = handed_on.before(index);
        m_code.push_back(preparer.of(i, index, operand_at_hand(i, slot)));
        m_at_hand.push_back(slot);
        handed_on.pass(i);
        m_named.add(program, m_plain, function, i);
    }
}

namespace {

/// Where control goes from a jmp or call, always.
std::uint32_t destination(const Program& program, const Instruction& i) {
    return i.opcode() == Opcode::Jmp ? code_index(i.target())
                                     : program.function(FunctionId{i.low()}).first;
}

/// By instruction: the first at or behind it that may jump, or never goes on.
std::vector<std::uint32_t> next_jumps(const Program& program) {
    std::vector<std::uint32_t> next(program.code.size());
    for (auto index = static_cast<std::uint32_t>(next.size()); index-- > 0;) {
        const Opcode opcode = program.code[index].opcode();
        next[index] = may_jump(opcode) || !falls_through(opcode) ? index : next[index + 1];
    }
    return next;
}

}  // namespace

// A jmp or call whose destination is known is passed, and the run goes on there, unless it would
// meet another.
void PreparedProgram::measure_runs(const Program& program) {
    const std::vector<std::uint32_t> ends = next_jumps(program);
    for (std::uint32_t index = 0; index < ends.size(); ++index) {
        const Instruction& i = program.code[index];
        if (!may_be_passed(i.opcode())) continue;
        const std::uint32_t to = destination(program, i);
        const bool meets_another = may_be_passed(program.code[ends[to]].opcode());
        if (!meets_another && ends[to] - to < longest_run / 4) {
            m_code[index].perform = fast_handler(i.opcode(), false);
        }
    }
    const auto is_passed = [&](std::uint32_t index) {
        const Opcode opcode = program.code[index].opcode();
        return may_be_passed(opcode) && m_code[index].perform == fast_handler(opcode, false);
    };
    // Those that end where it goes on elsewhere need the others' runs.
    for (const bool passing : {false, true}) {
        for (auto index = static_cast<std::uint32_t>(ends.size()); index-- > 0;) {
            if (is_passed(ends[index]) != passing) continue;
            const bool is_end = ends[index] == index;
            const std::uint32_t following =
                !is_end   ? m_code[index + 1].run
                : passing ? m_code[destination(program, program.code[index])].run
                          : 0;
            set_run(index, following);
        }
    }
}

void PreparedProgram::set_run(std::uint32_t index, std::uint32_t following) {
    const bool cut = following >= longest_run;
    if (cut) m_code[index].perform = careful_handler();
    m_code[index].run = cut ? 1 : following + 1;
}

void PreparedProgram::tell_callee(Run& run, FunctionId function) {
    constexpr std::uint32_t few_words = 128;
    Callee& callee = run.callees[raw(function)];
    callee.record = std::uint64_t{raw(callee.object)} << 32;
    callee.entry = at(run.program.function(function).first);
    const PlainSlots::Range others = m_plain.with_shadow(function);
    callee.shadow_end = 16 + 8u * others.first;
    callee.shadow_words = others.count;
    callee.leaves_soon = others.count <= few_words;
}

}  // namespace freehold
