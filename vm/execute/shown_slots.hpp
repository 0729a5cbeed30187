// SPDX-License-Identifier: MIT
// What the careful core sees of plain slots, which have no shadow.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "vm/execute/plain_slots.hpp"

namespace freehold {

struct Run;

/// A plain slot that an instruction names.
struct NamedPlain {
    Slot slot = 0;
    ValueKind kind = ValueKind::None;
    bool is_read = false;
};

/// The plain slots whose values the careful meaning of each instruction reads or writes as they
/// are.
class NamedPlainSlots {
public:
    /// The next instruction of the program, which is the function's.
    void add(const Program& program, const PlainSlots& plain, FunctionId function,
             const Instruction& i);

    std::span<const NamedPlain> of(std::uint32_t index) const {
        const std::uint32_t begin = index == 0 ? 0 : m_end[index - 1];
        return {m_slots.data() + begin, m_end[index] - begin};
    }

private:
    std::vector<NamedPlain> m_slots;
    std::vector<std::uint32_t> m_end;  ///< by instruction: of its own in m_slots
};

/// While it lives, the plain slots that an instruction names have the shadow they would have in any
/// other run: the careful core finds what it expects. Before that and after it they have none.
class ShownSlots {
public:
    /// Of the instruction where the run stands.
    explicit ShownSlots(Run& run);
    ~ShownSlots();
    ShownSlots(const ShownSlots&) = delete;
    ShownSlots& operator=(const ShownSlots&) = delete;

private:
    void hide_result();

    Run& m_run;
    std::uint32_t m_index;
    Address m_fp;
    std::span<const NamedPlain> m_slots;
};

}  // namespace freehold
