// SPDX-License-Identifier: MIT
#include "vm/cli/values.hpp"

#include <algorithm>

#include "freehold/replay.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/event_groups.hpp"
#include "vm/cli/trace_parts.hpp"

namespace freehold::cli {

namespace {

std::string in_backticks(std::string_view word) { return "`" + printable(word) + "`"; }

std::string one_of(const std::vector<std::string_view>& choices) {
    std::vector<std::string> words;
    for (const std::string_view choice : choices) words.push_back(in_backticks(choice));
    return list_of(words, "or");
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& choices) {
    if (const auto near = nearest(word, choices))
        return "did you mean " + in_backticks(*near) + "?";
    return "it takes " + one_of(choices);
}

bool is_name(std::string_view text) {
    if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!letter && !(c >= '0' && c <= '9')) return false;
    }
    return true;
}

bool is_one_of(const std::vector<std::string_view>& choices, std::string_view word) {
    return std::find(choices.begin(), choices.end(), word) != choices.end();
}

std::string problem_with_words(const OptionSpec& option, const std::string& text) {
    for (const std::string_view word : split(text, ',')) {
        if (!is_one_of(option.choices, word)) {
            return "asks for " + in_backticks(word) + ", which is none of its words";
        }
    }
    return "";
}

std::string problem_with(const OptionSpec& option, const std::string& text) {
    switch (option.rule) {
        case Rule::Flag: return "";
        case Rule::Size:
        case Rule::Count:
        case Rule::Duration: return number_of(option, text).problem;
        case Rule::File: return text.empty() ? "names no file" : "";
        case Rule::Events: return events_in(text).problem;
        case Rule::TraceParts: return trace_parts_in(text).problem;
        case Rule::Name: return text.empty() ? "names nothing" : "";
        case Rule::Define: return define_in(text).problem;
        case Rule::Replay:
            return parse_replay(text) ? ""
                                      : "is no list of decisions: 0 and 1, as `1101` or `20x01,1`";
        case Rule::Choice: return is_one_of(option.choices, text) ? "" : "is no such choice";
        case Rule::Words: return problem_with_words(option, text);
    }
    return "";
}

std::string help_with_words(const OptionSpec& option, const std::string& text) {
    for (const std::string_view word : split(text, ',')) {
        if (!is_one_of(option.choices, word)) return did_you_mean(word, option.choices);
    }
    return "";
}

/// To three letters any other short word is near.
std::string help_with_event(std::string_view word, const std::vector<std::string_view>& choices) {
    constexpr std::size_t long_enough = 4;
    if (word.size() >= long_enough && nearest(word, choices)) return did_you_mean(word, choices);
    return "it takes the groups " + one_of(event_groups()) +
           ", or kinds of events, as `alloc,free`";
}

std::string help_with_parts(const OptionSpec& option, const std::string& text) {
    for (const std::string_view word : split(text, ',')) {
        if (trace_parts_in(word).value) continue;
        constexpr std::size_t long_enough = 4;
        if (word.size() >= long_enough && nearest(word, option.choices)) {
            return did_you_mean(word, option.choices);
        }
        return "it takes segments, as `stack,heap`, and the groups and kinds of events that "
               "`--report` of `run` takes, as `moves,alloc`";
    }
    return "";
}

std::string help_with(const OptionSpec& option, const std::string& text) {
    if (option.rule == Rule::Choice) return did_you_mean(text, option.choices);
    if (option.rule == Rule::Define && is_name(text)) {
        return "write " + in_backticks("-D " + text + "=1") + ", with the number you want";
    }
    if (option.rule == Rule::Words) return help_with_words(option, text);
    if (option.rule == Rule::TraceParts) return help_with_parts(option, text);
    if (option.rule != Rule::Events) return "";
    for (const std::string_view word : split(text, ',')) {
        if (!events_of(word)) return help_with_event(word, option.choices);
    }
    return "";
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

Parsed<std::uint64_t> number_of(const OptionSpec& option, std::string_view text) {
    if (option.rule == Rule::Duration) return parse_duration(text);
    const Suffix suffix = option.rule == Rule::Size ? Suffix::Binary : Suffix::Decimal;
    return parse_number(text, suffix, option.least, option.most);
}

Parsed<EventSet> events_in(std::string_view text) {
    EventSet events;
    for (const std::string_view word : split(text, ',')) {
        const auto meant = events_of(word);
        if (!meant)
            return {std::nullopt, "asks for " + in_backticks(word) + ", which is no kind of event"};
        events.add(*meant);
    }
    return {events, ""};
}

Parsed<std::pair<std::string, std::int64_t>> define_in(std::string_view text) {
    const auto equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    if (equals == std::string_view::npos || !is_name(name)) {
        return {std::nullopt, "is not of the form NAME=N"};
    }
    const auto number = parse_signed(text.substr(equals + 1));
    if (!number.value) return {std::nullopt, "has a value that " + number.problem};
    return {std::pair{std::string{name}, *number.value}, ""};
}

std::optional<UsageError> check_value(const OptionSpec& option, const std::string& text) {
    const std::string problem = problem_with(option, text);
    if (problem.empty()) return std::nullopt;
    const std::string given = "--" + std::string{option.name} + "=" + text;
    return UsageError{in_backticks(given) + " " + problem, help_with(option, text)};
}

std::vector<std::string> quoted_words(std::string_view words) {
    std::vector<std::string> list;
    for (const std::string_view word : split(words, ' ')) list.push_back(in_backticks(word));
    return list;
}

}  // namespace freehold::cli
