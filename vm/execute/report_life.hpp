// SPDX-License-Identifier: MIT
// Labels for what happened before: the life of an object, and where a slot has its value from.
#pragma once

#include "vm/execute/report.hpp"

namespace freehold::reports {

/// "block #1, 5 bytes, allocated here for `s1`"; of a local its declaration.
void tell_made(Report& report, const Life& life);
/// Each move that was kept; a note counts the others.
void tell_moves(Report& report, const Life& life);
/// What ended it, and why.
void tell_end(Report& report, const Life& life);
/// All three.
void tell_life(Report& report, ObjectId object);

/// Where a word has its value from; `name` is what the word is called. Nothing when that is not
/// known or a label stands there already.
void tell_written(Report& report, const std::string& name, Address word);

/// The label of a write: "becomes 5 here", "is borrowed from `x` here".
std::string written_words(const Report& report, const Event& write);

/// What a block's death was: "`s` was dropped", "the scope of `s` ended".
std::string why_ended(const Report& report, const Event& free);

/// The declaration of a local: "`x` is declared here"; nothing for what is no local.
void tell_declared(Report& report, const Local* local, const std::string& what);

}  // namespace freehold::reports
