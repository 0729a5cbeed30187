// SPDX-License-Identifier: MIT
// What always holds of a program and its run, whatever the program (ownership.md calls them P1-P7):
//
// - P1, P2: a program that verify() accepts, without `unsafe`, meets no fault of ownership or
//   memory on any input, but F305 at an index or a length that is computed, or at any index into a
//   run; so one that meets such a fault is rejected.
// - P3: whether what is proven is checked once more or not, the same comes of every run of it: end,
//   output, steps, blocks and slots.
// - P5: no slot of it ever holds a kind of value that its type does not name.
// - P6: a program that --enforce=memory stops for harm to memory, --enforce=ownership stops, too.
// - P7: without `forget`, and ended by `ret` or `exit`, every block was freed or is still owned.
// - P8: going back to any step of a run, also where nothing is enforced, gives what was there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "freehold/machine.hpp"
#include "freehold/program.hpp"
#include "freehold/verify.hpp"

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

/// The machine that a program is tried on.
inline constexpr std::uint32_t trial_heap_bytes = 16u << 10;
inline constexpr std::uint32_t trial_stack_bytes = 8u << 10;

/// Zeros and ones to read, as the seed decides: which way the branches go.
std::string decisions(std::uint64_t seed);

class PropertyChecker {
public:
    /// Verifies the program and, if it is accepted, runs it on `runs` inputs that follow from
    /// `seed`. `as_written` is false for code that no assembler wrote: then drops may be missing,
    /// and P7 is not asked.
    std::optional<Violation> check(const freehold::Program& program, std::uint64_t seed, int runs,
                                   bool as_written);
    /// Whether the properties are about it: it is verified, and has no `unsafe`.
    bool accepts(const freehold::Program& program);
    /// Runs an accepted program on one input. `seed` chooses what is looked at on the way.
    std::optional<Violation> run(const freehold::Program& program, const std::string& input,
                                 std::uint64_t seed, bool as_written);
    const PropertyCounts& counts() const { return m_counts; }

private:
    std::optional<Violation> go_back(const freehold::Program& program, const std::string& input,
                                     Enforce enforce);
    std::optional<Violation> run_rejected(const freehold::Program& program, std::uint64_t seed);
    std::optional<Violation> run_proven(const std::string& input, const std::string& expected,
                                        bool checks_slots);
    std::optional<Violation> check_slots(const freehold::Program& program, const std::string& input,
                                         freehold::Step step);

    PropertyCounts m_counts;
    HeapSettings m_heap;                     ///< of the runs that are compared now
    std::optional<VerifiedProgram> m_proof;  ///< of the program accepted last
};

/// A fault that a verified program must not meet.
bool is_forbidden(const freehold::Program& program, const Fault& fault);

}  // namespace freehold::agreement
