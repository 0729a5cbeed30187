// SPDX-License-Identifier: MIT
#include "vm/execute/way.hpp"

#include <cstring>

namespace freehold {

void bad_index(Run& run, std::int64_t index, std::uint64_t bound, const Place& place) {
    if (place.null) {
        explain_load(run, access_of(place, 1, ValueKind::None, false));
    } else {
        explain_index(run, index, bound, place.pointer);
    }
}

void borrow_stored(Run& run, Slot slot) {
    Fault fault{.code = Code::BorrowStored};
    fault.place = run.where_slot(slot);
    fault.found = shadow::kind(run.space.shadow(run.slot_address(slot)));
    run.fault(std::move(fault));
}

void does_not_fit(Run& run, std::uint64_t value, std::uint32_t size, std::int64_t least) {
    Fault fault{.code = Code::DoesNotFit};
    fault.size = size;
    fault.x = static_cast<std::int64_t>(value);
    fault.y = least;
    run.fault(std::move(fault));
}

void odd_store(Run& run, const Access& access) {
    // The instruction begins once more: it has not counted yet.
    if (explain_store(run, access)) --run.at.step;
}

void odd_direct_store(Run& run, const Instruction* next, const Access& access,
                      std::uint64_t value) {
    const Address address = access.pointer.address;
    if (!check_overwrite(run, address, access.size, access.kind)) return;
    Shadow& s = run.space.shadow(address);
    if (shadow::kind(s) != access.kind) {
        s = (s & shadow::kept_by_write) | shadow::kind_bits(access.kind);
    }
    s |= shadow::bytes(access.size, address) << shadow::init_shift;
    std::memcpy(run.space.host(address), &value, access.size);
    run.tell_write(address, access.kind, value, access.size);
    run.at.pc = next;
}

}  // namespace freehold
