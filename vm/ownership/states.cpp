// SPDX-License-Identifier: MIT
#include "vm/ownership/states.hpp"

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/ownership/names.hpp"

namespace freehold::ownership {

const char* state_name(SlotFact::State state) {
    switch (state) {
        case SlotFact::State::Uninit: return "uninit";
        case SlotFact::State::MaybeUninit: return "maybe uninit";
        case SlotFact::State::Init: return "init";
        case SlotFact::State::Moved: return "moved";
        case SlotFact::State::MaybeMoved: return "maybe moved";
    }
    return "uninit";
}

struct States::Cache {
    explicit Cache(const Program& program) : facts(program) {}

    ProgramFacts facts;
    std::unique_ptr<Analysis> analysis;
};

States::States(const Program& program) : m_cache(std::make_unique<Cache>(program)) {}
States::~States() = default;

namespace {

SlotFact::State state_of(const State& state, std::uint32_t leaf) {
    using Is = SlotFact::State;
    const bool init = state.may(May::Init, leaf);
    const bool uninit = state.may(May::Uninit, leaf);
    if (state.may(May::Moved, leaf)) return init || uninit ? Is::MaybeMoved : Is::Moved;
    if (!init) return Is::Uninit;
    return uninit ? Is::MaybeUninit : Is::Init;
}

class Facts {
public:
    Facts(Analysis& analysis, const Walker& walker)
        : m_analysis(analysis), m_walker(walker), m_names(analysis) {
        gather_live();
    }

    void add(std::uint32_t local, std::vector<SlotFact>& facts) const {
        const FrameValue& value = m_analysis.frame().value_of(local);
        std::vector<SlotFact> leaves;
        for (std::uint32_t leaf = value.leaves.first; leaf < value.leaves.last; ++leaf) {
            leaves.push_back(of_leaf(leaf));
        }
        const bool alike = std::all_of(leaves.begin(), leaves.end(), [&](const SlotFact& each) {
            return each.state == leaves[0].state && each.lent.empty();
        });
        if (leaves.size() > 1 && alike) {
            SlotFact whole = leaves[0];
            whole.name = printable(value.local->name);
            whole.type = value.type;
            whole.may_be_null = false;
            whole.may_move = std::any_of(leaves.begin(), leaves.end(),
                                         [](const SlotFact& each) { return each.may_move; });
            leaves = {whole};
        }
        for (SlotFact& each : leaves) facts.push_back(std::move(each));
    }

private:
    struct Live {
        std::uint32_t loan;
        std::string holder;
    };

    void gather_live() {
        const auto& borrows = m_analysis.frame().borrows();
        LoanSets& sets = m_analysis.flow().sets();
        for (std::uint32_t b = 0; b < borrows.size(); ++b) {
            for (const std::uint32_t loan : sets.loans(m_walker.state.loans(b))) {
                m_live.push_back({loan, m_names.leaf(borrows[b])});
            }
        }
        for (const auto& [slot, set] : m_walker.waiting) {
            for (const std::uint32_t loan : sets.loans(set)) m_live.push_back({loan, {}});
        }
    }

    LoanFact fact_of(std::uint32_t number, std::string holder) const {
        const Loan& loan = m_analysis.effects().loans[number];
        if (!loan.is_callers()) {
            return {loan.at, loan.exclusive, m_names.lent(loan), std::move(holder)};
        }
        const Local& parameter = m_analysis.function().locals[loan.parameter];
        return {none, loan.exclusive, "*" + printable(parameter.name), std::move(holder)};
    }

    SlotFact of_leaf(std::uint32_t index) const {
        const Leaf& leaf = m_analysis.frame().leaf(index);
        SlotFact fact;
        fact.local = m_names.local(index);
        fact.name = m_names.leaf(index);
        fact.type = leaf.type;
        fact.state = state_of(m_walker.state, index);
        fact.may_be_null = m_walker.may_be_null(index);
        add_loans(index, fact);
        return fact;
    }

    void add_loans(std::uint32_t index, SlotFact& fact) const {
        const Leaf& leaf = m_analysis.frame().leaf(index);
        const bool init = fact.state == SlotFact::State::Init;
        bool read = true, write = true, move = true;
        Place place;
        place.frame = leaf.bytes;
        for (const Live& live : m_live) {
            const Loan& loan = m_analysis.effects().loans[live.loan];
            if (loan.is_callers() || !overlap(loan.place.frame, leaf.bytes)) continue;
            fact.lent.push_back(fact_of(live.loan, live.holder));
            const auto disturbed = [&](Access access, Depth depth) {
                return disturbs(access, depth, place, loan.place, loan.exclusive);
            };
            read = read && !disturbed(Access::Read, Depth::Deep);
            write = write && !disturbed(Access::Assign, leaf.owns ? Depth::Deep : Depth::Shallow);
            move = move && !disturbed(Access::Move, Depth::Deep);
        }
        if (leaf.borrow != none) {
            for (const std::uint32_t loan :
                 m_analysis.flow().sets().loans(m_walker.state.loans(leaf.borrow))) {
                fact.carries.push_back(fact_of(loan, fact.name));
            }
        }
        fact.may_read = init && read;
        fact.may_write = write && (!leaf.ro || m_walker.state.surely_uninit(index));
        fact.may_move = leaf.moves && init && move;
    }

    Analysis& m_analysis;
    const Walker& m_walker;
    Names m_names;
    std::vector<Live> m_live;
};

}  // namespace

std::vector<SlotFact> States::before(std::uint32_t instruction) {
    const FunctionId id = function_at(m_cache->facts.program(), instruction);
    if (!m_cache->analysis || m_cache->analysis->id() != id) {
        m_cache->analysis = std::make_unique<Analysis>(m_cache->facts, id);
    }
    Analysis& analysis = *m_cache->analysis;
    const std::uint32_t at = instruction - analysis.function().first;
    const std::uint32_t block = analysis.graph().block_of(at);
    if (!analysis.is_settled() || !analysis.graph().blocks()[block].reachable) return {};
    Walker& walker = analysis.flow().at_block(block);
    for (std::uint32_t i = analysis.graph().blocks()[block].begin; i < at; ++i) {
        walker.begin_instruction();
        for (const Effect& effect : analysis.effects().of(i)) walker.apply(effect);
    }
    const Facts facts(analysis, walker);
    std::vector<SlotFact> all;
    const auto& locals = analysis.function().locals;
    for (std::uint32_t local = 0; local < locals.size(); ++local) {
        const bool parameter = local < analysis.function().parameters;
        const bool in_scope =
            locals[local].scope_begin <= instruction && instruction < locals[local].scope_end;
        if (parameter || in_scope) facts.add(local, all);
    }
    return all;
}

}  // namespace freehold::ownership
