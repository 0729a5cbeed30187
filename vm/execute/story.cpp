// SPDX-License-Identifier: MIT
#include "vm/execute/story.hpp"

#include <algorithm>
#include <unordered_map>

namespace freehold {

void FewEvents::add(const Event& event) {
    ++m_count;
    if (m_first.size() < each) {
        m_first.push_back(event);
        return;
    }
    m_last.push_back(event);
    if (m_last.size() > each) m_last.pop_front();
}

std::vector<Event> FewEvents::kept() const {
    std::vector<Event> events = m_first;
    events.insert(events.end(), m_last.begin(), m_last.end());
    return events;
}

const Life& Story::life(ObjectId object) const {
    static const Life unknown;
    const auto found = lives.find(object);
    return found == lives.end() ? unknown : found->second;
}

const WordStory& Story::word(Address address) const {
    static const WordStory unknown;
    const auto found = words.find(address);
    return found == words.end() ? unknown : found->second;
}

namespace {

/// So many steps at the end of a run are heard with their writes; a run of at most `short_run`
/// steps wholly, where the end was not enough.
constexpr Step heard_window = 1u << 21;
constexpr Step short_run = 1u << 24;

bool covers(const Event& event, Address address) {
    return address >= event.address && address - event.address < event.size;
}

class Recorder : public Listener {
public:
    Recorder(Story& story, const Question& question, EventSet kinds)
        : m_story(story), m_question(question), m_kinds(kinds) {}

    EventSet wants() const override { return m_kinds; }

    void on_event(const Event& event) override {
        hear_of_objects(event);
        hear_of_words(event);
    }

private:
    void hear_of_objects(const Event& event) {
        if (event.kind == EventKind::Borrow || event.kind == EventKind::Ended) {
            return hear_of_loan(event);
        }
        if (event.kind == EventKind::Scope || event.kind == EventKind::Ret) {
            end_locals(event);
            return;
        }
        const auto found = m_story.lives.find(event.object);
        if (found == m_story.lives.end()) return;
        Life& life = found->second;
        switch (event.kind) {
            case EventKind::Alloc:
            case EventKind::Object: life.made = event; break;
            case EventKind::Move:
            case EventKind::Forget: life.moves.add(event); break;
            case EventKind::Free: life.ended = event; break;
            default: break;
        }
    }

    void hear_of_loan(const Event& event) {
        LoanStory& loan = m_story.loan;
        if (event.kind == EventKind::Borrow) {
            if (event.step == m_question.lent) loan.lent = event;
        } else if (event.step == m_question.loan_ended) {
            loan.ended = event;
        }
    }

    void end_locals(const Event& event) {
        for (auto& [id, life] : m_story.lives) {
            if (!life.made || life.ended || life.made->kind != EventKind::Object) continue;
            const Address local = life.made->address;
            const bool ends = event.kind == EventKind::Scope
                                  ? covers(event, local)
                                  : local < event.address && event.address - local <= event.size;
            if (ends) life.ended = event;
        }
    }

    void hear_of_words(const Event& event) {
        if (event.step >= m_question.until) return;
        for (auto& [address, word] : m_story.words) hear_of_word(event, address, word);
    }

    void hear_of_word(const Event& event, Address address, WordStory& word) {
        switch (event.kind) {
            case EventKind::Write:
                if (touches(event, address)) word.written = event;
                break;
            case EventKind::Move:
                // A raw pointer stays where it is when its block is adopted.
                if (is_at(event.from, address) && event.reason != Reason::Adopted) {
                    word.emptied = event;
                }
                if (is_at(event.to, address)) word.written = event;
                break;
            case EventKind::Free:
            case EventKind::Forget:
                if (is_at(event.from, address)) word.emptied = event;
                break;
            case EventKind::Scope:
                if (covers(event, address)) word.ended = event;
                break;
            case EventKind::Call:
                if (event.address == m_question.frame) word.ended.reset();
                break;
            default: break;
        }
    }

