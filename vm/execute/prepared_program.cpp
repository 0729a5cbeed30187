// SPDX-License-Identifier: MIT
#include "vm/execute/prepared_program.hpp"

#include "vm/execute/fast_engine.hpp"
#include "vm/execute/preparer.hpp"
#include "vm/execute/run.hpp"

namespace freehold {

PreparedProgram::PreparedProgram(Run& run) : m_plain(run.program) {
    const Program& program = run.program;
    const auto functions = static_cast<std::uint32_t>(program.functions.size());
    m_code.reserve(program.code.size());
    m_at_hand.reserve(program.code.size());
    for (std::uint32_t f = 0; f < functions; ++f) add_function(run, FunctionId{f});
    for (std::uint32_t f = 0; f < functions; ++f) tell_callee(run, FunctionId{f});
    constexpr std::uintptr_t times = sizeof(Prepared) / sizeof(Instruction);
    m_at_address_0 = reinterpret_cast<std::uintptr_t>(m_code.data()) -
                     times * std::uintptr_t{raw(Layout::code_begin)};
}

void PreparedProgram::add_function(Run& run, FunctionId function) {
    const Program& program = run.program;
    const Preparer preparer{run, m_plain, function};
    const Function& it = program.function(function);
    HandedOn handed_on{program, m_plain, function};
    for (std::uint32_t index = it.first; index < it.first + it.count; ++index) {
        const Instruction& i = program.code[index];
        const Slot slot = handed_on.before(index);
        m_code.push_back(preparer.of(i, index, operand_at_hand(i, slot)));
        m_at_hand.push_back(slot);
        handed_on.pass(i);
        m_named.add(program, m_plain, function, i);
    }
    measure_runs(program, it);
}

// A function's last instruction may jump, or never goes on.
void PreparedProgram::measure_runs(const Program& program, const Function& function) {
    std::uint32_t following = 0;
    for (std::uint32_t index = function.first + function.count; index-- > function.first;) {
        Prepared& it = m_code[index];
        if (may_jump(program.code[index].opcode())) following = 0;
        if (following == longest_run) {
            it.perform = careful_handler();
            following = 0;
        }
        it.run = ++following;
    }
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
