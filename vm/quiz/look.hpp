// SPDX-License-Identifier: MIT
// A moment of a run, looked at: what the questions of every kind are made from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vm/debug/place.hpp"
#include "vm/quiz/quiz.hpp"
#include "vm/quiz/random.hpp"
#include "vm/quiz/record.hpp"

namespace freehold::quiz {

struct Look {
    Machine& machine;  ///< stands at the moment, or is put back there
    const debug::Scene& scene;
    const Record& record;
    const Moment& moment;
    Random& random;
    std::vector<Question>& found;

    const Program& program() const { return record.program(); }
    const FrameInfo& frame() const { return scene.frames().front(); }
    Step step() const { return moment.step; }
};

/// What a local of the innermost frame is called there, and where it is.
struct Named {
    const Local* local = nullptr;
    debug::Place place;
    std::string name;  ///< "s1", without its frame
};
/// The locals that the source can name at this moment; of two with the same name the inner one.
std::vector<Named> locals_in_scope(const Look& look);

/// Whether the run is not half over: later its end is too near to ask about.
bool is_early(const Look& look);

/// Adds a question with choices, of which `right` is one, in the order given. `why` may be several
/// sentences, parted by "; ".
Question& ask(const Look& look, Kind kind, std::string about, std::string text,
              std::vector<std::string> choices, const std::string& right, std::string why);
/// The same for a number.
Question& ask_number(const Look& look, Kind kind, std::string about, std::string text,
                     std::uint64_t number, std::string why);

// ---- words --------------------------------------------------------------------------------------

std::string in_backticks(std::string_view code);
/// "line 9: `ret`".
std::string line_choice(const Program& program, std::uint32_t index);
/// "@5, line 9".
std::string at_text(const Look& look, const Event& event);
/// "block #1 moved from `main.s1` to `main.s2` @2, line 7".
std::string happened(const Look& look, const Event& event);
/// "block #1".
std::string block_name(ObjectId block);
/// "block #1, made by line 6 @1": which one is meant.
std::string block_made(const Look& look, ObjectId block);
/// The same to begin a question with: "block #1 was made by line 6, @1".
std::string block_introduced(const Look& look, ObjectId block);

/// Choices that are right nowhere: from `others`, without those that are like `right` or each other
/// or one of `not_these`; at most so many.
std::vector<std::string> wrong_choices(Random& random, const std::vector<std::string>& others,
                                       const std::string& right, std::size_t most,
                                       const std::vector<std::string>& not_these = {});

/// The lines of code that will run, or might have: those that lie behind for good are left out. As
/// the first instruction of each.
std::vector<std::uint32_t> lines_ahead(const Look& look);
/// So many of them beside the right one, and then `last`; as choices in the order of the source.
/// `right`: an instruction, or Moment::nothing where `last` is right.
std::vector<std::string> choice_of_lines(const Look& look, std::uint32_t right,
                                         const std::vector<std::uint32_t>& others,
                                         const std::string& last);

// ---- the kinds: each adds the questions that this moment is good for
// -----------------------------

void ask_segment(const Look& look);
void ask_owner(const Look& look);
void ask_valid(const Look& look);
void ask_same_block(const Look& look);
void ask_alive(const Look& look);
void ask_next_free(const Look& look);
void ask_freed_by(const Look& look);
void ask_depth(const Look& look);
void ask_prints(const Look& look);
void ask_left(const Look& look);
void ask_ends(const Look& look);
void ask_fault(const Look& look);

}  // namespace freehold::quiz
