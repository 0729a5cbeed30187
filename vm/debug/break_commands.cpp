// SPDX-License-Identifier: MIT
// Commands about what a run stops for.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/debug/commands.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/session.hpp"
#include "vm/debug/words.hpp"

namespace freehold::debug {

namespace {

/// What stands before ` if `, and after it.
struct Parts {
    std::string_view what;
    std::optional<std::string_view> condition;
};

Parts parts_of(std::string_view rest) {
    const std::size_t at = rest.find(" if ");
    if (at != rest.npos) return {Words{rest.substr(0, at)}.rest(), rest.substr(at + 4)};
    if (rest.ends_with(" if")) return {Words{rest.substr(0, rest.size() - 3)}.rest(), ""};
    return {rest, std::nullopt};
}

std::optional<EventKind> event_named(std::string_view word) {
    for (std::uint32_t kind = 0; kind < event_count; ++kind) {
        const auto event = static_cast<EventKind>(kind);
        if (event_info(event).word == word) return event;
    }
    return std::nullopt;
}

std::optional<ObjectId> block_in(std::string_view text) {
    if (!text.starts_with('#')) return std::nullopt;
    const auto number = number_in(text.substr(1));
    if (!number || *number == 0 || *number > 0xffffffff) return std::nullopt;
    return ObjectId{static_cast<std::uint32_t>(*number)};
}

/// `free`, `alloc #4`, `F302`, `fault`: whether it is one of these. Of a fault, which ends the run
/// anyhow, nothing has to be heard.
bool is_happening(std::string_view what, Breakpoint& breakpoint, std::string& problem) {
    using enum EventKind;
    Words words{what};
    const std::string_view word = words.take();
    if (const CodeInfo* code = code_named(word)) {
        breakpoint.code = code->code;
        breakpoint.events = {Broken, Harm, EventKind::Fault};
        breakpoint.name = fmt::format("{}, {}", code_name(code->code), code->title);
        return words.rest().empty();
    }
    const auto event = event_named(word);
    if (!event) return false;
    breakpoint.events = {*event};
    breakpoint.name = fmt::format("each `{}`", word);
    if (words.rest().empty()) return true;
    const auto block = block_in(words.rest());
    if (!block) problem = fmt::format("`{}` is no block; write `break {} #4`", words.rest(), word);
    breakpoint.object = block.value_or(ObjectId::None);
    breakpoint.name = fmt::format("`{}` of block {}", word, words.rest());
    return block.has_value();
}

/// With its condition; nothing when that is wrong, which has been said.
bool add_condition(Session& session, const Parts& parts, Breakpoint& breakpoint) {
    if (!parts.condition) return true;
    breakpoint.condition.emplace(*parts.condition);
    if (breakpoint.condition->problem().empty()) return true;
    session.refuse(breakpoint.condition->problem());
    return false;
}

void say_added(Session& session, const Breakpoint& it) {
    session.say(fmt::format("{} {}: {}{}", it.watched ? "watchpoint" : "breakpoint", it.number,
                            it.name, it.condition ? ", if " + it.condition->text() : ""));
}

void add(Session& session, std::string_view rest, bool once) {
    const Parts parts = parts_of(rest);
    Breakpoint breakpoint;
    breakpoint.once = once;
    if (parts.what.empty()) {
        return session.refuse(
            "`break` takes a line, function, label, event or code: `break 12`, "
            "`break insert`, `break free`, `break F302`");
    }
    std::string problem;
    const Program& program = session.program();
    const Location where = find_location(program, parts.what, session.machine().index());
    if (!where.instructions.empty()) {
        breakpoint.name = where.name;
        breakpoint.instructions = where.instructions;
    } else if (!is_happening(parts.what, breakpoint, problem)) {
        return session.refuse(problem.empty() ? where.problem : problem);
    }
    if (!add_condition(session, parts, breakpoint)) return;
    say_added(session, session.breakpoints().add(std::move(breakpoint)));
}

/// The breakpoint that a number names; nullptr when there is none, which has been said.
Breakpoint* named(Session& session, std::string_view text) {
    const auto number = number_in(text);
    Breakpoint* found = number && *number != 0 && *number < 1'000'000
                            ? session.breakpoints().find(static_cast<int>(*number))
                            : nullptr;
    if (found == nullptr) {
        session.refuse(
            fmt::format("there is no breakpoint `{}`; `breakpoints` lists them", printable(text)));
    }
    return found;
}

void set_enabled(Session& session, std::string_view rest, bool enabled) {
    Breakpoint* it = named(session, rest);
    if (it == nullptr) return;
    it->enabled = enabled;
    session.say(fmt::format("{} {} {}", it->watched ? "watchpoint" : "breakpoint", it->number,
                            enabled ? "stops the run again" : "stops nothing for now"));
}

}  // namespace

void add_breakpoint(Session& session, std::string_view rest, bool) { add(session, rest, false); }

void add_breakpoint_once(Session& session, std::string_view rest, bool) {
    add(session, rest, true);
}

void add_watchpoint(Session& session, std::string_view rest, bool) {
    const Parts parts = parts_of(rest);
    Words words{parts.what};
    WatchedPlace watched;
    const char* what = "change of";
    if (words.take("write")) {
        watched.what = WatchedPlace::For::Write;
        what = "write to";
    } else if (words.take("read")) {
        watched.what = WatchedPlace::For::Read;
        what = "read of";
    }
    if (words.rest().empty()) return session.refuse("`watch` takes a place: `watch main.x`");
    const Scene scene = session.scene();
    const Found found = find_place(scene, words.rest(), session.depth());
    if (!found) return session.refuse(found.problem);
    watched.place = *found.place;
    if (const FrameInfo* frame = scene.frame_at(watched.place.address)) {
        watched.function = frame->function;
        watched.fp = frame->fp;
    }
    Breakpoint breakpoint;
    breakpoint.name = fmt::format("{} `{}`", what, watched.place.name);
    breakpoint.watched = watched;
    if (!add_condition(session, parts, breakpoint)) return;
    say_added(session, session.breakpoints().add(std::move(breakpoint)));
}

void list_breakpoints(Session& session, std::string_view, bool) {
    if (session.breakpoints().all().empty()) return session.say("there are none");
    for (const Breakpoint& it : session.breakpoints().all()) {
        std::string text = fmt::format("{:>3}  {}", it.number, it.name);
        if (it.condition) text += ", if " + it.condition->text();
        if (it.once) text += ", once";
        if (it.ignore != 0) text += fmt::format(", passes {} more", it.ignore);
        if (!it.enabled) text += ", disabled";
        if (it.hits != 0) text += fmt::format(", stopped {}", quantity(it.hits, "time"));
        session.show(Line{}.add(text).text(session.style()));
    }
}

void delete_breakpoint(Session& session, std::string_view rest, bool) {
    if (rest.empty()) {
        session.breakpoints().remove_all();
        return session.say("nothing stops the run any more");
    }
    const Breakpoint* it = named(session, rest);
    if (it == nullptr) return;
    const int number = it->number;
    session.breakpoints().remove(number);
    session.say(fmt::format("{} is gone", number));
}

void enable_breakpoint(Session& session, std::string_view rest, bool) {
    set_enabled(session, rest, true);
}

void disable_breakpoint(Session& session, std::string_view rest, bool) {
    set_enabled(session, rest, false);
}

void ignore_breakpoint(Session& session, std::string_view rest, bool) {
    Words words{rest};
    Breakpoint* it = named(session, words.take());
    if (it == nullptr) return;
    const auto count = number_in(words.rest());
    if (!count) return session.refuse("how often? `ignore 1 10` passes breakpoint 1 ten times");
    it->ignore = *count;
    session.say(
        fmt::format("{} will not stop the run the next {}", it->number, quantity(*count, "time")));
}

}  // namespace freehold::debug
