// SPDX-License-Identifier: MIT
#include "vm/base/text.hpp"

#include <algorithm>

#include "vm/base/glyph.hpp"

namespace freehold {
namespace {

/// Cuts a paragraph at its blanks; those inside backticks do not count unless the code is longer
/// than a line.
class Words {
public:
    Words(std::string_view paragraph, std::uint32_t columns)
        : m_rest(paragraph), m_columns(columns) {}

    /// The next word; empty when there is none left.
    std::string_view next() {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(' '), m_rest.size()));
        const std::string_view word = m_rest.substr(0, end_of_word());
        m_rest.remove_prefix(word.size());
        return word;
    }

private:
    std::size_t end_of_word() const {
        const std::size_t blank = std::min(m_rest.find(' '), m_rest.size());
        // Code longer than a line is not kept together, so there is no need to look further.
        const std::string_view view = m_rest.substr(0, std::max<std::size_t>(blank, 4 * m_columns));
        std::size_t end = blank;
        for (std::size_t open = view.find('`'); open < end; open = view.find('`', open)) {
            const std::size_t close = view.find('`', open + 1);
            if (close == view.npos) break;
            open = close + 1;
            end = std::max(end, std::min(view.find(' ', open), view.size()));
        }
        const bool kept_together = end == blank || display_width(view.substr(0, end)) <= m_columns;
        return kept_together ? end : blank;
    }

    std::string_view m_rest;
    std::uint32_t m_columns;
};

void wrap_paragraph(std::string_view paragraph, std::uint32_t columns,
                    std::vector<std::string>& lines) {
    Words words(paragraph, columns);
    std::string line;
    std::uint32_t width = 0;
    for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
        const std::uint32_t word_width = display_width(word);
        if (!line.empty() && width + 1 + word_width > columns) {
            lines.push_back(std::move(line));
            line.clear();
            width = 0;
        }
        if (!line.empty()) line += ' ';
        width += word_width + (line.empty() ? 0 : 1);
        line += word;
    }
    lines.push_back(std::move(line));
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string plural(std::string_view noun) {
    std::string many(noun);
    const bool consonant_y = noun.size() > 1 && noun.back() == 'y' &&
                             std::string_view("aeiou").find(noun[noun.size() - 2]) == noun.npos;
    if (consonant_y) return many.replace(many.size() - 1, 1, "ies");
    for (const std::string_view hiss : {"s", "x", "z", "ch", "sh"}) {
        if (ends_with(noun, hiss)) return many + "es";
    }
    return many + "s";
}

}  // namespace

std::string padded(const std::string& text, std::uint32_t columns) {
    const std::uint32_t width = display_width(text);
    return text + std::string(width < columns ? columns - width : 0, ' ');
}

std::uint32_t display_width(std::string_view text) {
    std::uint32_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = glyph_at(text, at);
        width += glyph.columns;
        at += glyph.bytes;
    }
    return width;
}

std::string printable(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = glyph_at(text, at);
        shown += glyph.text;
        at += glyph.bytes;
    }
    return shown;
}

std::vector<std::string> wrapped_lines(std::string_view text, std::uint32_t columns) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        wrap_paragraph(text.substr(begin, end - begin), columns, lines);
        begin = end + 1;
    }
    return lines;
}

std::string wrap(std::string_view text, std::uint32_t width, std::uint32_t indent) {
    std::string wrapped;
    for (const std::string& line : wrapped_lines(text, width > indent ? width - indent : 1)) {
        if (!wrapped.empty()) wrapped += '\n' + std::string(line.empty() ? 0 : indent, ' ');
        wrapped += line;
    }
    return wrapped;
}

std::string with_commas(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
    return digits;
}

std::string quantity(std::uint64_t count, std::string_view noun) {
    return with_commas(count) + ' ' + (count == 1 ? std::string(noun) : plural(noun));
}

std::string list_of(const std::vector<std::string>& items, std::string_view conjunction) {
    std::string list;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool last = i + 1 == items.size();
        if (i > 0) list += last ? ' ' + std::string(conjunction) + ' ' : ", ";
        list += items[i];
    }
    return list;
}

std::string shell_word(const std::string& word) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=,:+@%";
    if (!word.empty() && word.find_first_not_of(plain) == word.npos) return word;
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return quoted + "'";
}

}  // namespace freehold
