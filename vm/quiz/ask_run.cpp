// SPDX-License-Identifier: MIT
// Questions about how the run goes on: calls, output, its end.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/debug/value_text.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/observe/event_text.hpp"
#include "vm/quiz/look.hpp"
#include "vm/quiz/printed_variants.hpp"

namespace freehold::quiz {

// ---- calls --------------------------------------------------------------------------------------

namespace {

/// "the frames of `main`, `push` and `push(2)`"; of many the first and how many more.
std::string frames_text(const debug::Scene& scene) {
    const auto& frames = scene.frames();
    constexpr std::size_t most = 6;
    std::vector<std::string> names;
    for (std::size_t k = frames.size(); k-- > 0;) {
        if (frames.size() > most && !names.empty()) break;
        names.push_back(in_backticks(scene.frame_name(frames[k])));
    }
    if (frames.size() > most) names.push_back(with_commas(frames.size() - 1) + " more");
    return list_of(names, "and");
}

}  // namespace

void ask_depth(const Look& look) {
    if (look.record.deepest() < 2 || look.step() == 0) return;
    const std::size_t depth = look.scene.frames().size();
    const std::string names = frames_text(look.scene);
    const std::string why =
        depth == 1 ? fmt::format("only the frame of {}: every other call has returned", names)
                   : fmt::format("the frames of {}: each was called and has not returned", names);
    ask_number(look, Kind::Depth, "depth", "how many frames are on the stack now?", depth, why);
}

// ---- output -------------------------------------------------------------------------------------

namespace {

/// The numbers that locals hold: likely mistakes about what is printed.
std::vector<std::int64_t> numbers_in_scope(const Look& look) {
    std::vector<std::int64_t> numbers;
    for (const Named& named : locals_in_scope(look)) {
        const bool number = is_integer(look.program().type(named.local->type).kind);
        if (!number || debug::known_of(look.scene, named.place) != debug::Known::All) continue;
        numbers.push_back(debug::integer_at(look.scene, named.place));
    }
    return numbers;
}

}  // namespace

void ask_prints(const Look& look) {
    constexpr Step soon = 300;
    const auto& printed = look.record.printed();
    const auto next = std::find_if(printed.begin(), printed.end(),
                                   [&](const Printed& it) { return it.step > look.step(); });
    if (next == printed.end() || next->step > look.step() + soon || !is_worth_asking(look, *next)) {
        return;
    }
    const std::string right = quoted_output(next->text);
    std::vector<std::string> choices =
        wrong_choices(look.random, printed_variants(look, *next, numbers_in_scope(look)), right, 3);
    if (choices.empty()) return;
    choices.push_back(right);
    std::sort(choices.begin(), choices.end());
    Question& question =
        ask(look, Kind::Prints, "print " + std::to_string(next->step),
            fmt::format("what does {} print next?", place_of(look.program(), next->index)),
            std::move(choices), right,
            fmt::format("{} {} prints it, {}", place_of(look.program(), next->index),
                        in_backticks(text_of_line(look.program(), next->index)),
                        step_text(next->step, 0)));
    question.shown_at = next->step;
}

// ---- the end ------------------------------------------------------------------------------------

void ask_ends(const Look& look) {
    if ((!look.record.finished() && !look.record.faulted()) || !is_early(look)) return;
    const Program& program = look.program();
    const bool finished = look.record.finished();
    const Fault& fault = look.record.ended()->fault;
    const std::uint32_t line = finished ? Moment::nothing : fault.index;
    const std::string never = "nowhere: it runs to its end";
    std::vector<std::string> choices = choice_of_lines(look, line, lines_ahead(look), never);
    if (choices.size() < 2) return;
    const std::string right = finished ? never : line_choice(program, line);
    const Step end = finished ? look.record.machine().step() : fault.step;
    std::string why = finished ? fmt::format("it ends by itself {}, with status {}",
                                             step_text(end, 0), look.record.ended()->status)
                               : fmt::format("a fault stops it {}, {}", step_text(end, 0),
                                             place_of(program, line));
    Question& question = ask(look, Kind::Ends, "end", "where does a fault stop this run?",
                             std::move(choices), right, std::move(why));
    question.shown_at = end;
}

namespace {

std::string fault_choice(Code code) {
    return fmt::format("{}: {}", code_name(code), code_info(code).title);
}

/// What else stops runs of students, and could be taken for it.
const std::vector<Code>& usual_faults() {
    static const std::vector<Code> codes = [] {
        std::vector<Code> found;
        for (const int number :
             {101, 102, 203, 204, 301, 302, 303, 305, 306, 310, 312, 313, 501, 502, 503, 510}) {
            if (const CodeInfo* row = find_code(static_cast<std::uint16_t>(number))) {
                found.push_back(row->code);
            }
        }
        return found;
    }();
    return codes;
}

}  // namespace

void ask_fault(const Look& look) {
    if (!look.record.faulted() || look.moment.step != look.record.moments().back().step) return;
    const Fault& fault = look.record.ended()->fault;
    const std::string right = fault_choice(fault.code);
    std::vector<std::string> others;
    for (const Code code : usual_faults()) others.push_back(fault_choice(code));
    std::vector<std::string> choices = wrong_choices(look.random, others, right, 3);
    choices.push_back(right);
    std::sort(choices.begin(), choices.end());
    const Diagnostic report = explain(look.record.machine(), fault);
    Question& question = ask(look, Kind::Fault, "fault",
                             fmt::format("a fault stops the run now, at {}: which one?",
                                         place_of(look.program(), fault.index)),
                             std::move(choices), right,
                             fmt::format("{} {}", report.headline, step_text(fault.step, 0)));
    question.shown_at = fault.step;
}

}  // namespace freehold::quiz
