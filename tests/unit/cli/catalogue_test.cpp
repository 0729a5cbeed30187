// SPDX-License-Identifier: MIT
#include "vm/cli/catalogue.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "vm/base/text.hpp"
#include "vm/cli/help.hpp"
#include "vm/cli/tables.hpp"

namespace freehold::cli {
namespace {

TEST(Catalogue, every_option_belongs_to_a_command_that_exists) {
    for (const OptionSpec& option : all_options()) {
        std::size_t takers = 0;
        for (const CommandSpec& command : all_commands())
            takers += takes(command, option) ? 1u : 0u;
        EXPECT_GT(takers, 0u) << option.name;
        EXPECT_FALSE(option.help.empty()) << option.name;
        EXPECT_EQ(option.rule == Rule::Flag, option.value.empty()) << option.name;
    }
}

TEST(Catalogue, names_and_letters_are_unique) {
    std::set<std::string_view> names;
    std::set<char> letters;
    for (const OptionSpec& option : all_options()) {
        EXPECT_TRUE(names.insert(option.name).second) << option.name;
        if (option.letter == '\0') continue;
        EXPECT_TRUE(letters.insert(option.letter).second) << option.name;
    }
}

TEST(Help, of_a_command_shows_every_option_it_takes_and_no_other) {
    for (const CommandSpec& command : all_commands()) {
        const std::string help = command_help(command, 80);
        for (const OptionSpec& option : all_options()) {
            const std::string form = "\n  " + option_form(option);
            const bool shown = help.find(form + " ") != std::string::npos ||
                               help.find(form + "\n") != std::string::npos;
            EXPECT_EQ(shown, takes(command, option)) << command.name << " --" << option.name;
        }
    }
}

TEST(Help, fits_80_columns) {
    std::string all = overview(80);
    for (const CommandSpec& command : all_commands()) all += command_help(command, 80);
    for (std::size_t at = 0; at < all.size();) {
        const auto end = all.find('\n', at);
        EXPECT_LE(display_width(all.substr(at, end - at)), 80u) << all.substr(at, end - at);
        at = end + 1;
    }
}

TEST(Help, lists_the_commands_that_are_not_hidden) {
    const std::string text = overview(80);
    for (const CommandSpec& command : all_commands()) {
        const bool shown = text.find("  " + std::string{command.name} + " ") != std::string::npos;
        EXPECT_EQ(shown, !command.hidden) << command.name;
    }
}

TEST(ManPage, has_every_command_option_and_status) {
    const std::string page = man_page();
    for (const std::string_view name : command_names()) {
        EXPECT_NE(page.find(".SS " + std::string{name} + "\n"), std::string::npos) << name;
    }
    for (const OptionSpec& option : all_options()) {
        std::string name{option.name};
        for (auto at = name.find('-'); at != std::string::npos; at = name.find('-', at + 2)) {
            name.insert(at, "\\");
        }
        EXPECT_NE(page.find("\\-\\-" + name), std::string::npos) << option.name;
    }
    EXPECT_NE(page.find(".B 103\n"), std::string::npos);
}

}  // namespace
}  // namespace freehold::cli
