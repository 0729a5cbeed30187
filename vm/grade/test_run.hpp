// SPDX-License-Identifier: MIT
// The program of a test: assembled, proven, run within its limits.
#pragma once

#include <chrono>
#include <optional>

#include "freehold/assemble.hpp"
#include "freehold/verify.hpp"
#include "vm/grade/outcome.hpp"
#include "vm/grade/whole_program.hpp"

namespace freehold::grade {

/// What a program prints, kept up to a limit; beyond it the run is stopped.
class LimitedOutput : public Output {
public:
    explicit LimitedOutput(std::uint32_t most) : m_most(most) {}
    bool write(std::string_view bytes) override;
    const std::string& kept() const { return m_kept; }
    std::uint64_t bytes() const { return m_bytes; }

private:
    std::uint32_t m_most;
    std::string m_kept;
    std::uint64_t m_bytes = 0;
};

class TestRun {
public:
    /// Does all of it. Throws FileError where the submission cannot be read.
    TestRun(const ProgramFiles& files, const Test& test);
    TestRun(const TestRun&) = delete;
    TestRun& operator=(const TestRun&) = delete;

    /// Refers to the run: its watcher, its program.
    const Outcome& outcome() const { return m_outcome; }

private:
    void reject();
    bool prove();
    bool is_late() const;
    void run();
    Options options();
    Stop run_within_limits();
    void conclude(const Stop& stop);
    void note_fault(const Fault& fault);
    FoundCode found(Code code, FunctionId function, Span span) const;

    const Test& m_test;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    Assembly m_assembly;
    Verification m_proof;
    Outcome m_outcome;
    TextInput m_input;
    LimitedOutput m_output;
    std::optional<Watcher> m_watcher;
    std::optional<Machine> m_machine;
};

}  // namespace freehold::grade
