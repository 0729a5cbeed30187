// SPDX-License-Identifier: MIT
#include "vm/cli/pages.hpp"

namespace freehold::cli {

std::string_view page_text(std::string_view name) {
    for (const Page& page : all_pages()) {
        if (page.name == name) return page.text;
    }
    return "";
}

}  // namespace freehold::cli
