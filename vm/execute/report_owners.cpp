// SPDX-License-Identifier: MIT
// F104, F105, F106: owners that may not be moved, copied, or made.
#include <fmt/format.h>

#include "vm/execute/report_life.hpp"
#include "vm/execute/report_operands.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/isa/passing.hpp"

namespace freehold::reports {

namespace {

void help_move_out(Report& report, const std::string& memory) {
    const Span span = report.program.span_of(report.fault.index);
    const TypeId type = memory_type(report);
    const bool nullable = type != TypeId::None && report.program.type(type).nullable;
    if (report.fault.found == ValueKind::Ref) {
        const auto slot = pointer_slot(report);
        return report.help(fmt::format("make {} a `mut` borrow: only through one may owners change",
                                       slot ? report.slot(*slot) : "the pointer"));
    }
    if (nullable || type == TypeId::None) {
        return report.help("`take` moves it out and leaves null behind",
                           replace_word(report, span, "move", "take"));
    }
    report.help(fmt::format("{} may not be null: `swap` another owner in, or declare it `own?`",
                            memory.empty() ? "the place" : code(memory)));
}

}  // namespace

void move_out_of_place(Report& report) {
    const Fault& fault = report.fault;
    const std::string memory = memory_text(report);
    const std::string what = memory.empty() ? report.name(fault.place) : code(memory);
    const Address address = fault.address;
    const ObjectId object = fault.object == ObjectId::None ? fault.place.object : fault.object;
    const ObjectId owned = Pointer::from_word(report.machine.word_at(address)).object;
    const auto slot = pointer_slot(report);
    std::vector<Address> words;
    if (slot) words.push_back(report.slot_address(*slot));
    const bool shared = fault.found == ValueKind::Ref;
    report.headline(shared ? fmt::format("move out of {} through a shared borrow", what)
                           : fmt::format("move out of {}, which must keep an owner", what));
    report.ask({owned, object}, words, slot.has_value());
    if (const Static* it = report.find_static(object)) {
        report.declared(it->span, fmt::format("static {} is declared here", code(it->name)));
    } else {
        tell_made(report, report.story.life(object));
    }
    if (slot) tell_written(report, report.slot(*slot), report.slot_address(*slot));
    report.here(owned == ObjectId::None
                    ? fmt::format("the owner would be moved out of {} here", what)
                    : fmt::format("{} would lose its owner here", report.object(owned)));
    report.note(
        fmt::format("{} lies in {}: memory is never left without a value, so that whoever "
                    "looks there next finds an owner or null",
                    what, region(report, object)));
    help_move_out(report, memory);
}

// ---- F105 --------------------------------------------------------------------------------------

namespace {

/// The declared type of the local that a slot of the instruction lies in.
TypeId local_type(const Report& report, Slot slot) {
    const Local* local = report.at_home ? report.local(slot) : nullptr;
    return local == nullptr || local->words != 1 ? TypeId::None : local->type;
}

/// How the copied slot is given to what is declared with a type; empty where that is not known.
std::string way_to(const Report& report, TypeId asked, const std::string& name) {
    const TypeId given = local_type(report, report.instruction.b);
    if (given == TypeId::None || asked == TypeId::None) return "";
    return passed_as(report.program, given, asked, bare(name));
}

/// An argument: how it has to be passed follows from what the parameter is declared as.
void help_copied_argument(Report& report, const std::string& name) {
    const Span span = report.program.span_of(report.fault.index);
    const std::string_view text = report.text(span);
    const Local* parameter = parameter_of_argument(report.program, report.fault.index);
    const std::string way =
        way_to(report, parameter == nullptr ? TypeId::None : parameter->type, name);
    if (way.starts_with("borrow")) {
        const bool plain = !text.empty() && text.find(' ') == text.npos;
        return report.help("say how it is passed: the callee only borrows it",
                           plain ? std::vector<Edit>{{span, way}} : std::vector<Edit>{});
    }
    report.help(fmt::format("say how it is passed: `move {}` hands {} on", bare(name),
                            report.fault.found == ValueKind::Mut ? "the borrow" : "the owner"));
}

/// `copy d, s` of an owner.
void help_copied_owner(Report& report, const std::string& name) {
    const std::string way = way_to(report, local_type(report, report.instruction.a), name);
    if (way.starts_with("borrow")) {
        return report.help(fmt::format(
            "lend it instead: `{} {}`", way.substr(0, way.rfind(' ')),
            report.plain_slot(report.instruction.a) + ", " + way.substr(way.rfind(' ') + 1)));
    }
    const Span span = report.program.span_of(report.fault.index);
    report.help("`clone` makes a second block; `move` would hand this one on",
                way.empty() ? std::vector<Edit>{} : replace_word(report, span, "copy", "clone"));
}

void help_copy(Report& report, const std::string& name) {
    const Span span = report.program.span_of(report.fault.index);
    const bool statement = report.text(span).starts_with("copy");
    const bool word = report.instruction.opcode() == Opcode::Copy;
    if (word && !statement) return help_copied_argument(report, name);
    if (report.fault.found == ValueKind::Mut) return report.help("hand the borrow on: `move`");
    if (!word) return report.help("`move` hands the owners on; or `clone` each of them");
    help_copied_owner(report, name);
}

}  // namespace

void copy_of_owner(Report& report) {
    const Fault& fault = report.fault;
    const std::string name = report.name(fault.place);
    report.headline(fmt::format("copy of {}, which holds {}", name, kind_words(fault.found)));
    report.ask({fault.object}, {}, false);
    tell_life(report, fault.object);
    if (report.diagnostic.labels.empty()) {
        tell_declared(report, report.local(fault.place), "");
    }
    report.here(fmt::format("{} is copied here", name));
    if (fault.found == ValueKind::Own && report.is_block(fault.object)) {
        report.note(fmt::format("{} would have two owners, and each would free it",
                                report.object(fault.object)));
    } else if (fault.found == ValueKind::Mut) {
        report.note("an exclusive borrow has one holder: two could write behind each other's back");
    }
    help_copy(report, name);
}

// ---- F106 --------------------------------------------------------------------------------------

void second_owner(Report& report) {
    const Fault& fault = report.fault;
    const std::string owner = report.name(fault.place);
    const std::string block = report.object(fault.object);
    report.headline(fmt::format("second owner for {}: {} owns it already", block, owner));
    report.ask({fault.object}, {fault.place.address}, true);
    const Life life = report.story.life(fault.object);
    tell_made(report, life);
    tell_moves(report, life);
    if (const auto written = report.story.word(Address{raw(fault.place.address) & ~7u}).written;
        written && !report.told(*written)) {
        report.at(*written, fmt::format("{} becomes its owner here", owner));
    }
    report.here(report.at_home
                    ? fmt::format("{} would become an owner too", report.slot(report.instruction.a))
                    : "another owner would be made here");
    report.note(
        fmt::format("{}; with two owners it would be freed twice", region(report, fault.object)));
    report.help("adopt a block once; for a second owner, `clone` the first");
}

}  // namespace freehold::reports
