// SPDX-License-Identifier: MIT
#include "vm/ownership/flow_graph.hpp"

#include <algorithm>

#include "vm/isa/form.hpp"

namespace freehold::ownership {

std::uint32_t target_of(const Instruction& instruction, const Function& function) {
    for (const OperandField& each : operands_of(instruction.opcode()).operands()) {
        if (each.operand != Operand::Target && each.operand != Operand::EndTarget) continue;
        const std::uint64_t address = field(instruction, each.in);
        if (address == 0) return none;
        return code_index(Address{static_cast<std::uint32_t>(address)}) - function.first;
    }
    return none;
}

FlowGraph::FlowGraph(const Program& program, const Function& function) {
    find_blocks(program, function);
    find_order();
}

void FlowGraph::find_blocks(const Program& program, const Function& function) {
    std::vector<std::uint32_t> targets(function.count, none);
    std::vector<bool> begins(function.count + 1, false);
    begins[0] = true;
    for (std::uint32_t i = 0; i < function.count; ++i) {
        const Instruction& instruction = program.code[function.first + i];
        targets[i] = target_of(instruction, function);
        if (targets[i] != none) begins[targets[i]] = true;
        if (targets[i] != none || !falls_through(instruction.opcode())) begins[i + 1] = true;
    }
    m_block_of.resize(function.count);
    for (std::uint32_t i = 0; i < function.count; ++i) {
        if (begins[i]) m_blocks.push_back({i, i});
        m_block_of[i] = static_cast<std::uint32_t>(m_blocks.size() - 1);
        m_blocks.back().end = i + 1;
    }
    for (std::uint32_t b = 0; b < m_blocks.size(); ++b) {
        const std::uint32_t last = m_blocks[b].end - 1;
        // Nothing runs off the end of a function (ensured by validation).
        if (falls_through(program.code[function.first + last].opcode())) m_blocks[b].next = b + 1;
        if (targets[last] != none) m_blocks[b].target = m_block_of[targets[last]];
    }
}

void FlowGraph::find_order() {
    struct Visit {
        std::uint32_t block;
        int done;
    };
    std::vector<Visit> path{{0, 0}};
    m_blocks[0].reachable = true;
    while (!path.empty()) {
        Visit& top = path.back();
        const Block& block = m_blocks[top.block];
        if (top.done == 2) {
            m_order.push_back(top.block);
            path.pop_back();
            continue;
        }
        const std::uint32_t to = top.done++ == 0 ? block.target : block.next;
        if (to == none || m_blocks[to].reachable) continue;
        m_blocks[to].reachable = true;
        path.push_back({to, 0});
    }
    std::reverse(m_order.begin(), m_order.end());
}

}  // namespace freehold::ownership
