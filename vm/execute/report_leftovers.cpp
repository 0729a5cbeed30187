// SPDX-License-Identifier: MIT
// explain_leftovers(): the blocks alive at the end, a structure at a time.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/execute/report_commands.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/report_structures.hpp"
#include "vm/execute/story_losses.hpp"

namespace freehold {

namespace reports {

namespace {

bool is_raw(Opcode op) {
    return op == Opcode::Alloc || op == Opcode::AllocK || op == Opcode::Realloc ||
           op == Opcode::ReallocK;
}

/// Where the last owner was lost.
void tell_loss(Report& report, const Life& life, std::optional<Event> overwritten) {
    const auto moves = life.moves.kept();
    const bool by_alloc = is_raw(report.program.code[life.made->index].opcode());
    if (!moves.empty() && moves.back().kind == EventKind::Forget) {
        const Event& forget = moves.back();
        return report.help(
            "`drop` it instead, or leave it to the end of its scope",
            replace_word(report, report.program.span_of(forget.index), "forget", "drop"));
    }
    if (by_alloc && moves.empty()) {
        report.note(
            "`alloc` makes no owner: nobody frees the block but `free`, or the owner that "
            "`adopt` makes");
        return report.help(fmt::format("`free` {} when it is not needed any more, or `adopt` it",
                                       report.name(life.made->to)));
    }
    if (overwritten && overwritten->kind == EventKind::Free) {
        report.at(*overwritten,
                  fmt::format("{}, which holds its owner, is freed here without what it "
                              "owns",
                              report.object(overwritten->object)));
        return report.help("`drop` frees what a block owns, too; `free` frees the block alone");
    }
    if (overwritten) {
        report.at(*overwritten,
                  fmt::format("its owner in {} is overwritten here", report.name(overwritten->to)));
        return report.help(
            "`put` frees the old owner when it stores a new one; a raw `store` does "
            "not");
    }
    report.note("its owner was overwritten, or freed without its content");
    report.help("only raw pointers can do that: look where one reaches the owner");
}

void tell_owned_by(Report& report, const Structure& structure) {
    if (structure.blocks != 0) {
        report.note(fmt::format("with it {}, {}, that it owns",
                                quantity(structure.blocks, "more block"),
                                quantity(structure.bytes, "byte")));
    }
    if (structure.alike != 0) {
        report.note(fmt::format("and {} of the same making, {}",
                                quantity(structure.alike, "more block"),
                                quantity(structure.alike_bytes, "byte")));
    }
}

/// The block was made here: where a leftover's report points.
void tell_root(Report& report, const Life& life) {
    tell_made(report, life);
    if (!report.diagnostic.labels.empty()) report.diagnostic.labels.back().primary = true;
    tell_moves(report, life);
}

void tell_leak(Report& report, const Structure& structure, std::optional<Event> overwritten) {
    const BlockInfo& block = structure.root.block;
    report.diagnostic.code = Code::Leaked;
    report.headline(fmt::format("{} leaked: {}, and no owner left", report.object(block.object),
                                quantity(block.size, "byte")));
    const Life life = report.story.life(block.object);
    tell_root(report, life);
    if (structure.root.owner.in == Where::In::Memory) {
        report.note(structure.blocks == 0 ? "the block owns itself, and nobody else does"
                                          : "it is owned by a block that it owns, in a ring, and "
                                            "nobody outside owns any of them");
        report.help("`take` the owner that closes the ring before the last one outside goes");
    } else if (life.made) {
        tell_loss(report, life, overwritten);
    }
    tell_owned_by(report, structure);
}

void tell_still_owned(Report& report, const Structure& structure) {
    const BlockInfo& block = structure.root.block;
    const Where& owner = structure.root.owner;
    report.diagnostic.severity = Severity::Note;
    report.diagnostic.code = Code::StillOwned;
    const std::string name = report.name(owner);
    report.headline(
        fmt::format("{} is still owned at the end, by {}", report.object(block.object), name));
    tell_root(report, report.story.life(block.object));
    tell_owned_by(report, structure);
    report.note(owner.in == Where::In::Frame
                    ? "`exit` drops nothing: what the frames own is still owned, not leaked"
                    : "statics are never dropped: they live as long as the program");
}

/// Whether a leak is left that the lives do not explain.
bool unexplained(const Program& program, const std::vector<Structure>& all, const Story& story) {
    return std::any_of(all.begin(), all.end(), [&](const Structure& structure) {
        const Life& life = story.life(structure.root.block.object);
        if (structure.root.owned || !life.made) return false;
        const auto moves = life.moves.kept();
        const bool forgotten = !moves.empty() && moves.back().kind == EventKind::Forget;
        const bool by_alloc = is_raw(program.code[life.made->index].opcode());
        return !forgotten && !(by_alloc && moves.empty());
    });
}

/// Hearing every write is slow; a longer run is not worth it.
constexpr Step longest_run_retold = 1u << 24;

Diagnostic diagnose(Report& report, const Structure& structure, const Story& story,
                    const Losses& losses) {
    const ObjectId block = structure.root.block.object;
    report.diagnostic = {};
    report.story.lives = {{block, story.life(block)}};
    if (structure.root.owned) {
        tell_still_owned(report, structure);
    } else {
        tell_leak(report, structure, losses.of(block));
    }
    report.diagnostic.commands = leftover_commands(report.machine, report.diagnostic.code);
    return std::move(report.diagnostic);
}

}  // namespace

}  // namespace reports

std::vector<Diagnostic> explain_leftovers(const Machine& machine, std::size_t limit) {
    using namespace reports;
    const std::vector<Structure> all = kinds_of_structures(machine, limit);
    if (all.empty()) return {};
    Question question;
    question.until = machine.step();
    for (const Structure& structure : all) question.objects.push_back(structure.root.block.object);
    const Story story = replay(machine, question);
    Losses losses{machine.program(), story};
    if (unexplained(machine.program(), all, story) && machine.step() <= longest_run_retold) {
        TextInput input{""};
        if (auto again = machine_after(machine, 0, input)) {
            again->observe(losses);
            again->run_until(machine.step());
        }
    }
    Fault nothing;
    nothing.index = machine.index();
    Report report{machine, nothing};
    report.full_names = true;
    std::vector<Diagnostic> diagnostics;
    for (const Structure& structure : all) {
        diagnostics.push_back(diagnose(report, structure, story, losses));
    }
    return diagnostics;
}

}  // namespace freehold
