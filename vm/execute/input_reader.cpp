// SPDX-License-Identifier: MIT
#include "vm/execute/input_reader.hpp"

#include <array>
#include <charconv>
#include <system_error>

namespace freehold {

namespace {

constexpr std::string_view space = " \t\r\n\v\f";
constexpr std::size_t longest_word = 256;

bool is_space(char c) { return space.find(c) != std::string_view::npos; }

}  // namespace

bool InputReader::has_byte() {
    if (m_next < m_bytes.size()) return true;
    if (m_input == nullptr) return false;
    std::array<char, 4096> buffer;
    const std::size_t count = m_input->read(buffer.data(), buffer.size());
    m_bytes.append(buffer.data(), count);
    if (count == 0) m_input = nullptr;
    return count != 0;
}

std::optional<std::uint8_t> InputReader::read_byte() {
    if (!has_byte()) return std::nullopt;
    return static_cast<std::uint8_t>(m_bytes[m_next++]);
}

std::optional<std::string> InputReader::read_line() {
    if (!has_byte()) return std::nullopt;
    std::string line;
    while (has_byte()) {
        const char c = m_bytes[m_next++];
        if (c == '\n') break;
        line.push_back(c);
    }
    return line;
}

void InputReader::skip_space() {
    while (has_byte() && is_space(m_bytes[m_next])) ++m_next;
}

InputReader::Number InputReader::read_int(std::int64_t& value, std::string& text) {
    skip_space();
    if (!has_byte()) return Number::AtEnd;
    const std::size_t begin = m_next;
    while (has_byte() && !is_space(m_bytes[m_next]) && m_next - begin < longest_word) ++m_next;
    text = m_bytes.substr(begin, m_next - begin);
    const std::size_t sign = text.starts_with('+') ? 1 : 0;
    const char* end = text.data() + text.size();
    if (text.starts_with("+-")) {
        m_next = begin;
        return Number::NotANumber;
    }
    const auto result = std::from_chars(text.data() + sign, end, value);
    if (result.ec == std::errc{} && result.ptr == end) return Number::Read;
    m_next = begin;
    const bool digits = result.ptr == end && result.ec == std::errc::result_out_of_range;
    return digits ? Number::TooLarge : Number::NotANumber;
}

}  // namespace freehold
