// SPDX-License-Identifier: MIT
// What the verifier found, with the command that shows it happen.
#pragma once

#include <string>
#include <vector>

#include "freehold/witness.hpp"
#include "vm/cli/arguments.hpp"

namespace freehold::cli {

/// Adds to the diagnostic of each finding the command whose run faults because of it, or a note
/// that none was found. `name` is what the user calls the program; of `arguments` those options
/// count that decide what a run does.
void add_witnesses(const Program& program, std::vector<Finding>& findings, const std::string& name,
                   const Arguments& arguments);

/// What a run of a witness reads: the input that was named, or none; or `1` in every line, where a
/// program has to read something to get on.
enum class Feed : std::uint8_t {
    AsGiven,
    Ones,
    ByHand,  ///< what the person at the keyboard gave, and has to give again
};

/// "freehold run --no-verify --replay=1101 x.fh", with those options of this command that decide
/// what a run does; of Ones with "yes 1 | " before it.
std::string replay_command(const Program& program, const std::string& name,
                           const std::vector<bool>& branches, const Arguments& arguments,
                           Feed feed = Feed::AsGiven);

/// Whether a witness may read something else than what was given: not where an input was named, and
/// a program that is standard input itself leaves no room there.
bool may_be_fed(const std::string& name, const Arguments& arguments);

/// Why no run shows a finding; empty where one does, or where none is to be expected.
std::string unseen_text(const Program& program, const Finding& finding, const Sighting& sighting);

}  // namespace freehold::cli
