// SPDX-License-Identifier: MIT
// The one renderer: Diagnostics as text for a person.
#pragma once

#include <string>

#include "freehold/diagnostic.hpp"

namespace freehold {

struct RenderStyle {
    bool color = false;         ///< ANSI colours
    std::uint32_t width = 100;  ///< columns of the terminal; texts are wrapped, source lines cut
};

/// A whole report, ending in a newline:
///
///     error[F302]: use of `s1` after its block was freed
///       --> programs/x.fh:12:19
///        |
///      9 |     drop  s1
///        |           -- @7 block #1 freed here
///     ...
///     12 |     print "{}\n", s1
///        |                   ^^ @9 used here
///        = note: …
///        = help: …
///      9 -     drop  s1
///        = more: freehold explain F302
///
/// Labels on one line share it. Spans in a file without text, or past its end, are told below by
/// the file's name. Control characters are shown as symbols, never sent to the terminal; tabs are
/// drawn as four columns; columns count display cells. Any spans and bytes will do.
std::string render(const Diagnostic& diagnostic, const Sources& sources, const RenderStyle& style);

}  // namespace freehold
