// SPDX-License-Identifier: MIT
#include "vm/debug/commands.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/session.hpp"
#include "vm/debug/words.hpp"

namespace freehold::debug {

const std::vector<Command>& commands() {
    static const std::vector<Command> table{
        {"help", "[COMMAND]", "this, or more about one command", Takes::Command, false, false,
         show_help, "first of all"},
        {"quit", "", "the end", Takes::Nothing, false, false, nullptr},

        {"step", "[N]", "to the next line, into calls", Takes::Number, true, true, step_by_line,
         "moving; `back` before any of these goes the other way"},
        {"next", "[N]", "to the next line, over calls and stops in them", Takes::Number, true, true,
         step_over_calls},
        {"stepi", "[N]", "one instruction, or N", Takes::Number, true, true, step_by_instruction},
        {"finish", "", "until this frame is left; back: to the call of it", Takes::Nothing, true,
         true, finish_frame},
        {"continue", "", "to the next breakpoint, or the end", Takes::Nothing, true, true, go_on},
        {"until", "WHERE", "to a line, function or label, once", Takes::Location, true, true,
         go_until},
        {"goto", "STEP", "to a step: `goto 31`, `goto @31`, `goto end`", Takes::Number, false,
         false, go_to_step},
        {"run", "", "from the beginning to the first breakpoint, or the end", Takes::Nothing, false,
         false, run_whole},
        {"back", "MOTION", "backwards: `back step`; alone: one instruction back", Takes::Command,
         true, true, step_by_instruction},

        {"break", "WHERE|EVENT [#BLOCK]|CODE|fault [if CONDITION]",
         "stop at a line, function, label, event or broken rule", Takes::Events, false, false,
         add_breakpoint, "stopping"},
        {"tbreak", "(the same)", "the same, once", Takes::Events, false, false,
         add_breakpoint_once},
        {"watch", "[write|read] PLACE [if CONDITION]", "stop after what changes (writes, reads) it",
         Takes::Place, false, false, add_watchpoint},
        {"breakpoints", "", "all that may stop a run, with how often they did", Takes::Nothing,
         false, false, list_breakpoints},
        {"delete", "[N]", "breakpoint N, or all", Takes::Number, false, false, delete_breakpoint},
        {"disable", "N", "breakpoint N stops nothing for now", Takes::Number, false, false,
         disable_breakpoint},
        {"enable", "N", "it does again", Takes::Number, false, false, enable_breakpoint},
        {"ignore", "N COUNT", "breakpoint N does not stop the next COUNT times", Takes::Number,
         false, false, ignore_breakpoint},

        {"print", "PLACE", "a value: `s1`, `p.next`, `a[3]`, `main.x`, `#4`", Takes::Place, true,
         false, show_value, "looking"},
        {"x", "PLACE [BYTES]", "bytes, whose they are, and which have a value", Takes::Place, true,
         false, show_bytes},
        {"segments", "", "where the five segments lie and how full they are", Takes::Nothing, true,
         false, show_segments},
        {"stack", "[DEPTH]", "frames with their slots, states and borrows", Takes::Number, true,
         false, show_stack},
        {"heap", "", "blocks, free chunks and free lists, dangling pointers", Takes::Nothing, true,
         false, show_heap},
        {"heap-stats", "", "how well the heap is used, in numbers", Takes::Nothing, false, false,
         show_heap_stats},
        {"owners", "", "who owns and borrows what, and what each may do: R W O", Takes::Nothing,
         true, false, show_owners},
        {"where", "", "the call stack", Takes::Nothing, true, false, show_frames},
        {"list", "[WHERE]", "source around here", Takes::Location, true, false, show_list},
        {"up", "[N]", "look from the caller's frame", Takes::Number, true, false, frame_up},
        {"down", "[N]", "look from the frame it called", Takes::Number, true, false, frame_down},
        {"frame", "[DEPTH]", "look from this frame; main's is 1", Takes::Number, false, false,
         choose_frame},
        {"report", "", "the fault once more, or how the program ended", Takes::Nothing, true, false,
         show_report},

        {"why", "PLACE", "who wrote, owns and borrows it, at which steps", Takes::Place, false,
         false, ask_why, "asking"},
        {"history", "#BLOCK", "the life of a block, from its allocation on", Takes::Any, false,
         false, ask_history},
        {"diff", "STEP [STEP]", "what is different at another step", Takes::Number, false, false,
         ask_difference},
    };
    return table;
}

namespace {

const Command* find_command(std::string_view word) {
    for (const Command& command : commands()) {
        if (command.name == word) return &command;
    }
    for (const Command& command : commands()) {
        if (!word.empty() && command.name.starts_with(word)) return &command;
    }
    return nullptr;
}

std::string unknown(std::string_view word) {
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.push_back(command.name);
    const auto near = nearest(word, names);
    return fmt::format("there is no command `{}`; {}", printable(word),
                       near ? "did you mean `" + *near + "`?" : "`help` lists them");
}

const Command* refuse(Session& session, const std::string& why) {
    session.refuse(why);
    return nullptr;
}

}  // namespace

std::string_view shortest(const Command& command) {
    for (std::size_t size = 1; size < command.name.size(); ++size) {
        const std::string_view begin = command.name.substr(0, size);
        if (find_command(begin) == &command) return begin;
    }
    return command.name;
}

const Command* perform_command(Session& session, std::string_view line) {
    Words words{line};
    const std::string_view first = words.take();
    const Command* command = find_command(first);
    if (command == nullptr) return refuse(session, unknown(first));
    const bool back = command->name == "back";
    if (back && !words.rest().empty() && !is_number(words.rest())) {
        const std::string_view second = words.take();
        command = find_command(second);
        if (command == nullptr) return refuse(session, unknown(second));
        if (!command->both || command->name == "back") {
            return refuse(session, fmt::format("`{}` has no way back; `back` stands before step, "
                                               "next, stepi, finish, continue and until",
                                               command->name));
        }
    }
    if (command->takes.empty() && !words.rest().empty()) {
        return refuse(session, fmt::format("`{}` stands alone; `{}` means nothing behind it",
                                           command->name, printable(words.rest())));
    }
    if (command->perform != nullptr) command->perform(session, words.rest(), back);
    return command;
}

// ---- help --------------------------------------------------------------------------------------

namespace {

void show_row(Session& session, const Command& command) {
    const std::string_view begin = shortest(command);
    std::string name{begin};
    if (begin != command.name) name += "(" + std::string{command.name.substr(begin.size())} + ")";
    Line line{2};
    line.add(name, Tone::Strong).add(" ").add(command.takes.size() > 16 ? "…" : command.takes);
    line.to(26, 2).add(command.does);
    session.show(line.text(session.style()));
}

}  // namespace

void show_help(Session& session, std::string_view rest, bool) {
    if (!rest.empty()) {
        const Command* command = find_command(rest);
        if (command == nullptr) return session.refuse(unknown(rest));
        session.say(fmt::format("`{}{}{}`: {}", command->name, command->takes.empty() ? "" : " ",
                                command->takes, command->does));
        if (command->takes.find("CONDITION") != std::string_view::npos) {
            session.say(
                "a condition compares values: `if i == 3 and p != null`; with ==, !=, <, "
                "<=, > and >=");
        }
        if (command->name == "watch") {
            session.say(
                "`watch x` stops where x changes, `watch write x` also where it is given "
                "the value that it has, `watch read x` where it is read");
        }
        session.say(fmt::format("`{}` is enough{}{}", shortest(*command),
                                command->both ? "; `back` may stand before it" : "",
                                command->repeats ? "; an empty line repeats it" : ""));
        return;
    }
    for (const Command& command : commands()) {
        if (!command.group.empty()) session.say(command.group);
        show_row(session, command);
    }
}

}  // namespace freehold::debug
