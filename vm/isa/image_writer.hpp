// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "vm/isa/image_describe.hpp"

namespace freehold::image {

/// Appends fields to the bytes of an image.
class Writer {
public:
    template <class... Fields>
    void operator()(const Fields&... fields) {
        (write(fields), ...);
    }

    template <class... Fields>
    void section(std::string_view tag, std::string_view, const Fields&... fields) {
        for (char letter : tag) write(static_cast<std::uint8_t>(letter));
        const std::size_t length_at = m_bytes.size();
        write(std::uint64_t{0});
        (*this)(fields...);
        put(length_at, m_bytes.size() - length_at - 8);
    }

    std::size_t size() const { return m_bytes.size(); }
    std::vector<std::byte> take() { return std::move(m_bytes); }

private:
    template <std::integral T>
    void write(T value) {
        const auto bits = static_cast<std::uint64_t>(value);
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            m_bytes.push_back(static_cast<std::byte>(bits >> (8 * i)));
        }
    }
    template <class T>
    requires std::is_enum_v<T>
    void write(T value) { write(raw(value)); }
    void write(const std::string& text) {
        write(static_cast<std::uint32_t>(text.size()));
        for (char letter : text) write(static_cast<std::uint8_t>(letter));
    }
    void write(const std::vector<std::byte>& bytes) {
        write(static_cast<std::uint32_t>(bytes.size()));
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    }
    template <class T>
    void write(const std::vector<T>& items) {
        write(static_cast<std::uint32_t>(items.size()));
        for (const T& item : items) write(item);
    }
    void write(const Source& source) {
        write(source.name());
        write(std::string(source.text()));
    }
    template <class T>
    requires std::is_class_v<T>
    void write(const T& fields) { describe(*this, fields); }

    void put(std::size_t at, std::uint64_t value) {
        for (std::size_t i = 0; i < 8; ++i)
            m_bytes[at + i] = static_cast<std::byte>(value >> 8 * i);
    }

    std::vector<std::byte> m_bytes;
};

}  // namespace freehold::image
