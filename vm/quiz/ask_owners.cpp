// SPDX-License-Identifier: MIT
// Questions about ownership: who owns a block.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/observe/names.hpp"
#include "vm/quiz/look.hpp"

namespace freehold::quiz {

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
    for (const Event* event : look.record.events_of(block)) {
        if (event->step > look.step()) break;
        for (const Where* where : {&event->from, &event->to}) {
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

/// Whether one names the other, or a part of it: "`main.pair`" and "`main.pair.left`".
bool overlap(const std::string& a, const std::string& b) {
    const std::string& shorter = a.size() < b.size() ? a : b;
    const std::string& longer = a.size() < b.size() ? b : a;
    const std::size_t size = shorter.size() - 1;  // without the second backtick
    return longer.compare(0, size, shorter, 0, size) == 0 &&
           (longer[size] == '.' || longer[size] == '[');
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
    for (const ObjectId block : look.random.some_of(look.record.blocks_made(look.step(), 12), 3)) {
        const std::string right = owner_now(look, block);
        std::vector<std::string> likely = taken_for_owners(look, block);
        std::erase_if(likely, [&](const std::string& it) { return overlap(it, right); });
        std::vector<std::string> choices =
            wrong_choices(look.random, likely, right, 3, owners_around(look, block));
        if (choices.empty()) continue;
        const bool nobody = right == was_freed || right == has_none;
        if (!nobody) choices.push_back(right);
        std::sort(choices.begin(), choices.end());
        if (choices.size() < 4 || right == has_none) choices.push_back(has_none);
        choices.push_back(was_freed);
        const Event* last = look.record.last_change(block, look.step());
        std::string why = last == nullptr ? "" : why_owned(look, *last);
        if (right == has_none) why += "; no owner has held it since";
        ask(look, Kind::Owner, block_name(block),
            block_introduced(look, block) + ": who owns it now?", std::move(choices), right,
            std::move(why));
    }
}

}  // namespace freehold::quiz
