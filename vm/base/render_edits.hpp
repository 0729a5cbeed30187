// SPDX-License-Identifier: MIT
// A help's edits as a small diff.
#pragma once

#include <cstdint>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "vm/base/render_page.hpp"

namespace freehold {

/// Draws what the edits change, each group of changed lines once: as the new line with the inserted
/// text marked `+++` where text is only inserted into one line, else as lines removed and added.
/// Edits that are not placed, overlap an earlier one, or change more than eight lines or 64 KiB are
/// not drawn.
/// Lines of other files than `main` are preceded by the file's name.
void draw_edits(Page& page, const std::vector<Edit>& edits, const Sources& sources, FileId main);

/// The largest line number draw_edits can write; 0 without edits.
std::uint32_t largest_edited_line(const std::vector<Edit>& edits, const Sources& sources);

}  // namespace freehold
