// SPDX-License-Identifier: MIT
#include "vm/cli/arguments.hpp"

#include <boost/program_options.hpp>

#include "freehold/replay.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/values.hpp"

namespace freehold::cli {

namespace {

namespace po = boost::program_options;

// Everything but guessing, which takes --col for --color, and sticky letters.
constexpr int style =
    po::command_line_style::allow_long | po::command_line_style::allow_short |
    po::command_line_style::allow_dash_for_short | po::command_line_style::long_allow_adjacent |
    po::command_line_style::long_allow_next | po::command_line_style::short_allow_adjacent |
    po::command_line_style::short_allow_next;

po::options_description describe(const CommandSpec& command) {
    po::options_description description;
    for (const OptionSpec* option : options_of(command)) {
        std::string name{option->name};
        if (option->letter != '\0') name += std::string{","} + option->letter;
        if (option->rule == Rule::Flag) {
            description.add_options()(name.c_str(), "");
        } else {
            description.add_options()(name.c_str(), po::value<std::string>(), "");
        }
    }
    description.add_options()("operands", po::value<std::vector<std::string>>());
    return description;
}

std::string without_dashes(std::string_view option) {
    const auto begin = option.find_first_not_of('-');
    return begin == std::string_view::npos ? "" : std::string{option.substr(begin)};
}

const OptionSpec* find_option(const std::string& name_or_letter) {
    for (const OptionSpec& option : all_options()) {
        const bool letter = name_or_letter.size() == 1 && name_or_letter[0] == option.letter;
        if (letter || option.name == name_or_letter) return &option;
    }
    return nullptr;
}

/// The word that was typed, up to its `=`: the library names options in a form of its own.
std::string typed_form(const std::string& option, const std::vector<std::string>& words) {
    const std::string name = without_dashes(option.substr(0, option.find('=')));
    const OptionSpec* meant = find_option(name);
    for (const std::string& word : words) {
        const std::string typed = word.substr(0, word.find('='));
        if (typed.size() < 2 || typed[0] != '-') continue;
        const std::string plain = without_dashes(typed);
        if (plain == name || (meant != nullptr && find_option(plain) == meant)) return typed;
    }
    return option;
}

/// What was cut short, else what was mistyped.
std::optional<std::string> nearest_option(const std::string& name,
                                          const std::vector<std::string_view>& names) {
    std::vector<std::string_view> longer;
    for (const std::string_view option : names) {
        if (option.starts_with(name)) longer.push_back(option);
    }
    return longer.size() == 1 ? std::string{longer.front()} : nearest(name, names);
}

UsageError unknown_option(const CommandSpec& command, const std::string& typed) {
    const std::string name = without_dashes(typed);
    UsageError error{"`" + std::string{command.name} + "` has no option `" + typed + "`"};
    if (const OptionSpec* elsewhere = find_option(name)) {
        error.help = "`--" + std::string{elsewhere->name} + "` belongs to " +
                     list_of(quoted_words(elsewhere->commands), "and");
        return error;
    }
    std::vector<std::string_view> names;
    for (const OptionSpec* option : options_of(command)) names.push_back(option->name);
    if (const auto near = nearest_option(name, names)) {
        error.help = "did you mean `--" + *near + "`?";
    } else {
        error.help = "`freehold " + std::string{command.name} + " --help` lists its options";
    }
    return error;
}

UsageError syntax_error(const po::invalid_command_line_syntax& wrong, const std::string& typed) {
    using Kind = po::invalid_command_line_syntax;
    switch (wrong.kind()) {
        case Kind::extra_parameter: return {"`" + typed + "` takes no value"};
        case Kind::empty_adjacent_parameter:
        case Kind::missing_parameter: {
            const OptionSpec* option = find_option(without_dashes(typed));
            return {"`" + typed + "` needs a value",
                    option == nullptr ? "" : "write `" + option_form(*option) + "`"};
        }
        default: return {"`" + typed + "` cannot be understood"};
    }
}

UsageError wrong_count(const CommandSpec& command, const std::vector<std::string>& operands) {
    const std::string line =
        "freehold " + std::string{command.name} + " [OPTIONS] " + std::string{command.synopsis};
    if (operands.size() < command.fewest) {
        return {"`" + std::string{command.name} + "` needs " + std::string{command.synopsis},
                "write `" + line + "`"};
    }
    if (command.most == 0) {
        return {"`" + std::string{command.name} + "` takes only options, but got `" +
                printable(operands.front()) + "`"};
    }
    return {"`" + printable(operands[command.most]) + "` is one too many", "write `" + line + "`"};
}

}  // namespace

/// Fills an Arguments from what the library found.
struct ArgumentsBuilder {
    const CommandSpec& command;
    Arguments arguments{command};

