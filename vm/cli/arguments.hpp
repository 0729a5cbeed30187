// SPDX-License-Identifier: MIT
// The words behind a command, checked against the catalogue. Boost.Program_options splits them; it
// is kept from guessing, and values are read here, since it would take -5 for an unsigned number.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "freehold/event.hpp"
#include "vm/cli/catalogue.hpp"

namespace freehold::cli {

/// What the user should have typed: one sentence and, where there is one, the way out.
struct UsageError {
    std::string headline;
    std::string help = {};
};

/// All values have been checked against their rules.
class Arguments {
public:
    explicit Arguments(const CommandSpec& command) : m_command(&command) {}

    const CommandSpec& command() const { return *m_command; }
    const std::vector<std::string>& operands() const { return m_operands; }
    /// The words as they were typed, without "freehold" and the command.
    const std::vector<std::string>& words() const { return m_words; }

    bool has(std::string_view option) const;
    std::optional<std::string> text(std::string_view option) const;
    /// Of Size, Count or Duration (milliseconds).
    std::optional<std::uint64_t> number(std::string_view option) const;
    /// Of a Choice: the word given, or the preset.
    std::string choice(std::string_view option) const;
    std::optional<EventSet> events(std::string_view option) const;
    /// Of Replay; none without the option.
    std::vector<bool> decisions(std::string_view option) const;
    /// Of Define, in their order.
    std::vector<std::pair<std::string, std::int64_t>> defines() const;

private:
    friend struct ArgumentsBuilder;
    const CommandSpec* m_command;
    std::vector<std::string> m_words;
    std::vector<std::string> m_operands;
    std::map<std::string, std::vector<std::string>, std::less<>> m_values;
};

struct ParsedArguments {
    Arguments arguments;
    std::optional<UsageError> error;  ///< then the arguments mean nothing
};

/// Never throws for what the words are. With --help among them nothing else is asked for.
ParsedArguments parse_arguments(const CommandSpec& command, const std::vector<std::string>& words);

/// "there is no command `rnu`", with the nearest one.
UsageError unknown_command(std::string_view word);

}  // namespace freehold::cli
