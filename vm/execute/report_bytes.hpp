// SPDX-License-Identifier: MIT
// Bytes of memory, drawn.
#pragma once

#include <string>

#include "vm/execute/report_words.hpp"

namespace freehold::reports {

/// The bytes of an object around those touched, in rows of 16 as a hex dump: `__` for a byte
/// without a value, `..` for one outside the object, carets under those touched. At most a few
/// rows.
std::string byte_picture(const Report& report, const ObjectRange& object, Address touched,
                         std::uint32_t size);

}  // namespace freehold::reports
