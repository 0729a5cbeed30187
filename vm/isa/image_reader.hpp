// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/isa/image_writer.hpp"

namespace freehold::image {

/// Bytes that the smallest item of a list takes in an image: those of one with nothing in it.
template <class T>
std::size_t smallest() {
    static const std::size_t size = [] {
        Writer writer;
        if constexpr (std::same_as<T, Source>) {
            writer(Source("", ""));
        } else {
            writer(T{});
        }
        return writer.size();
    }();
    return size;
}

/// In memory a Source takes much more than its smallest image.
inline constexpr std::uint32_t max_sources = 65'536;

/// Takes fields from the bytes of an image. After the first thing that is wrong it gives zeros and
/// empty lists. Nothing is allocated for a count that the bytes left could not fill.
class Reader {
public:
    Reader(std::span<const std::byte> bytes, std::size_t at)
        : m_bytes(bytes), m_at(at), m_end(bytes.size()) {}

    template <class... Fields>
    void operator()(Fields&... fields) {
        (read(fields), ...);
    }

    template <class... Fields>
    void section(std::string_view tag, std::string_view name, Fields&... fields) {
        if (!begin_section(tag, name)) return;
        (*this)(fields...);
        end_section();
    }

    bool failed() const { return !m_problem.empty(); }
    /// What is wrong: "it ends in the middle of its functions, at byte 1,204".
    const std::string& problem() const { return m_problem; }
    std::size_t at() const { return m_at; }

private:
    bool begin_section(std::string_view tag, std::string_view name);
    void end_section();
    /// Says once what is wrong, and where.
    void fail(std::string_view what);
    /// Whether so many bytes are left in the section; if not, fails.
    bool has(std::uint64_t bytes);

    template <std::integral T>
    void read(T& value) {
        value = T{};
        if (!has(sizeof(T))) return;
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            bits |= std::to_integer<std::uint64_t>(m_bytes[m_at + i]) << (8 * i);
        }
        m_at += sizeof(T);
        value = static_cast<T>(bits);
    }
    void read(bool& value);
    void read(std::string& text);
    void read(std::vector<std::byte>& bytes);
    void read(std::vector<Source>& sources);
    template <class T>
    requires std::is_enum_v<T>
    void read(T& value) {
        std::underlying_type_t<T> number{};
        read(number);
        value = T{number};  // any number: validate() looks at it
    }
    template <class T>
    void read(std::vector<T>& items) {
        const std::uint32_t count = read_count(smallest<T>());
        items.resize(count);
        for (T& item : items) {
            read(item);
            if (failed()) return;
        }
    }
    template <class T>
    requires std::is_class_v<T>
    void read(T& fields) { describe(*this, fields); }
    /// A count of items that take so many bytes at least; 0 when they cannot all be there.
    std::uint32_t read_count(std::size_t bytes_each);

    std::span<const std::byte> m_bytes;
    std::size_t m_at;
    std::size_t m_end;  ///< of the current section
    std::string_view m_section = "header";
    std::uint64_t m_section_bytes = 0;  ///< as it says
    std::size_t m_section_begin = 0;
    std::string m_problem;
};

}  // namespace freehold::image
