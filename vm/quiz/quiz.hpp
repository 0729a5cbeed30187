// SPDX-License-Identifier: MIT
// Predict, then look: questions about a run, made from the run itself.
//
//     Quiz quiz = make_quiz(program, options, {.seed = 1, .count = 8});
//
// The same program, options, input and settings give the same quiz on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/machine.hpp"

namespace freehold::quiz {

/// What a question is about. The rows of kinds() are in this order.
enum class Kind : std::uint8_t {
    Verdict,
    Segment,
    Owner,
    Valid,
    SameBlock,
    Alive,
    NextFree,
    FreedBy,
    Depth,
    Prints,
    Left,
    Ends,
    Fault,
};

struct KindInfo {
    Kind kind;
    std::string_view word;   ///< "next-free": on the command line, and in JSON
    std::string_view asks;   ///< "which block is freed next"
    std::string_view topic;  ///< what to look at again: "the order of frees"
};
const std::vector<KindInfo>& kinds();
const KindInfo& kind_info(Kind kind);
/// By its word; nothing for another one.
std::optional<Kind> kind_named(std::string_view word);

/// A line of source around the place that is asked about, without its comment, which might tell.
struct ShownLine {
    std::uint32_t number = 0;  ///< from 1; 0 where the program has no source
    std::string text;
    bool ran = false;  ///< the one that has just run
    friend bool operator==(const ShownLine&, const ShownLine&) = default;
};

struct Question {
    Kind kind{};
    Step step = 0;                          ///< asked about the state after so many steps
    std::string function;                   ///< whose frame is the innermost then
    std::string place;                      ///< "line 7" has just run; empty at step 0
    std::string next;                       ///< "line 8" is next
    std::uint64_t times = 1;                ///< `place` has run so often by then
    bool called = false;                    ///< `place` has called `function`, which begins
    std::vector<ShownLine> lines = {};      ///< around `place`, or at step 0 around `next`
    std::string text;                       ///< a sentence with a question mark, code in backticks
    std::vector<std::string> choices = {};  ///< two to five; none: a number is asked for
    std::size_t right = 0;                  ///< of the choices,
    std::uint64_t number = 0;               ///< or the number
    std::string why = {};                   ///< the right answer, from the run
    Step shown_at = 0;                      ///< where the debugger shows it; `step` or later
    std::string about = {};                 ///< what it is about: "block 1"; not for readers

    bool wants_number() const { return choices.empty(); }
    friend bool operator==(const Question&, const Question&) = default;
};

/// "heap", "3": the right answer in words.
std::string right_answer(const Question& question);

struct Settings {
    std::uint64_t seed = 1;
    std::size_t count = 8;
    std::vector<Kind> kinds = {};  ///< to ask for; none: all
    bool verify = true;            ///< ask about the verifier, too
};

struct Quiz {
    std::vector<Question> questions;  ///< by step
    bool accepted = true;             ///< the verifier found nothing, or was not asked
    Step steps = 0;                   ///< of the run that was looked at
    bool ended = false;  ///< that run came to its end or to a fault; else it was cut off there
};

/// How many steps are looked at where `options.max_steps` does not say it.
inline constexpr Step steps_looked_at = 1'000'000;

/// Runs the program, proven or not, with every rule checked, and asks about that run. Reads
/// `options.input` once; `options.output` gets nothing. Fewer questions than wanted where there is
/// too little to ask. Throws OutOfHostMemory.
Quiz make_quiz(const Program& program, const Options& options, const Settings& settings);

}  // namespace freehold::quiz
