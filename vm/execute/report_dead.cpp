// SPDX-License-Identifier: MIT
// F302, F310: pointers to what is no more.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/report_operands.hpp"
#include "vm/execute/report_origin.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/isa/form.hpp"

namespace freehold::reports {

namespace {

/// The place whose pointer is used: its name, and its word.
struct Holder {
    std::string name = "a pointer";
    std::optional<Address> word;
};

/// Of an instruction with a format: the slot whose pointer is followed.
std::optional<Slot> printed_slot(const Report& report) {
    const Form form = opcode_info(report.instruction.opcode()).form;
    const bool has_format = form == Form::Fmt || form == Form::S_Fmt || form == Form::Q_Fmt;
    if (!has_format || !report.at_home || report.instruction.low() == no_format)
        return std::nullopt;
    for (const Piece& piece : report.program.formats[report.instruction.low()].pieces) {
        const bool same = piece.from == Piece::From::Frame &&
                          report.slot_info(piece.slot).word == report.fault.pointer.word();
        if (same) return piece.slot;
    }
    return std::nullopt;
}

Holder holder_of(const Report& report) {
    if (const auto slot = pointer_slot(report)) {
        return {report.slot(*slot), report.slot_address(*slot)};
    }
    if (report.fault.place.in != Where::In::Nowhere) {
        return {report.name(report.fault.place), report.fault.place.address};
    }
    if (const auto slot = printed_slot(report))
        return {report.slot(*slot), report.slot_address(*slot)};
    const Opcode op = report.instruction.opcode();
    const bool reads_b = op == Opcode::Unbox || op == Opcode::Adopt || op == Opcode::Clone;
    if (!report.at_home || !reads_b) return {};
    return {report.slot(report.instruction.b), report.slot_address(report.instruction.b)};
}

std::vector<Address> words_of(const Holder& holder) {
    return holder.word ? std::vector<Address>{*holder.word} : std::vector<Address>{};
}

/// The living block that has the bytes now; None: nobody.
ObjectId taken_by(const Report& report, Address address) {
    for (const BlockInfo& block : report.machine.blocks()) {
        if (address >= block.address && address - block.address < std::max(block.size, 1u)) {
            return block.object;
        }
    }
    return ObjectId::None;
}

void note_region(Report& report, const Life& life) {
    if (!life.made) return;
    const Fault& fault = report.fault;
    const std::int64_t offset = std::int64_t{raw(fault.address)} - raw(life.made->address);
    std::string text =
        fmt::format("{} was {}, {}", report.object(fault.object), quantity(life.made->size, "byte"),
                    place(report, life.made->address));
    if (fault.size != 0 && report.verb() != "borrow") {
        text += fmt::format("; this {} at offset {}", access(report), offset);
    }
    report.note(std::move(text));
}

void note_harm(Report& report, ObjectId taker) {
    if (taker == ObjectId::None) {
        return report.note(
            "no block has taken its place yet: C would still have found the old bytes "
            "there, by luck");
    }
    const Life& life = report.story.life(taker);
    std::string text = fmt::format("these bytes belong to {} now", report.object(taker));
    if (life.made) text += fmt::format(", allocated @{}", life.made->step);
    report.note(text + fmt::format(": C would have {} someone else's value",
                                   writes(report) ? "overwritten" : "read"));
}

void help_freed(Report& report, const Life& life, const std::string& name) {
    if (!life.ended) return;
    const Event& end = *life.ended;
    const std::string owner = report.name(end.from);
    switch (end.reason) {
        case Reason::Explicit:
            return report.help(fmt::format("free it after the last use of {}, not before", name));
        case Reason::ScopeEnd:
            return report.help(
                fmt::format("let the owner outlive {}: declare {} in an outer scope, "
                            "or return it",
                            name, owner));
        case Reason::Reassigned:
            return report.help(fmt::format("borrow again after {} has its new value", owner));
        case Reason::Resized:
            return report.help("after `realloc` only the pointer it gives is good: use that one");
        case Reason::Unboxed: return report.help("use the content from where `unbox` put it");
        case Reason::UnusedResult:
            return report.help("keep the result of the call in an owner, as long as it is used");
        default: return report.help(fmt::format("use {} only while its owner lives", name));
    }
}

/// A borrow reads and writes nothing by itself.
std::string use_words(const Report& report, const std::string& name) {
    if (report.verb() == "borrow") return fmt::format("what {} points at is borrowed here", name);
    if (report.fault.size == 0) return fmt::format("{} is used here", name);
    return access(report) + " of it here";
}

}  // namespace

void use_after_free(Report& report) {
    const Fault& fault = report.fault;
    const Holder holder = holder_of(report);
    const ObjectId taker = taken_by(report, fault.address);
    report.headline(
        fmt::format("use of {} after {} was freed", holder.name, report.object(fault.object)));
    report.ask({fault.object, taker}, words_of(holder), holder.word.has_value());
    const Life life = report.story.life(fault.object);
    tell_life(report, fault.object);
    if (holder.word) tell_origin(report, *holder.word);
    report.here(use_words(report, holder.name));
    note_region(report, life);
    note_harm(report, taker);
    help_freed(report, life, holder.name);
}

// ---- F310 --------------------------------------------------------------------------------------

namespace {

void help_gone(Report& report, const Life& life, const std::string& name) {
    const std::string local = life.made ? report.name(life.made->to) : "the local";
    if (life.ended && life.ended->kind == EventKind::Ret) {
        return report.help(
            fmt::format("return the value of {} instead of its address, or put it on "
                        "the heap with `new`",
                        local));
    }
    report.help(fmt::format("declare {} in the scope in which {} is used", local, name));
}

}  // namespace

void dangling_stack(Report& report) {
    const Fault& fault = report.fault;
    const Holder holder = holder_of(report);
    report.ask({fault.object}, words_of(holder), holder.word.has_value());
    const Life life = report.story.life(fault.object);
    const std::string local = life.made ? report.name(life.made->to) : "a local";
    report.headline(
        fmt::format("use of {}, which points at {}, which is gone", holder.name, local));
    tell_life(report, fault.object);
    if (holder.word) tell_origin(report, *holder.word);
    report.here(use_words(report, holder.name));
    if (life.made) {
        std::string text = fmt::format("{} was {}, {}", local, quantity(life.made->size, "byte"),
                                       place(report, life.made->address));
        const std::string now = what_lies_at(report, fault.address);
        if (now.find("." + std::string{bare(local)} + "`") == now.npos && now != local) {
            text += fmt::format("; there lies {} now", now);
        }
        report.note(std::move(text));
    }
    help_gone(report, life, holder.name);
}

}  // namespace freehold::reports
