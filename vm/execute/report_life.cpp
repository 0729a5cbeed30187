// SPDX-License-Identifier: MIT
#include "vm/execute/report_life.hpp"

#include <fmt/format.h>

#include <set>

#include "vm/base/text.hpp"
#include "vm/execute/report_words.hpp"

namespace freehold::reports {

namespace {

Opcode opcode_of(const Report& report, const Event& event) {
    return report.program.code[event.index].opcode();
}

/// Of the faulting instruction itself: it happened before the fault, in an earlier pass.
std::string again(const Report& report, const Event& event) {
    return event.index == report.fault.index && event.step < report.fault.step
               ? ", in an earlier pass"
               : "";
}

void tell_local_made(Report& report, const Event& made) {
    const Local* local = report.local(made.to);
    if (local == nullptr) return;
    report.declared(local->span, fmt::format("{} is declared here", report.name(made.to)));
}

}  // namespace

void tell_declared(Report& report, const Local* local, const std::string& what) {
    if (local == nullptr) return;
    report.declared(local->span, fmt::format("{} is declared here{}", code(local->name), what));
}

void tell_made(Report& report, const Life& life) {
    if (!life.made) return;
    const Event& made = *life.made;
    if (made.kind == EventKind::Object) return tell_local_made(report, made);
    std::string text = fmt::format("{}, {}, allocated here", report.object(made.object),
                                   quantity(made.size, "byte"));
    if (made.to.in != Where::In::Nowhere) text += " for " + report.name(made.to);
    report.at(made, text);
}

namespace {

std::string move_words(const Report& report, const Event& move) {
    if (move.kind == EventKind::Forget) {
        return fmt::format("{} is forgotten here", report.name(move.from));
    }
    if (move.reason == Reason::Adopted) {
        return fmt::format("adopted here: {} owns it, and {} still points at it",
                           report.name(move.to), report.name(move.from));
    }
    return fmt::format("moved from {} to {} here{}", report.name(move.from), report.name(move.to),
                       again(report, move));
}

}  // namespace

void tell_moves(Report& report, const Life& life) {
    const std::vector<Event> moves = life.moves.kept();
    // A move in a loop is shown once, as it was last.
    std::set<std::uint32_t> shown;
    std::vector<const Event*> told;
    for (auto move = moves.rbegin(); move != moves.rend(); ++move) {
        if (shown.insert(move->index).second) told.push_back(&*move);
    }
    for (auto move = told.rbegin(); move != told.rend(); ++move) {
        if (!report.told(**move)) report.at(**move, move_words(report, **move));
    }
    if (life.moves.count() <= told.size()) return;
    const std::string shown_ones = told.size() == 1              ? "the last is"
                                   : told.size() == moves.size() ? "the first and last are"
                                                                 : "the last are";
    report.note(fmt::format("{} moved {}; {} shown", report.object(moves.front().object),
                            quantity(life.moves.count(), "time"), shown_ones));
}

std::string why_ended(const Report& report, const Event& end) {
    const std::string owner = report.name(end.from);
    switch (end.reason) {
        case Reason::Explicit:
            return fmt::format("{} is {} here", owner,
                               opcode_of(report, end) == Opcode::Free ? "freed" : "dropped");
        case Reason::ScopeEnd: return fmt::format("its owner {} leaves its scope here", owner);
        case Reason::Reassigned:
            return fmt::format("its owner {} is given another value here", owner);
        case Reason::Content:
            if (end.owner == ObjectId::None) return "freed here with the value that owned it";
            return fmt::format("freed here with {}, which owned it", report.object(end.owner));
        case Reason::UnusedResult: return "freed here: it is a result that nobody takes";
        case Reason::Unboxed: return fmt::format("`unbox` takes the content out of {} here", owner);
        case Reason::Resized: return "`realloc` moves its bytes to another block here";
        default: return "freed here";
    }
}

void tell_end(Report& report, const Life& life) {
    if (!life.ended) return;
    const Event& end = *life.ended;
    if (end.kind == EventKind::Free) {
        std::string text = why_ended(report, end);
        if (text.find("freed") == text.npos) {
            text += fmt::format(", and {} is freed", report.object(end.object));
        }
        report.at(end, text + again(report, end));
        return;
    }
    const std::string name = life.made ? report.name(life.made->to) : "the local";
    report.at(end, end.kind == EventKind::Scope
                       ? fmt::format("the scope of {} ends here", name)
                       : fmt::format("{} ends with the frame of {} here", name,
                                     report.function_name(end.function)));
}

void tell_life(Report& report, ObjectId object) {
    // A copy: telling may not disturb it.
    const Life life = report.story.life(object);
    tell_made(report, life);
    tell_moves(report, life);
    tell_end(report, life);
}

namespace {

std::string value_words(const Event& write) {
    if (write.value == ValueKind::Int) {
        return std::to_string(static_cast<std::int64_t>(write.word));
    }
    if (write.word == 0) return "null";
    return {};
}

/// How an instruction made the value it wrote.
std::string how(const Report& report, const Event& write) {
    const Instruction& i = report.program.code[write.index];
    switch (i.opcode()) {
        case Opcode::Cast:
            return write.value == ValueKind::Raw ? "made a pointer here" : "made a number here";
        case Opcode::Offset:
        case Opcode::OffsetK: return "moved on here";
        case Opcode::RetWord:
        case Opcode::RetType:
            return "returned by " + report.function_name(function_at(report.program, write.index));
        default: return {};
    }
}

bool makes_address(Opcode op) { return (op >= Opcode::BorrowP && op <= Opcode::ReachAddrGX); }

std::string address_words(const Report& report, const Event& write) {
    const Pointer pointer = Pointer::from_word(write.word);
    std::string target = report.object(pointer.object);
    return write.value == ValueKind::Raw ? "given the address of " + target
                                         : "borrowed from " + target;
}

}  // namespace

std::string written_words(const Report& report, const Event& write) {
    const std::string value = value_words(write);
    const ObjectId object = Pointer::from_word(write.word).object;
    if (write.kind == EventKind::Move) return "gets it here";
    if (!value.empty()) return "becomes " + value + " here";
    if (write.value == ValueKind::Code) return "becomes " + report.object(object) + " here";
    if (write.value == ValueKind::Own)
        return fmt::format("owns {} from here on", report.object(object));
    if (makes_address(opcode_of(report, write))) {
        return "is " + address_words(report, write) + " here";
    }
    const Opcode op = opcode_of(report, write);
    if (op == Opcode::Copy) return "gets a copy here";
    if (op == Opcode::Move) return "gets it here";
    const std::string way = how(report, write);
    return way.empty() ? "is given its value here" : "is " + way;
}

void tell_written(Report& report, const std::string& name, Address word) {
    const WordStory story = report.story.word(Address{raw(word) & ~7u});
    if (!story.written || report.told(*story.written)) return;
    report.at(*story.written, fmt::format("{} {}{}", name, written_words(report, *story.written),
                                          again(report, *story.written)));
}

}  // namespace freehold::reports
