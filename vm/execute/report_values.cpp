// SPDX-License-Identifier: MIT
// F102, F107: slots that hold no value any more, or already one.
#include <fmt/format.h>

#include "vm/execute/report_life.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/passing.hpp"

namespace freehold::reports {

// ---- F102 --------------------------------------------------------------------------------------

namespace {

bool is_argument(const Report& report, const Event& move) {
    const Instruction& i = report.program.code[move.index];
    const Function& function = report.program.function(function_at(report.program, move.index));
    return local_at(function, i.a) == nullptr && i.a >= function.result_words;
}

/// How an event left a slot behind: "dropped", "moved".
std::string_view departure(const Event& event) {
    if (event.kind == EventKind::Forget) return "forgotten";
    if (event.kind != EventKind::Free) return "moved";
    return event.reason == Reason::Unboxed ? "unboxed" : "dropped";
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
        case EventKind::Write:
            text = fmt::format("{}, null, is moved to {} here", name, report.name(event.to));
            break;
        default: text = fmt::format("{} is moved to {} here", name, report.name(event.to)); break;
    }
    const bool loop = event.index == report.fault.index;
    return loop ? text + ", in an earlier pass" : text;
}

bool same_owner(const Program& program, TypeId a, TypeId b) {
    if (a == TypeId::None || b == TypeId::None) return false;
    const Type& one = program.type(a);
    const Type& other = program.type(b);
    return one.kind == TypeKind::Own && other.kind == TypeKind::Own && one.element == other.element;
}

/// `name, ` behind the word `call`, which gives the result to it.
std::vector<Edit> with_result(const Report& report, Span call, std::string_view name) {
    const std::string_view text = report.text(call);
    if (!text.starts_with("call ")) return {};
    const auto at = call.begin + static_cast<std::uint32_t>(text.find_first_not_of(' ', 4));
    return {{{call.file, at, at}, fmt::format("{}, ", name)}};
}

/// Where the callee gives such an owner back: the usual way is to keep that under the old name.
bool help_keep_result(Report& report, const Event& move, const std::string& name) {
    const auto at = call_of_argument(report.program, move.index);
    const Local* local = report.local(report.fault.place);
    if (!at || local == nullptr || !report.at_home) return false;
    const Instruction& call = report.program.code[*at];
    const Function& callee = report.program.function(FunctionId{call.low()});
    if (!same_owner(report.program, local->type, callee.result)) return false;
    if (call.b == no_slot) {
        report.help(fmt::format("keep what {} gives back", code(callee.name)),
                    with_result(report, report.program.span_of(*at), bare(name)));
        return true;
    }
    report.help(
        fmt::format("use {}, which got what {} gave back; or let {} have it again: "
                    "`call {}, {}(…)`",
                    report.slot(call.b), code(callee.name), name, bare(name), callee.name));
    return true;
}

void help_moved(Report& report, const Event& event, const std::string& name) {
    if (report.verb() == "drop") {
        return report.help(fmt::format("leave this `drop` out: {} owns nothing any more", name));
    }
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
        if (help_keep_result(report, event, name)) return;
        return report.help(
            fmt::format("if the callee only looks at it, lend it: `borrow [{}]` to a "
                        "`ref` parameter; else pass on a `clone` of it",
                        bare(name)));
    }
    if (report.program.code[event.index].opcode() != Opcode::Move) {
        return report.help("if both are needed, `clone` each owner instead of moving them all");
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

/// The slot that an instruction leaves moved; no_slot: none.
Slot slot_emptied_by(const Instruction& i) {
    const std::string_view mnemonic = opcode_info(i.opcode()).mnemonic;
    if (mnemonic == "move") return i.b;
    return mnemonic == "put" || mnemonic == "drop" || mnemonic == "forget" ? i.a : no_slot;
}

/// The one instruction that may have emptied a slot of null, where no event tells of it.
void tell_only_move(Report& report, const std::string& name) {
    const Function& function = report.program.function(report.function);
    std::uint32_t found = report.fault.index;
    for (std::uint32_t k = function.first; k < function.first + function.count; ++k) {
        if (slot_emptied_by(report.program.code[k]) != report.fault.place.slot) continue;
        if (k == report.fault.index) continue;
        if (found != report.fault.index) return;
        found = k;
    }
    if (found == report.fault.index) return;
    const std::string_view verb = opcode_info(report.program.code[found].opcode()).mnemonic;
    const std::string_view how = verb == "drop"     ? "dropped"
                                 : verb == "forget" ? "forgotten"
                                                    : "moved";
    report.headline(fmt::format("use of {} after it was {}", name, how));
    report.declared(report.program.span_of(found), fmt::format("{} is {} here", name, how));
}

}  // namespace

namespace {

/// `put [a].next, a`: the instruction that uses it has moved it.
bool moves_it_itself(const Report& report) {
    return report.verb() == "put" && report.slot_address(report.instruction.a) ==
                                         Address{raw(report.fault.place.address) & ~7u};
}

}  // namespace

void use_after_move(Report& report) {
    const Where& place = report.fault.place;
    const std::string name = report.name(place);
    const Address word{raw(place.address) & ~7u};
    // A move leaves the bytes: they still name the block.
    const ObjectId object = Pointer::from_word(report.machine.word_at(word)).object;
    report.headline(fmt::format("use of {} after it was moved", name));
    // Of a move of null only the write tells.
    report.ask({object}, {word}, true);
    const Life life = report.story.life(object);
    const std::optional<Event> emptied = report.story.word(word).emptied;
    tell_made(report, life);
    if (emptied && emptied->kind == EventKind::Write) {
        tell_declared(report, report.local(place), "");
    }
    if (emptied) {
        report.at(*emptied, emptied_words(report, *emptied, name));
        help_moved(report, *emptied, name);
        if (emptied->kind == EventKind::Move) tell_end(report, life);
        report.headline(fmt::format("use of {} after it was {}", name, departure(*emptied)));
    } else {
        tell_declared(report, report.local(place), "");
        if (moves_it_itself(report)) {
            report.here(fmt::format("{} has left its slot when the place is looked for", name));
            return report.note(
                "an owner cannot be put into the block that it owns: nobody else would own it");
        }
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
