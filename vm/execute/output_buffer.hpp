// SPDX-License-Identifier: MIT
// The program's output on its way to an Output.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "freehold/machine.hpp"

namespace freehold {

/// Collects output and hands it on in large pieces, each byte once: what a run that has gone back
/// prints again is not.
class OutputBuffer {
public:
    /// `output` may be nullptr: then everything is thrown away.
    explicit OutputBuffer(Output* output) : m_output(output) {}

    /// False when the Output has failed, now or before.
    bool write(std::string_view bytes);
    bool flush();

    /// How many bytes the program has printed.
    std::uint64_t position() const { return m_position; }
    void go_back_to(std::uint64_t position) { m_position = position; }

private:
    Output* m_output;
    std::string m_waiting;
    std::uint64_t m_position = 0;
    std::uint64_t m_printed = 0;  ///< the most it ever was
    bool m_failed = false;
};

}  // namespace freehold
