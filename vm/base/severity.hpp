// SPDX-License-Identifier: MIT
#pragma once

#include "freehold/diagnostic.hpp"

namespace freehold {

/// "error", "warning" or "note": the first word of a report, and the value in JSON.
constexpr std::string_view severity_word(Severity severity) {
    switch (severity) {
        case Severity::Error: return "error";
        case Severity::Warning: return "warning";
        case Severity::Note: break;
    }
    return "note";
}

}  // namespace freehold
