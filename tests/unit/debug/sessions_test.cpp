// SPDX-License-Identifier: MIT
// Sessions of the debugger, word for word: tests/sessions.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/support/case_file.hpp"
#include "tests/support/difference.hpp"
#include "tests/support/outcome.hpp"
#include "tests/support/session_file.hpp"

namespace freehold::test {
namespace {

class Sessions : public testing::TestWithParam<std::string> {};

TEST_P(Sessions, are_answered_as_written) {
    const SessionFile file = read_session(GetParam());
    ASSERT_FALSE(file.commands.empty());
    const std::string found = performed(file);
    if (std::getenv("FREEHOLD_REDRAW") != nullptr && found != file.text) {
        std::ofstream(in_checkout(file.path), std::ios::binary) << found;
        return;
    }
    EXPECT_EQ(difference(plain_lines(file.text), plain_lines(found)), "") << file.path;
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
    std::string name;
    for (const char c : info.param.substr(info.param.rfind('/') + 1)) {
        name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(Debugger, Sessions, testing::ValuesIn(all_session_paths()), name_of);

}  // namespace
}  // namespace freehold::test
