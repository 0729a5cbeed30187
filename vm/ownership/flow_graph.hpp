// SPDX-License-Identifier: MIT
// Which instructions of a function follow which.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "freehold/program.hpp"
#include "vm/ownership/frame_map.hpp"

namespace freehold::ownership {

/// Instructions are counted from the beginning of the function.
struct Block {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t next = none;    ///< the block that follows in the text, where control goes on
    std::uint32_t target = none;  ///< the block its last instruction jumps to
    bool reachable = false;
};

class FlowGraph {
public:
    FlowGraph(const Program& program, const Function& function);

    const std::vector<Block>& blocks() const { return m_blocks; }
    std::uint32_t block_of(std::uint32_t instruction) const { return m_block_of[instruction]; }
    /// Reachable blocks so that a block comes after those that lead to it, but for loops.
    const std::vector<std::uint32_t>& order() const { return m_order; }

private:
    void find_blocks(const Program& program, const Function& function);
    void find_order();

    std::vector<Block> m_blocks;
    std::vector<std::uint32_t> m_block_of;
    std::vector<std::uint32_t> m_order;
};

/// Where an instruction may jump to, counted from the beginning of the function; none.
std::uint32_t target_of(const Instruction& instruction, const Function& function);

}  // namespace freehold::ownership
