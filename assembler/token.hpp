// SPDX-License-Identifier: MIT
// The words and signs of a source text.
#pragma once

#include <cstdint>

#include "assembler/names.hpp"

namespace freehold::assembler {

enum class TokenKind : std::uint8_t {
    End,  ///< of the file
    Name,
    Number,
    Char,
    String,
    Bad,  ///< text that is none of these; already reported
    LeftBrace,
    RightBrace,
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    Comma,
    Colon,
    Dot,
    Question,
    Equal,
    Arrow,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    ShiftLeft,
    ShiftRight,
    Ampersand,
    Pipe,
    Caret,
    Tilde,
    Less,
    Greater,
};

struct Token {
    TokenKind kind = TokenKind::End;
    bool line_start = false;  ///< the first on its line
    bool glued = false;       ///< nothing between it and the token before
    bool decimal = false;     ///< Number: written in base ten
    std::uint32_t begin = 0;  ///< bytes [begin, end) of the file
    std::uint32_t end = 0;
    std::uint64_t number = 0;  ///< of a Number or Char its value, of a Name its NameId

    NameId name() const { return static_cast<NameId>(number); }
    bool is(Word word) const { return kind == TokenKind::Name && name() == word; }
};

}  // namespace freehold::assembler
