// SPDX-License-Identifier: MIT
#include "vm/observe/run_totals.hpp"

#include "vm/base/text.hpp"

namespace freehold {

namespace {

RunTotals::End end_of(const Stop& stop, bool interrupted) {
    if (interrupted) return RunTotals::End::Interrupted;
    switch (stop.kind) {
        case Stop::Kind::Finished: return RunTotals::End::Exit;
        case Stop::Kind::Faulted: return RunTotals::End::Fault;
        case Stop::Kind::Paused: return RunTotals::End::Interrupted;
        case Stop::Kind::OutputFailed: return RunTotals::End::OutputFailed;
    }
    return RunTotals::End::Exit;
}

void count_leftovers(const Machine& machine, RunTotals& totals) {
    for (const Leftover& block : machine.leftovers()) {
        ++(block.owned ? totals.owned : totals.leaked);
    }
}

}  // namespace

RunTotals totals_of(const Machine& machine, const Stop& stop, bool interrupted) {
    RunTotals totals;
    totals.end = end_of(stop, interrupted);
    totals.status = stop.status;
    totals.code = stop.fault.code;
    totals.index = machine.index();
    totals.step = machine.step();
    const HeapUse heap = machine.heap_use();
    totals.allocated = heap.allocated;
    totals.freed = heap.freed;
    totals.peak_heap = heap.peak_bytes;
    totals.peak_stack = machine.peak_stack_bytes();
    if (totals.end == RunTotals::End::Exit) {
        count_leftovers(machine, totals);
    } else {
        totals.abandoned = heap.blocks;
    }
    return totals;
}

std::string blocks_text(const RunTotals& totals) {
    if (totals.allocated == 0) return "no block allocated";
    std::string text =
        quantity(totals.allocated, "block") + " allocated, " + with_commas(totals.freed) + " freed";
    if (totals.end != RunTotals::End::Exit) {
        return text + ", " + with_commas(totals.abandoned) + " alive";
    }
    text += ", " + with_commas(totals.leaked) + " leaked";
    if (totals.owned != 0) text += ", " + with_commas(totals.owned) + " still owned";
    return text;
}

}  // namespace freehold
