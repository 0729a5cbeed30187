// SPDX-License-Identifier: MIT
// F301, F309: pointers that point at nothing.
#include <fmt/format.h>

#include "vm/execute/report_life.hpp"
#include "vm/execute/report_operands.hpp"
#include "vm/execute/report_origin.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"

namespace freehold::reports {

namespace {

/// The slot whose pointer is followed: also `unbox`, `free` and `adopt` follow one.
std::optional<Slot> followed_slot(const Report& report) {
    if (const auto slot = pointer_slot(report)) return slot;
    if (!report.at_home) return std::nullopt;
    switch (report.instruction.opcode()) {
        case Opcode::Unbox:
        case Opcode::Adopt: return report.instruction.b;
        default: return std::nullopt;
    }
}

}  // namespace

void null_dereference(Report& report) {
    const Fault& fault = report.fault;
    const auto slot = followed_slot(report);
    const std::string name = slot ? report.slot(*slot) : "the pointer";
    const std::string memory = memory_text(report);
    report.headline(memory.empty() ? fmt::format("`{}` of {}, which is null", report.verb(), name)
                                   : fmt::format("`{}` at {}, but {} is null", report.verb(),
                                                 code(memory), name));
    if (slot) {
        report.ask({}, {report.slot_address(*slot)}, true);
        tell_origin(report, report.slot_address(*slot));
    }
    if (report.diagnostic.labels.empty() && slot) tell_declared(report, report.local(*slot), "");
    report.here(fmt::format("{} is null here", name), slot ? bare(name) : "");
    if (fault.size != 0) {
        report.note(
            fmt::format("it {} at address {:#x}: the first 4 KiB are never mapped, so that "
                        "null is always caught",
                        access(report), raw(fault.address)));
    }
    report.help(fmt::format("test it first: `bnull {}, LABEL` goes to LABEL when it is null",
                            slot ? report.plain_slot(*slot) : "p"));
}

void no_provenance(Report& report) {
    const Fault& fault = report.fault;
    const auto slot = followed_slot(report);
    const std::string name = slot ? report.slot(*slot) : "the pointer";
    report.headline(fmt::format("{} is a number made into a pointer: it may reach nothing", name));
    if (slot) {
        report.ask({}, {report.slot_address(*slot)}, true);
        tell_origin(report, report.slot_address(*slot));
    }
    report.here(fault.size == 0 ? "used here" : fmt::format("{} here", access(report)));
    report.note(fmt::format("at address {:#x} ({}) lies {}", raw(fault.address),
                            place(report, fault.address), what_lies_at(report, fault.address)));
    report.note(
        "a pointer may reach the object whose address it was taken from; a number has none");
    report.help("take the address with `addr`, and go on from there with `offset`");
}

}  // namespace freehold::reports
