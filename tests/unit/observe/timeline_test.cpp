// SPDX-License-Identifier: MIT
// Any step of a run can be visited, in any order, and is what it was.
#include "vm/observe/timeline.hpp"

#include <gtest/gtest.h>

#include "tests/support/case_file.hpp"
#include "tests/support/difference.hpp"
#include "tests/support/everything.hpp"
#include "tests/support/machine_state.hpp"
#include "tests/support/outcome.hpp"

namespace freehold {
namespace {

Assembly built(const std::string& text) {
    return assemble(Source{"program", text}, test::assemble_options({}));
}

/// 800,003 steps: a counter in memory, and one in a slot.
constexpr const char* counting = R"(bss TOTAL: int
fn main() {
    local i, sum: int
    const i, 0
    const sum, 0
again:
    add sum, sum, i
    store TOTAL, sum
    add i, i, 1
    blt i, 200000, again
    ret
}
)";

constexpr const char* two_blocks = R"(data ONE: bytes = "one"
data TWO: bytes = "two"
fn main() {
    local a, b: own bytes
    new a, ONE
    new b, TWO
    print "{} {}\n", a, b
    drop a
    ret
}
)";

/// Everything that was printed.
class Printed : public Output {
public:
    bool write(std::string_view bytes) override {
        text += bytes;
        return true;
    }
    std::string text;
};

/// Small, so that all of it can be compared after each step.
Options small_machine() {
    Options options;
    options.heap_bytes = 32u << 10;
    options.stack_bytes = 4u << 10;
    return options;
}

TEST(Timeline, OneStepBackIsWhatItWasInEveryProgram) {
    int programs = 0;
    for (const char* folder : {"programs/seed", "programs/lessons", "programs/mistakes"}) {
        for (const std::string& path : test::programs_in(folder)) {
            const Assembly built =
                assemble(Source::read(test::in_checkout(path)), test::assemble_options({}));
            if (!built.program) continue;
            ++programs;
            EXPECT_EQ(test::going_back_differs(*built.program, small_machine(), "1\n2\n3\n", 200),
                      "")
                << path;
        }
    }
    EXPECT_GT(programs, 30);
}

TEST(Timeline, OneStepBackIsWhatItWasInEveryCaseWhateverIsEnforced) {
    int cases = 0;
    for (const std::string& path : test::all_case_paths()) {
        const test::CaseFile file = test::read_case(path);
        if (file.options.assemble_only) continue;
        const Assembly built =
            assemble(Source{path, file.text}, test::assemble_options(file.options));
        if (!built.program) continue;
        Options options = small_machine();
        for (const Enforce enforce : {file.options.enforce, Enforce::None}) {
            options.enforce = enforce;
            const std::string differs =
                test::going_back_differs(*built.program, options, file.options.input, 120);
            EXPECT_EQ(differs, "") << path;
        }
        if (HasFailure()) return;
        ++cases;
    }
    EXPECT_GT(cases, 500);
}

