// SPDX-License-Identifier: MIT
// Questions about ownership: who owns a block, and what may be used.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "vm/base/text.hpp"
#include "vm/debug/rights.hpp"
#include "vm/debug/value_text.hpp"
#include "vm/observe/names.hpp"
#include "vm/quiz/look.hpp"

namespace freehold::quiz {

// ---- who owns a block ---------------------------------------------------------------------------

namespace {

constexpr const char* was_freed = "nobody: it was freed";
constexpr const char* has_none = "nobody, and it was not freed";

/// The words that own the block, or own what owns it: none of them is a wrong answer.
std::vector<std::string> owners_around(const Look& look, ObjectId block) {
    std::vector<std::string> names;
    for (std::size_t k = 0; k <= look.scene.chunks().size(); ++k) {
        const OwnerInfo* owner = look.scene.owner_of(block);
        if (owner == nullptr) break;
        names.push_back(in_backticks(look.scene.name_of(owner->word)));
        const ChunkInfo* outer = look.scene.chunk_at(owner->word);
        if (outer == nullptr) break;
        block = outer->object;
    }
    return names;
}

/// Who might be taken for the owner: who was it once, who borrows the block, who owns another one.
std::vector<std::string> taken_for_owners(const Look& look, ObjectId block) {
    std::vector<std::string> likely;
    const MachineNames names{look.record.machine()};
    for (const Event& event : look.record.events()) {
        if (event.step > look.step()) break;
        if (event.object != block) continue;
        for (const Where* where : {&event.from, &event.to}) {
            const bool named = where->in == Where::In::Frame && where->building == TypeId::None;
            if (named) likely.push_back(in_backticks(names.where(*where)));
        }
    }
    for (const Named& named : locals_in_scope(look)) {
        if (!is_pointer(look.program().type(named.local->type).kind)) continue;
        likely.push_back(in_backticks(look.scene.name_of(named.place.address)));
    }
    for (const OwnerInfo& owner : look.scene.owners()) {
        if (likely.size() > 20) break;
        if (owner.block != block) likely.push_back(in_backticks(look.scene.name_of(owner.word)));
    }
    return likely;
}

std::string owner_now(const Look& look, ObjectId block) {
    if (look.scene.block(block) == nullptr) return was_freed;
    const OwnerInfo* owner = look.scene.owner_of(block);
    return owner == nullptr ? has_none : in_backticks(look.scene.name_of(owner->word));
}

/// The blocks made so far that are still told apart: the last few of them.
std::vector<ObjectId> blocks_made(const Look& look) {
    std::vector<ObjectId> blocks;
    for (const Event& event : look.record.events()) {
        if (event.step > look.step()) break;
        if (event.kind == EventKind::Alloc) blocks.push_back(event.object);
    }
    constexpr std::size_t most = 12;
    if (blocks.size() > most) blocks.erase(blocks.begin(), blocks.end() - most);
    return blocks;
}

/// What became part of a new block has that for its owner.
std::string why_owned(const Look& look, const Event& last) {
    const OwnerInfo* owner = look.scene.owner_of(last.object);
    const ChunkInfo* outer = owner == nullptr ? nullptr : look.scene.chunk_at(owner->word);
    if (last.to.building == TypeId::None || outer == nullptr) return happened(look, last);
    const MachineNames names{look.record.machine()};
    const std::string from = names.where(last.from);
    return fmt::format("{} moved{} into the new {} {}", block_name(last.object),
                       from.empty() ? "" : " from " + in_backticks(from), block_name(outer->object),
                       at_text(look, last));
}

}  // namespace

void ask_owner(const Look& look) {
    for (const ObjectId block : look.random.some_of(blocks_made(look), 3)) {
        const std::string right = owner_now(look, block);
        std::vector<std::string> choices = wrong_choices(look.random, taken_for_owners(look, block),
                                                         right, 3, owners_around(look, block));
        if (choices.empty()) continue;
        const bool nobody = right == was_freed || right == has_none;
        if (!nobody) choices.push_back(right);
        std::sort(choices.begin(), choices.end());
        if (choices.size() < 4 || right == has_none) choices.push_back(has_none);
        choices.push_back(was_freed);
        const Event* last = look.record.last_change(block, look.step());
        ask(look, Kind::Owner, block_name(block),
            block_introduced(look, block) + ": who owns it now?", std::move(choices), right,
            last == nullptr ? "" : why_owned(look, *last));
    }
}

// ---- what may be used ---------------------------------------------------------------------------

namespace {

constexpr const char* yes = "yes";
constexpr const char* is_zero = "yes: it is 0";
constexpr const char* no_value = "no: it has no value yet";
constexpr const char* moved = "no: it was moved away";
constexpr const char* dropped = "no: it was dropped";
constexpr const char* null = "no: it is null";
constexpr const char* gone = "no: what it points at is no more";
constexpr const char* ended = "no: its borrow has ended";

/// What is right, and which other answers are wrong, not just less good.
struct Verdict {
    std::string right;
    std::vector<std::string> wrong;
    std::string why;
};

/// A slot whose value was taken out of it.
Verdict of_moved(const Look& look, const Named& named) {
    const Slot first = named.local->slot;
    const Slot last = static_cast<Slot>(first + named.local->words - 1);
    const Event* taken = look.record.last_taken(look.frame(), first, last, look.step());
    const bool was_dropped = taken != nullptr && taken->kind != EventKind::Move;
    return {was_dropped ? dropped : moved,
            {yes, no_value},
            taken == nullptr ? fmt::format("the value of `{}` was moved away", named.name)
                             : happened(look, *taken)};
}

Verdict of_dangling(const Look& look, const Named& named, Pointer pointer) {
    const Event* death = look.record.death(pointer.object);
    std::string why = death == nullptr
                          ? fmt::format("what `{}` points at is no more", named.name)
                          : fmt::format("`{}` points into {}; {}", named.name,
                                        block_name(pointer.object), happened(look, *death));
    return {gone, {yes, no_value, null}, std::move(why)};
}

/// A borrow or owner that has a value.
std::optional<Verdict> of_pointer(const Look& look, const Named& named, TypeKind kind) {
    const auto pointer = Pointer::from_word(look.scene.machine().word_at(named.place.address));
    if (pointer.is_null()) {
        return Verdict{null, {yes, no_value, gone}, fmt::format("`{}` is null", named.name)};
    }
    const ObjectInfo object = look.scene.machine().object(pointer.object);
    if (object.kind == ObjectInfo::Kind::None) return std::nullopt;
    if (!object.alive) return of_dangling(look, named, pointer);
    if (kind == TypeKind::Raw) return std::nullopt;
    if (const LoanInfo* loan = look.scene.loan_in(named.place.address)) {
        if (!loan->alive) {
            return Verdict{
                ended,
                {yes, no_value, gone},
                fmt::format("the borrow in `{}` {}", named.name, debug::loan_story(*loan))};
        }
        if (!debug::rights_through(look.scene, named.place).read) return std::nullopt;
    }
    const debug::Found content = debug::find_place(look.scene, "[" + named.name + "]");
    if (!content || debug::known_of(look.scene, *content.place) != debug::Known::All) {
        return std::nullopt;
    }
    const std::string target = object.kind == ObjectInfo::Kind::Block
                                   ? block_name(pointer.object)
                                   : in_backticks(look.scene.name_of(pointer.address));
    return Verdict{yes,
                   {no_value, kind == TypeKind::Own ? moved : ended, gone},
                   fmt::format("`{}` {} {}, which is alive, and nothing stands in the way",
                               named.name, kind == TypeKind::Own ? "owns" : "borrows", target)};
}

std::optional<Verdict> verdict_of(const Look& look, const Named& named) {
    const Type& type = look.program().type(named.local->type);
    const debug::Known known = debug::known_of(look.scene, named.place);
    if (known == debug::Known::Some) return std::nullopt;
    if (known == debug::Known::Moved) return of_moved(look, named);
    if (known == debug::Known::None) {
        std::vector<std::string> wrong{yes};
        wrong.push_back(type.owns ? moved : is_pointer(type.kind) ? gone : is_zero);
        if (type.nullable) wrong.push_back(null);
        return Verdict{no_value, std::move(wrong),
                       fmt::format("nothing has given `{}` a value so far", named.name)};
    }
    // Whether a borrow that somebody holds will be used again decides; a moment cannot tell.
    if (!debug::loans_of(look.scene, named.place).empty()) return std::nullopt;
    if (is_pointer(type.kind)) return of_pointer(look, named, type.kind);
    return Verdict{yes,
                   {no_value, moved},
                   fmt::format("`{}` has its value, and nobody borrows it", named.name)};
}

const std::vector<const char*>& answers_in_order() {
    static const std::vector<const char*> order{yes,     is_zero, no_value, moved,
                                                dropped, null,    gone,     ended};
    return order;
}

std::string question_about(const Named& named, TypeKind kind) {
    const std::string what = is_pointer(kind) ? "[" + named.name + "]" : named.name;
    return fmt::format("may `{}` be read now?", what);
}

}  // namespace

void ask_valid(const Look& look) {
    for (const Named& named : look.random.some_of(locals_in_scope(look), 3)) {
        const auto verdict = verdict_of(look, named);
        if (!verdict) continue;
        const std::set<std::string> offered(verdict->wrong.begin(), verdict->wrong.end());
        std::vector<std::string> choices;
        for (const char* answer : answers_in_order()) {
            if (answer == verdict->right || offered.contains(answer)) choices.emplace_back(answer);
        }
        ask(look, Kind::Valid, look.scene.name_of(named.place.address),
            question_about(named, look.program().type(named.local->type).kind), std::move(choices),
            verdict->right, verdict->why);
    }
}

}  // namespace freehold::quiz
