// SPDX-License-Identifier: MIT
#include "assembler/format_text.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "assembler/escape.hpp"

namespace freehold::assembler {
namespace {

std::optional<Piece::Style> style_of(std::string_view between_braces) {
    if (between_braces.empty()) return Piece::Style::Plain;
    if (between_braces == "c") return Piece::Style::Char;
    if (between_braces == "x") return Piece::Style::Hex;
    if (between_braces == "p") return Piece::Style::Pointer;
    return std::nullopt;
}

// Works on the text as it is written, so that every mistake has its place. An escape is never a
// brace.
class Reader {
public:
    Reader(const Files& files, Span literal) : m_span(literal), m_text(files.text(literal)) {
        m_text = m_text.substr(1, m_text.size() - 2);
    }

    FormatText read() {
        while (m_at < m_text.size() && m_result.mistakes.size() < max_mistakes) {
            const char c = m_text[m_at];
            if (c == '\\') {
                const Escape escape = read_escape(m_text, m_at);
                append_escape(m_literal, escape);
                m_at += escape.length;
            } else if (c == '{' || c == '}') {
                brace(c);
            } else {
                m_literal.push_back(c);
                ++m_at;
            }
        }
        end_literal();
        return std::move(m_result);
    }

private:
    void brace(char c) {
        if (m_at + 1 < m_text.size() && m_text[m_at + 1] == c) {
            m_literal.push_back(c);
            m_at += 2;
        } else if (c == '}') {
            mistake(m_at + 1, "this `}` closes nothing", "a brace itself is written twice: `}}`");
        } else {
            place();
        }
    }

    void place() {
        const std::size_t end = m_text.find('}', m_at);
        if (end == std::string_view::npos) {
            return mistake(m_at + 1, "this `{` is not closed",
                           "a brace itself is written twice: `{{`");
        }
        const auto style = style_of(m_text.substr(m_at + 1, end - m_at - 1));
        if (!style) {
            return mistake(end + 1, "no such way to show a value",
                           "a value is shown by `{}`, as a character by `{c}`, in hexadecimal by "
                           "`{x}`, as a pointer by `{p}`");
        }
        end_literal();
        Piece piece;
        piece.from = Piece::From::Constant;
        piece.style = *style;
        m_result.format.pieces.push_back(std::move(piece));
        ++m_result.places;
        m_at = end + 1;
    }

    void mistake(std::size_t end, const char* headline, const char* help) {
        const auto begin = m_span.begin + 1 + static_cast<std::uint32_t>(m_at);
        const auto stop = m_span.begin + 1 + static_cast<std::uint32_t>(end);
        m_result.mistakes.push_back(
            Mistake(Code::BadFormat, headline, {m_span.file, begin, stop}).help(help));
        m_at = end;
    }

    void end_literal() {
        if (m_literal.empty()) return;
        Piece piece;
        piece.text = std::move(m_literal);
        m_result.format.pieces.push_back(std::move(piece));
        m_literal.clear();
    }

    Span m_span;
    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_literal;
    FormatText m_result;
    static constexpr std::size_t max_mistakes = 8;  // of one text
};

}  // namespace

FormatText parse_format(const Files& files, Span literal) { return Reader(files, literal).read(); }

}  // namespace freehold::assembler
