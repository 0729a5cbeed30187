// SPDX-License-Identifier: MIT
#include "vm/debug/place_reader.hpp"

#include <fmt/format.h>

#include <charconv>

#include "vm/base/text.hpp"

namespace freehold::debug {

namespace {

bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void PlaceReader::skip_blanks() {
    while (next() == ' ') m_rest.remove_prefix(1);
}

bool PlaceReader::at_end() {
    skip_blanks();
    return m_rest.empty() || fail(unexpected());
}

bool PlaceReader::take(char c) {
    skip_blanks();
    if (next() != c) return false;
    m_rest.remove_prefix(1);
    return true;
}

bool PlaceReader::next_is_digit() {
    skip_blanks();
    return is_digit(next());
}

std::string_view PlaceReader::take_name() {
    skip_blanks();
    std::size_t n = 0;
    while (n < m_rest.size() && (begins_name(m_rest[n]) || (n > 0 && is_digit(m_rest[n])))) ++n;
    const std::string_view name = m_rest.substr(0, n);
    m_rest.remove_prefix(n);
    return name;
}

bool PlaceReader::take_number(std::uint64_t& number) {
    skip_blanks();
    const bool hex = m_rest.starts_with("0x") || m_rest.starts_with("0X");
    const std::string_view digits = m_rest.substr(hex ? 2 : 0);
    const char* end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number, hex ? 16 : 10);
    if (read.ec == std::errc::invalid_argument) return fail(unexpected());
    if (read.ec != std::errc{}) return fail(fmt::format("the number in `{}` is too large", all()));
    m_rest = digits.substr(static_cast<std::size_t>(read.ptr - digits.data()));
    return true;
}

bool PlaceReader::fail(std::string problem) {
    m_problem = std::move(problem);
    return false;
}

std::string PlaceReader::all() const { return printable(m_all); }

std::string PlaceReader::unexpected() const {
    if (m_all.find_first_not_of(' ') == m_all.npos) return "the name of a place is missing";
    if (m_rest.empty()) return fmt::format("`{}` is no whole place: it ends too early", all());
    return fmt::format("`{}` is no place: `{}` cannot stand there", all(), printable(m_rest));
}

}  // namespace freehold::debug
