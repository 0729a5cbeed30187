// SPDX-License-Identifier: MIT
// The debugger's commands: one table with what each is called, does, and how it is completed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace freehold::debug {

class Session;

/// What stands behind the word of a command.
enum class Takes : std::uint8_t { Nothing, Location, Place, Events, Number, Command, Any };

struct Command {
    std::string_view name;   ///< "continue"; any beginning that no row before it has will do
    std::string_view takes;  ///< as help shows it: "[N]"
    std::string_view does;   ///< one sentence
    Takes completes = Takes::Nothing;
    bool repeats = false;  ///< by an empty line
    bool both = false;     ///< `back` may stand before it
    /// `back`: it did. nullptr ends the session.
    void (*perform)(Session& session, std::string_view rest, bool back) = nullptr;
    std::string_view group = {};  ///< heading of help, where one begins
};

/// In the order of help; where two have the same beginning, the first one is meant.
const std::vector<Command>& commands();

/// Performs a line; the command, or nullptr where it was none.
const Command* perform_command(Session& session, std::string_view line);
std::vector<std::string> complete_command(const Session& session, std::string_view line);

/// The shortest beginning of a name that means it: "c" of continue.
std::string_view shortest(const Command& command);

// The performers, by what they are about.
void run_whole(Session& session, std::string_view rest, bool back);
void step_by_instruction(Session& session, std::string_view rest, bool back);
void step_by_line(Session& session, std::string_view rest, bool back);
void step_over_calls(Session& session, std::string_view rest, bool back);
void finish_frame(Session& session, std::string_view rest, bool back);
void go_on(Session& session, std::string_view rest, bool back);
void go_until(Session& session, std::string_view rest, bool back);
void go_to_step(Session& session, std::string_view rest, bool back);

void add_breakpoint(Session& session, std::string_view rest, bool back);
void add_breakpoint_once(Session& session, std::string_view rest, bool back);
void add_watchpoint(Session& session, std::string_view rest, bool back);
void list_breakpoints(Session& session, std::string_view rest, bool back);
void delete_breakpoint(Session& session, std::string_view rest, bool back);
void enable_breakpoint(Session& session, std::string_view rest, bool back);
void disable_breakpoint(Session& session, std::string_view rest, bool back);
void ignore_breakpoint(Session& session, std::string_view rest, bool back);

void show_where(Session& session, std::string_view rest, bool back);
void show_list(Session& session, std::string_view rest, bool back);
void show_value(Session& session, std::string_view rest, bool back);
void show_bytes(Session& session, std::string_view rest, bool back);
void show_segments(Session& session, std::string_view rest, bool back);
void show_stack(Session& session, std::string_view rest, bool back);
void show_frames(Session& session, std::string_view rest, bool back);
void show_heap(Session& session, std::string_view rest, bool back);
void show_heap_stats(Session& session, std::string_view rest, bool back);
void show_owners(Session& session, std::string_view rest, bool back);
void show_report(Session& session, std::string_view rest, bool back);
void frame_up(Session& session, std::string_view rest, bool back);
void frame_down(Session& session, std::string_view rest, bool back);
void choose_frame(Session& session, std::string_view rest, bool back);

void ask_why(Session& session, std::string_view rest, bool back);
void ask_history(Session& session, std::string_view rest, bool back);
void ask_difference(Session& session, std::string_view rest, bool back);

void show_help(Session& session, std::string_view rest, bool back);

}  // namespace freehold::debug
