// SPDX-License-Identifier: MIT
// A run that meets what the verifier found: the static verdict, seen to happen.
//
//     std::vector<Sighting> seen = find_witnesses(program, proof.findings, options, input);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/machine.hpp"
#include "freehold/verify.hpp"

namespace freehold {

/// A run that faults because of a finding.
struct Witness {
    /// For Options::branches. Empty: the program gets there by itself, with the input given.
    std::vector<bool> branches;
    Fault fault;
    /// It reads `1` in every line (ones()), and not the input given.
    bool fed = false;
};

/// What came of the search for one finding.
struct Sighting {
    enum class Result : std::uint8_t {
        Found,     ///< `witness` holds
        NotFound,  ///< no run that was tried shows it
        NotTried,  ///< beyond `max_findings`, or the budget of all was used up
        NoRun,     ///< what its rule forbids harms nobody by itself: F211, F213, F214 …
    };
    /// Of NotFound: what is known about why.
    enum class Why : std::uint8_t {
        Unknown,      ///< none of those that were tried gets there
        NeverCalled,  ///< nothing leads from `main` to its function
        OnlyWay,      ///< there is one way through the program, which ends without showing it
    };
    Result result = Result::NoRun;
    Witness witness = {};
    Why why = Why::Unknown;
    /// Of NotFound: a fault of its own that stops those runs before they get there.
    std::optional<Fault> before = {};
};

struct WitnessLimits {
    Step steps = 10'000;      ///< of one run
    std::uint32_t runs = 64;  ///< tried for one finding
    /// Of all runs for one program; 4 KiB that a long instruction touches count as one.
    Step steps_of_all = 500'000;
    std::uint32_t max_findings = 10;
};

/// Looks for a witness of each finding, in their order: first the run with this input, then runs
/// with branches forced. Takes heap_bytes and stack_bytes of `options`. The same program, findings,
/// options and input give the same sightings.
std::vector<Sighting> find_witnesses(const Program& program, const std::vector<Finding>& findings,
                                     const Options& options, std::string_view input,
                                     const WitnessLimits& limits = {});

/// The same; and where a program that reads input does not get there with this one, with ones().
std::vector<Sighting> find_fed_witnesses(const Program& program,
                                         const std::vector<Finding>& findings,
                                         const Options& options, std::string_view input);

/// What `yes 1` writes, more than a witness can read.
std::string ones();
/// Whether an instruction of the program reads input.
bool reads_input(const Program& program);

/// Whether a run's fault can be the consequence of a broken rule: the same code, or the fault of
/// memory that follows from it (F204 -> F302).
bool shows(Code fault, Code finding);

}  // namespace freehold
