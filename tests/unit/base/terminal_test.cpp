// SPDX-License-Identifier: MIT
#include "vm/base/terminal.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

namespace freehold {
namespace {

TEST(TerminalColumns, are_what_the_terminal_says) {
    EXPECT_EQ(usable_columns({.columns = 132, .columns_variable = "90"}), 132u);
}

TEST(TerminalColumns, are_the_variable_s_where_there_is_no_terminal) {
    EXPECT_EQ(usable_columns({.columns_variable = "90"}), 90u);
}

TEST(TerminalColumns, are_eighty_where_nobody_says) { EXPECT_EQ(usable_columns({}), 80u); }

TEST(TerminalColumns, do_not_believe_a_variable_that_is_no_positive_number) {
    for (const char* value : {"", "0", "-5", "wide", "80x", "99999999999"}) {
        EXPECT_EQ(usable_columns({.columns_variable = value}), 80u) << value;
    }
}

TEST(TerminalColumns, are_never_fewer_than_forty) {
    EXPECT_EQ(usable_columns({.columns = 3}), 40u);
}

TEST(UseColor, by_default_on_a_terminal_only) {
    EXPECT_TRUE(use_color(ColorChoice::Auto, {.is_terminal = true, .term = "xterm"}));
    EXPECT_TRUE(use_color(ColorChoice::Auto, {.is_terminal = true}));
    EXPECT_FALSE(use_color(ColorChoice::Auto, {.is_terminal = false, .term = "xterm"}));
}

TEST(UseColor, not_where_the_environment_refuses) {
    EXPECT_FALSE(use_color(ColorChoice::Auto, {.is_terminal = true, .no_color = "1"}));
    EXPECT_FALSE(use_color(ColorChoice::Auto, {.is_terminal = true, .term = "dumb"}));
}

TEST(UseColor, an_empty_no_color_refuses_nothing) {
    EXPECT_TRUE(use_color(ColorChoice::Auto, {.is_terminal = true, .no_color = ""}));
}

TEST(UseColor, an_explicit_choice_wins) {
    EXPECT_TRUE(use_color(ColorChoice::Always, {.no_color = "1", .term = "dumb"}));
    EXPECT_FALSE(use_color(ColorChoice::Never, {.is_terminal = true}));
}

TEST(ColorChoice, has_three_words) {
    EXPECT_EQ(color_choice("auto"), ColorChoice::Auto);
    EXPECT_EQ(color_choice("always"), ColorChoice::Always);
    EXPECT_EQ(color_choice("never"), ColorChoice::Never);
    EXPECT_EQ(color_choice("yes"), std::nullopt);
}

TEST(TerminalFacts, of_a_pipe_are_no_terminal) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const TerminalFacts facts = terminal_facts(ends[1]);
    close(ends[0]);
    close(ends[1]);
    EXPECT_FALSE(facts.is_terminal);
    EXPECT_EQ(facts.columns, std::nullopt);
}

TEST(TerminalFacts, of_a_closed_descriptor_are_no_terminal) {
    EXPECT_FALSE(terminal_facts(-1).is_terminal);
}

}  // namespace
}  // namespace freehold