    static bool is_at(const Where& where, Address address) {
        return where.in != Where::In::Nowhere && raw(where.address) >> 3 == raw(address) >> 3;
    }
    static bool touches(const Event& event, Address address) {
        return event.address < address + 8 && address < event.address + std::max(event.size, 1u);
    }

    Story& m_story;
    const Question& m_question;
    EventSet m_kinds;
};

EventSet cheap_kinds(const Question& question) {
    using enum EventKind;
    EventSet kinds{Alloc, Object, Move, Free, Forget, Scope, Ret};
    if (question.frame != Address{}) kinds.add({Call});
    if (question.lent != 0) kinds.add({Borrow, Ended});
    return kinds;
}

Story empty_story(const Question& question) {
    Story story;
    for (const ObjectId object : question.objects) {
        if (object != ObjectId::None) story.lives[object];
    }
    for (const Address word : question.words) story.words[word];
    return story;
}

/// Writes are heard from step `from` on.
Story tell(const Machine& machine, const Question& question, Step from) {
    Story story = empty_story(question);
    TextInput input{""};
    auto again = machine_after(machine, 0, input);
    if (!again) return story;
    Recorder lives{story, question, cheap_kinds(question)};
    Recorder writes{story, question, {EventKind::Write}};
    again->observe(lives);
    if (question.writes) {
        again->run_until(from);
        again->observe(writes);
    }
    again->run_until(question.until);
    return story;
}

bool misses_a_write(const Story& story) {
    return std::any_of(story.words.begin(), story.words.end(),
                       [](const auto& word) { return !word.second.written; });
}

}  // namespace

std::optional<Machine> machine_after(const Machine& machine, Step steps, TextInput& input) {
    input = TextInput{std::string{machine.input_read()}};
    Options options = machine.options();
    options.input = &input;
    options.output = nullptr;
    options.max_steps = 0;
    options.max_milliseconds = 0;
    try {
        Machine again{machine.program(), options};
        again.run_until(steps);
        return again;
    } catch (const OutOfHostMemory&) {
        return std::nullopt;
    }
}

Story replay(const Machine& machine, const Question& question) {
    const Step until = question.until;
    if (until == 0) return empty_story(question);
    const Step from = until > heard_window ? until - heard_window : 0;
    Story story = tell(machine, question, from);
    const bool again = question.writes && from != 0 && until <= short_run && misses_a_write(story);
    return again ? tell(machine, question, 0) : story;
}

namespace {

/// Counts the allocations of certain blocks per instruction.
class SiteCounter : public Listener {
public:
    explicit SiteCounter(const std::vector<BlockInfo>& blocks) {
        m_ids.reserve(blocks.size());
        for (const BlockInfo& block : blocks) m_ids.push_back(block.object);
        std::sort(m_ids.begin(), m_ids.end());
    }

    EventSet wants() const override { return {EventKind::Alloc}; }

    void on_event(const Event& event) override {
        if (!std::binary_search(m_ids.begin(), m_ids.end(), event.object)) return;
        AllocationSite& site = m_sites[event.index];
        if (site.blocks++ == 0) site.first = event;
    }

    AllocationSite busiest() const {
        AllocationSite best;
        for (const auto& [index, site] : m_sites) {
            if (site.blocks > best.blocks) best = site;
        }
        return best;
    }

private:
    std::vector<ObjectId> m_ids;
    std::map<std::uint32_t, AllocationSite> m_sites;
};

}  // namespace

AllocationSite busiest_site(const Machine& machine, const std::vector<BlockInfo>& blocks,
                            Step until) {
    SiteCounter counter{blocks};
    TextInput input{""};
    auto again = machine_after(machine, 0, input);
    if (!again) return {};
    again->observe(counter);
    again->run_until(until);
    return counter.busiest();
}

}  // namespace freehold
