// SPDX-License-Identifier: MIT
#include "vm/execute/core.hpp"

namespace freehold {

void fault_of(Run& run, Code code, std::int64_t x, std::int64_t y) {
    Fault fault{.code = code};
    fault.x = x;
    fault.y = y;
    run.fault(std::move(fault));
}

void write_slowly(Run& run, const Instruction* next, Slot slot, ValueKind kind,
                  std::uint64_t value) {
    ParkedCore core{run, run.at};
    if (core.write(slot, kind, value)) run.at.pc = next;
}

}  // namespace freehold
