// SPDX-License-Identifier: MIT
#include "vm/compare/routes.hpp"

#include <functional>
#include <queue>
#include <utility>

#include "vm/compare/callable.hpp"
#include "vm/isa/form.hpp"

namespace freehold {

namespace {

/// Nearest first; of those that are equally near the one that stands first.
using Item = std::pair<std::uint32_t, std::uint32_t>;
using Frontier = std::priority_queue<Item, std::vector<Item>, std::greater<>>;

void offer(Distances& distances, Frontier& frontier, std::uint32_t index, std::uint32_t steps) {
    if (steps >= distances[index]) return;
    distances[index] = steps;
    frontier.emplace(steps, index);
}

std::uint32_t target_of(const Instruction& instruction) {
    for (const OperandField& each : operands_of(instruction.opcode()).operands()) {
        if (each.operand != Operand::Target && each.operand != Operand::EndTarget) continue;
        const std::uint64_t address = field(instruction, each.in);
        if (address == 0) return Ways::none;
        return code_index(Address{static_cast<std::uint32_t>(address)});
    }
    return Ways::none;
}

bool returns(Opcode opcode) {
    return opcode == Opcode::Ret || opcode == Opcode::RetWord || opcode == Opcode::RetType;
}

}  // namespace

Routes::Routes(const Program& program)
    : m_ways(program.code.size()),
      m_before(program.code.size()),
      m_calls(program.code.size()),
      m_is_value(program.code.size(), false),
      m_to_return(program.code.size(), unreachable) {
    find_ways(program);
    find_returns(program);
}

void Routes::find_ways(const Program& program) {
    for (std::uint32_t i = 0; i < program.code.size(); ++i) {
        const Instruction& instruction = program.code[i];
        Ways& ways = m_ways[i];
        // Nothing runs off the end of a function (ensured by validation).
        if (falls_through(instruction.opcode())) ways.next = i + 1;
        ways.target = target_of(instruction);
        ways.calls_value = instruction.opcode() == Opcode::CallCode;
        if (ways.next != Ways::none) m_before[ways.next].push_back(i);
        if (ways.target != Ways::none) m_before[ways.target].push_back(i);
        if (ways.calls_value) m_value_calls.push_back(i);
        const FunctionId named = function_named(instruction);
        if (named == FunctionId::None) continue;
        const std::uint32_t entry = program.function(named).first;
        if (instruction.opcode() == Opcode::Call) {
            ways.entry = entry;
            m_calls[entry].push_back(i);
        } else {
            m_is_value[entry] = true;
        }
    }
}

// A call is passed as soon as both its callee and what follows it are known to return, whichever is
// known last.
void Routes::find_returns(const Program& program) {
    Frontier frontier;
    for (std::uint32_t i = 0; i < program.code.size(); ++i) {
        if (returns(program.code[i].opcode())) offer(m_to_return, frontier, i, 1);
    }
    while (!frontier.empty()) {
        const auto [steps, at] = frontier.top();
        frontier.pop();
        if (steps != m_to_return[at]) continue;
        for (const std::uint32_t from : m_before[at]) {
            offer(m_to_return, frontier, from, sum_of_steps(steps, over(from)));
        }
        for (const std::uint32_t call : m_calls[at]) {
            offer(m_to_return, frontier, call,
                  sum_of_steps(over(call), m_to_return[m_ways[call].next]));
        }
    }
}

std::uint32_t Routes::over(std::uint32_t index) const {
    const Ways& ways = m_ways[index];
    return ways.entry == Ways::none ? 1 : sum_of_steps(1, m_to_return[ways.entry]);
}

std::vector<std::uint32_t> Routes::callers_of(std::uint32_t entry) const {
    std::vector<std::uint32_t> calls = m_calls[entry];
    if (m_is_value[entry]) calls.insert(calls.end(), m_value_calls.begin(), m_value_calls.end());
    return calls;
}

Distances Routes::search(std::uint32_t goal, const std::vector<std::uint32_t>& around,
                         bool enter_calls) const {
    Distances distances(m_ways.size(), unreachable);
    std::vector<bool> closed(m_ways.size(), false);
    for (const std::uint32_t index : around) closed[index] = index != goal;
    Frontier frontier;
    offer(distances, frontier, goal, 0);
    while (!frontier.empty()) {
        const auto [steps, at] = frontier.top();
        frontier.pop();
        if (steps != distances[at]) continue;
        for (const std::uint32_t from : m_before[at]) {
            if (!closed[from]) offer(distances, frontier, from, sum_of_steps(steps, over(from)));
        }
        if (!enter_calls) continue;
        for (const std::uint32_t call : callers_of(at)) {
            if (!closed[call]) offer(distances, frontier, call, sum_of_steps(steps, 1));
        }
    }
    return distances;
}

Distances Routes::within(std::uint32_t goal, const std::vector<std::uint32_t>& around) const {
    return search(goal, around, false);
}

Distances Routes::into(std::uint32_t goal, const std::vector<std::uint32_t>& around) const {
    return search(goal, around, true);
}

}  // namespace freehold