    std::optional<UsageError> take(const po::option& found) {
        if (found.position_key >= 0 || found.string_key == "operands") {
            for (const std::string& value : found.value) arguments.m_operands.push_back(value);
            return std::nullopt;
        }
        const OptionSpec& spec = option_named(without_dashes(found.string_key));
        auto& values = arguments.m_values[std::string{spec.name}];
        if (!values.empty() && !spec.repeatable) {
            return UsageError{"`--" + std::string{spec.name} + "` is given twice"};
        }
        values.push_back(found.value.empty() ? "" : found.value.front());
        return check_value(spec, values.back());
    }

    std::optional<UsageError> build(const std::vector<std::string>& words) {
        arguments.m_words = words;
        const po::options_description description = describe(command);
        po::positional_options_description operands;
        operands.add("operands", -1);
        const auto found = po::command_line_parser(words)
                               .options(description)
                               .positional(operands)
                               .style(style)
                               .run();
        std::optional<UsageError> first;
        for (const po::option& option : found.options) {
            auto error = take(option);
            if (!first) first = std::move(error);
        }
        if (arguments.has("help")) return std::nullopt;
        if (first) return first;
        const std::size_t count = arguments.m_operands.size();
        if (count < command.fewest || count > command.most) {
            return wrong_count(command, arguments.m_operands);
        }
        return std::nullopt;
    }
};

ParsedArguments parse_arguments(const CommandSpec& command, const std::vector<std::string>& words) {
    ArgumentsBuilder builder{command};
    std::optional<UsageError> error;
    try {
        error = builder.build(words);
    } catch (const po::unknown_option& unknown) {
        error = unknown_option(command, typed_form(unknown.get_option_name(), words));
    } catch (const po::invalid_command_line_syntax& wrong) {
        error = syntax_error(wrong, typed_form(wrong.get_option_name(), words));
    } catch (const po::error& other) {
        error = UsageError{other.what()};
    }
    return {std::move(builder.arguments), std::move(error)};
}

UsageError unknown_command(std::string_view word) {
    UsageError error{"there is no command `" + printable(word) + "`"};
    const auto near = nearest(word, command_names());
    const bool looks_like_a_file = word.find('.') != std::string_view::npos;
    if (near) {
        error.help = "did you mean `freehold " + *near + "`?";
    } else if (looks_like_a_file) {
        error.help = "to run a program: `freehold run " + printable(word) + "`";
    } else {
        error.help = "`freehold help` lists the commands";
    }
    return error;
}

bool Arguments::has(std::string_view option) const {
    return m_values.find(option) != m_values.end();
}

std::optional<std::string> Arguments::text(std::string_view option) const {
    const auto found = m_values.find(option);
    if (found == m_values.end()) return std::nullopt;
    return found->second.front();
}

std::optional<std::uint64_t> Arguments::number(std::string_view option) const {
    const auto value = text(option);
    return value ? number_of(option_named(option), *value).value : std::nullopt;
}

std::string Arguments::choice(std::string_view option) const {
    return text(option).value_or(std::string{option_named(option).preset});
}

std::optional<EventSet> Arguments::events(std::string_view option) const {
    const auto value = text(option);
    if (!value) return std::nullopt;
    return events_in(*value).value;
}

std::vector<bool> Arguments::decisions(std::string_view option) const {
    const auto value = text(option);
    return value ? parse_replay(*value).value_or(std::vector<bool>{}) : std::vector<bool>{};
}

std::vector<std::pair<std::string, std::int64_t>> Arguments::defines() const {
    std::vector<std::pair<std::string, std::int64_t>> list;
    const auto found = m_values.find("define");
    if (found == m_values.end()) return list;
    for (const std::string& text : found->second) list.push_back(*define_in(text).value);
    return list;
}

}  // namespace freehold::cli
