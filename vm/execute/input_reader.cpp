// SPDX-License-Identifier: MIT
#include "vm/execute/input_reader.hpp"

#include <array>
#include <charconv>
#include <system_error>

namespace freehold {

namespace {

constexpr std::size_t longest_word = 256;

bool is_space(char c) { return std::string_view(" \t\r\n\v\f").find(c) != std::string_view::npos; }
bool is_word(char c) { return !is_space(c); }
bool is_sign(char c) { return c == '+' || c == '-'; }
bool is_zero(char c) { return c == '0'; }

}  // namespace

bool InputReader::has_byte() {
    if (m_next < m_bytes.size()) return true;
    if (m_input == nullptr || m_broken_off) return false;
    std::array<char, 4096> buffer;
    const std::size_t count = m_input->read(buffer.data(), buffer.size());
    m_bytes.append(buffer.data(), count);
    if (count != 0) return true;
    m_broken_off = m_interrupted;
    if (!m_broken_off) m_input = nullptr;
    return false;
}

/// Reads something as a whole, or takes nothing.
template <class Read>
auto InputReader::whole(Read read) {
    m_broken_off = false;
    const std::size_t begin = m_next;
    auto result = read();
    if (!m_broken_off) return result;
    m_next = begin;
    return decltype(result){};
}

std::optional<std::uint8_t> InputReader::read_byte() {
    return whole([&]() -> std::optional<std::uint8_t> {
        if (!has_byte()) return std::nullopt;
        return static_cast<std::uint8_t>(m_bytes[m_next++]);
    });
}

std::optional<std::string_view> InputReader::read_line(std::size_t most) {
    return whole([&]() -> std::optional<std::string_view> {
        if (!has_byte()) return std::nullopt;
        const std::size_t begin = m_next;
        const auto inside = [](char c) { return c != '\n'; };
        while (has(inside) && m_next - begin <= most) ++m_next;
        const std::size_t end = m_next;
        if (end - begin <= most && has_byte()) ++m_next;
        return std::string_view(m_bytes).substr(begin, end - begin);
    });
}

/// The word that stands there, without the zeros a number may begin with: so many as one likes. Of
/// what is left at most `longest_word` bytes are looked at, too many for a number.
std::string InputReader::take_word() {
    std::string word;
    if (has(is_sign)) word += m_bytes[m_next++];
    const bool zero = has(is_zero);
    while (has(is_zero)) ++m_next;
    const std::size_t begin = m_next;
    while (has(is_word) && m_next - begin < longest_word) ++m_next;
    const auto rest = std::string_view(m_bytes).substr(begin, m_next - begin);
    if (zero && (rest.empty() || rest[0] < '0' || rest[0] > '9')) word += '0';
    return word += rest;
}

InputReader::Number InputReader::read_int(std::int64_t& value, std::string& text) {
    return whole([&] {
        while (has(is_space)) ++m_next;
        if (!has_byte()) return Number::AtEnd;
        text = take_word();
        if (text.starts_with("+-")) return Number::NotANumber;
        const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
        const char* end = text.data() + text.size();
        const auto result = std::from_chars(begin, end, value);
        if (result.ptr != end) return Number::NotANumber;
        if (result.ec == std::errc::result_out_of_range) return Number::TooLarge;
        return result.ec == std::errc{} ? Number::Read : Number::NotANumber;
    });
}

}  // namespace freehold
