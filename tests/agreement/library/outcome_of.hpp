// SPDX-License-Identifier: MIT
// All that comes of a run, as one text: two runs are alike when the texts are.
#pragma once

#include <string>

#include "freehold/machine.hpp"

namespace freehold::agreement {

/// How the machine's run has ended: stop, steps, output, blocks, and the slots of living frames.
std::string outcome_of(const Machine& machine, const Stop& stop, const std::string& output);

/// Keeps what a program prints.
class KeptText : public Output {
public:
    bool write(std::string_view bytes) override {
        m_text += bytes;
        return true;
    }
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

}  // namespace freehold::agreement
