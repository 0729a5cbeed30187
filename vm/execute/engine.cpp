// SPDX-License-Identifier: MIT
// Dispatch. An opcode's meaning is one function of a Core, whatever the dispatch: where the
// compiler turns calls in tail position into jumps, each handler ends by going to the next one;
// elsewhere a loop calls them one after another.
#include "vm/execute/engine.hpp"

#include <array>

#include "vm/execute/fast_engine.hpp"
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

/// One instruction of a parked Run, whose step has been counted. False when the engine leaves.
template <Opcode op>
[[gnu::noinline]] bool perform_carefully(Run& run) {
    ParkedCore core{run};
    if (!Meaning<op>::run(core, *core.pc)) [[unlikely]]
        return false;
    run.at.pc = core.next;
    run.at.fp = core.fp();
    return run.goes_on();
}

/// Whether an instruction that was not plainly right follows a pointer that had to be asked about,
/// and no longer has to: then it is begun once more.
template <Opcode op>
bool settled([[maybe_unused]] Run& run, [[maybe_unused]] const ParkedCore& core) {
    if constexpr (requires { Meaning<op>::way; }) {
        return through_pointer(Meaning<op>::way) && settle(run, core.slot_address(core.pc->b));
    }
    return false;
}

/// Which core begins each instruction.
enum class Begins { Quick, Careful };

#if FREEHOLD_SIBLING_CALLS

/// The registers travel in the arguments, so that they stay in the host's. `left`: how many
/// instructions may begin, this one among them.
using Handler = void (*)(Run&, const Instruction* pc, std::uint64_t* slots, Step left,
                         Shadow* states);

template <Begins core>
struct Handlers {
    static const std::array<Handler, opcode_count> of;
};

/// The next instruction. Its opcode is below opcode_count (ensured by validation; code cannot be
/// written).
template <Begins core>
[[gnu::always_inline]] inline void go_on(Run& run, const Instruction* pc, std::uint64_t* slots,
                                         Step left, Shadow* states) {
    FREEHOLD_TAIL_CALL Handlers<core>::of[pc->op](run, pc, slots, left, states);
}

/// After the last instruction.
[[gnu::noinline]] void leave(Run& run, const Instruction* next, std::uint64_t* slots, Step left,
                             Shadow* states) {
    run.at = {next, ParkedCore{run, next, slots, left, states}.fp(), run.last};
}

template <Opcode op>
void quickly(Run& run, const Instruction* pc, std::uint64_t* slots, Step left, Shadow* states);

template <Opcode op, Begins core>
[[gnu::noinline]] void carefully(Run& run, const Instruction* pc, std::uint64_t* slots, Step left,
                                 Shadow* states) {
    const ParkedCore parked{run, pc, slots, left, states};
    if constexpr (core == Begins::Quick) {
        if (settled<op>(run, parked)) FREEHOLD_TAIL_CALL quickly<op>(run, pc, slots, left, states);
    }
    run.at = {pc, parked.fp(), run.last - left + 1};
    if (!perform_carefully<op>(run)) [[unlikely]]
        return;
    const ParkedCore next{run};
    FREEHOLD_TAIL_CALL go_on<core>(run, next.pc, next.slots(), run.last - run.at.step,
                                   next.states());
}

template <Opcode op>
[[gnu::flatten]] void quickly(Run& run, const Instruction* pc, std::uint64_t* slots, Step left,
                              Shadow* states) {
    Core<Quick> core{run, pc, slots, left, states};
    if (!Meaning<op>::run(core, *pc)) [[unlikely]]
        FREEHOLD_TAIL_CALL carefully<op, Begins::Quick>(run, pc, slots, left, states);
    if (--left == 0) [[unlikely]]
        FREEHOLD_TAIL_CALL leave(run, core.next, core.slots(), left, core.states());
    FREEHOLD_TAIL_CALL go_on<Begins::Quick>(run, core.next, core.slots(), left, core.states());
}

template <>
const std::array<Handler, opcode_count> Handlers<Begins::Quick>::of = {
#define FREEHOLD_OP(name, ...) &quickly<Opcode::name>,
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
};
template <>
const std::array<Handler, opcode_count> Handlers<Begins::Careful>::of = {
#define FREEHOLD_OP(name, ...) &carefully<Opcode::name, Begins::Careful>,
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
};

template <Begins core>
void dispatch(Run& run) {
    const ParkedCore parked{run};
    go_on<core>(run, parked.pc, parked.slots(), run.last - run.at.step, parked.states());
}

#else

template <Opcode op, Begins begins>
bool perform(Run& run) {
    ++run.at.step;
    if constexpr (begins == Begins::Careful) return perform_carefully<op>(run);
    Core<Quick> core{run};
    if (!Meaning<op>::run(core, *core.pc)) {
        const bool again = settled<op>(run, ParkedCore{run});
        if (!again || !Meaning<op>::run(core, *core.pc)) return perform_carefully<op>(run);
    }
    run.at.pc = core.next;
    run.at.fp = core.fp();
    return run.at.step != run.last;
}

template <Begins begins>
constexpr std::array<bool (*)(Run&), opcode_count> performers = {
#define FREEHOLD_OP(name, ...) &perform<Opcode::name, begins>,
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
};

template <Begins begins>
void dispatch(Run& run) {
    while (performers<begins>[run.at.pc->op](run)) {
    }
}

#endif

}  // namespace

bool perform_carefully(Run& run) {
    static constexpr std::array<bool (*)(Run&), opcode_count> of = {
#define FREEHOLD_OP(name, ...) &perform_carefully<Opcode::name>,
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
    };
    return of[run.at.pc->op](run);
}

void execute(Run& run, Step steps, bool carefully) {
    const Step last = run.at.step + steps;
    while (!run.stop && run.at.step < last && run.forces_branches()) {
        run.last = run.at.step + 1;
        dispatch<Begins::Careful>(run);
    }
    run.last = last;
    if (!run.goes_on()) return;
    if (run.trusts_slots) return carefully ? execute_shown(run) : execute_fast(run);
    carefully ? dispatch<Begins::Careful>(run) : dispatch<Begins::Quick>(run);
}

}  // namespace freehold
