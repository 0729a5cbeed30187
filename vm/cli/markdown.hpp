// SPDX-License-Identifier: MIT
// A page of Markdown, lightly drawn for a terminal: headings, paragraphs, lists, code. The rest
// stays as it is written, which is readable too.
#pragma once

#include <string>
#include <string_view>

#include "freehold/render.hpp"

namespace freehold::cli {

/// Ends in a newline.
std::string markdown_text(std::string_view markdown, const RenderStyle& style);

}  // namespace freehold::cli
