// SPDX-License-Identifier: MIT
#include "vm/debug/words.hpp"

#include <charconv>
#include <string>

namespace freehold::debug {

void Words::skip() {
    const std::size_t begin = m_rest.find_first_not_of(" \t\r\n");
    m_rest.remove_prefix(begin == m_rest.npos ? m_rest.size() : begin);
    const std::size_t end = m_rest.find_last_not_of(" \t\r\n");
    if (end != m_rest.npos) m_rest = m_rest.substr(0, end + 1);
}

std::string_view Words::take() {
    const std::size_t end = std::min(m_rest.find_first_of(" \t"), m_rest.size());
    const std::string_view word = m_rest.substr(0, end);
    m_rest.remove_prefix(end);
    skip();
    return word;
}

bool Words::take(std::string_view word) {
    Words other = *this;
    if (other.take() != word) return false;
    *this = other;
    return true;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
    if (text.starts_with('@')) text.remove_prefix(1);
    const bool hex = text.starts_with("0x");
    if (hex) text.remove_prefix(2);
    std::string digits;
    for (const char c : text) {
        if (c != '_') digits += c;
    }
    std::uint64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto result = std::from_chars(digits.data(), end, value, hex ? 16 : 10);
    if (digits.empty() || result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return value;
}

bool is_number(std::string_view text) { return number_in(text).has_value(); }

}  // namespace freehold::debug
