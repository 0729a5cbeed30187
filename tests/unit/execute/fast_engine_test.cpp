// SPDX-License-Identifier: MIT
// A proven program runs from prepared code. Wherever it is stopped, it stands where any other run
// stands, with the same values in its slots.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "freehold/assemble.hpp"
#include "freehold/machine.hpp"
#include "freehold/verify.hpp"
#include "tests/support/outcome.hpp"
#include "tests/unit/execute/argument_programs.hpp"

namespace freehold {
namespace {

using Defines = std::vector<std::pair<std::string, std::int64_t>>;

/// The same program in a fast run and in one that asks each slot what it holds.
class TwoRuns {
public:
    TwoRuns(const Source& source, const Defines& defines, Options options = {}) {
        AssembleOptions how;
        how.defines = defines;
        how.library = {test::in_checkout("programs/lib")};
        m_built = assemble(source, how);
        if (!m_built.program) return;
        m_proof.emplace(verify(*m_built.program));
        if (!m_proof->program || !m_proof->program->is_safe()) return;
        m_fast.emplace(*m_proof->program, options);
        options.checks_slots = true;
        m_checked.emplace(*m_proof->program, options);
    }

    bool runs_fast() const { return m_fast.has_value(); }
    Machine& fast() { return *m_fast; }
    Machine& checked() { return *m_checked; }

    /// Both go on for so many steps. False at the end.
    bool advance(Step steps) {
        const Stop stop = m_fast->run_until(m_fast->step() + steps);
        const Stop other = m_checked->run_until(m_checked->step() + steps);
        EXPECT_EQ(stop.kind, other.kind);
        EXPECT_EQ(stop.fault.code, other.fault.code);
        return stop.kind == Stop::Kind::Paused;
    }

    void expect_the_same() {
        ASSERT_EQ(m_fast->step(), m_checked->step());
        ASSERT_EQ(m_fast->index(), m_checked->index()) << "at step " << m_fast->step();
        EXPECT_EQ(m_fast->peak_stack_bytes(), m_checked->peak_stack_bytes());
        const std::vector<FrameInfo> frames = m_checked->frames();
        const std::vector<FrameInfo> others = m_fast->frames();
        ASSERT_EQ(frames.size(), others.size());
        for (std::size_t k = 0; k < frames.size(); ++k) {
            ASSERT_EQ(frames[k].fp, others[k].fp);
            ASSERT_EQ(frames[k].function, others[k].function);
            ASSERT_EQ(frames[k].index, others[k].index);
            expect_the_same_words(frames[k]);
        }
    }

private:
    void expect_the_same_words(const FrameInfo& frame) {
        const Function& function = m_checked->program().function(frame.function);
        for (const Local& local : function.locals) {
            for (Slot slot = local.slot; slot <= local.base(); ++slot) {
                const SlotInfo info = m_checked->slot(frame, slot);
                if (info.state != SlotInfo::State::Init) continue;
                EXPECT_EQ(m_fast->word_at(frame.fp - (24 + 8u * slot)), info.word)
                    << function.name << '.' << local.name << " at step " << m_fast->step();
            }
        }
    }

