// SPDX-License-Identifier: MIT
// Verdicts of rustc, kept: each with the whole Freehold program it is about, so that they are
// replayed where there is no rustc, and still are when the generator makes other programs.
//
//     # E0382@4 E0505@7        what rustc said, and at which line of the program; or: # ok
//     # ours: ok (polonius)    only where verify() says something else on purpose
//     fn main() {
//     …
//     }
//
// A line that begins with `#` begins the next one; lines are counted from 1.
#pragma once

#include <string>
#include <vector>

#include "tests/agreement/library/relation.hpp"

namespace freehold::agreement {

struct KeptVerdict {
    RustVerdict rust;    ///< RustError::statement is a line of `program`, from 1; 0: none
    std::string reason;  ///< of a difference on purpose, its name in docs/rust-differences.md
    std::string program;
    std::uint32_t line = 0;  ///< of the file, where the program begins
};

/// Throws std::runtime_error for what is no corpus.
std::vector<KeptVerdict> read_corpus(const std::string& text);
std::string write_corpus(const std::vector<KeptVerdict>& verdicts);

/// A verdict by the lines of the Freehold text instead of the statements of the tree.
RustVerdict by_lines(const RustVerdict& verdict, const Rendering& freehold);

/// What verify() says to a text; OurFinding::statement is a line of it.
OurVerdict judge_text(const std::string& text);

}  // namespace freehold::agreement
