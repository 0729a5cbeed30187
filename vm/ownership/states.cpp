// SPDX-License-Identifier: MIT
#include "vm/ownership/states.hpp"

#include <algorithm>

#include "vm/isa/form.hpp"
#include "vm/ownership/names.hpp"

namespace freehold::ownership {

namespace {

bool same_line(const Program& program, std::uint32_t a, std::uint32_t b) {
    const Span first = program.span_of(a);
    const Span second = program.span_of(b);
    if (first.file != second.file || raw(first.file) >= program.sources.size()) return false;
    const Source& source = program.sources[raw(first.file)];
    return source.position(first.begin).line == source.position(second.begin).line;
}

/// One walk over a function, writing down what holds where a line ends.
class States {
public:
    States(const Program& program, const StaticIndex& statics, FunctionId function)
        : m_program(program), m_analysis(program, statics, function), m_names(m_analysis) {}

    FunctionStates all() {
        find_leaves();
        m_result.too_large = !m_analysis.is_settled();
        if (m_result.too_large) return std::move(m_result);
        m_result.entry = at(m_analysis.flow().at_block(0), m_analysis.function().first);
        const auto& blocks = m_analysis.graph().blocks();
        for (std::uint32_t b = 0; b < blocks.size(); ++b) {
            if (blocks[b].reachable) {
                reached(b, blocks[b]);
            } else {
                unreached(blocks[b]);
            }
        }
        return std::move(m_result);
    }

private:
    // Leaves ascend in memory, and so locals come from the last to the first.
    void find_leaves() {
        const FrameMap& frame = m_analysis.frame();
        for (std::size_t local = 0; local < m_analysis.function().locals.size(); ++local) {
            const Leaves leaves = frame.value_of(local).leaves;
            for (std::uint32_t leaf = leaves.first; leaf < leaves.last; ++leaf) {
                m_leaves.push_back(leaf);
                m_result.names.push_back(m_names.leaf(leaf));
                m_result.types.push_back(type_name(m_program, frame.leaf(leaf).type));
            }
        }
    }

    std::uint32_t end_of_line(std::uint32_t begin, std::uint32_t end) const {
        std::uint32_t i = begin + 1;
        while (i < end && same_line(m_program, begin, i)) ++i;
        return i;
    }

    void reached(std::uint32_t number, const Block& block) {
        const std::uint32_t first = m_analysis.function().first;
        Walker& walker = m_analysis.flow().at_block(number);
        for (std::uint32_t begin = block.begin; begin < block.end;) {
            const std::uint32_t end = end_of_line(first + begin, first + block.end) - first;
            for (std::uint32_t i = begin; i < end; ++i) {
                walker.begin_instruction();
                for (const Effect& effect : m_analysis.effects().of(i)) walker.apply(effect);
            }
            add_line(first + begin, first + end, &walker);
            begin = end;
        }
    }

    void unreached(const Block& block) {
        const std::uint32_t first = m_analysis.function().first;
        for (std::uint32_t begin = first + block.begin; begin < first + block.end;) {
            const std::uint32_t end = end_of_line(begin, first + block.end);
            add_line(begin, end, nullptr);
            begin = end;
        }
    }

    void add_line(std::uint32_t begin, std::uint32_t end, const Walker* walker) {
        LineStates& line = m_result.lines.emplace_back();
        line.begin = begin;
        line.end = end;
        line.reached = walker != nullptr;
        const Opcode last = m_program.code[end - 1].opcode();
        line.goes_on = falls_through(last) || last == Opcode::Jmp;
        if (line.reached && line.goes_on) line.slots = at(*walker, end);
    }

    std::vector<SlotState> at(const Walker& walker, std::uint32_t next) {
        find_loans(walker);
        std::vector<SlotState> slots;
        slots.reserve(m_leaves.size());
        for (const std::uint32_t leaf : m_leaves) slots.push_back(slot(walker.state, leaf, next));
        return slots;
    }

