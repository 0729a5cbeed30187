// SPDX-License-Identifier: MIT
#include "assembler/expanded_cursor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "assembler/escape.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_part(char c) { return is_letter(c) || is_digit(c); }

// The value of a digit in base 16; 16 when it is none.
std::uint64_t digit_value(char c) {
    if (is_digit(c)) return static_cast<std::uint64_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint64_t>(c - 'a') + 10;
    if (c >= 'A' && c <= 'F') return static_cast<std::uint64_t>(c - 'A') + 10;
    return 16;
}

// What an ended token would have to say, for "expected ...".
std::string found(const ExpandedCursor& in) {
    if (in.at_end()) return "the text ends here";
    if (in.at_line_end()) return "the line ends here";
    return fmt::format("found `{}`", printable(in.text().substr(0, 40)));
}

}  // namespace

void ExpandedCursor::seek(std::uint32_t offset) {
    m_token.end = offset;
    scan();
}

void ExpandedCursor::advance() { scan(); }

void ExpandedCursor::skip_line() {
    while (!at_line_end()) advance();
    if (!at_end()) advance();
}

bool ExpandedCursor::end_line() {
    if (!at_line_end()) return expected("the end of the line");
    advance();
    return true;
}

bool ExpandedCursor::accept_sign(std::string_view sign) {
    if (!is_sign(sign)) return false;
    advance();
    return true;
}

bool ExpandedCursor::accept_word(std::string_view word) {
    if (!is_word(word)) return false;
    advance();
    return true;
}

bool ExpandedCursor::expect_sign(std::string_view sign) {
    return accept_sign(sign) || expected(fmt::format("`{}`", sign));
}

bool ExpandedCursor::expect_word(std::string_view word) {
    return accept_word(word) || expected(fmt::format("`{}`", word));
}

std::optional<std::string> ExpandedCursor::name(const char* what) {
    if (m_token.kind == Kind::String) return string(what);
    if (m_token.kind != Kind::Name || text().find('.') != std::string_view::npos) {
        expected(what);
        return {};
    }
    std::string result(text());
    advance();
    return result;
}

std::optional<std::string> ExpandedCursor::string(const char* what) {
    if (m_token.kind != Kind::String) {
        expected(what);
        return {};
    }
    const std::string_view literal = text().substr(1, text().size() - 2);
    for (std::size_t at = 0; at < literal.size(); ++at) {
        if (literal[at] != '\\') continue;
        const Escape escape = read_escape(literal, at);
        if (!escape.valid) {
            fail(Code::BadEscape, "unknown escape", std::string(escape.problem));
            return {};
        }
        at += escape.length - 1;
    }
    advance();
    return unescape(literal);
}

std::optional<std::int64_t> ExpandedCursor::number(std::int64_t least, std::int64_t most) {
    if (m_token.kind != Kind::Number) {
        expected("a number");
        return {};
    }
    constexpr std::uint64_t limit = std::uint64_t{1} << 63;
    const std::uint64_t magnitude = m_token.number;
    const bool fits = m_token.negative ? magnitude <= limit : magnitude < limit;
    // Two's complement; the magnitude 2^63 of the least number included.
    const auto value = static_cast<std::int64_t>(m_token.negative ? 0 - magnitude : magnitude);
    if (!fits || value < least || value > most) {
        fail(Code::NumberOutOfRange, "a number that does not fit",
             fmt::format("{} to {} can stand here", least, most));
        return {};
    }
    advance();
    return value;
}

std::optional<std::uint32_t> ExpandedCursor::count() {
    const auto value = number(0, 0xffffffff);
    if (!value) return {};
    return static_cast<std::uint32_t>(*value);
}

bool ExpandedCursor::expected(const std::string& what) {
    return fail(Code::SyntaxError, fmt::format("expected {}", what), found(*this));
}

bool ExpandedCursor::fail(Code code, std::string headline, Span at, std::string label,
                          std::optional<Help> help) {
    if (m_failure && m_failure_at >= at.begin) return false;
    Diagnostic made;
    made.code = code;
    made.headline = std::move(headline);
    made.labels.push_back({at, std::move(label), true});
    made.help = std::move(help);
    m_failure = std::move(made);
    m_failure_at = at.begin;
    return false;
}

void ExpandedCursor::explain_failure(Code code, std::string headline, std::string help) {
    if (m_failure->code != Code::SyntaxError) return;
    m_failure->code = code;
    m_failure->labels.front().text = std::exchange(m_failure->headline, std::move(headline));
    m_failure->help = Help{std::move(help)};
}

Diagnostic ExpandedCursor::take_failure() {
    Diagnostic taken = std::move(*m_failure);
    m_failure.reset();
    return taken;
}

// ---- scanning ----------------------------------------------------------------------------------

void ExpandedCursor::take(Kind kind, std::size_t end) {
    m_token.kind = kind;
    m_token.end = static_cast<std::uint32_t>(end);
}

void ExpandedCursor::scan() {
    std::size_t begin = m_token.end;
    while (at(begin) == ' ' || at(begin) == '\t' || at(begin) == '\r') ++begin;
    if (at(begin) == ';') begin = std::min(m_text.find('\n', begin), m_text.size());
    m_token = {};
    m_token.begin = static_cast<std::uint32_t>(begin);
    const char first = at(begin), second = at(begin + 1);
    if (begin >= m_text.size()) return take(Kind::End, begin);
    if (first == '\n') return take(Kind::Line, begin + 1);
    if (first == '"') return scan_string();
    if (is_letter(first)) return scan_name();
    if (is_digit(first) || (first == '-' && is_digit(second))) return scan_number(begin);
    if (first == '%' && is_digit(second)) {
        scan_number(begin + 1);
        if (m_token.kind == Kind::Number) m_token.kind = Kind::Slot;
        return;
    }
    if (first == '.' && is_part(second)) {
        std::size_t end = begin + 1;
        while (is_part(at(end))) ++end;
        return take(Kind::Directive, end);
    }
    const bool two = (first == '-' && second == '>') || (first == '.' && second == '.');
    take(Kind::Sign, begin + (two ? 2 : 1));
}

void ExpandedCursor::scan_name() {
    std::size_t end = m_token.begin;
    while (is_part(at(end)) || (at(end) == '.' && is_letter(at(end + 1)))) ++end;
    take(Kind::Name, end);
}

void ExpandedCursor::scan_number(std::size_t begin) {
    m_token.negative = at(begin) == '-';
    if (m_token.negative) ++begin;
    const bool hex = at(begin) == '0' && at(begin + 1) == 'x';
    const std::uint64_t base = hex ? 16 : 10;
    std::size_t end = begin + (hex ? 2 : 0);
    bool fits = true;
    for (; digit_value(at(end)) < base; ++end) {
        const std::uint64_t digit = digit_value(at(end));
        fits = fits && m_token.number <= (UINT64_MAX - digit) / base;
        m_token.number = m_token.number * base + digit;
    }
    take(fits && !is_part(at(end)) ? Kind::Number : Kind::Bad, end);
}

void ExpandedCursor::scan_string() {
    std::size_t end = m_token.begin + std::size_t{1};
    while (end < m_text.size() && m_text[end] != '"' && m_text[end] != '\n') {
        end += m_text[end] == '\\' ? 2 : 1;
    }
    const bool closed = at(end) == '"';
    take(closed ? Kind::String : Kind::Bad, std::min(closed ? end + 1 : end, m_text.size()));
}

}  // namespace freehold::assembler
