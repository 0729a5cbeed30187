// SPDX-License-Identifier: MIT
// What a page of docs/ shows of a terminal is what a terminal shows (tests/support/console_page).
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/support/case_file.hpp"
#include "tests/support/console_page.hpp"
#include "tests/support/difference.hpp"
#include "tests/support/outcome.hpp"
#include "tests/support/process.hpp"

namespace freehold::test {
namespace {

class ConsolePages : public testing::TestWithParam<std::string> {};

TEST_P(ConsolePages, show_what_the_commands_say) {
    const std::string path = in_checkout(GetParam());
    const std::string page = read_file(path);
    const std::string now = replayed(page);
    if (std::getenv("FREEHOLD_REDRAW") != nullptr && now != page) {
        std::ofstream(path, std::ios::binary) << now;
    } else {
        EXPECT_EQ(difference(plain_lines(page), plain_lines(now)), "")
            << GetParam() << ": FREEHOLD_REDRAW=1 writes it anew";
    }
}

INSTANTIATE_TEST_SUITE_P(Docs, ConsolePages, testing::ValuesIn(all_console_pages()),
                         [](const auto& page) {
                             std::string name = page.param.substr(5, page.param.size() - 8);
                             for (char& c : name) {
                                 if (c == '-') c = '_';
                             }
                             return name;
                         });

}  // namespace
}  // namespace freehold::test
