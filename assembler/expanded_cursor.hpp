// SPDX-License-Identifier: MIT
// Expanded text as words and signs, one at a time, with the wish to try something else when a line
// does not go on as hoped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/diagnostic.hpp"

namespace freehold::assembler {

struct ExpandedToken {
    enum class Kind : std::uint8_t {
        End,
        Line,       ///< the end of a line
        Name,       ///< letters, digits, `_`, and `.` between letters: add.wrap
        Number,     ///< `number`, `negative`
        String,     ///< its text is between the quotes
        Slot,       ///< %3: `number`
        Directive,  ///< .loc, or a made-up label: .5
        Sign,       ///< one character, or -> or ..
        Bad,
    };
    Kind kind = Kind::End;
    bool negative = false;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint64_t number = 0;
};

/// Goes over a text. Nothing here reports: what takes something that is not there says what was
/// expected (expected(), fail()) and gives nothing. The failure furthest on is kept, for report().
class ExpandedCursor {
public:
    using Kind = ExpandedToken::Kind;

    explicit ExpandedCursor(const Source& source) : m_text(source.text()) { scan(); }

    const ExpandedToken& token() const { return m_token; }
    std::string_view text() const { return slice(m_token); }
    /// Where the token begins, to seek() later.
    std::uint32_t offset() const { return m_token.begin; }
    void seek(std::uint32_t offset);
    void advance();

    bool at_end() const { return m_token.kind == Kind::End; }
    bool at_line_end() const { return at_end() || m_token.kind == Kind::Line; }
    /// To the beginning of the next line.
    void skip_line();
    /// The same, but when something is left on the line, that was not expected.
    bool end_line();

    bool is_sign(std::string_view sign) const {
        return m_token.kind == Kind::Sign && text() == sign;
    }
    bool is_word(std::string_view word) const {
        return m_token.kind == Kind::Name && text() == word;
    }
    bool accept_sign(std::string_view sign);
    bool accept_word(std::string_view word);
    bool expect_sign(std::string_view sign);
    bool expect_word(std::string_view word);

    /// A name, plain or in quotes. `what`: "the name of a struct".
    std::optional<std::string> name(const char* what);
    std::optional<std::string> string(const char* what);
    /// A number from `least` to `most`.
    std::optional<std::int64_t> number(std::int64_t least, std::int64_t most);
    std::optional<std::uint32_t> count();  ///< 0 to 2^32 - 1

    /// Remembers a failure at the token: "a slot is expected". False, for `return`.
    bool expected(const std::string& what);
    /// The same for a token at another place, and in other words.
    bool fail(Code code, std::string headline, Span at, std::string label,
              std::optional<Help> help = {});
    bool fail(Code code, std::string headline, std::string label) {
        return fail(code, std::move(headline), span(), std::move(label));
    }
    Span span() const { return {FileId{0}, m_token.begin, m_token.end}; }
    /// Says of a failed expectation what it means for the whole line: the headline becomes the
    /// label.
    void explain_failure(Code code, std::string headline, std::string help);
    bool has_failure() const { return m_failure.has_value(); }
    /// The failure furthest on, which is then forgotten.
    Diagnostic take_failure();
    void forget_failure() { m_failure.reset(); }

private:
    std::string_view slice(const ExpandedToken& token) const {
        return m_text.substr(token.begin, token.end - token.begin);
    }
    char at(std::size_t offset) const { return offset < m_text.size() ? m_text[offset] : '\0'; }
    void scan();
    void scan_number(std::size_t begin);
    void scan_string();
    void scan_name();
    void take(Kind kind, std::size_t end);

    std::string_view m_text;
    ExpandedToken m_token;
    std::optional<Diagnostic> m_failure;
    std::uint32_t m_failure_at = 0;
};

}  // namespace freehold::assembler
