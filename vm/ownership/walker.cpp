// SPDX-License-Identifier: MIT
#include "vm/ownership/walker.hpp"

#include <algorithm>

namespace freehold::ownership {

Walker::Walker(const Program& program, const FrameMap& frame, const FunctionEffects& effects,
               LoanSets& sets)
    : m_program(program),
      m_frame(frame),
      m_effects(effects),
      m_sets(sets),
      m_lent(frame.leaves().size(), false),
      m_leads(frame.leaves().size(), false) {
    for (const Loan& loan : effects.loans) {
        const Leaves leaves = frame.leaves_in(loan.place.frame);
        for (std::uint32_t leaf = leaves.first; leaf < leaves.last; ++leaf) {
            m_lent[leaf] = true;
            if (loan.place.follows > 0) m_leads[leaf] = true;
        }
    }
}

bool Walker::pointer_may_be_null(const Effect& effect) const {
    if (effect.pointer == none) return false;
    if (m_frame.leaf(effect.pointer).is_array) return effect.pointer_may_be_null;
    return may_be_null(effect.pointer);
}

void Walker::apply(const Effect& effect) {
    switch (effect.what) {
        case Effect::Do::Use: pick_up(effect); break;
        case Effect::Do::Consume:
            pick_up(effect);
            for (std::uint32_t leaf = effect.leaves.first; leaf < effect.leaves.last; ++leaf) {
                if (!m_frame.leaf(leaf).moves) continue;
                state.become(leaf, false, state.may(May::Uninit, leaf), true);
            }
            break;
        case Effect::Do::Release:
            for (std::uint32_t leaf = effect.leaves.first; leaf < effect.leaves.last; ++leaf) {
                const bool moved = state.may(May::Moved, leaf) || state.may(May::Init, leaf);
                state.become(leaf, false, state.may(May::Uninit, leaf), moved);
            }
            break;
        case Effect::Do::Touch: touch(effect); break;
        case Effect::Do::Lend: lend(effect); break;
        case Effect::Do::Fresh: hand = {0, effect.may_be_null, none}; break;
        case Effect::Do::Give: give(effect); break;
        case Effect::Do::Pass:
            if (hand.loans != 0) waiting.emplace_back(effect.slot, hand.loans);
            break;
        case Effect::Do::Call: call(effect); break;
        case Effect::Do::Build:
            waiting.clear();
            hand = {};
            break;
        case Effect::Do::End: end(effect); break;
        case Effect::Do::Return: break;
    }
}

// After its last use a borrow carries nothing: whoever is asked what is lent need not ask whether
// anybody still looks.
void Walker::used(const Effect& effect, std::uint32_t leaf) {
    const std::uint32_t borrow = m_frame.leaf(leaf).borrow;
    if (effect.last_use && borrow != none) state.carry(borrow, 0);
}

void Walker::pick_up(const Effect& effect) {
    hand = {};
    if (effect.leaves.empty()) return;
    const std::uint32_t leaf = effect.leaves.first;
    if (effect.part) {
        hand.may_be_null = effect.may_be_null;
        return;
    }
    hand.leaf = leaf;
    if (effect.leaves.count() > 1) return;
    hand.may_be_null = may_be_null(leaf);
    if (const std::uint32_t borrow = m_frame.leaf(leaf).borrow; borrow != none) {
        hand.loans = state.loans(borrow);
    }
    used(effect, leaf);
}

void Walker::touch(const Effect& effect) {
    hand = {0, effect.may_be_null, none};
    if (effect.pointer != none) return used(effect, effect.pointer);
    // An owner taken from the frame leaves null behind.
    if (effect.part || effect.leaves.empty()) return;
    hand.may_be_null = may_be_null(effect.leaves.first);
    state.set(May::Null, effect.leaves.first, true);
}

void Walker::lend(const Effect& effect) {
    hand = {0, pointer_may_be_null(effect) || effect.may_be_null, none};
    if (effect.pointer != none) {
        const std::uint32_t borrow = m_frame.leaf(effect.pointer).borrow;
        if (borrow != none) hand.loans = state.loans(borrow);
        used(effect, effect.pointer);
    } else if (effect.access == Access::Exclude && !effect.part) {
        // Whoever holds it may put null there.
        for (std::uint32_t leaf = effect.leaves.first; leaf < effect.leaves.last; ++leaf) {
            state.set(May::Null, leaf, true);
        }
    }
    if (effect.loan != none) hand.loans = m_sets.with(hand.loans, effect.loan);
}

// In all borrows, or all but those that wait to be returned.
template <class Which>
void Walker::forget_loans(Which&& of_leaf, bool results) {
    for (std::uint32_t b = 0; b < state.sets().size(); ++b) {
        if (state.loans(b) == 0) continue;
        const Leaf& holder = m_frame.leaf(m_frame.borrows()[b]);
        if (!results && m_frame.values()[holder.value].local == nullptr) continue;
        state.carry(b, m_sets.without(state.loans(b), of_leaf));
    }
}

// What a pointer led to is no longer what it leads to.
void Walker::forget_loans_of(std::uint32_t leaf) {
    if (!m_leads[leaf]) return;
    const Bytes bytes = m_frame.leaf(leaf).bytes;
    const auto of_leaf = [this, bytes](std::uint32_t number) {
        const Loan& loan = m_effects.loans[number];
        return loan.place.follows > 0 && overlap(loan.place.frame, bytes);
    };
    forget_loans(of_leaf, true);
    hand.loans = m_sets.without(hand.loans, of_leaf);
}

// Whoever still looks at a slot that is gone has been told; the next round's slot is another one.
// What is about to be returned is judged by `ret`, so it must not be forgotten.
void Walker::forget_loans_of_gone(std::uint32_t leaf) {
    if (!m_lent[leaf]) return;
    const Bytes bytes = m_frame.leaf(leaf).bytes;
    const auto of_leaf = [this, bytes](std::uint32_t number) {
        return overlap(m_effects.loans[number].place.frame, bytes);
    };
    forget_loans(of_leaf, false);
}

void Walker::give(const Effect& effect) {
    if (effect.part) return;
    const bool single = effect.leaves.count() == 1;
    for (std::uint32_t leaf = effect.leaves.first; leaf < effect.leaves.last; ++leaf) {
        const Leaf& what = m_frame.leaf(leaf);
        state.become(leaf, true, false, false);
        if (what.nullable) {
            const std::uint32_t from = hand.leaf + (leaf - effect.leaves.first);
            const bool null = single ? hand.may_be_null : hand.leaf == none || may_be_null(from);
            state.set(May::Null, leaf, null);
        }
        forget_loans_of(leaf);
        if (what.borrow != none) state.carry(what.borrow, effect.dead ? 0 : hand.loans);
    }
}

// The result may come from what `from` names; through a code value, from every borrow.
void Walker::call(const Effect& effect) {
    hand = {0, effect.may_be_null, none};
    for (const auto& [slot, loans] : waiting) {
        bool carried = effect.callee == FunctionId::None;
        if (!carried) {
            const Function& callee = m_program.function(effect.callee);
            for (const std::uint16_t parameter : callee.from) {
                carried |= effect.slot + 2u + callee.locals[parameter].slot == slot;
            }
        }
        if (carried) hand.loans = m_sets.both(hand.loans, loans);
    }
    waiting.clear();
}

void Walker::end(const Effect& effect) {
    for (std::uint32_t leaf = effect.leaves.first; leaf < effect.leaves.last; ++leaf) {
        state.become(leaf, false, true, false);
        forget_loans_of_gone(leaf);
        if (const std::uint32_t borrow = m_frame.leaf(leaf).borrow; borrow != none) {
            state.carry(borrow, 0);
        }
    }
}

}  // namespace freehold::ownership
