// SPDX-License-Identifier: MIT
#include "vm/isa/known_shapes.hpp"

namespace freehold {

void KnownShapes::take_apart(TypeId type, std::vector<WordRun>& runs) const {
    freehold::for_each_run(m_program, type, m_program.type(type).size,
                           [&](const WordRun& words) { runs.push_back(words); });
}

}  // namespace freehold
