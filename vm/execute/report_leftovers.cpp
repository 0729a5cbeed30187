// SPDX-License-Identifier: MIT
// explain_leftovers(): the blocks alive at the end, a structure at a time.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "vm/base/text.hpp"
#include "vm/execute/report_commands.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/story.hpp"

namespace freehold {

namespace {

/// A block that no other block owns, and how much hangs on it.
struct Structure {
    Leftover root;
    std::uint64_t blocks = 0;  ///< that it owns, over others too
    std::uint64_t bytes = 0;
};

/// Finds for each block the one at the top of the structure it is in.
class Roots {
public:
    explicit Roots(const std::vector<Leftover>& all) : m_all(all), m_root(all.size(), unknown) {
        for (std::size_t i = 0; i < all.size(); ++i) m_index.emplace(raw(all[i].block.object), i);
    }

    std::size_t root(std::size_t i) {
        std::vector<std::size_t> path;
        while (m_root[i] == unknown) {
            m_root[i] = visiting;
            path.push_back(i);
            const auto owner = owner_of(i);
            // A ring has no top: where it closes is as good as any.
            if (!owner || m_root[*owner] == visiting) break;
            i = *owner;
        }
        const std::size_t found = m_root[i] == visiting ? i : m_root[i];
        for (const std::size_t step : path) m_root[step] = found;
        return found;
    }

private:
    static constexpr std::size_t unknown = ~std::size_t{0};
    static constexpr std::size_t visiting = unknown - 1;

    std::optional<std::size_t> owner_of(std::size_t i) const {
        const Where& owner = m_all[i].owner;
        if (owner.in != Where::In::Memory) return std::nullopt;
        const auto found = m_index.find(raw(owner.object));
        if (found == m_index.end()) return std::nullopt;
        return found->second;
    }

    const std::vector<Leftover>& m_all;
    std::unordered_map<std::uint32_t, std::size_t> m_index;
    std::vector<std::size_t> m_root;
};

/// Leaks first, each kind ascending by id; at most `limit`.
std::vector<Structure> structures(const std::vector<Leftover>& all, std::size_t limit) {
    Roots roots{all};
    std::unordered_map<std::size_t, Structure> by_root;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::size_t root = roots.root(i);
        const auto [found, made] = by_root.try_emplace(root, Structure{all[root]});
        if (made) order.push_back(root);
        if (root == i) continue;
        ++found->second.blocks;
        found->second.bytes += all[i].block.size;
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair{all[a].owned, a} < std::pair{all[b].owned, b};
    });
    order.resize(std::min(order.size(), limit));
    std::vector<Structure> result;
    for (const std::size_t root : order) result.push_back(by_root.at(root));
    return result;
}

}  // namespace

namespace reports {

namespace {

bool is_raw(Opcode op) {
    return op == Opcode::Alloc || op == Opcode::AllocK || op == Opcode::Realloc ||
           op == Opcode::ReallocK;
}

/// The place that owned a block last, as far as its life tells.
Where last_owner(const Life& life) {
    const auto moves = life.moves.kept();
    if (!moves.empty()) return moves.back().to;
    return life.made ? life.made->to : Where{};
}

/// Where the last owner was lost.
void tell_loss(Report& report, const Life& life, std::optional<Event> overwritten) {
    const auto moves = life.moves.kept();
    const bool by_alloc = is_raw(report.program.code[life.made->index].opcode());
    const std::string block = report.object(life.made->object);
    if (!moves.empty() && moves.back().kind == EventKind::Forget) {
        const Event& forget = moves.back();
        return report.help("`drop` it instead, or leave it to the end of its scope",
                           replace_word(report, report.program.span_of(forget.index), "forget",
                                        "drop"));
    }
    if (overwritten) {
        report.at(*overwritten, fmt::format("{}, its owner, is overwritten here",
                                            report.name(last_owner(life))));
        return report.help("`put` frees the old owner when it stores a new one; a raw `store` does "
                           "not");
    }
    if (by_alloc && moves.empty()) {
        report.note("`alloc` makes no owner: nobody frees the block but `free`, or the owner that "
                    "`adopt` makes");
        return report.help(fmt::format("`free` {} when it is not needed any more, or `adopt` it",
                                       report.name(life.made->to)));
    }
    report.note(fmt::format("the block that held its owner, {}, was freed without its content",
                            report.name(last_owner(life))));
    report.help("`drop` frees what a block owns, too; `free` frees the block alone");
}

void tell_owned_by(Report& report, const Structure& structure) {
    if (structure.blocks == 0) return;
    report.note(fmt::format("with it {}, {}, that it owns", quantity(structure.blocks, "more block"),
                            quantity(structure.bytes, "byte")));
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
    if (life.made) tell_loss(report, life, overwritten);
    tell_owned_by(report, structure);
}

void tell_still_owned(Report& report, const Structure& structure) {
    const BlockInfo& block = structure.root.block;
    const Where& owner = structure.root.owner;
    report.diagnostic.severity = Severity::Note;
    report.diagnostic.code = Code::StillOwned;
    const std::string name = report.name(owner);
    report.headline(fmt::format("{} is still owned at the end, by {}", report.object(block.object),
                                name));
    tell_root(report, report.story.life(block.object));
    tell_owned_by(report, structure);
    report.note(owner.in == Where::In::Frame
                    ? "`exit` drops nothing: what the frames own is still owned, not leaked"
                    : "statics are never dropped: they live as long as the program");
}

}  // namespace

}  // namespace reports

