// SPDX-License-Identifier: MIT
#include "vm/cli/glossary.hpp"

namespace freehold::cli {

namespace {

std::vector<std::string> names_in(std::string_view heading) {
    std::vector<std::string> names;
    while (!heading.empty()) {
        const auto comma = heading.find(',');
        const std::string_view name = heading.substr(0, comma);
        names.emplace_back(name.substr(name.find_first_not_of(' ')));
        heading.remove_prefix(comma == std::string_view::npos ? heading.size() : comma + 1);
    }
    return names;
}

}  // namespace

std::vector<Term> terms_of(std::string_view page) {
    constexpr std::string_view mark = "\n## ";
    std::vector<Term> terms;
    for (auto at = page.find(mark); at != std::string_view::npos;) {
        const auto heading = at + mark.size();
        const auto line_end = std::min(page.find('\n', heading), page.size());
        at = page.find(mark, heading);
        Term term;
        term.names = names_in(page.substr(heading, line_end - heading));
        term.text = page.substr(line_end, at == std::string_view::npos ? at : at - line_end);
        const auto first = term.text.find_first_not_of('\n');
        term.text.remove_prefix(std::min(first, term.text.size()));
        terms.push_back(std::move(term));
    }
    return terms;
}

const Term* find_term(const std::vector<Term>& terms, std::string_view name) {
    const std::string wanted = lower_case(name);
    for (const Term& term : terms) {
        for (const std::string& candidate : term.names) {
            if (lower_case(candidate) == wanted) return &term;
        }
    }
    return nullptr;
}

std::string lower_case(std::string_view text) {
    std::string lower{text};
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

}  // namespace freehold::cli
