// SPDX-License-Identifier: MIT
// Whatever allocator works in the heap, a machine is the same machine: in both engines, at every
// step that a run goes back to, and with nothing enforced.
#include <gtest/gtest.h>

#include <optional>

#include "freehold/assemble.hpp"
#include "freehold/verify.hpp"
#include "tests/support/everything.hpp"
#include "tests/support/machine_state.hpp"
#include "tests/support/outcome.hpp"

namespace freehold {
namespace {

std::vector<HeapSettings> some_settings() {
    std::vector<HeapSettings> all;
    for (std::uint8_t k = 0; k < heap_policy_count; ++k) {
        HeapSettings settings{.policy = HeapPolicy{k}, .counts = true};
        all.push_back(settings);
        settings.coalesce = k % 2 == 0 ? Coalesce::Deferred : Coalesce::Off;
        settings.quarantine = 2;
        settings.redzone = 16;
        settings.fill_new = 0xcd;
        settings.fill_free = 0xdd;
        all.push_back(settings);
    }
    return all;
}

std::string name_of(const HeapSettings& settings) {
    return std::string{policy_word(settings.policy)} +
           (settings.redzone == 0 ? "" : ", guarded and filled");
}

Options small_machine(const HeapSettings& heap) {
    Options options;
    options.heap_bytes = 64u << 10;
    options.stack_bytes = 4u << 10;
    options.heap = heap;
    return options;
}

Assembly built_of(const std::string& path) {
    return assemble(Source::read(test::in_checkout(path)), test::assemble_options({}));
}

/// All of the heap that can be seen.
std::vector<std::uint64_t> heap_of(const Machine& machine) {
    std::vector<std::uint64_t> words{machine.step(), machine.heap_use().blocks};
    const Address begin = machine.layout().heap_begin;
    for (Address at = begin; at < begin + machine.heap_use().reserved; at = at + 8) {
        words.push_back(machine.word_at(at));
    }
    for (const ChunkInfo& chunk : machine.chunks()) words.push_back(raw(chunk.address));
    return words;
}

TEST(HeapPolicies, are_the_same_in_both_engines) {
    for (const std::string& path : test::programs_in("programs/lessons")) {
        const Assembly built = built_of(path);
        const Verification proof = verify(*built.program);
        if (!proof.program || !proof.program->is_safe()) continue;
        for (const HeapSettings& settings : some_settings()) {
            Options options = small_machine(settings);
            Machine fast{*proof.program, options};
            options.checks_slots = true;
            Machine checked{*proof.program, options};
            EXPECT_EQ(fast.run().kind, checked.run().kind) << path << ", " << name_of(settings);
            EXPECT_EQ(heap_of(fast), heap_of(checked)) << path << ", " << name_of(settings);
        }
    }
}

TEST(HeapPolicies, can_go_back_to_every_step) {
    for (const char* path :
         {"programs/lessons/07_lists_and_drop_order.fh", "programs/lessons/20_heap_policies.fh",
          "programs/mistakes/f302_use_after_free.fh"}) {
        const Assembly built = built_of(path);
        for (const HeapSettings& settings : some_settings()) {
            EXPECT_EQ(test::going_back_differs(*built.program, small_machine(settings), "", 150),
                      "")
                << path << ", " << name_of(settings);
        }
    }
}

TEST(HeapPolicies, find_no_trespass_where_there_is_none) {
    for (const char* folder : {"programs/seed", "programs/lessons"}) {
        for (const std::string& path : test::programs_in(folder)) {
            const Assembly built = built_of(path);
            Options options = small_machine({.redzone = 16, .counts = true});
            options.enforce = Enforce::None;
            TextInput input{"7\n3 4\n12\n"};
            options.input = &input;
            Machine machine{*built.program, options};
            EXPECT_NE(machine.run().fault.code, Code::HeapOverwritten) << path;
        }
    }
}

TEST(HeapStats, add_up_to_the_heap) {
    const Assembly built = built_of("programs/lessons/20_heap_policies.fh");
    for (const HeapSettings& settings : some_settings()) {
        Machine machine{*built.program, small_machine(settings)};
        machine.run_until(550);
        const HeapStats it = machine.heap_stats();
        EXPECT_EQ(it.span, it.asked + it.header_bytes + it.zone_bytes + it.padding_bytes +
                               it.free_bytes + it.quarantined_bytes)
            << name_of(settings);
        EXPECT_EQ(it.allocations, it.frees + it.blocks);
        EXPECT_LE(it.peak_asked, it.peak_span);
        EXPECT_GE(it.all_asked, it.peak_asked);
    }
}

}  // namespace
}  // namespace freehold
