// SPDX-License-Identifier: MIT
// explain(): what all reports have in common.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/execute/report_commands.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_stack.hpp"

namespace freehold {

namespace reports {

namespace {

/// A fault that has no report of its own: what is known of it.
void tell_facts(Report& report) {
    report.here("here");
    if (report.fault.object != ObjectId::None) {
        report.note("it concerns " + report.object(report.fault.object));
    }
}

void tell(Report& report) {
    switch (report.fault.code) {
        case Code::ReadUninitialised: return read_uninitialised(report);
        case Code::UseAfterMove: return use_after_move(report);
        case Code::MoveOutOfPlace: return move_out_of_place(report);
        case Code::CopyOfOwner: return copy_of_owner(report);
        case Code::SecondOwner: return second_owner(report);
        case Code::SecondWrite: return second_write(report);
        case Code::TwoExclusiveBorrows:
        case Code::SharedAndExclusive:
        case Code::ReadWhileExclusive:
        case Code::MovedWhileBorrowed:
        case Code::AssignedWhileBorrowed: return borrow_ended(report);
        case Code::WriteThroughShared: return write_through_shared(report);
        case Code::BorrowStored: return borrow_stored(report);
        case Code::NullDereference: return null_dereference(report);
        case Code::UseAfterFree: return use_after_free(report);
        case Code::DoubleFree: return double_free(report);
        case Code::InvalidFree: return invalid_free(report);
        case Code::OutOfBounds: return out_of_bounds(report);
        case Code::UninitialisedMemory: return uninitialised_memory(report);
        case Code::Misaligned: return misaligned(report);
        case Code::WriteProtected: return write_protected(report);
        case Code::HeapOverwritten: return heap_overwritten(report);
        case Code::NoProvenance: return no_provenance(report);
        case Code::DanglingStack: return dangling_stack(report);
        case Code::WrongKind: return wrong_kind(report);
        case Code::StackOverflow: return stack_overflow(report);
        case Code::HeapExhausted: return heap_exhausted(report);
        case Code::ExecutionOutsideCode: return execution_outside_code(report);
        case Code::Overflow: return overflow(report);
        case Code::DivisionByZero: return division_by_zero(report);
        case Code::AssertionFailed: return assertion_failed(report);
        case Code::Panic: return panicked(report);
        case Code::StepLimit: return step_limit(report);
        case Code::TimeLimit: return time_limit(report);
        case Code::DoesNotFit: return does_not_fit(report);
        case Code::BadExitStatus: return bad_exit_status(report);
        case Code::IdsExhausted: return ids_exhausted(report);
        case Code::BadInput: return bad_input(report);
        default: return tell_facts(report);
    }
}

/// Declarations first, then what happened, by step.
void sort_labels(Diagnostic& diagnostic) {
    std::stable_sort(
        diagnostic.labels.begin(), diagnostic.labels.end(),
        [](const Label& a, const Label& b) { return a.step.value_or(0) < b.step.value_or(0); });
}

void tell_abandoned(Report& report) {
    const HeapUse use = report.machine.heap_use();
    if (use.blocks == 0 || report.fault.code == Code::HeapExhausted) return;
    report.note(fmt::format("{} ({}) {} still alive: abandoned, not leaked",
                            quantity(use.blocks, "block"), quantity(use.bytes, "byte"),
                            use.blocks == 1 ? "was" : "were"));
}

}  // namespace

}  // namespace reports

Diagnostic explain(const Machine& machine, const Fault& fault) {
    reports::Report report{machine, fault};
    reports::tell(report);
    reports::sort_labels(report.diagnostic);
    report.picture(reports::call_stack(report));
    reports::tell_abandoned(report);
    report.diagnostic.commands = reports::commands(machine, fault);
    return std::move(report.diagnostic);
}

}  // namespace freehold
