// SPDX-License-Identifier: MIT
// Changes images below their checksum: what is in a section is changed, then its length and the
// seal are made right again, so that what is wrong has to be found by whoever reads it.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <random>
#include <span>
#include <vector>

#include "freehold/image.hpp"
#include "vm/isa/image_format.hpp"

// There in fuzzers, null elsewhere.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size)
    __attribute__((weak));

namespace freehold::fuzz {

class ImageMutator {
public:
    using Bytes = std::vector<std::uint8_t>;

    ImageMutator(Bytes image, unsigned seed) : m_bytes(std::move(image)), m_random(seed) {}

    /// Makes one to four changes and seals the result; it takes at most `most` bytes, if it did.
    Bytes changed(std::size_t most) {
        for (std::size_t count = 1 + below(4); count > 0; --count) {
            find_sections();
            if (m_sections.empty()) break;
            const Section section = m_sections[below(m_sections.size())];
            if (section.size != 0) change(section, most);
        }
        image::seal(std::as_writable_bytes(std::span(m_bytes)));
        return std::move(m_bytes);
    }

private:
    /// The content of a section; its length stands in the eight bytes before.
    struct Section {
        std::size_t begin = 0;
        std::size_t size = 0;
    };
    static constexpr std::size_t tag_bytes = 4;
    static constexpr std::size_t length_bytes = 8;

    std::size_t below(std::size_t bound) { return m_random() % bound; }

    void find_sections() {
        m_sections.clear();
        std::size_t at = image::header_bytes + tag_bytes + length_bytes;
        while (at <= m_bytes.size()) {
            std::uint64_t length = 0;
            std::memcpy(&length, &m_bytes[at - length_bytes], length_bytes);
            if (length > m_bytes.size() - at) break;
            m_sections.push_back({at, static_cast<std::size_t>(length)});
            at += static_cast<std::size_t>(length) + tag_bytes + length_bytes;
        }
    }

    void change(const Section& section, std::size_t most) {
        switch (below(LLVMFuzzerMutate != nullptr ? 4 : 3)) {
            case 0: return set_number(section);
            case 1: return step_byte(section);
            case 2: return copy_within(section);
            default: return change_freely(section, most);
        }
    }

    /// A number of one to eight bytes becomes one at which something may end.
    void set_number(const Section& section) {
        constexpr std::array<std::uint64_t, 10> edges{
            0, 1, 2, 7, 0x7f, 0xff, 0xffff, 0x7fffffff, 0xffffffff, ~std::uint64_t{0}};
        const std::uint64_t number = edges[below(edges.size())];
        const std::size_t width = std::min(std::size_t{1} << below(4), section.size);
        std::memcpy(&m_bytes[section.begin + below(section.size - width + 1)], &number, width);
    }

    void step_byte(const Section& section) {
        std::uint8_t& byte = m_bytes[section.begin + below(section.size)];
        byte = static_cast<std::uint8_t>(below(2) == 0 ? byte + 1 : byte - 1);
    }

    /// Some bytes also stand somewhere else: an instruction, a slot, a type.
    void copy_within(const Section& section) {
        const std::size_t width = std::min(std::size_t{1} << below(6), section.size);
        const std::size_t places = section.size - width + 1;
        std::memmove(&m_bytes[section.begin + below(places)],
                     &m_bytes[section.begin + below(places)], width);
    }

    /// As the fuzzer likes, which also knows what was compared with what.
    void change_freely(const Section& section, std::size_t most) {
        const std::size_t room = most > m_bytes.size() ? most - m_bytes.size() : 0;
        Bytes content(section.size + std::min<std::size_t>(room, 64));
        const auto begin = m_bytes.begin() + static_cast<std::ptrdiff_t>(section.begin);
        std::copy_n(begin, section.size, content.begin());
        content.resize(LLVMFuzzerMutate(content.data(), section.size, content.size()));
        m_bytes.erase(begin, begin + static_cast<std::ptrdiff_t>(section.size));
        m_bytes.insert(m_bytes.begin() + static_cast<std::ptrdiff_t>(section.begin),
                       content.begin(), content.end());
        const std::uint64_t length = content.size();
        std::memcpy(&m_bytes[section.begin - length_bytes], &length, length_bytes);
    }

    Bytes m_bytes;
    std::vector<Section> m_sections;
    std::minstd_rand m_random;
};

}  // namespace freehold::fuzz
