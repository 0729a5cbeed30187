// SPDX-License-Identifier: MIT
// What an instructor asks of a submission, as rubric.toml says it (docs/grading.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/machine.hpp"
#include "vm/grade/bounds.hpp"
#include "vm/grade/points.hpp"
#include "vm/grade/result.hpp"

namespace freehold::grade {

// ---- what is expected of a run ------------------------------------------------------------------

/// The program printed exactly this.
struct ExactOutput {
    std::string text;
};
/// The same line by line; blanks at the ends of lines and empty last lines do not count.
struct OutputLines {
    std::vector<std::string> lines;
};
/// The numbers in it, in order; each may be off by `tolerance`. Every integer of the machine is
/// one.
struct OutputNumbers {
    std::vector<long double> numbers;
    double tolerance = 0;
};
/// Some part of it matches: a POSIX extended regular expression.
struct OutputMatch {
    std::string pattern;
};
using OutputExpectation = std::variant<ExactOutput, OutputLines, OutputNumbers, OutputMatch>;

/// A code that stops a run, or that the assembler or the verifier reports.
struct CodeExpectation {
    Code code{};
    std::string function;  ///< empty: any
    std::string mark;      ///< of a comment `;@ mark` on its line; empty: any
};

/// How a run begins and ends.
struct EndExpectation {
    enum class Kind : std::uint8_t { Exit, Fault, Rejected };
    Kind kind = Kind::Exit;
    int status = 0;        ///< Exit
    CodeExpectation code;  ///< Fault, Rejected
};

/// What a submission takes or does, as a number.
enum class Quantity : std::uint8_t {
    Leaks,        ///< blocks without an owner at the end
    StillOwned,   ///< blocks that an owner still reaches at the end
    Allocations,  ///< blocks made
    Frees,
    Moves,   ///< of owners, from one place to another
    Clones,  ///< blocks made by `clone`
    PeakHeap,
    PeakStack,
    HeapSpan,  ///< from the heap's begin to the highest byte ever used
    Depth,     ///< frames, main's included
    Steps,
};

/// Several bounds of things with names: a function's calls, a struct's size.
using NamedBounds = std::vector<std::pair<std::string, Bounds>>;

inline constexpr std::string_view no_segment = "none";

/// All that is said must hold.
struct Expectations {
    std::vector<OutputExpectation> outputs;
    std::optional<EndExpectation> end;
    std::optional<bool> has_unsafe;
    std::vector<std::pair<Quantity, Bounds>> quantities;
    std::vector<std::string> freed;  ///< blocks, in this order: "#3", "Node#2", "main.s2"
    std::vector<std::string> moved;  ///< blocks: "#3", "Node#2"
    NamedBounds calls;
    NamedBounds sizes;  ///< of structs
    /// Of statics: "data", "bss", or no_segment where there has to be none of that name.
    std::vector<std::pair<std::string, std::string>> segments;
    std::vector<std::string> lacks;  ///< instructions
    std::vector<std::string> uses;

    /// Whether some of it can only be told of a program that ran.
    bool ask_about_run() const {
        return !outputs.empty() || !quantities.empty() || !freed.empty() || !moved.empty() ||
               !calls.empty();
    }
    /// Whether there is any besides the end.
    bool ask_anything() const {
        return ask_about_run() || has_unsafe || !sizes.empty() || !segments.empty() ||
               !lacks.empty() || !uses.empty();
    }
};

// ---- tests --------------------------------------------------------------------------------------

/// A step handles a word or so; long instructions (fill, clone, print …) many. So many bytes for
/// each step of the limit are ordinary.
inline constexpr std::uint64_t bytes_for_a_step = 256;

struct Limits {
    std::uint64_t steps = 2'000'000;
    std::uint32_t output = 64 << 10;  ///< bytes
    std::uint32_t heap = 1 << 20;
    std::uint32_t stack = 64 << 10;
    std::uint32_t milliseconds = 2'000;  ///< of the clock, for all that a test does
};

/// A further question about a test's run.
struct Check {
    std::string name;
    Points points{};
    std::string hint;
    Expectations expects;
};

struct Test {
    std::string name;
    bool hidden = false;
    Shown shown = Shown::Always;
    /// The file that includes the submission, in the assignment's folder; empty: `code` is its
    /// text, or where that is empty, too, the submission itself runs.
    std::string program;
    std::string code;
    std::string input;
    std::string input_file;   ///< where `input` comes from; may be empty
    std::string output_file;  ///< where the expected output comes from; may be empty
    std::vector<std::pair<std::string, std::int64_t>> defines;
    bool verify = true;
    Enforce enforce = Enforce::Ownership;
    HeapSettings heap;
    Limits limits;
    /// The first is the test itself: its name, points, hint and expectations.
    std::vector<Check> checks;

    bool has_harness() const { return !program.empty() || !code.empty(); }
};

/// A submission of which it is known what it gets.
struct KnownAnswer {
    std::string file;
    Points points{};
    std::vector<std::string> fails;  ///< names of tests and checks
    Span span{};                     ///< where the rubric says so
};

struct Rubric {
    std::string title;
    std::string goal;
    std::string submission;  ///< what a submission's file is called
    std::string starter = "starter.fh";
    std::string reference = "reference.fh";
    std::string task = "task.md";
    std::vector<std::string> handout;
    std::vector<Test> tests;
    std::vector<KnownAnswer> answers;

    Points most() const;
};

}  // namespace freehold::grade
