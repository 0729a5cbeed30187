// SPDX-License-Identifier: MIT
// Frames, as the calls of both cores make and leave them.
#pragma once

#include <algorithm>

#include "vm/execute/core.hpp"

namespace freehold {

inline bool room_for(const Run& run, FunctionId function, Address fp) {
    return run.callees[raw(function)].frame_bytes <= fp - run.space.layout().stack_begin;
}

/// The frame exists from here on; there is room for it. Nothing was written before.
inline void open_frame(Run& run, FunctionId function, Address fp, Address return_address,
                       Address caller_fp) {
    run.write_record(fp, return_address, caller_fp, function);
    Callee& callee = run.callees[raw(function)];
    run.lowest_frame = std::min(run.lowest_frame, fp - callee.frame_bytes);
    ++callee.living;
    for (const Slot slot : callee.ro_slots) {
        run.space.shadow(fp - (24 + 8u * slot)) = shadow::ro;
    }
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
