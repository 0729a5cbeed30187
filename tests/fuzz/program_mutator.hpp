// SPDX-License-Identifier: MIT
// Changes programs so that they stay programs more often than not: lines and words of a text,
// instructions of an image. It also makes new ones, as tests/agreement does.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/agreement/library/generate.hpp"
#include "tests/agreement/library/mutate.hpp"
#include "tests/fuzz/fuzz_program.hpp"
#include "tests/fuzz/image_mutator.hpp"
#include "vm/isa/validate.hpp"

namespace freehold::fuzz {

class ProgramMutator {
public:
    explicit ProgramMutator(unsigned seed) : m_random(seed) {}

    /// A changed program, a text or an image; it may be none any more, and of any size.
    std::string changed(std::string_view program) {
        if (is_image(std::as_bytes(std::span(program)))) return changed_image(program);
        const std::uint32_t what = m_random.below(100);
        if (what < 2) return generated();
        if (what < 5) return as_image(program);
        std::string text(program);
        for (std::uint32_t count = 1 + m_random.below(3); count > 0; --count) {
            text = m_random.percent(70) ? agreement::mutate_text(text, m_random)
                                        : agreement::exchange_word(text, m_random);
        }
        return text;
    }

    /// Some lines of the second text somewhere in the first.
    std::string crossed(std::string_view text, std::string_view other) {
        const std::size_t begin = line_begin(other);
        std::size_t end = begin;
        for (std::uint32_t lines = 1 + m_random.below(6); lines > 0; --lines) {
            end = std::min(other.find('\n', end), other.size() - 1) + 1;
        }
        std::string result(text);
        return result.insert(line_begin(text), other.substr(begin, end - begin));
    }

private:
    std::size_t line_begin(std::string_view text) {
        const std::size_t before = text.rfind('\n', m_random.below(text.size() + 1));
        return before == std::string_view::npos ? 0 : before + 1;
    }

    std::string generated() {
        agreement::Rendering rendering;
        agreement::render_freehold(agreement::generate(m_random.next()), rendering);
        return rendering.text;
    }

    static std::string text_of(std::span<const std::byte> image) {
        return {reinterpret_cast<const char*>(image.data()), image.size()};
    }

    std::string as_image(std::string_view text) {
        Assembly built = agreement::assemble_alone(std::string(text));
        if (!built.program) return std::string(text);
        strip(*built.program);
        return text_of(save_image(*built.program));
    }

    std::string changed_image(std::string_view bytes) {
        const ImageMutator::Bytes image(bytes.begin(), bytes.end());
        const auto seed = static_cast<unsigned>(m_random.next());
        if (m_random.percent(30)) {
            const auto changed = ImageMutator(image, seed).changed(bytes.size() + 64);
            return {changed.begin(), changed.end()};
        }
        Loading loaded = load_image(std::as_bytes(std::span(bytes)), "fuzz.fhx");
        if (!loaded.program) return std::string(bytes);
        for (std::uint32_t count = 1 + m_random.below(3); count > 0; --count) {
            Program mutant = *loaded.program;
            agreement::mutate_code(mutant, m_random);
            if (validate(mutant).empty()) loaded.program = std::move(mutant);
        }
        return text_of(save_image(*loaded.program));
    }

    agreement::Random m_random;
};

/// Puts the bytes where libFuzzer wants them; the old ones stay where they are too many.
inline std::size_t hand_over(const std::string& bytes, std::uint8_t* data, std::size_t size,
                             std::size_t most) {
    if (bytes.empty() || bytes.size() > most) return size;
    std::memcpy(data, bytes.data(), bytes.size());
    return bytes.size();
}

}  // namespace freehold::fuzz
