// SPDX-License-Identifier: MIT

// The main function of every test program: GoogleTest's own, plus the command that repeats each
// failing test.

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace {

class RerunHint : public testing::EmptyTestEventListener {
public:
    explicit RerunHint(std::string program) : m_program(std::move(program)) {}

    void OnTestEnd(const testing::TestInfo& test) override {
        if (test.result()->Failed()) {
            std::printf("rerun: '%s' --gtest_filter='%s.%s'\n", m_program.c_str(),
                        test.test_suite_name(), test.name());
        }
    }

private:
    std::string m_program;
};

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    std::error_code unknown;
    auto program = std::filesystem::read_symlink("/proc/self/exe", unknown).string();
    testing::UnitTest::GetInstance()->listeners().Append(
        new RerunHint(unknown ? argv[0] : program));  // owned by GoogleTest
    return RUN_ALL_TESTS();
}
