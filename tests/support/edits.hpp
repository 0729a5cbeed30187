// SPDX-License-Identifier: MIT
// A help's edits, applied as a reader would.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "freehold/diagnostic.hpp"

namespace freehold::test {

/// A file after the edits.
struct EditedFile {
    std::string text;
    /// By line from 1: the line before the edits from which it comes. Lines that an edit brings
    /// come from the line where it begins.
    std::vector<std::uint32_t> line_before = {0};
};

/// The files that the edits change, by name. Edits of one file may not overlap.
std::map<std::string, EditedFile> apply_edits(const std::vector<Edit>& edits,
                                              const Sources& sources);

}  // namespace freehold::test
