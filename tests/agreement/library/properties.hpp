// SPDX-License-Identifier: MIT
// What always holds of a program and its run, whatever the program (ownership.md calls them P1-P7):
//
// - P1, P2: a program that verify() accepts, without `unsafe`, meets no fault of ownership or
//   memory on any input, but F305 at a computed index; so one that meets such a fault is rejected.
// - P5: no slot of it ever holds a kind of value that its type does not name.
// - P7: without `forget`, and ended by `ret` or `exit`, every block was freed or is still owned.
//
// P3 (both engines agree) and P6 (a fault under --enforce=memory is one under ownership) belong
// where `run` is called: see PropertyChecker::run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "freehold/machine.hpp"
#include "freehold/program.hpp"

namespace freehold::agreement {

struct Violation {
    std::string property;  ///< "P1"
    std::string text;      ///< "accepted, but F302 at instruction 12"
};

struct PropertyCounts {
    std::uint64_t programs = 0;
    std::uint64_t accepted = 0;
    std::uint64_t runs = 0;
    std::uint64_t finished = 0;
    std::uint64_t steps = 0;
    std::uint64_t rejected_runs = 0;     ///< of rejected programs, to see what rejection is for
    std::uint64_t rejected_faulted = 0;  ///< … that met a fault of ownership or memory

    void add(const PropertyCounts& other);
};

class PropertyChecker {
public:
    /// Verifies the program and, if it is accepted, runs it on `runs` inputs that follow from
    /// `seed`. `as_written` is false for code that no assembler wrote: then drops may be missing,
    /// and P7 is not asked.
    std::optional<Violation> check(const Program& program, std::uint64_t seed, int runs,
                                   bool as_written);
    const PropertyCounts& counts() const { return m_counts; }

private:
    std::optional<Violation> run(const Program& program, std::uint64_t seed, bool as_written);
    std::optional<Violation> check_slots(const Program& program, std::uint64_t seed, Step step);

    PropertyCounts m_counts;
};

/// A fault that a verified program must not meet.
bool is_forbidden(const Program& program, const Fault& fault);

}  // namespace freehold::agreement
