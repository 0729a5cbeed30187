// SPDX-License-Identifier: MIT
// F101, F102, F107: slots that hold no value, no value any more, or already one.
#include <fmt/format.h>

#include "vm/execute/names.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/isa/form.hpp"

namespace freehold::reports {

namespace {

/// A new line behind the one a span is on, indented alike.
std::vector<Edit> line_after(const Report& report, Span span, const std::string& line) {
    if (report.text(span).empty()) return {};
    const Source& source = report.program.sources[raw(span.file)];
    const std::uint32_t number = source.position(span.begin).line;
    const std::string_view text = source.line(number);
    const std::size_t indent = std::min(text.find_first_not_of(" \t"), text.size());
    const auto end = source.line_start(number) + static_cast<std::uint32_t>(text.size());
    return {{{span.file, end, end}, fmt::format("\n{}{}", text.substr(0, indent), line)}};
}

void help_initialise(Report& report) {
    const Where& place = report.fault.place;
    const Local* local = report.local(place);
    const std::string name = report.name(place);
    if (local == nullptr) return report.help(fmt::format("give {} a value before this", name));
    const Type& type = report.program.type(local->type);
    std::string line;
    if (is_integer(type.kind)) line = fmt::format("const {}, 0", local->name);
    if (type.kind == TypeKind::Array && is_integer(report.program.type(type.element).kind)) {
        line = fmt::format("fill {}, 0", local->name);
    }
    if (line.empty()) return report.help(fmt::format("give {} a value on every path here", name));
    report.help(fmt::format("give `{}` a value first, on every path here", local->name),
                line_after(report, local->span, line));
}

}  // namespace

void read_uninitialised(Report& report) {
    const Where& place = report.fault.place;
    const std::string name = report.name(place);
    report.headline(fmt::format("read of {}, which has no value", name));
    report.ask({}, {place.address}, false);
    tell_declared(report, report.local(place), ", without a value");
    const WordStory word = report.story.word(Address{raw(place.address) & ~7u});
    if (word.ended) {
        report.at(*word.ended,
                  fmt::format("the scope of {} ended here, and its value with it", name));
    }
    report.here(fmt::format("{} is read here", name), bare(name));
    report.note("a slot has whatever bytes were there before; C would have read those");
    help_initialise(report);
}

// ---- F102 --------------------------------------------------------------------------------------

namespace {

bool is_argument(const Report& report, const Event& move) {
    const Instruction& i = report.program.code[move.index];
    const Function& function = report.program.function(function_at(report.program, move.index));
    return local_at(function, i.a) == nullptr && i.a >= function.result_words;
}

std::string emptied_words(const Report& report, const Event& event, const std::string& name) {
    std::string text;
    switch (event.kind) {
        case EventKind::Forget: text = fmt::format("{} is forgotten here", name); break;
        case EventKind::Free:
            text = event.reason == Reason::Unboxed
                       ? fmt::format("`unbox` takes the content out of {} here", name)
                       : fmt::format("{} is dropped here", name);
            break;
        default: text = fmt::format("{} is moved to {} here", name, report.name(event.to)); break;
    }
    const bool loop = event.index == report.fault.index;
    return loop ? text + ", in an earlier pass" : text;
}

void help_moved(Report& report, const Event& event, const std::string& name) {
    const Span span = report.program.span_of(event.index);
    if (event.kind == EventKind::Free && event.reason == Reason::Explicit) {
        return report.help(
            fmt::format("drop {} after its last use, or leave it to the end of its "
                        "scope",
                        name));
    }
    if (event.kind == EventKind::Forget) {
        return report.help(fmt::format("forget {} after its last use", name));
    }
    if (event.kind == EventKind::Free) {
        return report.help("use the content from where `unbox` put it");
    }
    if (event.value == ValueKind::Mut) {
        return report.help(
            fmt::format("lend it on for a while instead: `borrow mut` of what {} "
                        "points at",
                        name));
    }
    if (is_argument(report, event)) {
        return report.help(
            fmt::format("if the callee only looks at it, lend it: `borrow [{}]` to a "
                        "`ref` parameter; else pass on a `clone` of it",
                        bare(name)));
    }
    report.help("if both are needed, make a second block instead of moving the first",
                replace_word(report, span, "move", "clone"));
}

/// What became of the block: the broken rule is one thing, harm to memory another.
void note_harm(Report& report, const Life& life) {
    if (!life.made || life.made->kind != EventKind::Alloc) return;
    const std::string block = report.object(life.made->object);
    if (life.ended) {
        return report.note(fmt::format("{} is freed: in C this would be a use after free", block));
    }
    const auto moves = life.moves.kept();
    if (moves.empty() || moves.back().kind == EventKind::Forget) return;
    report.note(fmt::format("memory is not harmed yet: {} is alive, and {} owns it", block,
                            report.name(moves.back().to)));
}

/// The one instruction that moves a slot, for a move of null, which is no event.
void tell_only_move(Report& report, const std::string& name) {
    const Function& function = report.program.function(report.function);
    std::uint32_t found = report.fault.index;
    for (std::uint32_t k = function.first; k < function.first + function.count; ++k) {
        const Instruction& i = report.program.code[k];
        if (i.opcode() != Opcode::Move || i.b != report.fault.place.slot) continue;
        if (k == report.fault.index) continue;
        if (found != report.fault.index) return;
        found = k;
    }
    if (found == report.fault.index) return;
    report.declared(report.program.span_of(found), fmt::format("{} is moved here", name));
}

}  // namespace

void use_after_move(Report& report) {
    const Where& place = report.fault.place;
    const std::string name = report.name(place);
    const Address word{raw(place.address) & ~7u};
    // A move leaves the bytes: they still name the block.
    const ObjectId object = Pointer::from_word(report.machine.word_at(word)).object;
    report.headline(fmt::format("use of {} after it was moved", name));
    report.ask({object}, {word}, false);
    const Life life = report.story.life(object);
    const std::optional<Event> emptied = report.story.word(word).emptied;
    tell_made(report, life);
    if (emptied) {
        report.at(*emptied, emptied_words(report, *emptied, name));
        help_moved(report, *emptied, name);
        if (emptied->kind == EventKind::Move) tell_end(report, life);
        if (emptied->kind == EventKind::Free && emptied->reason == Reason::Explicit) {
            report.headline(fmt::format("use of {} after it was dropped", name));
        }
    } else {
        tell_declared(report, report.local(place), "");
        tell_only_move(report, name);
        report.help(fmt::format("give {} a value again before this", name));
    }
    report.here(fmt::format("{} is used here", name), bare(name));
    note_harm(report, life);
}

// ---- F107 --------------------------------------------------------------------------------------

namespace {

/// Takes `ro ` out of a declaration.
std::vector<Edit> without_ro(const Report& report, const Local* local) {
    if (local == nullptr || report.text(local->span).empty()) return {};
    const Source& source = report.program.sources[raw(local->span.file)];
    const std::uint32_t line = source.position(local->span.begin).line;
    const std::uint32_t start = source.line_start(line);
    const std::string_view before = source.text().substr(start, local->span.begin - start);
    const std::size_t at = before.rfind("ro ");
    const bool word = at != before.npos && at > 0 && before[at - 1] == ' ';
    if (!word) return {};
    const auto begin = start + static_cast<std::uint32_t>(at);
    return {{{local->span.file, begin, begin + 3}, ""}};
}

}  // namespace

void second_write(Report& report) {
    const Where& place = report.fault.place;
    const std::string name = report.name(place);
    report.headline(fmt::format("second write to {}, which is `ro`", name));
    report.ask({}, {place.address}, true);
    const Local* local = report.local(place);
    tell_declared(report, local, " as `ro`: written once");
    tell_written(report, name, place.address);
    report.here(fmt::format("{} is written again here", name));
    report.note("memory is not harmed: `ro` is a promise to the reader of the program");
    report.help("take `ro` away, or write to another local", without_ro(report, local));
}

}  // namespace freehold::reports
