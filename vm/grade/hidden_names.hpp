// SPDX-License-Identifier: MIT
// What Freehold says about a hidden test, without what only its harness says.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "freehold/diagnostic.hpp"
#include "vm/grade/outcome.hpp"

namespace freehold::grade {

/// The names that a harness declares and that are nowhere in the submission: a reason or a report
/// that quotes one would show a part of the harness. What the harness only uses, the submission has
/// to have, and students know.
class HiddenNames {
public:
    explicit HiddenNames(const Sources& sources);

    /// A sentence with `…` for each of them that it has in backticks.
    std::string without(std::string_view sentence) const;
    /// The same of all that a diagnostic says; lines of notes and pictures that have one are gone,
    /// and so is what the harness says when it panics.
    Diagnostic without(Diagnostic diagnostic) const;

private:
    bool are_in(std::string_view text) const;
    std::string lines_without(const std::string& text) const;

    std::set<std::string, std::less<>> m_names;
    std::set<FileId> m_files;  // of the harness
};

}  // namespace freehold::grade
