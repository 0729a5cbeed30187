// SPDX-License-Identifier: MIT
// The terms of docs/glossary.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace freehold::cli {

struct Term {
    std::vector<std::string> names;  ///< the first is the term, the others lead to it too
    std::string_view text;           ///< Markdown, without the heading
};

/// The sections of a glossary page: `## name, other name` and what follows.
std::vector<Term> terms_of(std::string_view page);

/// Upper and lower case are the same; nullptr when there is none.
const Term* find_term(const std::vector<Term>& terms, std::string_view name);

/// In lower case, for letters of ASCII.
std::string lower_case(std::string_view text);

}  // namespace freehold::cli
