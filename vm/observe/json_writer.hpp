// SPDX-License-Identifier: MIT
// JSON written by hand, for millions of lines a second: whoever writes knows what stands where.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace freehold {

/// The text as a JSON string, quotes included. What is no valid UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);

/// Bytes in a row. Who puts has asked for room before; what only ever gets large is asked for
/// apart.
class JsonWriter {
public:
    std::string_view text() const { return {m_bytes.data(), m_size}; }
    std::size_t size() const { return m_size; }
    void clear() { m_size = 0; }

    /// So many bytes can be put from here on.
    void need(std::size_t bytes) {
        if (m_bytes.size() - m_size < bytes) [[unlikely]]
            m_bytes.resize(2 * m_bytes.size() + bytes);
    }
    void put(std::string_view text) {
        std::memcpy(m_bytes.data() + m_size, text.data(), text.size());
        m_size += text.size();
    }
    void put(char c) { m_bytes[m_size++] = c; }
    void put_number(std::uint64_t number) {
        char* const at = m_bytes.data() + m_size;
        m_size += static_cast<std::size_t>(std::to_chars(at, at + 20, number).ptr - at);
    }
    /// 16 digits, the byte of the lowest address first.
    void put_bytes(std::uint64_t word);
    /// "0x2a", with the quotes.
    void put_word(std::uint64_t word);
    /// Text of any length: asks for its room itself.
    void append(std::string_view text) {
        need(text.size());
        put(text);
    }

private:
    std::string m_bytes;
    std::size_t m_size = 0;
};

}  // namespace freehold
