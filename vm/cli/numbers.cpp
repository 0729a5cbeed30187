// SPDX-License-Identifier: MIT
#include "vm/cli/numbers.hpp"

#include <limits>

#include "vm/base/text.hpp"

namespace freehold::cli {

namespace {

constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
constexpr std::string_view forms = "is no number; write 1000, 1_000, 0x3e8 or 1K";

/// a * b + c, or nothing where that needs more than 64 bits.
std::optional<std::uint64_t> times_plus(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    if (b != 0 && a > (largest - c) / b) return std::nullopt;
    return a * b + c;
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

std::uint64_t unit_of(char suffix, Suffix meaning) {
    const std::uint64_t kilo = meaning == Suffix::Binary ? 1024 : 1000;
    switch (suffix) {
        case 'k':
        case 'K': return kilo;
        case 'm':
        case 'M': return kilo * kilo;
        case 'g':
        case 'G': return kilo * kilo * kilo;
        default: return 1;
    }
}

enum class Reading : std::uint8_t { Good, NoNumber, TooLarge };

/// Digits of one base with single `_` between them.
Reading read_digits(std::string_view text, unsigned base, std::uint64_t& value) {
    value = 0;
    bool after_digit = false;
    bool fits = true;
    for (const char c : text) {
        if (c == '_' && after_digit) {
            after_digit = false;
            continue;
        }
        const int digit = digit_of(c);
        if (digit >= static_cast<int>(base)) return Reading::NoNumber;
        const auto next = times_plus(value, base, static_cast<std::uint64_t>(digit));
        fits = fits && next.has_value();
        value = next.value_or(0);
        after_digit = true;
    }
    if (!after_digit) return Reading::NoNumber;
    return fits ? Reading::Good : Reading::TooLarge;
}

Reading read_number(std::string_view text, Suffix suffix, std::uint64_t& value) {
    if (text.substr(0, 2) == "0x" || text.substr(0, 2) == "0X") {
        return read_digits(text.substr(2), 16, value);
    }
    const std::uint64_t unit = text.empty() ? 1 : unit_of(text.back(), suffix);
    if (unit != 1) text.remove_suffix(1);
    const Reading digits = read_digits(text, 10, value);
    if (digits != Reading::Good) return digits;
    const auto scaled = times_plus(value, unit, 0);
    value = scaled.value_or(0);
    return scaled ? Reading::Good : Reading::TooLarge;
}

std::string range_text(std::uint64_t least, std::uint64_t most) {
    return "is out of range: from " + with_commas(least) + " to " + with_commas(most);
}

}  // namespace

Parsed<std::uint64_t> parse_number(std::string_view text, Suffix suffix, std::uint64_t least,
                                   std::uint64_t most) {
    std::uint64_t value = 0;
    const bool negative = text.size() > 1 && text[0] == '-';
    const Reading reading = read_number(negative ? text.substr(1) : text, suffix, value);
    if (reading == Reading::NoNumber) return {std::nullopt, std::string{forms}};
    if (negative || reading == Reading::TooLarge || value < least || value > most) {
        return {std::nullopt, range_text(least, most)};
    }
    return {value, ""};
}

Parsed<std::int64_t> parse_signed(std::string_view text) {
    const bool negative = !text.empty() && text[0] == '-';
    std::uint64_t value = 0;
    const Reading reading = read_number(negative ? text.substr(1) : text, Suffix::Decimal, value);
    if (reading == Reading::NoNumber) return {std::nullopt, std::string{forms}};
    constexpr std::uint64_t half = std::uint64_t{1} << 63;
    if (reading == Reading::TooLarge || value > half || (value == half && !negative)) {
        return {std::nullopt, "does not fit in 64 bits"};
    }
    return {static_cast<std::int64_t>(negative ? 0 - value : value), ""};
}

Parsed<std::uint64_t> parse_duration(std::string_view text) {
    std::uint64_t unit = 1000;
    if (text.size() > 2 && text.substr(text.size() - 2) == "ms") {
        unit = 1;
        text.remove_suffix(2);
    } else if (!text.empty() && (text.back() == 's' || text.back() == 'm')) {
        unit = text.back() == 's' ? 1000 : 60'000;
        text.remove_suffix(1);
    }
    const bool negative = text.size() > 1 && text[0] == '-';
    std::uint64_t value = 0;
    const Reading reading = read_digits(negative ? text.substr(1) : text, 10, value);
    if (reading == Reading::NoNumber) {
        return {std::nullopt, "is no time; write 2s, 500ms or 5m (a plain number is seconds)"};
    }
    const auto scaled = times_plus(value, unit, 0);
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    if (negative || reading == Reading::TooLarge || !scaled || *scaled == 0 || *scaled > most) {
        return {std::nullopt,
                "is out of range: from 1ms to " + std::to_string(most / 60'000) + "m"};
    }
    return {*scaled, ""};
}

}  // namespace freehold::cli
