// SPDX-License-Identifier: MIT
// Commands that move through a run.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/debug/commands.hpp"
#include "vm/debug/session.hpp"
#include "vm/debug/words.hpp"

namespace freehold::debug {

namespace {

Way way_of(bool back) { return back ? Way::Back : Way::On; }

/// Whether there is nowhere to go to that way; then it has been said.
bool is_over(Session& session, bool back) {
    const Timeline& timeline = session.timeline();
    if (back && timeline.position() == 0) {
        session.say("this is the beginning of the run: there is no step before it");
        return true;
    }
    if (!back && timeline.at_end()) {
        session.say("the run is over; `back` goes back from here, `run` begins again");
        return true;
    }
    return false;
}

/// A count of repetitions, 1 without one; nothing when it is none.
std::optional<std::uint64_t> count_in(Session& session, std::string_view text) {
    if (text.empty()) return 1;
    const auto count = number_in(text);
    if (!count || *count == 0) {
        session.refuse(fmt::format("`{}` is no number of times", printable(text)));
        return std::nullopt;
    }
    return count;
}

void repeat(Session& session, std::string_view rest, bool back,
            bool (*move)(Timeline& timeline, Way way)) {
    const auto count = count_in(session, rest);
    if (!count || is_over(session, back)) return;
    Timeline& timeline = session.timeline();
    const Step from = timeline.position();
    for (std::uint64_t k = 0; k < *count; ++k) {
        const Step before = timeline.position();
        if (!move(timeline, way_of(back)) || timeline.position() == before) break;
    }
    session.arrive(from);
}

void search(Session& session, bool back) {
    Timeline& timeline = session.timeline();
    Breakpoints& breakpoints = session.breakpoints();
    const Step from = timeline.position();
    bool found = false;
    if (!breakpoints.any()) {
        timeline.go_to(back ? 0 : ~Step{0});
    } else if (back) {
        found = timeline.search_back(breakpoints.search(Breakpoints::Towards::Begin));
        if (!found && !timeline.was_interrupted()) timeline.go_to(0);
    } else {
        found = timeline.search(breakpoints.search(Breakpoints::Towards::End));
    }
    session.arrive(from, found ? breakpoints.stopped() : std::vector<std::string>{});
}

}  // namespace

void step_by_line(Session& session, std::string_view rest, bool back) {
    repeat(session, rest, back, step_line);
}

void step_over_calls(Session& session, std::string_view rest, bool back) {
    repeat(session, rest, back, step_over);
}

void step_by_instruction(Session& session, std::string_view rest, bool back) {
    const auto count = count_in(session, rest);
    if (!count || is_over(session, back)) return;
    const Step from = session.timeline().position();
    step_instruction(session.timeline(), way_of(back), *count);
    session.arrive(from);
}

void finish_frame(Session& session, std::string_view, bool back) {
    if (is_over(session, back)) return;
    const Step from = session.timeline().position();
    const std::uint32_t depth = session.depth() == 0 ? session.machine().depth() : session.depth();
    leave_frame(session.timeline(), way_of(back), depth);
    session.arrive(from);
}

void go_on(Session& session, std::string_view, bool back) {
    if (!is_over(session, back)) search(session, back);
}

void go_until(Session& session, std::string_view rest, bool back) {
    if (rest.empty()) return session.refuse("`until` takes a line, function or label: `until 12`");
    const Location where = find_location(session.program(), rest, session.machine().index());
    if (where.instructions.empty()) return session.refuse(where.problem);
    if (is_over(session, back)) return;
    Breakpoint once;
    once.name = where.name;
    once.instructions = where.instructions;
    session.breakpoints().add_unseen(std::move(once));
    search(session, back);
    session.breakpoints().remove(Breakpoints::unseen);
}

void go_to_step(Session& session, std::string_view rest, bool) {
    const auto step = rest == "end" ? std::optional{~Step{0}} : number_in(rest);
    if (!step) {
        return session.refuse(fmt::format("`goto` takes a step, as `goto 31`, or `goto end`{}",
                                          rest.empty() ? "" : ", not `" + printable(rest) + "`"));
    }
    const Step from = session.timeline().position();
    session.timeline().go_to(*step);
    std::vector<std::string> note;
    if (session.timeline().at_end() && rest != "end" && *step > session.timeline().position()) {
        note.push_back(fmt::format("the run ends at step @{}: there is no step @{}",
                                   session.timeline().position(), *step));
    }
    session.arrive(from, note);
}

void run_whole(Session& session, std::string_view, bool) {
    Timeline& timeline = session.timeline();
    timeline.go_to(0);
    if (timeline.stands_at(session.breakpoints().search(Breakpoints::Towards::End))) {
        return session.arrive(0, session.breakpoints().stopped());
    }
    search(session, false);
}

}  // namespace freehold::debug
