// SPDX-License-Identifier: MIT
// The marked lines of one file.
#pragma once

#include <vector>

#include "freehold/diagnostic.hpp"
#include "vm/base/render_page.hpp"

namespace freehold {

/// Draws the lines that the labels mark, in the order of lines, onto the page. All labels are
/// placed in `source`, and there is at least one.
void draw_snippet(Page& page, const Source& source, const std::vector<const Label*>& labels);

}  // namespace freehold
