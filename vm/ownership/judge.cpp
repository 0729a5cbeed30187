// SPDX-License-Identifier: MIT
#include "vm/ownership/judge.hpp"

#include <algorithm>

namespace freehold::ownership {

Code conflict_code(Access access, bool exclusive) {
    switch (access) {
        case Access::Test:
        case Access::Read: return Code::ReadWhileExclusive;
        case Access::Share: return Code::SharedAndExclusive;
        case Access::Exclude:
            return exclusive ? Code::TwoExclusiveBorrows : Code::SharedAndExclusive;
        case Access::Assign:
        case Access::Take: return Code::AssignedWhileBorrowed;
        case Access::Move:
        case Access::Drop:
        case Access::Forget:
        case Access::Unbox: return Code::MovedWhileBorrowed;
        case Access::ScopeDrop:
        case Access::ScopeEnd: return Code::BorrowOutlivesScope;
    }
    return Code::MovedWhileBorrowed;
}

Judge::Judge(const FrameMap& frame, const FunctionEffects& effects, Flow& flow, Budget& budget,
             std::vector<Mistake>& mistakes)
    : m_frame(frame),
      m_effects(effects),
      m_flow(flow),
      m_budget(budget),
      m_mistakes(mistakes),
      m_told(effects.loans.size()) {
    std::vector<std::uint32_t> lent(frame.function().slots + 2, 0);
    for (const Loan& loan : effects.loans) {
        const Bytes bytes = loan.place.ended_with();
        if (loan.is_callers() || bytes.empty()) continue;
        for (std::uint32_t w = bytes.begin / 8; w <= (bytes.end - 1) / 8; ++w) lent[w + 1] = 1;
    }
    for (std::size_t w = 1; w < lent.size(); ++w) lent[w] += lent[w - 1];
    m_lent = std::move(lent);
    for (std::uint32_t leaf = 0; leaf < frame.leaves().size(); ++leaf) {
        if (frame.leaf(leaf).owns) m_owners.push_back(leaf);
    }
}

bool Judge::judge() {
    for (std::uint32_t block = 0; block < m_flow.graph().blocks().size(); ++block) {
        if (!m_flow.graph().blocks()[block].reachable) continue;
        m_flow.walk(block, [this](std::uint32_t i, const Effect& what, Walker& walker) {
            m_walker = &walker;
            m_at = m_frame.function().first + i;
            m_budget.spend(1 + what.leaves.count());
            effect(what);
        });
        if (m_budget.is_spent()) return false;
    }
    return true;
}

Mistake& Judge::mistake(Code code) {
    Mistake& made = m_mistakes.emplace_back();
    made.code = code;
    made.at = m_at;
    return made;
}

void Judge::effect(const Effect& effect) {
    switch (effect.what) {
        case Effect::Do::Use: use(effect); break;
        case Effect::Do::Consume: consume(effect); break;
        case Effect::Do::Release: release(effect); break;
        case Effect::Do::Touch: touch(effect); break;
        case Effect::Do::Lend: lend(effect); break;
        case Effect::Do::Give: give(effect); break;
        case Effect::Do::Pass:
            if (effect.asks_value) {
                demand_non_null(m_walker->hand.may_be_null, m_walker->hand.leaf,
                                Mistake::Why::Given);
            }
            break;
        case Effect::Do::End: end(effect); break;
        case Effect::Do::Return: leave(effect); break;
        case Effect::Do::Fresh:
        case Effect::Do::Call:
        case Effect::Do::Build: break;
    }
}

// ---- values ------------------------------------------------------------------------------------

void Judge::demand_values(Leaves leaves, Access access) {
    for (std::uint32_t leaf = leaves.first; leaf < leaves.last; ++leaf) {
        if (!m_walker->state.surely_init(leaf)) return no_value(leaf, access);
    }
}

// Said once for a leaf and a code; from here on it counts as if it had a value.
void Judge::no_value(std::uint32_t leaf, Access access) {
    const State& state = m_walker->state;
    const bool moved = state.may(May::Moved, leaf);
    const bool init = state.may(May::Init, leaf);
    const bool never = state.may(May::Uninit, leaf);
    const bool other = init || never;
    const Code code = !moved  ? Code::ReadUninitialised
                      : other ? Code::MaybeMoved
                              : Code::UseAfterMove;
    m_walker->state.become(leaf, true, false, false);
    if (!m_told_leaves.emplace(leaf, code).second) return;
    Mistake& made = mistake(code);
    made.leaf = leaf;
    made.access = access;
    made.maybe = init;
    made.never = never;
}

void Judge::demand_non_null(bool may_be_null, std::uint32_t leaf, Mistake::Why why) {
    if (!may_be_null) return;
    // Once said, the pointer counts as tested.
    if (leaf != none) m_walker->state.set(May::Null, leaf, false);
    m_walker->hand.may_be_null = false;
    Mistake& made = mistake(Code::NullDereference);
    made.leaf = leaf;
    made.why = why;
}

void Judge::demand_pointer(const Effect& effect) {
    if (effect.pointer == none) return;
    demand_values({effect.pointer, effect.pointer + 1});
    if (!effect.asks_pointer) return;
    demand_non_null(m_walker->pointer_may_be_null(effect), effect.pointer, Mistake::Why::Plain);
}

void Judge::use(const Effect& effect) {
    demand_values(effect.leaves);
    // Whether a pointer is null is no question about what it points at.
    const bool looks = effect.access == Access::Test;
    demand_peace(effect, effect.access, looks ? Depth::Shallow : Depth::Deep);
}

void Judge::consume(const Effect& effect) {
    demand_values(effect.leaves);
    if (effect.asks_value) {
        const auto why = effect.access == Access::Unbox ? Mistake::Why::Plain : Mistake::Why::Given;
        demand_non_null(m_walker->may_be_null(effect.leaves.first), effect.leaves.first, why);
    }
    demand_peace(effect, effect.access, Depth::Deep);
}

void Judge::release(const Effect& effect) {
    for (std::uint32_t leaf = effect.leaves.first; leaf < effect.leaves.last; ++leaf) {
        if (!m_walker->state.may(May::Init, leaf)) continue;
        return demand_peace(effect, effect.access, Depth::Deep);
    }
}

void Judge::touch(const Effect& effect) {
    if (effect.pointer != none) {
        if (effect.asks_value) {
            demand_non_null(m_walker->hand.may_be_null, m_walker->hand.leaf, Mistake::Why::Given);
        }
        demand_pointer(effect);
    } else {
        demand_values(effect.leaves);
        if (effect.asks_value && effect.leaves.count() == 1) {
            const std::uint32_t leaf = effect.leaves.first;
            const bool null = effect.part ? effect.may_be_null : m_walker->may_be_null(leaf);
            demand_non_null(null, effect.part ? none : leaf, Mistake::Why::Given);
        }
    }
    demand_peace(effect, effect.access, Depth::Deep);
}

void Judge::lend(const Effect& effect) {
    if (effect.pointer != none) {
        demand_pointer(effect);
    } else if (!effect.raw) {
        demand_values(effect.leaves);
    }
    if (!effect.raw) demand_peace(effect, effect.access, Depth::Deep);
}

void Judge::give(const Effect& effect) {
    if (effect.asks_value) {
        demand_non_null(m_walker->hand.may_be_null, m_walker->hand.leaf, Mistake::Why::Given);
    }
    if (effect.part) demand_values(effect.leaves, Access::Assign);
    bool drops = effect.part;
    for (std::uint32_t leaf = effect.leaves.first; leaf < effect.leaves.last; ++leaf) {
        const Leaf& what = m_frame.leaf(leaf);
        drops |= what.owns && m_walker->state.may(May::Init, leaf);
        if (!what.ro || m_walker->state.surely_uninit(leaf)) continue;
        // What was read before it had a value counts as written since: once told is enough.
        if (m_told_leaves.contains({leaf, Code::ReadUninitialised})) continue;
        if (m_told_leaves.emplace(leaf, Code::SecondWrite).second) {
            mistake(Code::SecondWrite).leaf = leaf;
        }
    }
    demand_peace(effect, effect.access, drops ? Depth::Deep : Depth::Shallow);
}

void Judge::end(const Effect& effect) {
    demand_peace(effect, effect.access, Depth::Shallow);
    for (std::uint32_t leaf = effect.leaves.first; leaf < effect.leaves.last; ++leaf) {
        if (!m_frame.leaf(leaf).owns || !m_walker->state.may(May::Init, leaf)) continue;
        Mistake& made = mistake(Code::Leaked);
        made.why = Mistake::Why::StillOwned;
        made.leaf = leaf;
        return;
    }
}

// ---- leaving -----------------------------------------------------------------------------------

void Judge::leave(const Effect& effect) {
    demand_values(effect.leaves);
    if (effect.leaves.count() == 1) {
        const Leaf& leaf = m_frame.leaf(effect.leaves.first);
        if (leaf.borrow != none) check_returned(effect.leaves.first);
    }
    m_budget.spend(m_owners.size());
    check_left(effect.leaves);
}

void Judge::check_returned(std::uint32_t result) {
    const LoanSet set = m_walker->state.loans(m_frame.leaf(result).borrow);
    const auto& from = m_frame.function().from;
    for (const std::uint32_t number : m_flow.sets().loans(set)) {
        const Loan& loan = m_effects.loans[number];
        const bool named = std::find(from.begin(), from.end(), loan.parameter) != from.end();
        // What an exclusive borrow leads to is not this function's.
        const bool elsewhere = loan.place.follows > 0 && loan.place.via == ValueKind::Mut;
        if (loan.is_callers() ? named : elsewhere) continue;
        if (m_told[number].at != none) continue;
        m_told[number] = {m_at, Access::Move};
        Mistake& made =
            mistake(loan.is_callers() ? Code::ReturnedFromOther : Code::BorrowOfLocalReturned);
        made.loan = number;
        made.leaf = result;
        made.place = loan.place;
        return;
    }
}

// Nothing is lost: whoever wrote the code has dropped what is owned. The assembler always does.
void Judge::check_left(Leaves kept) {
    for (const std::uint32_t leaf : m_owners) {
        if (leaf >= kept.first && leaf < kept.last) continue;
        if (!m_walker->state.may(May::Init, leaf)) continue;
        Mistake& made = mistake(Code::Leaked);
        made.why = Mistake::Why::StillOwned;
        made.leaf = leaf;
        return;
    }
}

// ---- borrows -----------------------------------------------------------------------------------

// Of what has left its place every other use is wrong anyhow, and a scope that ends is told once.
bool Judge::follows_from_told(std::uint32_t loan, Access access) const {
    const Told& told = m_told[loan];
    if (told.at == none) return false;
    return told.at == m_at || told.access >= Access::Move || access >= Access::ScopeDrop;
}

// Nobody who still looks is disturbed by what is done to a place.
void Judge::demand_peace(const Effect& effect, Access access, Depth depth) {
    const Bytes bytes = effect.place.frame;
    if (bytes.empty() || m_lent[(bytes.end - 1) / 8 + 1] == m_lent[bytes.begin / 8]) return;
    const auto find = [&](LoanSet set) {
        for (const std::uint32_t number : m_flow.sets().loans(set)) {
            m_budget.spend(1);
            const Loan& loan = m_effects.loans[number];
            if (loan.is_callers() || follows_from_told(number, access)) continue;
            if (disturbs(access, depth, effect.place, loan.place, loan.exclusive)) return number;
        }
        return none;
    };
    const bool leaving = access == Access::ScopeDrop || access == Access::ScopeEnd;
    const State& state = m_walker->state;
    std::uint32_t first = none, holder = none;
    m_budget.spend(state.sets().size());
    for (std::uint32_t borrow = 0; borrow < state.sets().size(); ++borrow) {
        if (state.loans(borrow) == 0) continue;
        const std::uint32_t leaf = m_frame.borrows()[borrow];
        // A borrow that is about to be returned is judged by `ret`, which says it better.
        if (leaving && m_frame.values()[m_frame.leaf(leaf).value].local == nullptr) continue;
        const std::uint32_t loan = find(state.loans(borrow));
        if (loan < first) first = loan, holder = leaf;
    }
    Slot outgoing = no_slot;
    for (const auto& [slot, set] : m_walker->waiting) {
        const std::uint32_t loan = find(set);
        if (loan < first) first = loan, holder = none, outgoing = slot;
    }
    if (first != none) disturbed(effect, access, first, holder, outgoing);
}

void Judge::disturbed(const Effect& effect, Access access, std::uint32_t loan, std::uint32_t holder,
                      Slot outgoing) {
    m_told[loan] = {m_at, access};
    Mistake& made = mistake(conflict_code(access, m_effects.loans[loan].exclusive));
    made.loan = loan;
    made.holder = holder;
    made.outgoing = outgoing;
    made.access = access;
    made.place = effect.place;
}

}  // namespace freehold::ownership
