// SPDX-License-Identifier: MIT
#include "vm/execute/core.hpp"

#include "vm/isa/shape.hpp"

namespace freehold {

void fault_of(Run& run, Code code, std::int64_t x, std::int64_t y) {
    Fault fault{.code = code};
    fault.x = x;
    fault.y = y;
    run.fault(std::move(fault));
}

// A slot without a value keeps the bytes of the last one, not its kind.
ValueKind declared_kind(const Run& run, Slot slot) {
    const Local* local = local_at(run.function(), slot);
    if (local == nullptr) return ValueKind::Own;
    const TypeId type = local->type;
    const auto word = static_cast<std::uint32_t>(local->base() - slot);
    ValueKind kind = ValueKind::Int;
    for_each_word(run.program, type, run.program.type(type).size,
                  [&](std::uint32_t k, const WordShape& shape) {
                      if (k == word) kind = shape.kind;
                  });
    return kind;
}

bool make_way(Run& run, Slot slot, ValueKind kind) {
    const Address address = run.slot_address(slot);
    const Shadow s = run.space.shadow(address);
    const bool guarded = (s & shadow::ro) != 0 || owns(shadow::kind(s));
    if (guarded && !check_overwrite(run, address, 8, kind)) return false;
    if ((s & shadow::lent) != 0) use_directly(run, address, 8, Use::Write);
    run.borrows.release(address);
    return true;
}

}  // namespace freehold
