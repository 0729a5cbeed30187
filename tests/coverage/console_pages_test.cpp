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

TEST_P(ConsolePages, name_commands_that_there_are) {
    for (const std::string& command : commands_in_passing(read_file(in_checkout(GetParam())))) {
        EXPECT_EQ(complaint_about(command), "") << command;
    }
}

std::string block(const std::string& text) { return "```console\n$ seq 6\n" + text + "```\n"; }

TEST(ConsolePage, leaves_out_what_the_page_leaves_out) {
    EXPECT_EQ(replayed(block("1\n…\n3\n4\n…\n")), block("1\n…\n3\n4\n…\n"));
    EXPECT_EQ(replayed(block("…\n6\n")), block("…\n6\n"));
}

TEST(ConsolePage, writes_anew_what_stands_between_two_lines_that_are_still_there) {
    EXPECT_EQ(replayed(block("…\n2\nthree\n4\n…\n")), block("…\n2\n3\n4\n…\n"));
}

TEST(ConsolePage, leaves_out_nothing_where_nothing_is_left_out) {
    EXPECT_EQ(replayed(block("1\n2\n…\n3\n4\n5\n6\n")), block("1\n2\n3\n4\n5\n6\n"));
}

TEST(ConsolePage, shows_all_where_a_line_of_the_page_is_gone) {
    EXPECT_EQ(replayed(block("…\nseven\n")), block("1\n2\n3\n4\n5\n6\n"));
}

TEST(ConsolePage, knows_a_command_in_a_text_also_across_two_lines) {
    EXPECT_EQ(
        commands_in_passing("as `freehold run\nprograms/seed/01_stack.fh` and `freehold run`"),
        std::vector<std::string>{"freehold run programs/seed/01_stack.fh"});
    EXPECT_EQ(complaint_about("freehold run programs/seed/01_stack.fh"), "");
    EXPECT_NE(complaint_about("freehold walk programs/seed/01_stack.fh"), "");
    EXPECT_NE(complaint_about("freehold run programs/seed/00_nothing.fh"), "");
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
