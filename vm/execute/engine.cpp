// SPDX-License-Identifier: MIT
// Dispatch. An opcode's meaning is one function of a Core, whatever the dispatch: where the compiler
// turns calls in tail position into jumps, each handler ends by going to the next one; elsewhere a
// loop calls them one after another.
#include "vm/execute/engine.hpp"

#include <array>

#include "vm/execute/meaning_arithmetic.hpp"
#include "vm/execute/meaning_memory.hpp"
#include "vm/execute/meaning_values.hpp"

namespace freehold {

namespace {

/// One instruction. False when the run has stopped; the registers then stand at it.
template <Opcode op, class Rules>
bool perform(Core<Rules>& core) {
    ++core.step;
    core.run.part = 0;
    if (!Meaning<op>::run(core, *core.pc)) [[unlikely]] return false;
    core.pc = core.next;
    core.next = core.pc + 1;
    return true;
}

#if FREEHOLD_SIBLING_CALLS

/// The registers travel in the arguments, so that they stay in the host's.
template <class Rules>
using Handler = void (*)(Run&, const Instruction*, std::byte*, Step, Step);

template <class Rules>
struct Handlers {
    static const std::array<Handler<Rules>, opcode_count> of;
};

template <Opcode op, class Rules>
void handle(Run& run, const Instruction* pc, std::byte* fp, Step step, Step last) {
    Core<Rules> core{run, Registers{pc, fp, step}};
    const bool on = perform<op>(core);
    if (!on || core.step == last) [[unlikely]] {
        core.park();
        return;
    }
    // The opcode is below opcode_count (ensured by validation; code cannot be written).
    return Handlers<Rules>::of[core.pc->op](run, core.pc, core.fp, core.step, last);
}

template <class Rules>
const std::array<Handler<Rules>, opcode_count> Handlers<Rules>::of = {
#define FREEHOLD_OP(name, ...) &handle<Opcode::name, Rules>,
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
};

template <class Rules>
void run_handlers(Run& run, Step steps) {
    const Registers at = run.at;
    Handlers<Rules>::of[at.pc->op](run, at.pc, at.fp, at.step, at.step + steps);
}

#else

template <class Rules>
using Handler = bool (*)(Core<Rules>&);

template <class Rules>
constexpr std::array<Handler<Rules>, opcode_count> handlers = {
#define FREEHOLD_OP(name, ...) &perform<Opcode::name, Rules>,
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
};

template <class Rules>
void run_handlers(Run& run, Step steps) {
    Core<Rules> core{run, run.at};
    const Step last = core.step + steps;
    while (handlers<Rules>[core.pc->op](core) && core.step != last) {
    }
    core.park();
}

#endif

}  // namespace

void execute(Run& run, Step steps, bool tells) {
    if (tells) {
        run_handlers<Checked<true>>(run, steps);
    } else {
        run_handlers<Checked<false>>(run, steps);
    }
}

}  // namespace freehold
