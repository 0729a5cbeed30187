// SPDX-License-Identifier: MIT
// From a trace alone every segment can be rebuilt at every step: byte for byte, and what is known
// of each word.
#include <gtest/gtest.h>

#include "tests/support/case_file.hpp"
#include "tests/support/everything.hpp"
#include "tests/unit/observe/trace_support.hpp"
#include "vm/observe/rebuilt_memory.hpp"

namespace freehold::test {
namespace {

struct Stretch {
    Address begin{};
    Address end{};
};

std::vector<Stretch> segments(const Layout& layout) {
    return {{Layout::code_begin, layout.code_end},
            {layout.data_begin, layout.data_end},
            {layout.bss_begin, layout.bss_end},
            {layout.heap_begin, layout.heap_end},
            {layout.stack_begin, layout.stack_end}};
}

/// The first word that differs, in words; empty where none does.
std::string memory_difference(const Machine& machine, const RebuiltMemory& rebuilt) {
    for (const Stretch& segment : segments(machine.layout())) {
        for (Address at = segment.begin; at < segment.end; at = at + 8) {
            const std::string where =
                machine.place_name(at) + " after @" + std::to_string(machine.step());
            if (machine.word_at(at) != rebuilt.word_at(at)) return "bytes of " + where;
            if (!(machine.word_info(at) == rebuilt.word_info(at))) return "known of " + where;
        }
    }
    return "";
}

/// Every segment after so many steps at the beginning, and then now and then.
void expect_rebuilt(const TraceRun& run, const std::string& name) {
    constexpr Step compared_one_by_one = 25;
    constexpr Step now_and_then = 97;
    TracedProgram traced{run};
    const std::string text = traced.lines();
    TextInput input{run.input};
    Machine machine = traced.machine(input);
    machine.run_until(run.first - 1);

    TraceReader reader{text};
    RebuiltMemory rebuilt;
    rebuilt.apply(reader.start());
    ASSERT_EQ(memory_difference(machine, rebuilt), "") << name;
    while (const auto step = reader.next()) {
        EXPECT_EQ(step->index, machine.index()) << name << " @" << step->step;
        machine.run_until(step->step);
        rebuilt.apply(*step);
        ASSERT_EQ(step->next, machine.index()) << name << " @" << step->step;
        ASSERT_EQ(step->depth, machine.depth()) << name << " @" << step->step;
        const bool look =
            step->step < run.first + compared_one_by_one || step->step % now_and_then == 0;
        if (look) {
            ASSERT_EQ(memory_difference(machine, rebuilt), "") << name;
        }
    }
    ASSERT_FALSE(reader.problem())
        << name << ":" << reader.problem()->line << " " << reader.problem()->reason;
    EXPECT_EQ(memory_difference(machine, rebuilt), "") << name;
    EXPECT_EQ(reader.end()->step, machine.step()) << name;
}

void expect_rebuilt_below(const std::string& folder, TraceRun run = {}) {
    const auto paths = programs_in(folder);
    EXPECT_FALSE(paths.empty());
    for (const std::string& path : paths) {
        run.text = read_file(in_checkout(path));
        expect_rebuilt(run, path);
    }
}

TEST(RebuiltMemory, is_the_machines_in_the_seed_programs) { expect_rebuilt_below("programs/seed"); }

TEST(RebuiltMemory, is_the_machines_in_the_lessons) { expect_rebuilt_below("programs/lessons"); }

TEST(RebuiltMemory, is_the_machines_where_a_mistake_stops_it) {
    expect_rebuilt_below("programs/mistakes", {.last = 2'000});
}

TEST(RebuiltMemory, is_the_machines_where_nothing_is_enforced) {
    expect_rebuilt_below("programs/mistakes", {.last = 2'000, .enforce = Enforce::None});
}

TEST(RebuiltMemory, is_the_machines_in_a_recursion) {
    expect_rebuilt({.text = read_file(in_checkout("programs/kernels/quicksort.fh")),
                    .last = 5'000,
                    .defines = {{"N", 100}}},
                   "quicksort");
}

TEST(RebuiltMemory, can_begin_in_the_middle) {
    for (const Step first : {2u, 100u, 2'345u}) {
        expect_rebuilt({.text = read_file(in_checkout("programs/kernels/quicksort.fh")),
                        .first = first,
                        .last = first + 200,
                        .defines = {{"N", 100}}},
                       "quicksort from " + std::to_string(first));
    }
}

TEST(RebuiltMemory, is_zero_and_unknown_where_nothing_was_said) {
    const RebuiltMemory nothing;
    EXPECT_EQ(nothing.byte_at(Address{4096}), 0);
    EXPECT_EQ(nothing.word_info(Address{4096}), WordInfo{});
}

TEST(RebuiltMemory, gives_single_bytes) {
    RebuiltMemory memory;
    ReadStep step;
    step.memory.push_back({Address{4096}, {0x0807060504030201}, {}});
    memory.apply(step);
    EXPECT_EQ(memory.byte_at(Address{4096}), 1);
    EXPECT_EQ(memory.byte_at(Address{4103}), 8);
}

}  // namespace
}  // namespace freehold::test
