// SPDX-License-Identifier: MIT
#include "vm/cli/arguments.hpp"

#include <gtest/gtest.h>

#include "vm/cli/event_groups.hpp"

namespace freehold::cli {
namespace {

ParsedArguments parse(const char* command, const std::vector<std::string>& words) {
    return parse_arguments(*find_command(command), words);
}

Arguments good(const char* command, const std::vector<std::string>& words) {
    ParsedArguments parsed = parse(command, words);
    EXPECT_FALSE(parsed.error) << parsed.error->headline;
    return parsed.arguments;
}

UsageError wrong(const char* command, const std::vector<std::string>& words) {
    const ParsedArguments parsed = parse(command, words);
    EXPECT_TRUE(parsed.error);
    return parsed.error.value_or(UsageError{});
}

TEST(Arguments, take_options_before_and_behind_the_file) {
    const Arguments arguments = good("run", {"--stack=64K", "x.fh", "--heap", "1M", "-q"});
    EXPECT_EQ(arguments.operands(), std::vector<std::string>{"x.fh"});
    EXPECT_EQ(arguments.number("stack"), 65536u);
    EXPECT_EQ(arguments.number("heap"), 1u << 20);
    EXPECT_TRUE(arguments.has("quiet"));
    EXPECT_FALSE(arguments.has("map"));
}

TEST(Arguments, a_flag_never_swallows_the_file) {
    const Arguments arguments = good("run", {"--map", "x.fh"});
    EXPECT_EQ(arguments.operands().front(), "x.fh");
    EXPECT_EQ(wrong("run", {"--map=x.fh"}).headline, "`--map` takes no value");
}

TEST(Arguments, a_single_dash_is_a_file_and_two_end_the_options) {
    EXPECT_EQ(good("run", {"-"}).operands().front(), "-");
    EXPECT_EQ(good("run", {"--", "--map"}).operands().front(), "--map");
}

TEST(Arguments, options_are_not_guessed_from_their_beginning) {
    const UsageError error = wrong("run", {"--col=always", "x.fh"});
    EXPECT_EQ(error.headline, "`run` has no option `--col`");
    EXPECT_EQ(error.help, "did you mean `--color`?");
}

TEST(Arguments, an_unknown_option_names_the_nearest_one) {
    EXPECT_EQ(wrong("run", {"--stak=1", "x.fh"}).help, "did you mean `--stack`?");
    EXPECT_EQ(wrong("run", {"--zzzzzzzz", "x.fh"}).help, "`freehold run --help` lists its options");
}

TEST(Arguments, an_option_of_another_command_says_whose_it_is) {
    const UsageError error = wrong("check", {"--map", "x.fh"});
    EXPECT_EQ(error.headline, "`check` has no option `--map`");
    EXPECT_EQ(error.help, "`--map` belongs to `run`");
}

TEST(Arguments, an_unknown_letter_is_named_as_it_was_typed) {
    EXPECT_EQ(wrong("run", {"-x", "x.fh"}).headline, "`run` has no option `-x`");
}

TEST(Arguments, a_negative_size_is_out_of_range_not_a_huge_number) {
    EXPECT_EQ(wrong("run", {"--stack=-5", "x.fh"}).headline,
              "`--stack=-5` is out of range: from 64 to 4,294,901,760");
    EXPECT_EQ(wrong("run", {"--heap", "99999999999", "x.fh"}).headline,
              "`--heap=99999999999` is out of range: from 0 to 4,294,901,760");
}

TEST(Arguments, an_option_without_its_value_shows_how_it_is_written) {
    EXPECT_EQ(wrong("run", {"x.fh", "--heap"}).headline, "`--heap` needs a value");
    EXPECT_EQ(wrong("run", {"x.fh", "--heap="}).headline, "`--heap` needs a value");
    EXPECT_EQ(wrong("run", {"x.fh", "--heap"}).help, "write `--heap=SIZE`");
    EXPECT_EQ(wrong("run", {"x.fh", "-D"}).headline, "`-D` needs a value");
}

TEST(Arguments, an_option_given_twice_is_a_contradiction) {
    EXPECT_EQ(wrong("run", {"--heap=1M", "--heap=2M", "x.fh"}).headline, "`--heap` is given twice");
}

TEST(Arguments, constants_may_be_defined_more_than_once) {
    const Arguments arguments = good("run", {"-D", "N=1000", "-DM=-1", "--define=K=0x10", "x.fh"});
    const std::vector<std::pair<std::string, std::int64_t>> expected{
        {"N", 1000}, {"M", -1}, {"K", 16}};
    EXPECT_EQ(arguments.defines(), expected);
}

TEST(Arguments, a_definition_needs_a_name_and_a_number) {
    EXPECT_EQ(wrong("run", {"-D", "N", "x.fh"}).headline, "`--define=N` is not of the form NAME=N");
    EXPECT_EQ(wrong("run", {"-D", "=1", "x.fh"}).headline,
              "`--define==1` is not of the form NAME=N");
    EXPECT_EQ(wrong("run", {"-DN=x", "x.fh"}).headline.substr(0, 44),
              "`--define=N=x` has a value that is no number");
}

TEST(Arguments, a_choice_has_a_preset_and_knows_its_words) {
    EXPECT_EQ(good("run", {"x.fh"}).choice("leaks"), "report");
    EXPECT_EQ(good("run", {"--leaks=error", "x.fh"}).choice("leaks"), "error");
    const UsageError error = wrong("run", {"--leaks=eror", "x.fh"});
    EXPECT_EQ(error.headline, "`--leaks=eror` is no such choice");
    EXPECT_EQ(error.help, "did you mean `error`?");
    EXPECT_EQ(wrong("run", {"--format=x", "x.fh"}).help,
              "it takes `text`, `json`, `sarif`, `jsonl`, `chrome`, `csv`, `gradescope`, "
              "`classroom`, `junit` or `tap`");
}

TEST(Arguments, events_are_groups_and_kinds_in_a_list) {
    const auto events = good("run", {"--report=heap,move", "x.fh"}).events("report");
    EXPECT_TRUE(events->has(EventKind::Alloc));
    EXPECT_TRUE(events->has(EventKind::Move));
    EXPECT_FALSE(events->has(EventKind::Copy));
    EXPECT_EQ(wrong("run", {"--report=heap,mvoes", "x.fh"}).help, "did you mean `moves`?");
}

TEST(Arguments, need_a_file_and_not_too_many) {
    EXPECT_EQ(wrong("run", {}).headline, "`run` needs FILE");
    EXPECT_EQ(wrong("run", {"a.fh", "b.fh"}).headline, "`b.fh` is one too many");
    EXPECT_EQ(good("check", {"a.fh", "b.fh"}).operands().size(), 2u);
    EXPECT_EQ(wrong("version", {"x"}).headline, "`version` takes only options, but got `x`");
}

TEST(Arguments, with_help_among_them_nothing_else_is_asked_for) {
    EXPECT_TRUE(good("run", {"--help"}).has("help"));
    EXPECT_TRUE(good("run", {"-h", "a", "b"}).has("help"));
}

TEST(Commands, that_do_not_exist_have_a_nearest_one) {
    EXPECT_EQ(unknown_command("rnu").help, "did you mean `freehold run`?");
    EXPECT_EQ(unknown_command("programs/hello.fh").help,
              "to run a program: `freehold run programs/hello.fh`");
    EXPECT_EQ(unknown_command("zzzzzzz").help, "`freehold help` lists the commands");
}

TEST(EventGroups, cover_every_kind_by_its_word_and_all_of_them) {
    for (std::uint32_t kind = 0; kind < event_count; ++kind) {
        const auto event = static_cast<EventKind>(kind);
        EXPECT_TRUE(events_of(event_info(event).word).has_value());
        EXPECT_TRUE(events_of("all")->has(event));
        EXPECT_FALSE(events_of("none")->has(event));
    }
    EXPECT_FALSE(events_of("everything"));
}

TEST(EventGroups, by_default_tell_blocks_owners_and_the_end) {
    EventSet expected = *events_of("heap");
    expected.add(*events_of("moves"));
    expected.add(*events_of("ends"));
    expected.add(*events_of("incidents"));
    for (std::uint32_t kind = 0; kind < event_count; ++kind) {
        const auto event = static_cast<EventKind>(kind);
        EXPECT_EQ(default_events().has(event), expected.has(event)) << event_info(event).word;
    }
}

}  // namespace
}  // namespace freehold::cli
