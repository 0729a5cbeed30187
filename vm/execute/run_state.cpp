// SPDX-License-Identifier: MIT
#include "vm/execute/run_state.hpp"

namespace freehold {

RunStates::RunStates(Run& run) : m_run(run), m_images(run.space) {}

namespace {

/// Where nothing is enforced, a program writes wherever it likes.
UsedMemory used_by(const Run& run) {
    const Layout& layout = run.space.layout();
    if (run.unchecked()) return {layout.heap_end, layout.stack_begin};
    const auto* const lowest = reinterpret_cast<const std::byte*>(run.lowest_frame);
    return {run.heap.highest_top(), run.space.address_of(lowest)};
}

/// All changes up to here have been asked about; from here on the frame may change.
void stand_in_frame(Run& run) {
    if (run.depth() != 0) run.stand_in(run.fp_address());
}

}  // namespace

std::vector<Address> take_changed(Run& run) {
    std::vector<Address> begins;
    run.space.take_changed(used_by(run), AddressSpace::Asker::Trace,
                           [&](Tile tile) { begins.push_back(begin_of(tile)); });
    stand_in_frame(run);
    return begins;
}

RunState RunStates::take() {
    Run& run = m_run;
    RunState state;
    state.memory = m_images.take(used_by(run));
    stand_in_frame(run);
    state.heap = run.heap.state();
    state.objects = run.objects.state();
    state.borrows = run.borrows.state();
    state.at = run.at;
    state.branches_used = run.branches_used;
    state.broken = run.broken;
    state.harms = run.harms;
    state.strange_order = run.strange_order;
    state.living.reserve(run.callees.size());
    for (const Callee& callee : run.callees) state.living.push_back(callee.living);
    state.lowest_frame = run.lowest_frame;
    state.use = run.use;
    state.input = run.input.taken().size();
    state.output = run.output.position();
    state.stop = run.stop;
    state.told_step = run.told_step;
    state.part = run.part;
    state.work = run.work;
    state.worked = run.worked;
    state.counted = Counted{m_bytes, sizeof state + state.borrows.bytes() +
                                         state.living.size() * sizeof state.living[0] +
                                         state.objects.locals.size() * sizeof(LocalObject)};
    return state;
}

void RunStates::put_back(const RunState& state) {
    Run& run = m_run;
    m_images.put_back(state.memory, used_by(run));
    run.heap.go_back_to(state.heap);
    run.objects.go_back_to(state.objects);
    run.borrows.go_back_to(state.borrows);
    run.at = state.at;
    run.branches_used = state.branches_used;
    run.broken = state.broken;
    run.harms = state.harms;
    run.strange_order = state.strange_order;
    for (std::size_t k = 0; k < run.callees.size(); ++k) run.callees[k].living = state.living[k];
    run.lowest_frame = state.lowest_frame;
    run.use = state.use;
    run.input.go_back_to(state.input);
    run.output.go_back_to(state.output);
    run.stop = state.stop;
    run.told_step = state.told_step;
    run.part = state.part;
    run.work = state.work;
    run.worked = state.worked;
    stand_in_frame(run);
}

}  // namespace freehold
