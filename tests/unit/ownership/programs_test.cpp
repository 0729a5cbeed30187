// SPDX-License-Identifier: MIT
// The programs of the tree.
#include <filesystem>

#include "tests/unit/ownership/support.hpp"

namespace freehold::test {
namespace {

std::vector<std::string> programs_in(const std::string& folder) {
    std::vector<std::string> paths;
    const std::string root = FREEHOLD_SOURCE_DIR "/programs/" + folder;
    for (const auto& entry : std::filesystem::directory_iterator(root)) {
        if (entry.path().extension() == ".fh") paths.push_back(entry.path().string());
    }
    return paths;
}

Program program_in(const std::string& path) {
    AssembleOptions options;
    options.library = {FREEHOLD_SOURCE_DIR "/programs/lib"};
    Assembly built = assemble(Source::read(path), options);
    // string.fh is a library: it has no `main`.
    return built.program ? std::move(*built.program) : Program{};
}

TEST(VerifyPrograms, everything_that_shows_how_it_is_done_keeps_the_rules) {
    for (const char* folder : {"seed", "lessons", "kernels", "lib"}) {
        for (const std::string& path : programs_in(folder)) {
            const Program program = program_in(path);
            const Verification verification = verify(program);
            EXPECT_TRUE(verification.program.has_value()) << path;
            for (const Finding& finding : verification.findings) {
                ADD_FAILURE() << render(finding.diagnostic, program.sources, {});
            }
        }
    }
}

TEST(VerifyPrograms, an_image_without_source_has_the_same_findings) {
    for (const std::string& path : programs_in("mistakes")) {
        Program program = program_in(path);
        const Verification with = verify(program);
        strip(program);
        const Verification without = verify(program);
        ASSERT_EQ(with.findings.size(), without.findings.size()) << path;
        for (std::size_t i = 0; i < with.findings.size(); ++i) {
            EXPECT_EQ(with.findings[i].code, without.findings[i].code) << path;
            EXPECT_FALSE(render(without.findings[i].diagnostic, program.sources, {}).empty());
        }
    }
}

}  // namespace
}  // namespace freehold::test
