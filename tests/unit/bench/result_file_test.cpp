// SPDX-License-Identifier: MIT
// Where the results go: the file of `--json`.
#include "tests/bench/compare/result_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace freehold::bench {
namespace {

using testing::HasSubstr;

class BenchResultFile : public testing::Test {
protected:
    const std::string m_path = testing::TempDir() + "freehold_bench_result.json";

    void SetUp() override { std::ofstream(m_path) << "what was there before"; }
    void TearDown() override { std::remove(m_path.c_str()); }

    std::string content() const {
        std::ostringstream text;
        text << std::ifstream(m_path).rdbuf();
        return text.str();
    }
};

TEST_F(BenchResultFile, is_unchanged_until_there_is_a_result) {
    { const ResultFile file(m_path); }
    EXPECT_EQ(content(), "what was there before");
}

TEST_F(BenchResultFile, holds_the_result_alone) {
    ResultFile file(m_path);
    file.write("{}\n");
    EXPECT_EQ(file.problem(), "");
    EXPECT_EQ(content(), "{}\n");
}

TEST_F(BenchResultFile, that_cannot_be_opened_says_why_at_once) {
    const ResultFile file(m_path + "/no/folder");
    EXPECT_THAT(file.problem(), HasSubstr("cannot open `" + m_path));
    EXPECT_THAT(file.problem(), HasSubstr("ot a directory"));
}

#ifdef __linux__
TEST_F(BenchResultFile, that_is_full_says_so) {
    ResultFile file("/dev/full");
    EXPECT_EQ(file.problem(), "");
    file.write("{}\n");
    EXPECT_THAT(file.problem(), HasSubstr("cannot write `/dev/full`: No space"));
}
#endif

}  // namespace
}  // namespace freehold::bench
