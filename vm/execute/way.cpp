// SPDX-License-Identifier: MIT
#include "vm/execute/way.hpp"

namespace freehold {

bool bad_index(Run& run, std::int64_t index, std::uint64_t bound, const Place& place) {
    if (place.null) return explain_load(run, access_of(place, 1, ValueKind::None, false));
    return explain_index(run, index, bound, place.pointer);
}

bool borrow_stored(Run& run, Slot slot) {
    Fault fault{.code = Code::BorrowStored};
    fault.place = run.where_slot(slot);
    fault.found = shadow::kind(run.space.shadow(run.slot_address(slot)));
    return run.fault(std::move(fault));
}

bool does_not_fit(Run& run, std::uint64_t value, std::uint32_t size, std::int64_t least) {
    Fault fault{.code = Code::DoesNotFit};
    fault.size = size;
    fault.x = static_cast<std::int64_t>(value);
    fault.y = least;
    return run.fault(std::move(fault));
}

bool make_direct_way(Run& run, const Access& access) {
    const Address address = access.pointer.address;
    const Shadow s = run.space.shadow(address);
    const bool lent = (s & shadow::lent) != 0;
    if (!check_overwrite(run, address, access.size, access.kind)) return false;
    if (lent) use_directly(run, address, access.size, Use::Write);
    return true;
}

}  // namespace freehold
