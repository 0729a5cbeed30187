// SPDX-License-Identifier: MIT
// Text to tokens, one at a time.
#pragma once

#include <optional>

#include "assembler/names.hpp"
#include "assembler/reporter.hpp"
#include "assembler/token.hpp"
#include "freehold/source.hpp"

namespace freehold::assembler {

/// Reports what is no token (F002-F005) once and goes on after it. Comments, from `;` to the end of
/// the line, are skipped. The source and the names outlive the lexer.
class Lexer {
public:
    Lexer(const Source& source, FileId file, Names& names, Reporter& reporter);

    /// The next token; End again and again at the end.
    Token next();

    /// What stands between the `<` at `less` and the next `>` of its line, and goes on after
    /// that; nothing when there is no `>`.
    std::optional<Span> angle_text(const Token& less);

private:
    void check_text();
    void skip_blanks();
    Token scan();
    Token make(TokenKind kind, std::uint32_t length);
    Token name();
    Token number();
    Token character();
    Token string();
    Token sign();
    Token stray();
    std::uint32_t skip_escape(std::uint32_t at);
    std::uint32_t quoted_end(char quote);
    Token unterminated(std::uint32_t end, const char* what);
    char at(std::uint32_t offset) const { return offset < m_end ? m_text[offset] : '\0'; }
    Span span(std::uint32_t begin, std::uint32_t end) const { return {m_file, begin, end}; }
    std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
        return m_text.substr(begin, end - begin);
    }

    std::string_view m_text;
    FileId m_file;
    Names& m_names;
    Reporter& m_reporter;
    std::uint32_t m_at = 0;
    std::uint32_t m_end;
    bool m_line_start = true;
    bool m_glued = false;
};

}  // namespace freehold::assembler
