// SPDX-License-Identifier: MIT
// A page of Markdown, lightly drawn for a terminal: headings, paragraphs, lists, code. The rest
// stays as it is written, which is readable too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "freehold/render.hpp"

namespace freehold::cli {

/// Longer lines are hard to read, however wide the terminal is.
inline constexpr std::uint32_t widest_text = 100;

/// Ends in a newline.
std::string markdown_text(std::string_view markdown, const RenderStyle& style);

}  // namespace freehold::cli
