// SPDX-License-Identifier: MIT
// What the operands of the faulting instruction are called.
#pragma once

#include <optional>
#include <string>

#include "vm/execute/report.hpp"

namespace freehold::reports {

/// The slot with the pointer that the instruction follows; nothing when it names its place directly
/// or its frame has ended.
std::optional<Slot> pointer_slot(const Report& report);
/// The slot with the index; nothing when there is none.
std::optional<Slot> index_slot(const Report& report);

/// The static or local that it names directly.
const Static* named_static(const Report& report);
const Local* named_local(const Report& report);

/// The memory an instruction names, as source writes it: "[p].next", "a[i]", "WORD". Empty when it
/// names none.
std::string memory_text(const Report& report);

/// The type of the memory it names; None when that is not known.
TypeId memory_type(const Report& report);

/// What lies where the memory operand's index counts from, and how: of `a[i]` a's element.
struct Indexed {
    Address begin{};           ///< of element 0
    std::uint32_t stride = 0;  ///< bytes of an element
    std::int64_t index = 0;
};
/// Nothing when the instruction has no index, or its operands cannot be read.
std::optional<Indexed> indexed(const Report& report);

}  // namespace freehold::reports
