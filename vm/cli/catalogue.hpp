// SPDX-License-Identifier: MIT
// Every command and every option, once: what is parsed, --help, the man page and the shell's
// completion all come from here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace freehold::cli {

class Arguments;
class Console;

/// What the value of an option may be.
enum class Rule : std::uint8_t {
    Flag,   ///< no value
    Size,   ///< bytes, binary suffixes
    Count,  ///< decimal suffixes
    Duration,
    File,        ///< of any name; completed as one
    Choice,      ///< one of `choices`
    Events,      ///< several of `choices`, separated by commas
    TraceParts,  ///< the same
    Words,       ///< the same, of `choices` alone
    Name,        ///< of something in the program
    Define,      ///< NAME=N
    Replay,      ///< decisions: 1101, 20x01
};

struct OptionSpec {
    std::string_view name;  ///< long name, without dashes
    char letter = '\0';     ///< short name
    Rule rule = Rule::Flag;
    std::string_view value = "";   ///< what stands for the value in help: "SIZE"
    std::string_view preset = "";  ///< its value when the option is not given, as help says it
    std::vector<std::string_view> choices = {};
    std::uint64_t least = 0;  ///< Size and Count
    std::uint64_t most = 0;
    bool repeatable = false;
    std::string_view commands = "";  ///< who takes it, separated by blanks; "*" for all
    std::string_view help = "";      ///< one sentence, lower case, no full stop
};

/// What a command's operands are completed with.
enum class Operands : std::uint8_t { None, Programs, Images, Topics, Examples, Commands, Folders };

struct CommandSpec {
    std::string_view name;
    std::string_view synopsis = "";  ///< its operands: "FILE"
    std::size_t fewest = 0;          ///< operands
    std::size_t most = 0;
    Operands operands = Operands::None;
    bool hidden = false;
    std::string_view summary = "";                ///< one sentence, lower case, no full stop
    std::vector<std::string_view> details = {};   ///< paragraphs
    std::vector<std::string_view> examples = {};  ///< whole command lines
    int (*run)(const Arguments& arguments, Console& console) = nullptr;
};

/// One row of the table of exit statuses.
struct StatusSpec {
    std::string_view status;
    std::string_view meaning;
};

const std::vector<CommandSpec>& all_commands();
const std::vector<OptionSpec>& all_options();
const std::vector<StatusSpec>& all_statuses();

/// nullptr when there is none.
const CommandSpec* find_command(std::string_view name);
/// By its long name; the option exists.
const OptionSpec& option_named(std::string_view name);

bool takes(const CommandSpec& command, const OptionSpec& option);
std::vector<const OptionSpec*> options_of(const CommandSpec& command);

/// The names of the commands that are shown, in their order.
std::vector<std::string_view> command_names();

/// "--stack=SIZE", "-q, --quiet".
std::string option_form(const OptionSpec& option);

}  // namespace freehold::cli
