// SPDX-License-Identifier: MIT
#include "vm/quiz/look.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "vm/base/text.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/observe/event_text.hpp"

namespace freehold::quiz {

namespace {

constexpr std::uint32_t lines_before = 2;
constexpr std::uint32_t lines_behind = 2;

const Source* source_of(const Program& program, std::uint32_t index) {
    if (line_of(program, index) == 0) return nullptr;
    return &program.sources[raw(program.span_of(index).file)];
}

std::string code_of(const Source& source, std::uint32_t number) {
    const std::string_view code = without_comment(source.line(number));
    const std::size_t end = code.find_last_not_of(" \t\r");
    return end == code.npos ? "" : printable(code.substr(0, end + 1));
}

/// The lines with code before (-1) or behind (+1) a line, nearest first.
std::vector<ShownLine> neighbours(const Source& source, std::uint32_t line, int way,
                                  std::uint32_t most) {
    std::vector<ShownLine> found;
    for (std::uint32_t at = line; found.size() < most;) {
        if (way < 0 ? at <= 1 : at >= source.line_count()) break;
        at = way < 0 ? at - 1 : at + 1;
        std::string code = code_of(source, at);
        if (!code.empty()) found.push_back({at, std::move(code), false});
    }
    return found;
}

std::vector<ShownLine> lines_around(const Program& program, std::uint32_t index, bool ran) {
    const Source* source = source_of(program, index);
    if (source == nullptr) return {{0, text_of_line(program, index), ran}};
    const std::uint32_t line = line_of(program, index);
    std::vector<ShownLine> lines = neighbours(*source, line, -1, lines_before);
    std::reverse(lines.begin(), lines.end());
    lines.push_back({line, code_of(*source, line), ran});
    for (ShownLine& it : neighbours(*source, line, +1, lines_behind)) lines.push_back(it);
    return lines;
}

Question& begin(const Look& look, Kind kind, std::string about, std::string text, std::string why) {
    const Program& program = look.program();
    Question question;
    question.kind = kind;
    question.step = question.shown_at = look.step();
    question.function = look.scene.frame_name(look.frame());
    question.next = place_of(program, look.moment.next);
    const bool ran = look.moment.ran != Moment::nothing;
    if (ran) {
        question.place = place_of(program, look.moment.ran);
        question.times = look.moment.times;
        const Function& function = program.function(look.frame().function);
        question.called = look.moment.next == function.first;
    }
    question.lines = lines_around(program, ran ? look.moment.ran : look.moment.next, ran);
    question.text = std::move(text);
    question.why = std::move(why);
    question.about = std::move(about);
    look.found.push_back(std::move(question));
    return look.found.back();
}

}  // namespace

std::vector<Named> locals_in_scope(const Look& look) {
    std::vector<Named> found;
    const FrameInfo& frame = look.frame();
    for (const Local& local : look.program().function(frame.function).locals) {
        if (!debug::Scene::is_in_scope(frame, local)) continue;
        const debug::Found place = debug::find_place(look.scene, local.name);
        if (!place || place.place->address != look.scene.spot_of(frame, local).address) continue;
        found.push_back({&local, *place.place, local.name});
    }
    return found;
}

bool is_early(const Look& look) { return look.step() * 2 <= look.record.machine().step(); }

Question& ask(const Look& look, Kind kind, std::string about, std::string text,
              std::vector<std::string> choices, const std::string& right, std::string why) {
    Question& question = begin(look, kind, std::move(about), std::move(text), std::move(why));
    const auto at = std::find(choices.begin(), choices.end(), right);
    question.right = static_cast<std::size_t>(at - choices.begin());
    question.choices = std::move(choices);
    return question;
}

Question& ask_number(const Look& look, Kind kind, std::string about, std::string text,
                     std::uint64_t number, std::string why) {
    Question& question = begin(look, kind, std::move(about), std::move(text), std::move(why));
    question.number = number;
    return question;
}

// ---- words --------------------------------------------------------------------------------------

std::string in_backticks(std::string_view code) { return "`" + printable(code) + "`"; }

std::string line_choice(const Program& program, std::uint32_t index) {
    return place_of(program, index) + ": " + in_backticks(text_of_line(program, index));
}

std::string at_text(const Look& look, const Event& event) {
    return step_text(event.step, 0) + ", " + place_of(look.program(), event.index);
}

std::string block_name(ObjectId block) { return "block " + block_text(block); }

std::string block_made(const Look& look, ObjectId block) {
    const Event* birth = look.record.birth(block);
    if (birth == nullptr) return block_name(block);
    return fmt::format("{}, made by {} @{}", block_name(block),
                       place_of(look.program(), birth->index), birth->step);
}

std::string block_introduced(const Look& look, ObjectId block) {
    const Event* birth = look.record.birth(block);
    if (birth == nullptr) return "of " + block_name(block);
    return fmt::format("{} was made by {}, @{}", block_name(block),
                       place_of(look.program(), birth->index), birth->step);
}

namespace {

std::string way_of(const Look& look, const Event& event) {
    const MachineNames names{look.record.machine()};
    const std::string from = names.where(event.from);
    const std::string to = names.where(event.to);
    std::string text;
    if (!from.empty()) text += " from " + in_backticks(from);
    if (!to.empty()) text += " to " + in_backticks(to);
    return text;
}

}  // namespace

std::string happened(const Look& look, const Event& event) {
    const MachineNames names{look.record.machine()};
    const std::string block = event.object == ObjectId::None ? "null" : block_name(event.object);
    const std::string at = at_text(look, event);
    switch (event.kind) {
        case EventKind::Alloc: {
            const std::string to = names.where(event.to);
            return block + " was made" + (to.empty() ? "" : " for " + in_backticks(to)) + " " + at;
        }
        case EventKind::Move: return block + " moved" + way_of(look, event) + " " + at;
        case EventKind::Free: {
            const std::string why = event_text(event, names).story;
            return block + " is freed " + at + (why.empty() ? "" : ": " + why);
        }
        case EventKind::Forget: return block + " was given up, not freed, " + at;
        default: return block;
    }
}

// ---- choices ------------------------------------------------------------------------------------

std::vector<std::string> wrong_choices(Random& random, const std::vector<std::string>& others,
                                       const std::string& right, std::size_t most,
                                       const std::vector<std::string>& not_these) {
    std::set<std::string> taken(not_these.begin(), not_these.end());
    taken.insert(right);
    std::vector<std::string> kept;
    for (const std::string& other : others) {
        if (taken.insert(other).second) kept.push_back(other);
    }
    return random.some_of(std::move(kept), most);
}

std::vector<std::uint32_t> lines_ahead(const Look& look) {
    std::map<std::string, Step> last_ran;
    std::map<std::string, std::uint32_t> first_of;
    for (std::uint32_t k = 0; k < look.program().code.size(); ++k) {
        const std::string place = place_of(look.program(), k);
        last_ran[place] = std::max(last_ran[place], look.record.last_ran(k));
        if (look.record.begins_line(k)) first_of.emplace(place, k);
    }
    std::vector<std::uint32_t> lines;
    for (const auto& [place, index] : first_of) {
        const Step last = last_ran[place];
        if (last == 0 || last > look.step()) lines.push_back(index);
    }
    return lines;
}

std::vector<std::string> choice_of_lines(const Look& look, std::uint32_t right,
                                         const std::vector<std::uint32_t>& others,
                                         const std::string& last) {
    constexpr std::size_t most_wrong = 3;
    const Program& program = look.program();
    std::set<std::string> places;
    std::vector<std::uint32_t> chosen;
    if (right != Moment::nothing) {
        places.insert(place_of(program, right));
        chosen.push_back(right);
    }
    for (const std::uint32_t index : look.random.some_of(others, others.size())) {
        if (chosen.size() == most_wrong + (right == Moment::nothing ? 0u : 1u)) break;
        if (places.insert(place_of(program, index)).second) chosen.push_back(index);
    }
    std::sort(chosen.begin(), chosen.end());
    std::vector<std::string> choices;
    for (const std::uint32_t index : chosen) choices.push_back(line_choice(program, index));
    choices.push_back(last);
    return choices;
}

}  // namespace freehold::quiz
