// SPDX-License-Identifier: MIT
// Questions about the life of blocks: which are alive, what frees them, and when.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/observe/event_text.hpp"
#include "vm/quiz/look.hpp"

namespace freehold::quiz {

namespace {

std::vector<ObjectId> alive(const Look& look) {
    std::vector<ObjectId> blocks;
    for (const ChunkInfo& chunk : look.scene.chunks()) {
        if (chunk.in_use()) blocks.push_back(chunk.object);
    }
    std::sort(blocks.begin(), blocks.end());
    return blocks;
}

/// "#1, #2 and #4"; of many their number.
std::string names_of(const std::vector<ObjectId>& blocks) {
    constexpr std::size_t most = 6;
    if (blocks.size() > most) return with_commas(blocks.size()) + " blocks";
    std::vector<std::string> names;
    for (const ObjectId block : blocks) names.push_back(block_text(block));
    return list_of(names, "and");
}

bool allocates(const Record& record) {
    return std::any_of(record.events().begin(), record.events().end(),
                       [](const Event& event) { return event.kind == EventKind::Alloc; });
}

/// How the run ends is another question.
constexpr const char* nothing_does = "nothing does before the run ends";

}  // namespace

void ask_alive(const Look& look) {
    const HeapUse use = look.scene.machine().heap_use();
    if (use.allocated == 0) return;
    const std::vector<ObjectId> blocks = alive(look);
    std::string why = fmt::format("{} made and {} freed so far", with_commas(use.allocated),
                                  with_commas(use.freed));
    if (!blocks.empty()) why += ": there is " + names_of(blocks);
    ask_number(look, Kind::Alive, "alive", "how many blocks are alive now?", use.blocks,
               std::move(why));
}

void ask_next_free(const Look& look) {
    const std::vector<ObjectId> blocks = alive(look);
    if (blocks.empty()) return;
    const Event* next = look.record.next_free(look.step());
    if (next == nullptr && !look.record.ended()) return;
    // One that is made only later would be no fair question.
    if (next != nullptr && look.scene.block(next->object) == nullptr) return;
    constexpr std::size_t most_wrong = 3;
    std::vector<ObjectId> offered;
    for (const ObjectId block : look.random.some_of(blocks, blocks.size())) {
        const bool right = next != nullptr && block == next->object;
        if (!right && offered.size() < most_wrong) offered.push_back(block);
    }
    if (next != nullptr) offered.push_back(next->object);
    std::sort(offered.begin(), offered.end());
    std::vector<std::string> choices;
    for (const ObjectId block : offered) choices.push_back(block_made(look, block));
    choices.emplace_back("none: no block is freed any more");
    const std::string right = next == nullptr ? choices.back() : block_made(look, next->object);
    const std::string about = next == nullptr ? "no block" : block_name(next->object);
    Question& question =
        ask(look, Kind::NextFree, about, "which block is freed next?", std::move(choices), right,
            next == nullptr ? nothing_does : happened(look, *next));
    question.shown_at = next == nullptr ? look.record.machine().step() : next->step;
}

namespace {

/// Lines that might be thought to free the block: those that move it, those that free others, those
/// that come later.
std::vector<std::uint32_t> lines_to_suspect(const Look& look, ObjectId block) {
    std::vector<std::uint32_t> lines = look.record.freeing_after(look.step());
    for (const Event* event : look.record.events_of(block)) {
        const bool moves = event->kind == EventKind::Move;
        if (moves && event->step > look.step()) lines.push_back(event->index);
    }
    if (lines.size() < 4) {
        for (const std::uint32_t line : lines_ahead(look)) lines.push_back(line);
    }
    return lines;
}

}  // namespace

void ask_freed_by(const Look& look) {
    for (const ObjectId block : look.random.some_of(alive(look), 2)) {
        const Event* death = look.record.death(block);
        if (death == nullptr && !look.record.ended()) continue;
        const std::string never = "none: it is never freed";
        const std::uint32_t line = death == nullptr ? Moment::nothing : death->index;
        const std::string right = death == nullptr ? never : line_choice(look.program(), line);
        std::vector<std::string> choices =
            choice_of_lines(look, line, lines_to_suspect(look, block), never);
        if (choices.size() < 2) continue;
        Question& question =
            ask(look, Kind::FreedBy, block_name(block),
                block_introduced(look, block) + ": which line frees it?", std::move(choices), right,
                death == nullptr ? nothing_does : happened(look, *death));
        question.shown_at = death == nullptr ? look.record.machine().step() : death->step;
    }
}

void ask_left(const Look& look) {
    if (!look.record.finished() || !is_early(look) || !allocates(look.record)) return;
    const Machine& machine = look.record.machine();
    const HeapUse use = machine.heap_use();
    std::string why = fmt::format("{} made and {} freed", quantity(use.allocated, "block"),
                                  with_commas(use.freed));
    const std::vector<Leftover> left = machine.leftovers();
    constexpr std::size_t most = 3;
    for (std::size_t k = 0; k < std::min(left.size(), most); ++k) {
        const std::string owner = machine.where_name(left[k].owner);
        why += fmt::format("; {} {}", block_name(left[k].block.object),
                           left[k].owned ? "is still owned by " + in_backticks(owner) : "leaked");
    }
    if (left.size() > most) why += fmt::format("; and {} more", left.size() - most);
    Question& question = ask_number(look, Kind::Left, "left",
                                    "how many blocks are alive when the program has ended?",
                                    use.blocks, std::move(why));
    question.shown_at = machine.step();
}

}  // namespace freehold::quiz