    Assembly m_built;
    std::optional<Verification> m_proof;
    std::optional<Machine> m_fast;
    std::optional<Machine> m_checked;
};

/// Whether the program is proven and safe, so that there is a fast run.
bool expect_the_same_after_each(Step stride, const Source& source, const Defines& defines,
                                Options options = {}) {
    SCOPED_TRACE(source.name());
    TwoRuns runs(source, defines, options);
    if (!runs.runs_fast()) return false;
    constexpr Step enough = 3000;
    while (runs.advance(stride) && runs.fast().step() < enough * stride) {
        runs.expect_the_same();
        if (testing::Test::HasFailure()) return true;
    }
    runs.expect_the_same();
    return true;
}

std::vector<Source> sources_in(const std::string& folder) {
    std::vector<Source> sources;
    for (const auto& entry : std::filesystem::directory_iterator(test::in_checkout(folder))) {
        if (entry.path().extension() != ".fh") continue;
        sources.push_back(Source::read(entry.path().string()));
    }
    return sources;
}

// By the shortest the careful core performs each instruction, by the longest hardly any.
constexpr Step strides[] = {1, 7, 64, 997};

/// How many of the programs in a folder had a fast run.
int compare_all_in(const std::string& folder, const Options& options) {
    int compared = 0;
    for (const Source& source : sources_in(folder)) {
        bool fast = false;
        for (const Step stride : strides) {
            fast = expect_the_same_after_each(stride, source, {}, options);
        }
        compared += fast ? 1 : 0;
    }
    return compared;
}

TEST(FastEngine, stops_after_any_step_of_a_lesson_where_another_run_does) {
    EXPECT_GE(compare_all_in("programs/lessons", {}), 15);  // others need `unsafe`
}

TEST(FastEngine, stops_after_any_step_of_a_kernel_where_another_run_does) {
    const std::pair<const char*, std::int64_t> kernels[] = {
        {"fib", 9},   {"loop", 3},       {"sieve", 60}, {"matmul", 4},
        {"list", 12}, {"quicksort", 40}, {"churn", 60}, {"hash", 40},
    };
    for (const auto& [name, n] : kernels) {
        const std::string path = "programs/kernels/" + std::string(name) + ".fh";
        const Source source = Source::read(test::in_checkout(path));
        for (const Step stride : strides) {
            EXPECT_TRUE(expect_the_same_after_each(stride, source, {{"N", n}})) << name;
        }
    }
}

TEST(FastEngine, stops_where_another_run_does_at_mistakes_that_no_proof_excludes) {
    const Options small{.heap_bytes = 65536, .stack_bytes = 4096, .max_steps = 5000};
    EXPECT_GE(compare_all_in("programs/mistakes", small), 8);
}

/// A straight line of so many instructions, with a value that depends on each.
Source straight_line(int lines) {
    std::string text = "fn main() {\n    local x: int\n    const x, 1\n";
    for (int k = 0; k < lines; ++k) text += "    mul.wrap x, x, 3\n    add.wrap x, x, 1\n";
    return Source("line.fh", text + "    print \"{}\", x\n    ret\n}\n");
}

TEST(FastEngine, runs_a_straight_line_that_is_longer_than_a_run) {
    for (const Step stride : {Step{1000}, Step{1023}, Step{1024}, Step{1025}, Step{100'000}}) {
        EXPECT_TRUE(expect_the_same_after_each(stride, straight_line(2500), {}));
    }
}

TEST(FastEngine, stops_at_a_limit_of_steps_in_the_middle_of_a_run) {
    for (const Step limit : {Step{1}, Step{2}, Step{3}, Step{1024}, Step{1030}, Step{4999}}) {
        TwoRuns runs(straight_line(2500), {}, {.max_steps = limit});
        ASSERT_TRUE(runs.runs_fast());
        EXPECT_EQ(runs.fast().run().fault.code, Code::StepLimit);
        EXPECT_EQ(runs.checked().run().fault.code, Code::StepLimit);
        EXPECT_EQ(runs.fast().step(), limit);
        runs.expect_the_same();
    }
}

constexpr const char* seven_and_eight = R"(fn main() {
    local x, y: int
    const x, 7
    add   y, x, 1
    exit  y
}
)";

TEST(FastEngine, knows_what_the_slots_hold_once_somebody_looks) {
    const Source source("x.fh", seven_and_eight);
    TwoRuns runs(source, {});
    ASSERT_TRUE(runs.runs_fast());
    EXPECT_EQ(runs.fast().run_until(1).kind, Stop::Kind::Paused);
    const FrameInfo frame = runs.fast().frames().front();
    EXPECT_EQ(runs.fast().slot(frame, 0).state, SlotInfo::State::Init);
    EXPECT_EQ(runs.fast().slot(frame, 0).word, 7u);
    EXPECT_EQ(runs.fast().slot(frame, 1).state, SlotInfo::State::Uninit);
    EXPECT_EQ(runs.fast().run_until(2).kind, Stop::Kind::Paused);
    EXPECT_EQ(runs.fast().slot(frame, 1).state, SlotInfo::State::Init);
    EXPECT_EQ(runs.fast().slot(frame, 1).word, 8u);
}

TEST(FastEngine, runs_again_only_what_is_new_to_say_what_slots_hold) {
    TwoRuns runs(straight_line(2500), {});
    ASSERT_TRUE(runs.runs_fast());
    for (Step step = 10; step < 4000; step += 10) {
        runs.fast().run_until(step);
        const FrameInfo frame = runs.fast().frames().front();
        EXPECT_EQ(runs.fast().slot(frame, 0).state, SlotInfo::State::Init);
    }
}

// ---- listeners ---------------------------------------------------------------------------------

class Heard : public Listener {
public:
    explicit Heard(EventSet wanted) : m_wanted(wanted) {}
    EventSet wants() const override { return m_wanted; }
    void on_event(const Event& event) override { m_events.push_back(event); }
    const std::vector<Event>& events() const { return m_events; }

private:
    EventSet m_wanted;
    std::vector<Event> m_events;
};

TEST(FastEngine, tells_writes_to_who_begins_to_listen_in_the_middle_of_a_run) {
    const Source source("x.fh", seven_and_eight);
    TwoRuns runs(source, {});
    ASSERT_TRUE(runs.runs_fast());
    runs.fast().run_until(1);
    Heard heard({EventKind::Write});
    runs.fast().observe(heard);
    EXPECT_EQ(runs.fast().run().status, 8);
    ASSERT_EQ(heard.events().size(), 1u);
    EXPECT_EQ(heard.events().front().word, 8u);
}

TEST(FastEngine, tells_calls_and_returns_to_who_listens_to_them) {
    const Source source("x.fh", R"(fn one() -> int {
    ret 1
}
fn main() {
    local x: int
    call x, one()
    exit x
}
)");
    TwoRuns runs(source, {});
    ASSERT_TRUE(runs.runs_fast());
    Heard heard({EventKind::Call, EventKind::Ret});
    runs.fast().observe(heard);
    runs.fast().run();
    ASSERT_EQ(heard.events().size(), 2u);
    EXPECT_EQ(heard.events()[0].kind, EventKind::Call);
    EXPECT_EQ(heard.events()[1].kind, EventKind::Ret);
}

TEST(FastEngine, says_as_any_other_run_why_a_drop_is_skipped) {
    // The slot of `o` was an argument of the calls before, in a place that another callee borrows.
    const Source source("x.fh", std::string(test::borrows_and_adds) + R"(fn maybe(make: int) {
    local o: own? int
    beq   make, 0, done
    new   o, int(1)
done:
    ret
}
fn main() {
    local x: int
    const x, 1
    call  x, borrows(x)
    call  x, adds(x)
    call  maybe(0)
    ret
}
)");
    TwoRuns runs(source, {});
    ASSERT_TRUE(runs.runs_fast());
    Heard fast({EventKind::Skip});
    Heard checked({EventKind::Skip});
    runs.fast().observe(fast);
    runs.checked().observe(checked);
    runs.fast().run();
    runs.checked().run();
    ASSERT_EQ(fast.events().size(), 1u);
    ASSERT_EQ(checked.events().size(), 1u);
    EXPECT_EQ(fast.events().front().reason, Reason::Uninitialised);
    EXPECT_EQ(checked.events().front().reason, Reason::Uninitialised);
}

// ---- limits ------------------------------------------------------------------------------------

TEST(FastEngine, looks_at_the_clock_while_large_blocks_come_and_go) {
    const Source source("x.fh", R"(fn main() {
    local o: own [u8]
again:
    new  o, [60000000 x u8]
    drop o
    jmp  again
}
)");
    TwoRuns runs(source, {}, {.max_milliseconds = 50});
    ASSERT_TRUE(runs.runs_fast());
    EXPECT_EQ(runs.fast().run().fault.code, Code::TimeLimit);
    EXPECT_EQ(runs.checked().run().fault.code, Code::TimeLimit);
    EXPECT_LT(runs.fast().step(), 100'000u);
}

}  // namespace
}  // namespace freehold