TEST(Timeline, GoesToAnyStepOfALongRun) {
    const Assembly program = built(counting);
    ASSERT_TRUE(program.program);
    Timeline timeline{*program.program, {}};
    timeline.go_to(~Step{0});
    ASSERT_TRUE(timeline.at_end());
    for (const Step step : {Step{799'999}, Step{3}, Step{400'002}, Step{400'001}, Step{0}}) {
        EXPECT_TRUE(timeline.go_to(step));
        EXPECT_EQ(timeline.position(), step);
        Machine fresh{*program.program};
        fresh.run_until(step);
        EXPECT_EQ(test::difference(test::state_of(fresh), test::state_of(timeline.machine())), "");
    }
}

TEST(Timeline, PastTheEndIsTheEnd) {
    const Assembly program = built(two_blocks);
    Timeline timeline{*program.program, {}};
    EXPECT_TRUE(timeline.go_to(1'000));
    EXPECT_TRUE(timeline.at_end());
    EXPECT_TRUE(timeline.knows_end());
    EXPECT_EQ(timeline.position(), timeline.furthest());
}

TEST(Timeline, WhatIsPrintedOnceMoreReachesTheOutputOnce) {
    const Assembly program = built(two_blocks);
    Printed printed;
    Options options;
    options.output = &printed;
    Timeline timeline{*program.program, options};
    timeline.go_to(~Step{0});
    timeline.go_to(0);
    EXPECT_EQ(timeline.machine().output_position(), 0u);
    timeline.go_to(~Step{0});
    EXPECT_EQ(printed.text, "one two\n");
}

/// Where a search from the beginning pauses, and one from the end, back.
struct Pausing {
    std::vector<Step> forward;
    std::vector<Step> back;
};

Pausing pauses_of(Timeline& timeline, const Search& search) {
    Pausing pausing;
    timeline.go_to(0);
    while (timeline.search(search)) pausing.forward.push_back(timeline.position());
    timeline.go_to(~Step{0});
    while (timeline.search_back(search)) pausing.back.push_back(timeline.position());
    return pausing;
}

TEST(Timeline, PausesAtTheSameStepsForwardsAndBack) {
    const Assembly program = built(counting);
    Timeline timeline{*program.program, {}};
    Search search;
    search.pauses.before.resize(program.program->code.size());
    search.pauses.before[4] = true;  // add i, i, 1
    const Address i = timeline.machine().frames()[0].fp - 24;
    search.accepts = [&] { return timeline.machine().word_at(i) % 50'000 == 0; };
    const Pausing pausing = pauses_of(timeline, search);
    EXPECT_EQ(pausing.forward, (std::vector<Step>{4, 200'004, 400'004, 600'004}));
    EXPECT_EQ(pausing.back, (std::vector<Step>{600'004, 400'004, 200'004, 4}));
}

TEST(Timeline, PausesAfterAStepThatChangesWatchedBytes) {
    const Assembly program = built(counting);
    Timeline timeline{*program.program, {}};
    Search search;
    const Address total = program.program->statics[0].address;
    search.pauses.watched = {{total, 8, false, true}};
    search.accepts = [&] { return timeline.machine().word_at(total) % 4'999'950'000 == 0; };
    const Pausing pausing = pauses_of(timeline, search);
    // The sums of 0 and of 0 to 99,999.
    EXPECT_EQ(pausing.forward, (std::vector<Step>{4, 400'000}));
    EXPECT_EQ(pausing.back, (std::vector<Step>{400'000, 4}));
    EXPECT_EQ(timeline.position(), 4u);
}

TEST(Timeline, PausesAfterAStepThatReadsWatchedBytes) {
    const Assembly program = built(two_blocks);
    Timeline timeline{*program.program, {}};
    timeline.go_to(2);
    const Address block = timeline.machine().blocks()[0].address;
    Search search;
    search.pauses.watched = {{block, 3, true, false}};
    EXPECT_TRUE(timeline.search(search));
    EXPECT_EQ(timeline.position(), 3u);  // the print
    EXPECT_EQ(timeline.machine().touched(), (std::vector<Touch>{{0, false}}));
}

TEST(Timeline, ALimitEndsTheRunAlsoAfterGoingBack) {
    const Assembly program = built(counting);
    Options options;
    options.max_steps = 1'000;
    Timeline timeline{*program.program, options};
    for (int time = 0; time < 2; ++time) {
        timeline.go_to(~Step{0});
        EXPECT_EQ(timeline.position(), 1'000u);
        ASSERT_TRUE(timeline.at_end());
        EXPECT_EQ(timeline.machine().ended()->fault.code, Code::StepLimit);
        timeline.go_to(10);
        EXPECT_FALSE(timeline.at_end());
    }
}

// The machine lets it pass as compiled code would: a word far behind all blocks.
TEST(Timeline, WhatIsWrittenWhereNothingLivesIsTakenBackToo) {
    const Assembly program = built(R"(fn main() {
    local p: raw int
    local far: raw int
    local n: int
    unsafe {
        alloc p, 8
        offset far, p, 4000
        store [far], 1
        store [far], 2
        load n, [far]
    }
    ret
}
)");
    ASSERT_TRUE(program.program);
    Options options;
    options.enforce = Enforce::None;
    Timeline timeline{*program.program, options};
    timeline.go_to(3);
    const Address far{
        static_cast<std::uint32_t>(timeline.machine().blocks()[0].address - Address{} + 32'000)};
    EXPECT_EQ(timeline.machine().word_at(far), 1u);
    timeline.go_to(4);
    EXPECT_EQ(timeline.machine().word_at(far), 2u);
    timeline.go_to(3);
    EXPECT_EQ(timeline.machine().word_at(far), 1u);
    timeline.go_to(0);
    EXPECT_EQ(timeline.machine().word_at(far), 0u);
}

TEST(Timeline, FindsAPauseAtTheFirstStepFromBehind) {
    const Assembly program = built(counting);
    Timeline timeline{*program.program, {}};
    Search search;
    search.pauses.before.resize(program.program->code.size());
    search.pauses.before[0] = true;
    timeline.go_to(100);
    EXPECT_TRUE(timeline.search_back(search));
    EXPECT_EQ(timeline.position(), 0u);
    EXPECT_TRUE(timeline.stands_at(search));
    EXPECT_FALSE(timeline.search_back(search));
}

TEST(Timeline, ASearchForNothingStaysWhereItIs) {
    const Assembly program = built(counting);
    Timeline timeline{*program.program, {}};
    timeline.go_to(500'000);
    EXPECT_FALSE(timeline.search_back({}));
    EXPECT_EQ(timeline.position(), 500'000u);
    EXPECT_FALSE(timeline.was_interrupted());
}

TEST(Timeline, AnInterruptEndsTheNextGoing) {
    const Assembly program = built(counting);
    Timeline timeline{*program.program, {}};
    timeline.interrupt();
    EXPECT_FALSE(timeline.go_to(500'000));
    EXPECT_TRUE(timeline.was_interrupted());
    EXPECT_TRUE(timeline.go_to(500'000));
    EXPECT_FALSE(timeline.was_interrupted());
}

}  // namespace
}  // namespace freehold
