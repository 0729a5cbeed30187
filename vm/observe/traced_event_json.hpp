// SPDX-License-Identifier: MIT
// An `event` or `memory` line of a trace, read.
#pragma once

#include <optional>
#include <string>

#include "vm/observe/fields_json.hpp"
#include "vm/observe/trace_reader_json.hpp"

namespace freehold {

/// `functions`: how many the header lists. What is wrong, the fields say.
ReadEvent event_of_line(JsonFields& fields, std::uint64_t functions);

/// Whether its address lies in a segment is not asked.
TracedMemory memory_of_line(JsonFields& fields);

}  // namespace freehold
