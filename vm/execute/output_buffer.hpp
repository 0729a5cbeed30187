// SPDX-License-Identifier: MIT
// The program's output on its way to an Output.
#pragma once

#include <string>
#include <string_view>

#include "freehold/machine.hpp"

namespace freehold {

/// Collects output and hands it on in large pieces.
class OutputBuffer {
public:
    /// `output` may be nullptr: then everything is thrown away.
    explicit OutputBuffer(Output* output) : m_output(output) {}

    /// False when the Output has failed, now or before.
    bool write(std::string_view bytes);
    bool flush();

private:
    Output* m_output;
    std::string m_waiting;
    bool m_failed = false;
};

}  // namespace freehold