    /// Of all that is lent and looked at later: who holds it.
    struct Held {
        std::uint32_t loan;
        std::uint32_t holder;  // a leaf; none: an argument
    };

    void find_loans(const Walker& walker) {
        m_held.clear();
        const auto add = [this](LoanSet set, std::uint32_t holder) {
            for (const std::uint32_t loan : m_analysis.flow().sets().loans(set)) {
                if (!m_analysis.effects().loans[loan].is_callers())
                    m_held.push_back({loan, holder});
            }
        };
        const auto& sets = walker.state.sets();
        for (std::uint32_t b = 0; b < sets.size(); ++b) {
            if (sets[b] != 0) add(sets[b], m_analysis.frame().borrows()[b]);
        }
        for (const auto& waiting : walker.waiting) add(waiting.second, none);
    }

    bool in_scope(const State& state, std::uint32_t leaf, std::uint32_t next) const {
        const Local& local = *m_names.local(leaf);
        const bool named = local.scope_begin <= next && next < local.scope_end;
        return named || !state.surely_uninit(leaf);
    }

    SlotState slot(const State& state, std::uint32_t leaf, std::uint32_t next) const {
        SlotState slot;
        if (!in_scope(state, leaf, next)) return slot;
        const Leaf& what = m_analysis.frame().leaf(leaf);
        const bool init = state.surely_init(leaf);
        slot.holds = holds(state, leaf);
        slot.may_be_null =
            what.nullable && state.may(May::Init, leaf) && state.may(May::Null, leaf);
        slot.read = init && is_free(leaf, Access::Read, Depth::Deep);
        // A new value drops what the slot owns.
        const bool drops = what.owns && state.may(May::Init, leaf);
        slot.write = (!what.ro || state.surely_uninit(leaf)) &&
                     is_free(leaf, Access::Assign, drops ? Depth::Deep : Depth::Shallow);
        slot.own = init && what.moves && is_free(leaf, Access::Move, Depth::Deep);
        for (const Held& held : m_held) {
            const Loan& loan = m_analysis.effects().loans[held.loan];
            if (!overlap(loan.place.frame, what.bytes)) continue;
            LentTo lent;
            if (held.holder != none) lent.holder = m_names.leaf(held.holder);
            lent.at = loan.at;
            lent.exclusive = loan.exclusive;
            slot.lent.push_back(std::move(lent));
        }
        return slot;
    }

    static SlotState::Holds holds(const State& state, std::uint32_t leaf) {
        using Holds = SlotState::Holds;
        if (state.surely_init(leaf)) return Holds::Init;
        if (state.may(May::Init, leaf)) return Holds::Maybe;
        // What is uninit on one way and moved on another holds nothing on both.
        return state.may(May::Moved, leaf) ? Holds::Moved : Holds::Uninit;
    }

    /// Whether nobody who still looks is disturbed by it.
    bool is_free(std::uint32_t leaf, Access access, Depth depth) const {
        Place place;
        place.frame = m_analysis.frame().leaf(leaf).bytes;
        return std::none_of(m_held.begin(), m_held.end(), [&](const Held& held) {
            const Loan& loan = m_analysis.effects().loans[held.loan];
            return disturbs(access, depth, place, loan.place, loan.exclusive);
        });
    }

    const Program& m_program;
    Analysis m_analysis;
    Names m_names;
    FunctionStates m_result;
    std::vector<std::uint32_t> m_leaves;  // one for each name
    std::vector<Held> m_held;
};

}  // namespace

FunctionStates states_of(const Program& program, const StaticIndex& statics, FunctionId function) {
    return States(program, statics, function).all();
}

const char* holds_word(SlotState::Holds holds) {
    switch (holds) {
        case SlotState::Holds::Nothing: return "";
        case SlotState::Holds::Uninit: return "uninit";
        case SlotState::Holds::Init: return "init";
        case SlotState::Holds::Moved: return "moved";
        case SlotState::Holds::Maybe: return "maybe";
    }
    return "";
}

}  // namespace freehold::ownership
