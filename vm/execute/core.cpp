// SPDX-License-Identifier: MIT
#include "vm/execute/core.hpp"

namespace freehold {

void fault_of(Run& run, Code code, std::int64_t x, std::int64_t y) {
    Fault fault{.code = code};
    fault.x = x;
    fault.y = y;
    run.fault(std::move(fault));
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
