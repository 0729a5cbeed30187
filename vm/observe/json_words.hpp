// SPDX-License-Identifier: MIT
// The words of JSON for what has none of its own: they stay, while texts may improve.
#pragma once

#include <string_view>

#include "freehold/event.hpp"
#include "freehold/machine.hpp"
#include "vm/observe/trace_sink.hpp"

namespace freehold {

/// "scope_end".
std::string_view reason_name(Reason reason);
/// "ownership".
std::string_view enforce_word(Enforce enforce);
/// "u8", "struct", "own".
std::string_view type_kind_word(TypeKind kind);
/// "last_step".
std::string_view end_word(TraceEnd::How how);
/// "top", "free"; empty where nobody was to be told.
std::string_view from_word(Placement::From from);

}  // namespace freehold
