// SPDX-License-Identifier: MIT
// F311: a value of another kind than the instruction takes.
#include <fmt/format.h>

#include "vm/execute/report_life.hpp"
#include "vm/execute/report_operands.hpp"
#include "vm/execute/report_origin.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"

namespace freehold::reports {

namespace {

std::string wanted_words(const Report& report) {
    const ValueKind wanted = report.fault.wanted;
    // A slot that any pointer may stand in asks for Raw.
    if (wanted == ValueKind::Raw && report.verb() != "offset" && report.verb() != "free" &&
        report.verb() != "adopt" && report.verb() != "realloc") {
        return "a pointer";
    }
    return kind_words(wanted);
}

/// A number or pointer was to be written over an owner, which would lose its block.
void over_owner(Report& report) {
    const Fault& fault = report.fault;
    const std::string name = report.name(fault.place);
    report.headline(fmt::format("{} owns {}: {} cannot be written over it", name,
                                report.object(fault.object), kind_words(fault.found)));
    report.ask({fault.object}, {}, false);
    tell_life(report, fault.object);
    report.here(fmt::format("{} would lose its owner here", report.object(fault.object)));
    report.help(fmt::format("drop or move {} first", name));
}

/// Where the slot that is called through got its function, and where the argument was passed.
void tell_callee_and_argument(Report& report) {
    const Fault& fault = report.fault;
    const bool passed = fault.wanted != ValueKind::Code;
    const Slot callee = report.instruction.c;
    const Address argument = fault.place.address;
    report.ask({}, {report.slot_address(callee), argument}, true);
    tell_origin(report, report.slot_address(callee));
    const auto written = report.story.word(argument).written;
    if (!passed || !written) return;
    report.at(*written, fmt::format("{} is passed here", kind_words(fault.found)));
}

void in_call(Report& report) {
    const Fault& fault = report.fault;
    const std::string callee = report.object(fault.object);
    if (fault.wanted == ValueKind::Code) {
        report.headline(
            fmt::format("call of {} with other arguments or another result than it has", callee));
    } else {
        report.headline(fmt::format("call of {} with {} where it takes {}", callee,
                                    kind_words(fault.found), kind_words(fault.wanted)));
    }
    for (const Function& it : report.program.functions) {
        if (it.object == fault.object)
            report.declared(it.span, code(it.name) + " is declared here");
    }
    tell_callee_and_argument(report);
    report.here("called here");
    report.note("what a `code` value is called with is checked at the call");
    report.help("pass what its declaration asks for, in that order");
}

/// What a call has to say so that a parameter of this type gets what it asks for.
std::string_view way_to_pass(TypeKind kind) {
    switch (kind) {
        case TypeKind::Own: return "make an owner with `new p, …`, and pass `move p`";
        case TypeKind::Ref: return "pass `borrow x`";
        case TypeKind::Mut: return "pass `borrow mut x`";
        default: return "";
    }
}

/// A parameter that a call gave a number where its type asks for a pointer.
bool help_parameter(Report& report, const std::string& name) {
    const Where& place = report.fault.place;
    const Local* local = report.local(place);
    if (local == nullptr || report.fault.found != ValueKind::Int) return false;
    const Function& function = report.program.function(place.function);
    if (local - function.locals.data() >= function.parameters) return false;
    const std::string_view way = way_to_pass(report.program.type(local->type).kind);
    if (way.empty()) return false;
    report.note(fmt::format("the call gives {} a number, where its type asks for {}", name,
                            code(type_name(report.program, local->type))));
    report.help(std::string(way));
    return true;
}

void help_kind(Report& report, const std::string& name) {
    const ValueKind found = report.fault.found;
    if (help_parameter(report, name)) return;
    if (is_pointer(found) && report.fault.wanted == ValueKind::Int) {
        return report.help(
            fmt::format("for what it points at, `load` a number through it; {} itself "
                        "is {}",
                        name, kind_words(found)));
    }
    if (found == ValueKind::Int) {
        return report.help(
            fmt::format("{} is a number: addresses come from `borrow`, `new` or `addr`", name));
    }
    report.help(fmt::format("give it {} first", wanted_words(report)));
}

void in_place(Report& report) {
    const Fault& fault = report.fault;
    const bool has_place = fault.place.in != Where::In::Nowhere;
    const std::string memory = memory_text(report);
    const std::string name = has_place ? report.name(fault.place) : code(memory);
    const std::string shown =
        !memory.empty() && fault.place.in != Where::In::Frame ? code(memory) : name;
    report.headline(fmt::format("{} holds {}, but `{}` takes {}", shown, kind_words(fault.found),
                                report.verb(), wanted_words(report)));
    std::vector<Address> words;
    if (has_place) words.push_back(fault.place.address);
    report.ask({fault.object}, words, has_place);
    if (const Local* local = report.local(fault.place)) {
        tell_declared(report, local,
                      fmt::format(" as `{}`", type_name(report.program, local->type)));
    }
    if (has_place) tell_written(report, name, fault.place.address);
    report.here(fmt::format("{} asked for here", wanted_words(report)));
    help_kind(report, shown);
}

}  // namespace

void wrong_kind(Report& report) {
    const Fault& fault = report.fault;
    if (report.instruction.opcode() == Opcode::CallCode && fault.object != ObjectId::None) {
        return in_call(report);
    }
    const bool overwrites = fault.write && fault.wanted == ValueKind::Own &&
                            fault.object != ObjectId::None && fault.place.in != Where::In::Nowhere;
    if (overwrites) return over_owner(report);
    in_place(report);
}

}  // namespace freehold::reports
