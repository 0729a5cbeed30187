// SPDX-License-Identifier: MIT
// Dispatch of prepared code. Each handler ends by calling the next in tail position, where the
// compiler makes that a jump; elsewhere a loop calls them.
//
// Steps are counted by runs: who jumps takes all instructions up to the next jump from `left`. What
// stops within a run gives back those that were not performed. When fewer steps are left than the
// next run has, the careful core performs them one by one.
#include "vm/execute/fast_engine.hpp"

#include <array>

#include "vm/execute/engine.hpp"
#include "vm/execute/meaning_arithmetic.hpp"
#include "vm/execute/meaning_blocks.hpp"
#include "vm/execute/meaning_borrows.hpp"
#include "vm/execute/meaning_calls.hpp"
#include "vm/execute/meaning_memory.hpp"
#include "vm/execute/meaning_owners.hpp"
#include "vm/execute/meaning_values.hpp"
#include "vm/execute/tail_call.hpp"

namespace freehold {

namespace {

/// The Run stands before an instruction; `left` may begin, this one among them.
void park(Run& run, const Prepared* pc, std::uint64_t* slots, std::int64_t left) {
    const std::uint32_t index = run.prepared->index_of(pc);
    run.at.pc = reinterpret_cast<const Instruction*>(run.space.host(code_address(index)));
    run.at.fp = frame_of(slots);
    run.at.step = run.last - static_cast<Step>(left);
}

/// Performs the instruction where the Run stands.
bool perform_shown(Run& run) {
    ++run.at.step;
    const ShownSlots shown{run};
    return perform_carefully(run);
}

const Prepared* prepared_pc(const Run& run) { return run.prepared->at(run.index()); }
std::int64_t steps_left(const Run& run) {
    return static_cast<std::int64_t>(run.last - run.at.step);
}

/// The value that is at hand where the Run stands, or will do for none.
std::uint64_t written_before(const Run& run) {
    const Slot slot = run.prepared->at_hand(run.index());
    return slot == no_slot ? 0 : run.space.read<std::uint64_t>(run.slot_address(slot));
}

/// Whether a run of instructions ends with this one.
template <Opcode op, class Rules>
constexpr bool ends_run = may_jump(op) && (Rules::keeps_shadow || !may_be_passed(op));

/// The registers where the Run stands; false when the next run of instructions does not fit.
bool load(const Run& run, FastRegisters& at) {
    at = {prepared_pc(run), slots_of(run.at.fp), steps_left(run) - prepared_pc(run)->run,
          written_before(run)};
    return at.left >= 0;
}

#if FREEHOLD_SIBLING_CALLS

void enter(Run& run) {
    FastRegisters at;
    if (load(run, at)) at.pc->perform(run, at.pc, at.slots, at.left, at.written);
}

[[gnu::noinline]] void stop_before(Run& run, const Prepared* next, std::uint64_t* slots,
                                   std::int64_t left, std::uint64_t) {
    park(run, next, slots, left + next->run);
}

[[gnu::noinline]] void step_carefully(Run& run, const Prepared* pc, std::uint64_t* slots,
                                      std::int64_t left, std::uint64_t) {
    park(run, pc, slots, left + pc->run);
    FastRegisters at;
    if (!perform_shown(run) || !load(run, at)) return;
    FREEHOLD_TAIL_CALL at.pc->perform(run, at.pc, at.slots, at.left, at.written);
}

template <Opcode op, class Rules>
[[gnu::flatten]] void perform(Run& run, const Prepared* pc, std::uint64_t* slots, std::int64_t left,
                              std::uint64_t written) {
    Core<Rules> core{run, pc, slots};
    core.written = written;
    if (!Meaning<op>::run(core, *pc)) [[unlikely]]
        FREEHOLD_TAIL_CALL step_carefully(run, pc, slots, left, written);
    if constexpr (may_jump(op)) {
        if constexpr (ends_run<op, Rules>) {
            left -= core.next->run;
            if (left < 0) [[unlikely]]
                FREEHOLD_TAIL_CALL stop_before(run, core.next, core.slots(), left, written);
        }
        FREEHOLD_TAIL_CALL core.next->perform(run, core.next, core.slots(), left, core.written);
    } else {
        FREEHOLD_TAIL_CALL pc[1].perform(run, pc + 1, slots, left,
                                         writes_value(op) ? core.written : 0);
    }
}

#else

void enter(Run& run) {
    FastRegisters at;
    if (!load(run, at)) return;
    while (at.pc->perform(run, at)) {
    }
}

bool step_carefully(Run& run, FastRegisters& at) {
    park(run, at.pc, at.slots, at.left + at.pc->run);
    return perform_shown(run) && load(run, at);
}

template <Opcode op, class Rules>
bool perform(Run& run, FastRegisters& at) {
    Core<Rules> core{run, at.pc, at.slots};
    core.written = at.written;
    if (!Meaning<op>::run(core, *at.pc)) return step_carefully(run, at);
    if constexpr (ends_run<op, Rules>) at.left -= core.next->run;
    at.pc = core.next;
    at.slots = core.slots();
    at.written = core.written;
    if (at.left >= 0) return true;
    park(run, at.pc, at.slots, at.left + at.pc->run);
    return false;
}

#endif

// What makes no difference to an opcode has no handler of its own.
template <Opcode op, bool kept, AtHand operand>
constexpr FastHandler performer() {
    constexpr AtHand taken = takes_at_hand(op, operand) ? operand : AtHand::None;
    return &perform<op, FastRules<kept || !asks_for_shadow(op), taken>>;
}

template <bool kept, AtHand operand>
constexpr std::array<FastHandler, opcode_count> performers = {
#define FREEHOLD_OP(name, ...) performer<Opcode::name, kept, operand>(),
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
};

template <AtHand operand>
FastHandler handler_of(Opcode opcode, bool kept) {
    const auto row = static_cast<std::size_t>(opcode);
    return kept ? performers<true, operand>[row] : performers<false, operand>[row];
}

}  // namespace

FastHandler fast_handler(Opcode opcode, bool with_shadow, AtHand at_hand) {
    switch (at_hand) {
        case AtHand::A: return handler_of<AtHand::A>(opcode, with_shadow);
        case AtHand::B: return handler_of<AtHand::B>(opcode, with_shadow);
        case AtHand::C: return handler_of<AtHand::C>(opcode, with_shadow);
        case AtHand::None: break;
    }
    return handler_of<AtHand::None>(opcode, with_shadow);
}

FastHandler careful_handler() { return &step_carefully; }

void execute_shown(Run& run) {
    if (!run.prepared) run.prepared.emplace(run);
    while (run.goes_on()) perform_shown(run);
}

void execute_fast(Run& run) {
    if (!run.prepared) run.prepared.emplace(run);
    while (run.goes_on()) {
        enter(run);
        const bool ends_within = run.goes_on() && steps_left(run) < prepared_pc(run)->run;
        if (ends_within) perform_shown(run);
    }
}

}  // namespace freehold
