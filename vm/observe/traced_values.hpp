// SPDX-License-Identifier: MIT
// What a word of memory holds, as a person reads it: before and after a step.
#pragma once

#include <string>
#include <vector>

#include "vm/observe/traced_names.hpp"

namespace freehold {

/// A row: one value that changed.
struct ValueChange {
    TracedPlace place;
    std::string was;
    std::string now;
};

/// The values in a word that a person sees change: one, or those of its narrow fields; none where
/// only the machine's own knowledge of the word is another.
std::vector<ValueChange> values_changed(const WordChange& change, const TracedNames& names,
                                        const Program& program,
                                        const std::vector<TracedFrame>& frames);

/// The bytes as a literal, "\n" for what is no letter: `"hello\n"`.
std::string quoted_bytes(std::string_view bytes);

}  // namespace freehold