namespace {

/// Hears which owners are overwritten by stores: for each block the word that owned it last.
class Overwrites : public Listener {
public:
    explicit Overwrites(const Story& story) : m_story(story) {}

    EventSet wants() const override {
        return {EventKind::Alloc, EventKind::Move, EventKind::Free, EventKind::Write};
    }

    void on_event(const Event& event) override {
        switch (event.kind) {
            case EventKind::Alloc:
            case EventKind::Move: own(event.object, event.to); break;
            case EventKind::Free: m_owned.erase(raw(event.from.address) & ~7u); break;
            default: write(event); break;
        }
    }

    std::optional<Event> of(ObjectId block) const {
        const auto found = m_lost.find(raw(block));
        if (found == m_lost.end()) return std::nullopt;
        return found->second;
    }

private:
    void own(ObjectId block, const Where& to) {
        if (m_story.lives.find(block) == m_story.lives.end() || to.in == Where::In::Nowhere) return;
        m_owned[raw(to.address) & ~7u] = block;
    }

    void write(const Event& event) {
        if (event.size > 8) return;
        const auto found = m_owned.find(raw(event.address) & ~7u);
        if (found == m_owned.end()) return;
        const bool same = Pointer::from_word(event.word).object == found->second;
        if (same && event.size == 8) return;
        m_lost[raw(found->second)] = event;
        m_owned.erase(found);
    }

    const Story& m_story;
    std::unordered_map<std::uint32_t, ObjectId> m_owned;  // word -> block
    std::unordered_map<std::uint32_t, Event> m_lost;
};

/// Whether a leak is left that the lives do not explain.
bool unexplained(const Program& program, const std::vector<Structure>& all, const Story& story) {
    return std::any_of(all.begin(), all.end(), [&](const Structure& structure) {
        const Life& life = story.life(structure.root.block.object);
        if (structure.root.owned || !life.made) return false;
        const auto moves = life.moves.kept();
        const bool forgotten = !moves.empty() && moves.back().kind == EventKind::Forget;
        const bool by_alloc = reports::is_raw(program.code[life.made->index].opcode());
        return !forgotten && !(by_alloc && moves.empty());
    });
}

/// Hearing every write is slow; a longer run is not worth it.
constexpr Step longest_run = 1u << 24;

Diagnostic diagnose(reports::Report& report, const Structure& structure, const Story& story,
                    const Overwrites& overwrites) {
    const ObjectId block = structure.root.block.object;
    report.diagnostic = {};
    report.story.lives = {{block, story.life(block)}};
    if (structure.root.owned) {
        reports::tell_still_owned(report, structure);
    } else {
        reports::tell_leak(report, structure, overwrites.of(block));
    }
    report.diagnostic.commands =
        reports::leftover_commands(report.machine, report.diagnostic.code);
    return std::move(report.diagnostic);
}

}  // namespace

std::vector<Diagnostic> explain_leftovers(const Machine& machine, std::size_t limit) {
    const std::vector<Structure> all = structures(machine.leftovers(), limit);
    if (all.empty()) return {};
    Question question;
    question.until = machine.step();
    for (const Structure& structure : all) question.objects.push_back(structure.root.block.object);
    const Story story = replay(machine, question);
    Overwrites overwrites{story};
    if (unexplained(machine.program(), all, story) && machine.step() <= longest_run) {
        TextInput input{""};
        if (auto again = machine_after(machine, 0, input)) {
            again->observe(overwrites);
            again->run_until(machine.step());
        }
    }
    Fault nothing;
    nothing.index = machine.index();
    reports::Report report{machine, nothing};
    std::vector<Diagnostic> diagnostics;
    for (const Structure& structure : all) {
        diagnostics.push_back(diagnose(report, structure, story, overwrites));
    }
    return diagnostics;
}

}  // namespace freehold
