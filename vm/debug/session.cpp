// SPDX-License-Identifier: MIT
#include "vm/debug/session.hpp"

#include <fmt/format.h>

#include <utility>

#include "vm/base/text.hpp"
#include "vm/debug/commands.hpp"
#include "vm/debug/line.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/isa/instruction_text.hpp"
#include "vm/observe/live_report.hpp"

namespace freehold::debug {

namespace {

Options with_output(Options options, Output& output) {
    options.output = &output;
    return options;
}

/// An endless program must not fill memory between two commands.
constexpr std::size_t most_printed = 64u << 10;
/// So many steps are told again, and so many lines of their events.
constexpr Step most_told = 10'000;
constexpr std::uint32_t most_events = 12;

/// What happened to blocks and owners on the way: the first events, and how many there were.
class Happened : public Listener {
public:
    EventSet wants() const override {
        using enum EventKind;
        return {Alloc, Free, Forget, Move, Broken, Harm};
    }
    void on_event(const Event& event) override {
        if (++count <= most_events) first.push_back(event);
    }
    std::vector<Event> first;
    std::uint64_t count = 0;
};

/// The next instruction, with the names of its function.
std::string instruction_at(const Program& program, std::uint32_t index) {
    const StaticIndex statics{program};
    InstructionText text{program, program.function(function_at(program, index)), statics};
    return text.text(program.code[index]);
}

}  // namespace

bool Session::Printed::write(std::string_view bytes) {
    if (m_text.size() < most_printed) m_text += bytes;
    return true;
}

std::string Session::Printed::take() {
    if (m_text.size() >= most_printed) m_text.append("\n… and more\n");
    return std::exchange(m_text, {});
}

Session::Session(const Program& program, Options options, RenderStyle style, Say say)
    : m_style(style),
      m_say(std::move(say)),
      m_timeline(program, with_output(options, m_printed)),
      m_breakpoints(m_timeline) {}

bool Session::perform(std::string_view line) {
    m_refused = false;
    const std::string words{line.find_first_not_of(" \t") == line.npos ? m_again : line};
    if (words.empty()) return true;
    const Command* const command = perform_command(*this, words);
    if (command == nullptr) return true;
    m_again = command->repeats ? words : std::string{};
    return command->perform != nullptr;
}

std::vector<std::string> Session::complete(std::string_view line) const {
    return complete_command(*this, line);
}

void Session::say(std::string_view text) { m_say(prose(m_style, text, 0)); }

void Session::refuse(const std::string& why) {
    m_refused = true;
    say(why);
}

// ---- where the run stands ----------------------------------------------------------------------

void Session::show_place() {
    const std::uint32_t index = machine().index();
    const Scene here = scene();
    Line line;
    line.add(fmt::format("@{}", machine().step()), Tone::Name).add("  ");
    if (const FrameInfo* frame = here.frame(0)) line.add(here.frame_name(*frame) + ", ");
    line.add(place_of(program(), index));
    if (const auto& stop = machine().ended()) {
        const bool fault = stop->kind == Stop::Kind::Faulted;
        line.add(fault ? fmt::format(": stopped by {}", code_name(stop->fault.code))
                       : fmt::format(": ended with status {}", stop->status),
                 fault ? Tone::Bad : Tone::Good);
        return show(line.text(m_style));
    }
    line.add(": ").add(text_of_line(program(), index), Tone::Strong);
    // A line may be several instructions.
    if (!begins_line(program(), index)) {
        line.add("  next: ", Tone::Faint).add(instruction_at(program(), index), Tone::Strong);
    }
    show(line.text(m_style));
}

void Session::show_end() {
    const auto& stop = machine().ended();
    if (!stop) return;
    if (stop->kind == Stop::Kind::Finished) return show_leaks();
    if (stop->kind != Stop::Kind::Faulted) return;
    Diagnostic report = explain(machine(), stop->fault);
    report.commands = {"freehold explain " + code_name(stop->fault.code)};
    show(render(report, program().sources, m_style));
}

void Session::show_leaks() {
    constexpr std::size_t most = 3;
    for (Diagnostic leak : explain_leftovers(machine(), most)) {
        leak.commands.clear();
        show(render(leak, program().sources, m_style));
    }
}

void Session::say_printed() {
    const std::string text = m_printed.take();
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        show("| " + printable(text.substr(begin, end - begin)) + "\n");
        begin = end + 1;
    }
}

void Session::say_events(Step from) {
    const Step here = m_timeline.position();
    if (here <= from || here - from > most_told) return;
    Happened happened;
    m_timeline.listen(from, here, happened);
    const MachineNames names{machine()};
    LiveReport report{names,
                      happened.wants(),
                      {m_style.color, view_columns(m_style), most_events},
                      [this](std::string_view line) { show(line); }};
    for (const Event& event : happened.first) report.on_event(event);
    const std::uint64_t more = happened.count - happened.first.size();
    if (more != 0) say(fmt::format("… and {} on the way", quantity(more, "more event")));
}

void Session::arrive(Step from, const std::vector<std::string>& why) {
    const bool interrupted = m_timeline.was_interrupted();
    m_depth = 0;
    say_printed();
    if (!interrupted) say_events(from);
    for (const std::string& line : why) say(line);
    if (interrupted) say("interrupted");
    const bool on = m_timeline.position() > from;
    if (m_timeline.at_end() && on) show_end();
    if (m_timeline.position() == 0) say("this is the beginning of the run");
    show_place();
}

}  // namespace freehold::debug
