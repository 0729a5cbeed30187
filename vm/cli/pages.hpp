// SPDX-License-Identifier: MIT
// Pages of docs/ that are part of the binary. cmake/embed.cmake writes their texts when it is
// built.
#pragma once

#include <span>
#include <string_view>

namespace freehold::cli {

struct Page {
    std::string_view name;  ///< of the file, without folders and .md: "F302", "glossary"
    std::string_view text;  ///< Markdown
};

/// Sorted by name.
std::span<const Page> all_pages();

/// Empty when there is no such page.
std::string_view page_text(std::string_view name);

}  // namespace freehold::cli
