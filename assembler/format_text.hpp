// SPDX-License-Identifier: MIT
// The texts of print, panic and assert: `{}` `{c}` `{x}` `{p}` show a value, `{{` and `}}` a brace.
#pragma once

#include <cstdint>
#include <vector>

#include "assembler/files.hpp"
#include "assembler/reporter.hpp"
#include "freehold/program.hpp"

namespace freehold::assembler {

struct FormatText {
    /// Texts, and for each value a piece that is no Text and has its style only.
    Format format;
    std::uint32_t places = 0;       ///< values it shows
    std::vector<Mistake> mistakes;  ///< F023
};

/// `literal` is a string with its quotes.
FormatText parse_format(const Files& files, Span literal);

}  // namespace freehold::assembler
