// SPDX-License-Identifier: MIT
// Numbers on the command line: decimal or 0x, `_` between digits, and a suffix.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace freehold::cli {

/// A number, or why the text is none: lower case, to stand after "`--heap=…`: ".
template <class T>
struct Parsed {
    std::optional<T> value;  ///< exactly when `problem` is empty
    std::string problem;
};

/// What K, M and G stand for.
enum class Suffix : std::uint8_t {
    Binary,   ///< sizes: K is 1,024
    Decimal,  ///< counts: K is 1,000
};

/// A number of [least, most]. No sign, no blanks, nothing behind it.
Parsed<std::uint64_t> parse_number(std::string_view text, Suffix suffix, std::uint64_t least,
                                   std::uint64_t most);

/// A value of `-D`: 64 bits with a sign; decimal suffixes.
Parsed<std::int64_t> parse_signed(std::string_view text);

/// "250ms", "2s", "5m" or "2" (seconds), in milliseconds; at least 1.
Parsed<std::uint64_t> parse_duration(std::string_view text);

}  // namespace freehold::cli
