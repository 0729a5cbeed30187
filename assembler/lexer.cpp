// SPDX-License-Identifier: MIT
#include "assembler/lexer.hpp"

#include <array>

#include "assembler/escape.hpp"
#include "assembler/files.hpp"
#include "vm/base/utf8.hpp"
#include "vm/isa/validate.hpp"

namespace freehold::assembler {
namespace {

enum Class : std::uint8_t { Other, Blank, Letter, Digit };

constexpr std::array<std::uint8_t, 256> make_classes() {
    std::array<std::uint8_t, 256> classes{};
    for (char c : {' ', '\t', '\r', '\n', '\f', '\v'})
        classes[static_cast<unsigned char>(c)] = Blank;
    for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = classes[c - 'a' + 'A'] = Letter;
    classes['_'] = Letter;
    for (unsigned c = '0'; c <= '9'; ++c) classes[c] = Digit;
    return classes;
}
constexpr auto classes = make_classes();

std::uint8_t class_of(char c) { return classes[static_cast<unsigned char>(c)]; }
bool is_word(char c) { return class_of(c) >= Letter; }

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

struct Digits {
    std::uint64_t value = 0;
    bool valid = true;  // only digits of the base and `_`, at least one digit
    bool overflow = false;
};

Digits read_digits(std::string_view text, unsigned base) {
    Digits result;
    bool any = false;
    for (char c : text) {
        if (c == '_') continue;
        const auto digit = static_cast<unsigned>(digit_of(c));
        if (digit >= base) return {0, false};
        any = true;
        result.overflow |= result.value > (~std::uint64_t{0} - digit) / base;
        result.value = result.value * base + digit;
    }
    result.valid = any;
    return result;
}

unsigned base_of(std::string_view text) {
    if (text.size() < 2 || text[0] != '0') return 10;
    switch (text[1]) {
        case 'x': return 16;
        case 'o': return 8;
        case 'b': return 2;
        default: return 10;
    }
}

}  // namespace

Lexer::Lexer(const Source& source, FileId file, Names& names, Reporter& reporter)
    : m_text(source.text()),
      m_file(file),
      m_names(names),
      m_reporter(reporter),
      m_end(static_cast<std::uint32_t>(m_text.size())) {
    check_text();
    if (m_text.substr(0, 3) == "\xef\xbb\xbf") m_at = 3;  // a byte order mark says nothing
}

// Looked at as a whole: a binary file gets one message, not one for each of its bytes.
void Lexer::check_text() {
    const std::size_t zero = m_text.find('\0');
    if (zero != std::string_view::npos) {
        const auto begin = static_cast<std::uint32_t>(zero);
        m_reporter.add(Mistake(Code::InvalidText, "this is not a text file", span(begin, begin),
                               "a zero byte, which no program text has"));
        m_end = 0;
        return;
    }
    const std::size_t bad = first_invalid_utf8(m_text);
    if (bad == m_text.size()) return;
    const auto begin = static_cast<std::uint32_t>(bad);
    m_reporter.add(Mistake(Code::InvalidText, "the text is not valid UTF-8", span(begin, begin + 1),
                           "this byte begins no character")
                       .help("save the file as UTF-8"));
}

void Lexer::skip_blanks() {
    m_glued = true;
    while (m_at < m_end) {
        const char c = m_text[m_at];
        if (c == '\n') m_line_start = true;
        if (c == ';') {
            const std::size_t newline = m_text.find('\n', m_at);
            m_at = newline >= m_end ? m_end : static_cast<std::uint32_t>(newline);
        } else if (class_of(c) == Blank) {
            ++m_at;
        } else {
            return;
        }
        m_glued = false;
    }
}

Token Lexer::next() {
    skip_blanks();
    const bool line_start = m_line_start;
    const bool glued = m_glued;
    Token token = m_at < m_end ? scan() : Token{TokenKind::End};
    if (token.kind == TokenKind::End) token.begin = token.end = m_at;
    token.line_start = line_start;
    token.glued = glued;
    m_line_start = false;
    return token;
}

Token Lexer::scan() {
    const char c = m_text[m_at];
    switch (class_of(c)) {
        case Letter: return name();
        case Digit: return number();
        default: break;
    }
    if (c == '"') return string();
    if (c == '\'') return character();
    return sign();
}

Token Lexer::make(TokenKind kind, std::uint32_t length) {
    Token token{kind};
    token.begin = m_at;
    token.end = m_at += length;
    return token;
}

Token Lexer::name() {
    std::uint32_t end = m_at;
    while (is_word(at(end))) ++end;
    Token token = make(TokenKind::Name, end - m_at);
    if (end - token.begin > max_name_bytes) {
        m_reporter.add(
            Mistake(Code::InvalidText, "a name of more than 1,024 bytes", span(token.begin, end)));
        token.kind = TokenKind::Bad;
        return token;
    }
    token.number = m_names.id(slice(token.begin, end));
    return token;
}

Token Lexer::number() {
    std::uint32_t end = m_at;
    while (is_word(at(end))) ++end;
    Token token = make(TokenKind::Number, end - m_at);
    const std::string_view text = slice(token.begin, end);
    const unsigned base = base_of(text);
    const Digits digits = read_digits(text.substr(base == 10 ? 0 : 2), base);
    token.number = digits.value;
    token.decimal = base == 10;
    if (!digits.valid) {
        m_reporter.add(Mistake(Code::InvalidText, in_backticks(text) + " is not a number",
                               span(token.begin, end))
                           .help("numbers are written 10, 1_000, 0x1f, 0o17 or 0b101"));
        token.kind = TokenKind::Bad;
    } else if (digits.overflow) {
        m_reporter.add(Mistake(Code::NumberOutOfRange,
                               in_backticks(text) + " does not fit in 64 bits",
                               span(token.begin, end)));
        token.kind = TokenKind::Bad;
    }
    return token;
}

// Reports an escape that is not valid; where it ends.
std::uint32_t Lexer::skip_escape(std::uint32_t at) {
    const Escape escape = read_escape(m_text.substr(0, m_end), at);
    const std::uint32_t end = at + escape.length;
    if (!escape.valid) {
        m_reporter.add(Mistake(Code::BadEscape, "unknown escape " + in_backticks(slice(at, end)),
                               span(at, end), std::string(escape.problem)));
    }
    return end;
}

// The offset of the closing quote, or of the end of the line where there is none.
std::uint32_t Lexer::quoted_end(char quote) {
    std::uint32_t end = m_at + 1;
    while (end < m_end && m_text[end] != quote && m_text[end] != '\n') {
        const bool escape = m_text[end] == '\\' && at(end + 1) != '\n';
        end = escape ? skip_escape(end) : end + 1;
    }
    return end < m_end ? end : m_end;
}

Token Lexer::unterminated(std::uint32_t end, const char* what) {
    m_reporter.add(Mistake(Code::UnterminatedText,
                           std::string("this ") + what + " has no closing quote", span(m_at, end),
                           "it ends with the line"));
    return make(TokenKind::Bad, end - m_at);
}

Token Lexer::string() {
    const std::uint32_t end = quoted_end('"');
    if (at(end) != '"') return unterminated(end, "string");
    return make(TokenKind::String, end + 1 - m_at);
}

Token Lexer::character() {
    std::uint32_t end = quoted_end('\'');
    if (at(end) != '\'') {
        while (end > m_at + 1 && class_of(m_text[end - 1]) == Blank) --end;
        return unterminated(end, "character");
    }
    const std::string_view literal = slice(m_at + 1, end);
    Token token = make(TokenKind::Char, end + 1 - m_at);
    if (literal.empty() || literal == "'") {
        m_reporter.add(Mistake(Code::SyntaxError, "a character is missing between the quotes",
                               span(token.begin, token.end))
                           .help("a quote itself is written '\\''"));
        token.kind = TokenKind::Bad;
        return token;
    }
    const Escape escape = literal[0] == '\\' ? read_escape(literal, 0) : Escape{};
    const CodePoint plain = decode_utf8(literal, 0);
    token.number = literal[0] == '\\' ? escape.value : plain.value;
    const std::uint32_t length = literal[0] == '\\' ? escape.length : plain.length;
    if (length != literal.size()) {
        m_reporter.add(Mistake(Code::SyntaxError,
                               "a character literal holds one character, this one more",
                               span(token.begin, token.end))
                           .help("text of any length is written in double quotes, in a `data`"));
        token.kind = TokenKind::Bad;
    }
    return token;
}

Token Lexer::sign() {
    using enum TokenKind;
    const char next = at(m_at + 1);
    switch (m_text[m_at]) {
        case '{': return make(LeftBrace, 1);
        case '}': return make(RightBrace, 1);
        case '(': return make(LeftParen, 1);
        case ')': return make(RightParen, 1);
        case '[': return make(LeftBracket, 1);
        case ']': return make(RightBracket, 1);
        case ',': return make(Comma, 1);
        case ':': return make(Colon, 1);
        case '.': return make(Dot, 1);
        case '?': return make(Question, 1);
        case '=': return make(Equal, 1);
        case '+': return make(Plus, 1);
        case '-': return next == '>' ? make(Arrow, 2) : make(Minus, 1);
        case '*': return make(Star, 1);
        case '/': return next == '/' ? stray() : make(Slash, 1);
        case '%': return make(Percent, 1);
        case '&': return make(Ampersand, 1);
        case '|': return make(Pipe, 1);
        case '^': return make(Caret, 1);
        case '~': return make(Tilde, 1);
        case '<': return next == '<' ? make(ShiftLeft, 2) : make(Less, 1);
        case '>': return next == '>' ? make(ShiftRight, 2) : make(Greater, 1);
        default: return stray();
    }
}

// Characters that mean nothing here, as many as stand together, are one mistake. What looks like a
// comment of another language is one too, to its end.
Token Lexer::stray() {
    const char first = m_text[m_at];
    std::uint32_t end = m_at;
    const std::string_view word = "#include";
    if (m_text.substr(m_at, word.size()) == word && !is_word(at(m_at + 8))) {
        const Span sign = span(m_at, m_at + 1);
        m_reporter.add(Mistake(Code::InvalidText, "`include` is written without a `#`", sign)
                           .help("leave the `#` out", sign, ""));
        ++m_at;  // and goes on with what was meant
        return scan();
    }
    if (first == '#' || first == '/') {
        const std::size_t newline = m_text.find('\n', m_at);
        end = newline >= m_end ? m_end : static_cast<std::uint32_t>(newline);
        while (class_of(m_text[end - 1]) == Blank) --end;
        m_reporter.add(Mistake(Code::InvalidText, "a comment begins with `;`", span(m_at, end))
                           .help("write it as a comment of Freehold",
                                 span(m_at, m_at + (first == '#' ? 1 : 2)), ";"));
        return make(TokenKind::Bad, end - m_at);
    }
    bool valid = true;
    while (end < m_end && (static_cast<unsigned char>(m_text[end]) >= 0x80 ||
                           (end == m_at && class_of(m_text[end]) == Other))) {
        const CodePoint point = decode_utf8(m_text, end);
        valid &= point.valid;
        end += point.length;
    }
    const std::string_view text = slice(m_at, end);
    if (valid) {  // what is no UTF-8 has been reported
        Mistake mistake(Code::InvalidText, in_backticks(text) + " has no meaning here",
                        span(m_at, end));
        if (text == "“" || text == "”" || text == "„") {
            mistake.help("strings are written in straight quotes", span(m_at, end), "\"");
        }
        m_reporter.add(mistake);
    }
    return make(TokenKind::Bad, end - m_at);
}

std::optional<Span> Lexer::angle_text(const Token& less) {
    std::uint32_t end = less.end;
    while (end < m_end && m_text[end] != '>' && m_text[end] != '\n') ++end;
    if (at(end) != '>') return std::nullopt;
    m_at = end + 1;
    return span(less.end, end);
}

}  // namespace freehold::assembler
