// SPDX-License-Identifier: MIT
#include "vm/observe/json_words.hpp"

#include <array>

namespace freehold {

std::string_view reason_name(Reason reason) {
    switch (reason) {
        case Reason::None: return "none";
        case Reason::Explicit: return "explicit";
        case Reason::ScopeEnd: return "scope_end";
        case Reason::Reassigned: return "reassigned";
        case Reason::Content: return "content";
        case Reason::UnusedResult: return "unused_result";
        case Reason::Unboxed: return "unboxed";
        case Reason::Resized: return "resized";
        case Reason::Moved: return "moved";
        case Reason::Null: return "null";
        case Reason::Uninitialised: return "uninitialised";
        case Reason::Adopted: return "adopted";
    }
    return "none";
}

std::string_view enforce_word(Enforce enforce) {
    switch (enforce) {
        case Enforce::Ownership: return "ownership";
        case Enforce::Memory: return "memory";
        case Enforce::None: break;
    }
    return "none";
}

std::string_view type_kind_word(TypeKind kind) {
    constexpr std::array<std::string_view, 17> words{
        "int",    "bool",  "char", "u8",  "i8",  "u16", "i16", "u32", "i32",
        "struct", "array", "run",  "own", "ref", "mut", "raw", "code"};
    return words[static_cast<std::size_t>(kind)];
}

std::string_view end_word(TraceEnd::How how) {
    switch (how) {
        case TraceEnd::How::Finished: return "finished";
        case TraceEnd::How::Faulted: return "faulted";
        case TraceEnd::How::LastStep: return "last_step";
        case TraceEnd::How::Interrupted: return "interrupted";
    }
    return "";
}

std::string_view from_word(Placement::From from) {
    switch (from) {
        case Placement::From::Untold: break;
        case Placement::From::Top: return "top";
        case Placement::From::Free: return "free";
    }
    return "";
}

}  // namespace freehold
