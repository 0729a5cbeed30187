// SPDX-License-Identifier: MIT
#include "vm/base/words_in_line.hpp"

#include <algorithm>

namespace freehold {

std::vector<Edit> replace_word(std::string_view text, Span span, std::string_view was,
                               std::string_view now) {
    const bool begins =
        text.starts_with(was) &&
        (text.size() == was.size() || text[was.size()] == ' ' || text[was.size()] == '\t');
    if (!begins) return {};
    std::size_t end = was.size();
    const std::size_t wanted = std::max(now.size(), was.size());
    while (end < wanted && text.substr(end, 2) == "  ") ++end;
    return {
        {{span.file, span.begin, span.begin + static_cast<std::uint32_t>(end)}, std::string{now}}};
}

namespace {

bool in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Where a word stands in a text; npos when not exactly once, or only in a string.
std::size_t find_only(std::string_view text, std::string_view word) {
    std::size_t found = text.npos;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"' && text[at - (at > 0)] != '\\') quoted = !quoted;
        if (quoted || text.substr(at, word.size()) != word) continue;
        const std::size_t end = at + word.size();
        if ((at > 0 && in_word(text[at - 1])) || (end < text.size() && in_word(text[end])))
            continue;
        if (found != text.npos) return text.npos;
        found = at;
    }
    return found;
}

std::size_t find_operand(std::string_view text, std::string_view operand, Side side) {
    const std::size_t only = find_only(text, operand);
    const std::size_t comma = text.find(',');
    if (only != text.npos || side == Side::Any || comma == text.npos) return only;
    if (side == Side::Target) return find_only(text.substr(0, comma), operand);
    const std::size_t found = find_only(text.substr(comma), operand);
    return found == text.npos ? found : comma + found;
}

}  // namespace

Span operand_span(std::string_view text, Span span, std::string_view operand, Side side) {
    if (operand.empty() || text.empty()) return span;
    const std::size_t at = find_operand(text, operand, side);
    if (at == text.npos) return span;
    const auto begin = span.begin + static_cast<std::uint32_t>(at);
    return {span.file, begin, begin + static_cast<std::uint32_t>(operand.size())};
}

}  // namespace freehold
