// SPDX-License-Identifier: MIT
#include "vm/ownership/drops.hpp"

#include <map>

#include "vm/ownership/names.hpp"

namespace freehold::ownership {

const char* fate_name(DropFact::Fate fate) {
    switch (fate) {
        case DropFact::Fate::Frees: return "frees";
        case DropFact::Fate::Nothing: return "nothing to free";
        case DropFact::Fate::Depends: return "depends on the way";
        case DropFact::Fate::Unknown: return "unknown";
    }
    return "unknown";
}

namespace {

struct Changes {
    std::vector<std::uint32_t> set;
    std::vector<std::uint32_t> cleared;
};

// For each leaf that owns, who gives it a value and who takes it away.
std::map<std::uint32_t, Changes> find_changes(const Analysis& analysis) {
    std::map<std::uint32_t, Changes> changes;
    const Function& function = analysis.function();
    for (std::uint32_t i = 0; i < function.count; ++i) {
        for (const Effect& effect : analysis.effects().of(i)) {
            const bool gives = effect.what == Effect::Do::Give;
            if ((!gives && effect.what != Effect::Do::Consume) || effect.part) continue;
            for (std::uint32_t leaf = effect.leaves.first; leaf < effect.leaves.last; ++leaf) {
                if (!analysis.frame().leaf(leaf).owns) continue;
                Changes& of = changes[leaf];
                (gives ? of.set : of.cleared).push_back(function.first + i);
            }
        }
    }
    return changes;
}

void judge(const Walker& walker, std::uint32_t leaf, DropFact& fact) {
    const State& state = walker.state;
    fact.fate = state.surely_init(leaf)      ? DropFact::Fate::Frees
                : state.may(May::Init, leaf) ? DropFact::Fate::Depends
                                             : DropFact::Fate::Nothing;
    fact.may_be_null = state.may(May::Init, leaf) && walker.may_be_null(leaf);
}

}  // namespace

std::vector<DropFact> drops_of(const Program& program, FunctionId function) {
    ProgramFacts program_facts(program);
    Analysis analysis(program_facts, function);
    const Names names(analysis);
    auto changes = find_changes(analysis);
    std::vector<DropFact> facts;
    std::map<std::uint32_t, std::size_t> places;
    for (std::uint32_t i = 0; i < analysis.function().count; ++i) {
        for (const Effect& effect : analysis.effects().of(i)) {
            if (effect.what != Effect::Do::Release) continue;
            DropFact fact;
            fact.at = analysis.function().first + i;
            fact.name = names.place(fact.at, effect.place.frame);
            const Changes& of = changes[effect.leaves.first];
            fact.set_by = of.set;
            fact.cleared_by = of.cleared;
            places[i] = facts.size();
            facts.push_back(std::move(fact));
        }
    }
    if (!analysis.is_settled()) return facts;
    for (const std::uint32_t block : analysis.graph().order()) {
        analysis.flow().walk(block, [&](std::uint32_t i, const Effect& effect, Walker& walker) {
            if (effect.what != Effect::Do::Release) return;
            judge(walker, effect.leaves.first, facts[places[i]]);
        });
    }
    return facts;
}

}  // namespace freehold::ownership
