// SPDX-License-Identifier: MIT
// Dispatch. An opcode's meaning is one function of a Core, whatever the dispatch: where the
// compiler turns calls in tail position into jumps, each handler ends by going to the next one;
// elsewhere a loop calls them one after another.
#include "vm/execute/engine.hpp"

#include <array>

#include "vm/execute/meaning_arithmetic.hpp"
#include "vm/execute/meaning_calls.hpp"
#include "vm/execute/meaning_memory.hpp"
#include "vm/execute/meaning_values.hpp"

namespace freehold {

namespace {

/// One instruction. False when it left: the registers are the Run's then.
template <Opcode op, class Rules>
bool perform(Core<Rules>& core) {
    ++core.step;
    if constexpr (Rules::careful) core.park();
    if (!Meaning<op>::run(core, *core.pc)) [[unlikely]]
        return false;
    core.pc = core.next;
    core.next = core.pc + 1;
    return true;
}

#if FREEHOLD_SIBLING_CALLS

/// The registers travel in the arguments, so that they stay in the host's.
using Handler = void (*)(Run&, const Instruction*, std::byte*, Step, Step);

template <class Rules>
struct Handlers {
    static const std::array<Handler, opcode_count> of;
};

template <Opcode op, class Rules>
[[gnu::flatten]] void handle(Run& run, const Instruction* pc, std::byte* fp, Step step, Step last) {
    Core<Rules> core{run, Registers{pc, fp, step}};
    if (!perform<op>(core)) [[unlikely]]
        return;
    if (core.step == last) [[unlikely]]
        return core.park();
    // The opcode is below opcode_count (ensured by validation; code cannot be written).
    return Handlers<Rules>::of[core.pc->op](run, core.pc, core.fp, core.step, last);
}

template <class Rules>
const std::array<Handler, opcode_count> Handlers<Rules>::of = {
#define FREEHOLD_OP(name, ...) &handle<Opcode::name, Rules>,
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
};

template <class Rules>
void dispatch(Run& run, Step last) {
    const Registers at = run.at;
    Handlers<Rules>::of[at.pc->op](run, at.pc, at.fp, at.step, last);
}

#else

template <class Rules>
constexpr std::array<bool (*)(Core<Rules>&), opcode_count> handlers = {
#define FREEHOLD_OP(name, ...) &perform<Opcode::name, Rules>,
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
};

template <class Rules>
void dispatch(Run& run, Step last) {
    Core<Rules> core{run, run.at};
    while (handlers<Rules>[core.pc->op](core)) {
        if (core.step == last) return core.park();
    }
}

#endif

/// Each round ends at a stop, at the last step, at an instruction that needs care, or at a long
/// one.
void run_quickly(Run& run, Step last) {
    while (run.goes_on() && run.at.step < last) {
        dispatch<Quick>(run, last);
        if (!run.rare) continue;
        run.rare = false;
        dispatch<Careful>(run, run.at.step + 1);
    }
}

}  // namespace

void execute(Run& run, Step steps, bool carefully) {
    const Step last = run.at.step + steps;
    while (!run.stop && run.at.step < last && run.forces_branches()) {
        dispatch<Careful>(run, run.at.step + 1);
    }
    if (!carefully) return run_quickly(run, last);
    while (!run.stop && run.at.step < last) dispatch<Careful>(run, last);
}

}  // namespace freehold
