// SPDX-License-Identifier: MIT
#include "vm/cli/markdown.hpp"

#include <algorithm>

#include "vm/base/text.hpp"

namespace freehold::cli {

namespace {

/// `[text](target)` as the text alone; brackets in code stay.
std::string without_links(std::string_view text) {
    std::string plain;
    bool code = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        code ^= text[at] == '`';
        const auto middle = text.find("](", at);
        const auto end = text.find(')', middle);
        const bool link = !code && text[at] == '[' && end != std::string_view::npos &&
                          text.find('[', at + 1) > middle;
        if (link) {
            plain += text.substr(at + 1, middle - at - 1);
            at = end;
        } else {
            plain += text[at];
        }
    }
    return plain;
}

class Drawing {
public:
    explicit Drawing(const RenderStyle& style)
        : m_color(style.color), m_width(std::min(style.width, widest_text)) {}

    void take(std::string_view line) {
        if (line.substr(0, 3) == "```") {
            end_paragraph();
            m_code = !m_code;
        } else if (m_code) {
            m_text += line.empty() ? "\n" : "    " + std::string{line} + "\n";
        } else if (line.empty()) {
            end_paragraph();
            blank_line();
        } else if (line[0] == '#') {
            end_paragraph();
            heading(line);
        } else if (line[0] == '|') {
            end_paragraph();
            m_text += without_links(line) + "\n";
        } else {
            continue_paragraph(line);
        }
    }

    std::string finish() {
        end_paragraph();
        while (m_text.size() > 1 && m_text.substr(m_text.size() - 2) == "\n\n") m_text.pop_back();
        return m_text;
    }

private:
    void blank_line() {
        if (!m_text.empty() &&
            m_text.substr(std::max<std::size_t>(m_text.size(), 2) - 2) != "\n\n") {
            m_text += "\n";
        }
    }

    void heading(std::string_view line) {
        const auto begin = line.find_first_not_of("# ");
        if (begin == std::string_view::npos) return;
        const std::string title{line.substr(begin)};
        m_text += (m_color ? "\x1b[1m" + title + "\x1b[0m" : title) + "\n";
    }

    static bool begins_item(std::string_view line) {
        const auto text = line.find_first_not_of(' ');
        return text != std::string_view::npos && text + 1 < line.size() &&
               (line[text] == '-' || line[text] == '*') && line[text + 1] == ' ';
    }

    void continue_paragraph(std::string_view line) {
        if (begins_item(line)) {
            end_paragraph();
            m_indent = static_cast<std::uint32_t>(line.find_first_not_of(' ')) + 2;
        } else if (!m_paragraph.empty()) {
            line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
            m_paragraph += ' ';
        }
        m_paragraph += line;
    }

    void end_paragraph() {
        if (m_paragraph.empty()) return;
        m_paragraph = without_links(m_paragraph);
        const std::string lead = m_paragraph.substr(0, m_indent);
        const std::string wrapped = wrap(m_paragraph.substr(m_indent), m_width, m_indent);
        m_text += lead + colored_code(wrapped) + "\n";
        m_paragraph.clear();
        m_indent = 0;
    }

    /// Code in backticks; where there are colours they take the backticks' place.
    std::string colored_code(const std::string& text) const {
        if (!m_color || std::count(text.begin(), text.end(), '`') % 2 != 0) return text;
        std::string colored;
        bool code = false;
        for (const char c : text) {
            if (c != '`') {
                colored += c;
                continue;
            }
            code = !code;
            colored += code ? "\x1b[36m" : "\x1b[0m";
        }
        return colored;
    }

    bool m_color;
    std::uint32_t m_width;
    bool m_code = false;
    std::uint32_t m_indent = 0;
    std::string m_paragraph;
    std::string m_text;
};

}  // namespace

std::string markdown_text(std::string_view markdown, const RenderStyle& style) {
    Drawing drawing{style};
    while (!markdown.empty()) {
        const auto end = markdown.find('\n');
        drawing.take(markdown.substr(0, end));
        markdown.remove_prefix(end == std::string_view::npos ? markdown.size() : end + 1);
    }
    return drawing.finish();
}

}  // namespace freehold::cli
