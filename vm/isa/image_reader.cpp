// SPDX-License-Identifier: MIT
#include "vm/isa/image_reader.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"

namespace freehold::image {

void Reader::fail(std::string_view what) {
    if (failed()) return;
    m_problem = fmt::format("{}, at byte {}", what, with_commas(m_at));
    m_end = m_at;
}

bool Reader::has(std::uint64_t bytes) {
    if (failed()) return false;
    if (bytes <= m_end - m_at) return true;
    if (m_end < m_bytes.size()) {
        fail(fmt::format("its {} are longer than they say", m_section));
    } else {
        m_at = m_end;
        fail(fmt::format("it ends in the middle of its {}", m_section));
    }
    return false;
}

bool Reader::begin_section(std::string_view tag, std::string_view name) {
    if (failed()) return false;
    m_section = name;
    m_end = m_bytes.size();
    for (char letter : tag) {
        std::uint8_t found = 0;
        read(found);
        if (failed()) return false;
        if (found != static_cast<std::uint8_t>(letter)) {
            fail(fmt::format("its {} are missing", name));
            return false;
        }
    }
    read(m_section_bytes);
    m_section_begin = m_at;
    // Of one that says to be longer than the image, as much as there is: then it ends in its
    // middle.
    if (m_section_bytes < m_end - m_at) m_end = m_at + static_cast<std::size_t>(m_section_bytes);
    return !failed();
}

void Reader::end_section() {
    if (!failed() && m_at - m_section_begin != m_section_bytes)
        fail(fmt::format("its {} are shorter than they say", m_section));
}

void Reader::read(bool& value) {
    std::uint8_t byte = 0;
    read(byte);
    value = byte == 1;
    if (byte > 1) fail(fmt::format("its {} hold a mark that is neither 0 nor 1", m_section));
}

std::uint32_t Reader::read_count(std::size_t bytes_each) {
    std::uint32_t count = 0;
    read(count);
    return has(std::uint64_t{count} * bytes_each) ? count : 0;
}

void Reader::read(std::string& text) {
    const std::uint32_t count = read_count(1);
    text.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) text[i] = std::to_integer<char>(m_bytes[m_at + i]);
    m_at += count;
}

void Reader::read(std::vector<std::byte>& bytes) {
    const std::uint32_t count = read_count(1);
    const auto begin = m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at);
    bytes.assign(begin, begin + count);
    m_at += count;
}

void Reader::read(std::vector<Source>& sources) {
    const std::uint32_t count = read_count(smallest<Source>());
    if (count > max_sources) return fail("it says to be made of more than 65,536 files");
    for (std::uint32_t i = 0; i < count && !failed(); ++i) {
        std::string name, text;
        (*this)(name, text);
        sources.emplace_back(std::move(name), std::move(text));
    }
}

}  // namespace freehold::image
