// SPDX-License-Identifier: MIT
// Frames, as the quick and the careful core make and leave them; what all have in common.
#pragma once

#include <algorithm>

#include "vm/execute/core.hpp"

namespace freehold {

inline bool room_for(const Run& run, FunctionId function, Address fp) {
    return run.callees[raw(function)].frame_bytes <= fp - run.space.layout().stack_begin;
}

/// The bytes of a frame's record, whose upper word, at fp - 8, is `record`.
inline void write_record(std::uint64_t* record, ObjectId function, Address return_address,
                         Address caller_fp) {
    record[0] = raw(return_address);
    record[-1] = std::uint64_t{raw(function)} << 32 | raw(caller_fp);
}
inline void count_frame(Run& run, Callee& callee, const std::byte* fp) {
    const std::uintptr_t low = reinterpret_cast<std::uintptr_t>(fp) - callee.frame_bytes;
    if (low < run.lowest_frame) [[unlikely]]
        run.lowest_frame = low;
    ++callee.living;
}

/// The frame exists from here on; there is room for it. Nothing was written before. `record` is its
/// word at fp - 8, and `shadow` the shadow of that.
inline void open_frame(Run& run, FunctionId function, Address fp, std::uint64_t* record,
                       Shadow* record_shadow, Address return_address, Address caller_fp) {
    Callee& callee = run.callees[raw(function)];
    constexpr Shadow whole = shadow::whole(ValueKind::Record);
    write_record(record, callee.object, return_address, caller_fp);
    count_frame(run, callee, reinterpret_cast<const std::byte*>(record + 1));
    run.space.enter_frame(fp, callee.frame_bytes);
    record_shadow[0] = Shadow{raw(return_address)} << 32 | whole;
    record_shadow[-1] = Shadow{raw(caller_fp)} << 32 | whole;
    run.space.set_node(fp - 8, raw(function));
    for (std::uint32_t k = 0; k < callee.ro_count; ++k) {
        const Slot slot = run.ro_slots[callee.first_ro + k];
        run.space.edit_shadow(fp - (24 + 8u * slot)) = shadow::ro;
    }
}

/// The same, by its place alone. Where slots are trusted, records have no shadow.
inline void open_frame(Run& run, FunctionId function, Address fp, Address return_address,
                       Address caller_fp) {
    std::byte* const top = run.space.frame_end(fp) - 8;
    auto* record = reinterpret_cast<std::uint64_t*>(top);
    if (!run.trusts_slots) {
        return open_frame(run, function, fp, record, &run.space.shadow_of(top), return_address,
                          caller_fp);
    }
    Callee& callee = run.callees[raw(function)];
    write_record(record, callee.object, return_address, caller_fp);
    count_frame(run, callee, run.space.host(fp));
}

/// A frame that is about to end.
struct Leaving {
    Address fp{};
    FunctionId function = FunctionId::None;
    std::uint32_t bytes = 0;
    Address back{};    ///< where the caller goes on; 0 of main's
    Address caller{};  ///< its fp

    Leaving(const Run& run, Address frame)
        : fp(frame),
          function(run.function_of(frame)),
          bytes(run.callees[raw(function)].frame_bytes),
          back(run.return_address(frame)),
          caller(run.caller_fp(frame)) {}
    /// Of the frame that a core stands in, by the shadow of its record.
    explicit Leaving(const Core<Quick>& c)
        : fp(c.run.space.address_of(c.fp())),
          function{c.run.space.node(fp - 8)},
          bytes(c.run.callees[raw(function)].frame_bytes),
          back{static_cast<std::uint32_t>(c.states()[2] >> 32)},
          caller{static_cast<std::uint32_t>(c.states()[1] >> 32)} {}
};

/// Its slots are no more, and hold no borrows. What they lent has been dealt with.
inline void end_frame(Run& run, const Leaving& leaving) {
    run.borrows.release_all(leaving.fp - leaving.bytes, leaving.fp);
    run.space.clear_stack_shadow(leaving.fp, leaving.bytes);
    --run.callees[raw(leaving.function)].living;
    if (!run.trusts_slots && leaving.back != Address{}) run.stand_in(leaving.caller);
}

/// Whether no slot of the frame that ends at fp is lent.
inline bool lends_nothing(const Run& run, Address fp) {
    const auto& locals = run.objects.locals();
    return locals.empty() || locals.back().address >= fp;
}
/// That, and its end is soon done.
inline bool leaves_plainly(const Run& run, const Leaving& leaving) {
    constexpr std::uint32_t small = 1024;
    return leaving.back != Address{} && leaving.bytes <= small && lends_nothing(run, leaving.fp) &&
           !run.unchecked();
}

}  // namespace freehold
