// SPDX-License-Identifier: MIT
// The output of a program that runs: shown, kept for the JSON document, or both.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "vm/cli/console.hpp"

namespace freehold::cli {

class ProgramOutput : public Output {
public:
    ProgramOutput(StandardOutput& shown, bool show, bool keep)
        : m_shown(shown), m_show(show), m_keep(keep) {}

    /// Of what is kept, the document gets so much; an endless program must not fill memory.
    static constexpr std::size_t most_kept = 16u << 20;

    bool write(std::string_view bytes) override;

    const std::string& kept() const { return m_kept; }
    std::uint64_t bytes() const { return m_bytes; }

private:
    StandardOutput& m_shown;
    bool m_show;
    bool m_keep;
    std::string m_kept;
    std::uint64_t m_bytes = 0;
};

}  // namespace freehold::cli
