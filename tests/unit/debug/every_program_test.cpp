// SPDX-License-Identifier: MIT
// Whatever program, and wherever it stands: every view has something to say, and fits.
#include <filesystem>

#include "freehold/verify.hpp"
#include "tests/unit/debug/seen.hpp"

namespace freehold::test {
namespace {

std::vector<std::string> programs() {
    std::vector<std::string> found;
    for (const char* folder : {"seed", "lessons", "mistakes", "kernels"}) {
        const auto path = std::filesystem::path(FREEHOLD_SOURCE_DIR) / "programs" / folder;
        for (const auto& entry : std::filesystem::directory_iterator(path)) {
            if (entry.path().extension() == ".fh") found.push_back(entry.path().string());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// All views, and a look at every name there is.
void look(const Machine& machine, const RenderStyle& style) {
    const debug::Scene scene(machine);
    std::vector<std::string> views{
        debug::segments_view(scene, style), debug::stack_view(scene, style),
        debug::frames_view(scene, style),   debug::heap_view(scene, style),
        debug::owners_view(scene, style),   debug::stack_view(scene, style, 1)};
    const Layout& layout = machine.layout();
    for (const Address begin : {layout.data_begin, layout.heap_begin, layout.stack_end - 256}) {
        views.push_back(debug::bytes_view(scene, style, begin, 256));
    }
    for (const std::string& name : debug::complete_place(scene, "")) {
        const debug::Found found = debug::find_place(scene, name);
        ASSERT_TRUE(found) << found.problem;
        views.push_back(debug::value_view(scene, style, *found.place));
    }
    for (const std::string& view : views) {
        EXPECT_FALSE(view.empty());
        EXPECT_THAT(too_wide(view, style.width), ::testing::IsEmpty()) << view;
    }
}

class EveryProgram : public ::testing::TestWithParam<Enforce> {};

TEST_P(EveryProgram, may_be_looked_at_at_any_step) {
    for (const std::string& path : programs()) {
        SCOPED_TRACE(path);
        Assembly built = assemble(Source::read(path));
        if (!built.program) continue;
        Options options{.max_steps = 5'000, .enforce = GetParam()};
        TextInput input("3\n4\n5\n");
        options.input = &input;
        Machine machine(*built.program, options);
        HearsEnds hears;
        machine.observe(hears);
        for (Step step = 0; step < 5'000; step = step * 3 + 5) {
            if (machine.run_until(step).kind != Stop::Kind::Paused) break;
            look(machine, narrow);
        }
        machine.run();
        look(machine, narrow);
        look(machine, wide);
        if (HasFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(Under, EveryProgram,
                         ::testing::Values(Enforce::Ownership, Enforce::Memory, Enforce::None));

TEST(EveryProgram, that_is_proven_may_be_looked_at_too) {
    for (const std::string& path : programs()) {
        SCOPED_TRACE(path);
        Assembly built = assemble(Source::read(path));
        if (!built.program) continue;
        const Verification proof = verify(*built.program);
        if (!proof.program) continue;
        Machine machine(*proof.program, {.max_steps = 5'000});
        machine.run_until(37);
        look(machine, narrow);
        machine.run();
        look(machine, narrow);
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace freehold::test
