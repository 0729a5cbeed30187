// SPDX-License-Identifier: MIT
#include "vm/cli/cli.hpp"

#include <csignal>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/help.hpp"
#include "vm/cli/load.hpp"

namespace freehold::cli {

namespace {

/// Colours are needed before the words are parsed, for what is wrong with them.
ColorChoice wanted_color(const std::vector<std::string>& words) {
    ColorChoice choice = ColorChoice::Auto;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string value;
        if (words[i].rfind("--color=", 0) == 0) value = words[i].substr(8);
        if (words[i] == "--color" && i + 1 < words.size()) value = words[i + 1];
        choice = color_choice(value).value_or(choice);
    }
    return choice;
}

int run_words(const CommandSpec& command, const std::vector<std::string>& words, Console& console) {
    const ParsedArguments parsed = parse_arguments(command, words);
    if (parsed.error) return say_usage(*parsed.error, console);
    if (parsed.arguments.has("help")) {
        console.print(command_help(command, console.output_style().width));
        return Fine;
    }
    return command.run(parsed.arguments, console);
}

int dispatch(const std::vector<std::string>& words, Console& console) {
    if (words.empty()) {
        console.say(overview(console.error_style().width));
        return WrongUsage;
    }
    std::string name = words.front();
    if (name == "--help" || name == "-h") name = "help";
    if (name == "--version") name = "version";
    const CommandSpec* command = find_command(name);
    if (command != nullptr) {
        return run_words(*command, {words.begin() + 1, words.end()}, console);
    }
    if (!name.empty() && name[0] == '-') {
        return say_usage(
            {"`" + name + "` stands before the command", "write `freehold COMMAND [OPTIONS] FILE`"},
            console);
    }
    return say_usage(unknown_command(name), console);
}

int guarded(const std::vector<std::string>& words, Console& console) {
    try {
        return dispatch(words, console);
    } catch (const UnreadableProgram& error) {
        console.say(error.diagnostic(), {});
    } catch (const FileError& error) {
        console.say_error(error.what());
    } catch (const OutOfHostMemory& error) {
        console.say_error(error.what());
    } catch (const std::bad_alloc&) {
        console.say_error("this computer has no memory left for Freehold",
                          "close other programs, or raise the limit (`ulimit -v`)");
    } catch (const std::exception& error) {
        console.say_error("this is a bug of Freehold: " + std::string{error.what()},
                          "please report it with the command and the files");
        return OurBug;
    }
    return CannotReadOrWrite;
}

}  // namespace

int say_usage(const UsageError& error, Console& console) {
    console.say_error(error.headline, error.help);
    return WrongUsage;
}

int main(int argc, char** argv) {
    // A closed pipe is noticed where it is written to.
    std::signal(SIGPIPE, SIG_IGN);
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    Console console{wanted_color(words)};
    const int status = guarded(words, console);
    const std::string& problem = console.output().problem();
    if (!problem.empty()) console.say_error("cannot write to standard output: " + problem);
    return problem.empty() && !console.lost_messages() ? status : CannotReadOrWrite;
}

}  // namespace freehold::cli
