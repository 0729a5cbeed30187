// SPDX-License-Identifier: MIT
#include <array>

#include "freehold/event.hpp"

namespace freehold {

namespace {

constexpr std::array<EventInfo, event_count> events{{
#define FREEHOLD_EVENT(name, word, meaning) {#name, word, meaning},
#include "freehold/events.def"
#undef FREEHOLD_EVENT
}};

}  // namespace

const EventInfo& event_info(EventKind kind) { return events[static_cast<std::size_t>(kind)]; }

// No default: the compiler names a reason without words.
std::string_view reason_text(Reason reason) {
    switch (reason) {
        case Reason::None: return "";
        case Reason::Explicit: return "on request";
        case Reason::ScopeEnd: return "end of scope";
        case Reason::Reassigned: return "reassigned";
        case Reason::Content: return "its owner was freed";
        case Reason::UnusedResult: return "a result nobody took";
        case Reason::Unboxed: return "its content was moved out";
        case Reason::Resized: return "resized";
        case Reason::Moved: return "moved";
        case Reason::Null: return "null";
        case Reason::Uninitialised: return "uninit";
        case Reason::Adopted: return "adopted";
    }
    return "";
}

}  // namespace freehold
