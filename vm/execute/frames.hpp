// SPDX-License-Identifier: MIT
// Frames, as the calls of both cores make and leave them.
#pragma once

#include <algorithm>

#include "vm/execute/core.hpp"

namespace freehold {

inline bool room_for(const Run& run, FunctionId function, Address fp) {
    return run.callees[raw(function)].frame_bytes <= fp - run.space.layout().stack_begin;
}

/// The frame exists from here on; there is room for it. Nothing was written before. `record` is its
/// word at fp - 8, and `shadow` the shadow of that.
inline void open_frame(Run& run, FunctionId function, Address fp, std::uint64_t* record,
                       Shadow* record_shadow, Address return_address, Address caller_fp) {
    Callee& callee = run.callees[raw(function)];
    constexpr Shadow whole = shadow::whole(ValueKind::Record);
    record[0] = raw(return_address);
    record[-1] = std::uint64_t{raw(callee.object)} << 32 | raw(caller_fp);
    record_shadow[0] = Shadow{raw(return_address)} << 32 | whole;
    record_shadow[-1] = Shadow{raw(caller_fp)} << 32 | whole;
    run.space.node(fp - 8) = raw(function);
    run.lowest_frame = std::min(run.lowest_frame, fp - callee.frame_bytes);
    ++callee.living;
    for (std::uint32_t k = 0; k < callee.ro_count; ++k) {
        const Slot slot = run.ro_slots[callee.first_ro + k];
        run.space.shadow(fp - (24 + 8u * slot)) = shadow::ro;
    }
}

/// The same, by its place alone.
inline void open_frame(Run& run, FunctionId function, Address fp, Address return_address,
                       Address caller_fp) {
    open_frame(run, function, fp, reinterpret_cast<std::uint64_t*>(run.space.host(fp - 8)),
               &run.space.shadow(fp - 8), return_address, caller_fp);
}

/// A frame that is about to end.
struct Leaving {
    Address fp{};
    FunctionId function = FunctionId::None;
    std::uint32_t bytes = 0;
    Address back{};    ///< where the caller goes on; 0 of main's
    Address caller{};  ///< its fp

    Leaving(const Run& run, Address frame, const Shadow* record)
        : fp(frame),
          function(run.function_of(frame)),
          bytes(run.callees[raw(function)].frame_bytes),
          back{static_cast<std::uint32_t>(record[0] >> 32)},
          caller{static_cast<std::uint32_t>(record[-1] >> 32)} {}
    Leaving(Run& run, Address frame) : Leaving(run, frame, &run.space.shadow(frame - 8)) {}
    /// Of the frame that a core stands in.
    template <class Rules>
    explicit Leaving(const Core<Rules>& c)
        : Leaving(c.run, c.run.space.address_of(c.fp()), c.states() + 2) {}
};

/// Its slots are no more, and hold no borrows. What they lent has been dealt with.
inline void end_frame(Run& run, const Leaving& leaving) {
    run.borrows.release_all(leaving.fp - leaving.bytes, leaving.fp);
    run.space.clear_stack_shadow(leaving.fp, leaving.bytes);
    --run.callees[raw(leaving.function)].living;
    --run.depth;
}

/// Whether no slot of the frame is lent, and its end is soon done.
inline bool leaves_plainly(const Run& run, const Leaving& leaving) {
    constexpr std::uint32_t small = 1024;
    const auto& locals = run.objects.locals();
    return leaving.back != Address{} && leaving.bytes <= small &&
           (locals.empty() || locals.back().address >= leaving.fp) && !run.unchecked();
}

}  // namespace freehold
