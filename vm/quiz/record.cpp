// SPDX-License-Identifier: MIT
#include "vm/quiz/record.hpp"

#include <algorithm>

#include "vm/debug/location.hpp"

namespace freehold::quiz {

namespace {

constexpr std::size_t most_events = 100'000;
constexpr std::size_t most_printed = 1'000;
constexpr std::size_t most_output = 1u << 20;

Options checked(Options options, Output* output) {
    options.max_steps = 0;
    options.max_milliseconds = 0;
    options.enforce = Enforce::Ownership;
    options.output = output;
    return options;
}

}  // namespace

/// Keeps the beginning of what is printed.
class Record::Keeps : public Output {
public:
    explicit Keeps(std::string& text) : m_text(text) {}
    bool write(std::string_view bytes) override {
        m_text += bytes.substr(0, most_output - m_text.size());
        return true;
    }

private:
    std::string& m_text;
};

class Record::Hears : public Listener {
public:
    explicit Hears(std::vector<Event>& events) : m_events(events) {}
    EventSet wants() const override {
        using enum EventKind;
        return {Alloc, Move, Free, Forget};
    }
    void on_event(const Event& event) override { m_events.push_back(event); }

private:
    std::vector<Event>& m_events;
};

Record::Record(const Program& program, const Options& options, Step most)
    : m_keeps(std::make_unique<Keeps>(m_output)),
      m_machine(program, checked(options, m_keeps.get())) {
    for (std::uint32_t k = 0; k < program.code.size(); ++k) {
        // Without source each instruction is a line of its own.
        m_begins_line.push_back(program.spans.empty() || debug::begins_line(program, k));
    }
    m_times.resize(program.code.size());
    m_last_ran.resize(program.code.size());
    m_last_freed.resize(program.code.size());
    run(most);
    sort_events();
    m_input = m_machine.input_read();
}

Record::~Record() = default;

void Record::run(Step most) {
    Hears hears{m_events};
    m_machine.observe(hears);
    if (!m_machine.ended()) m_moments.push_back({0, Moment::nothing, m_machine.index()});
    struct Range {
        std::uint64_t begin, end;
    };
    std::vector<Range> ranges;
    while (!m_machine.ended() && m_machine.step() < most && m_events.size() < most_events) {
        const std::uint32_t index = m_machine.index();
        const std::uint64_t before = m_machine.output_position();
        m_machine.run_until(m_machine.step() + 1);
        const std::uint64_t after = m_machine.output_position();
        m_deepest = std::max(m_deepest, m_machine.depth());
        if (after != before && after <= most_output && m_printed.size() < most_printed) {
            m_printed.push_back({m_machine.step(), index, {}});
            ranges.push_back({before, after});
        }
        if (!m_machine.ended() && m_begins_line[m_machine.index()]) {
            note_moment(index);
        }
    }
    m_machine.ignore(hears);
    for (std::size_t k = 0; k < ranges.size(); ++k) {
        if (ranges[k].end > m_output.size()) break;
        m_printed[k].text = m_output.substr(ranges[k].begin, ranges[k].end - ranges[k].begin);
    }
}

void Record::note_moment(std::uint32_t ran) {
    m_last_ran[ran] = m_machine.step();
    m_moments.push_back({m_machine.step(), ran, m_machine.index(), ++m_times[ran]});
}

void Record::sort_events() {
    for (std::uint32_t k = 0; k < m_events.size(); ++k) {
        const Event& event = m_events[k];
        m_events_of[raw(event.object)].push_back(k);
        if (event.kind == EventKind::Free) m_last_freed[event.index] = event.step;
    }
}

// ---- what was written down ----------------------------------------------------------------------

std::size_t Record::events_until(Step step) const {
    const auto after =
        std::upper_bound(m_events.begin(), m_events.end(), step,
                         [](Step wanted, const Event& event) { return wanted < event.step; });
    return static_cast<std::size_t>(after - m_events.begin());
}

std::vector<const Event*> Record::events_of(ObjectId block) const {
    std::vector<const Event*> found;
    const auto known = m_events_of.find(raw(block));
    if (known == m_events_of.end()) return found;
    for (const std::uint32_t k : known->second) found.push_back(&m_events[k]);
    return found;
}

std::vector<ObjectId> Record::blocks_made(Step step, std::size_t most) const {
    std::vector<ObjectId> blocks;
    for (std::size_t k = events_until(step); k-- > 0 && blocks.size() < most;) {
        if (m_events[k].kind == EventKind::Alloc) blocks.push_back(m_events[k].object);
    }
    return blocks;
}

std::vector<std::uint32_t> Record::freeing_after(Step step) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t k = 0; k < m_last_freed.size(); ++k) {
        if (m_last_freed[k] > step) found.push_back(k);
    }
    return found;
}

const Event* Record::birth(ObjectId block) const {
    for (const Event* event : events_of(block)) {
        if (event->kind == EventKind::Alloc) return event;
    }
    return nullptr;
}

const Event* Record::death(ObjectId block) const {
    for (const Event* event : events_of(block)) {
        if (event->kind == EventKind::Free) return event;
    }
    return nullptr;
}

const Event* Record::last_change(ObjectId block, Step step) const {
    const Event* last = nullptr;
    for (const Event* event : events_of(block)) {
        if (event->step <= step) last = event;
    }
    return last;
}

const Event* Record::next_free(Step step) const {
    for (std::size_t k = events_until(step); k < m_events.size(); ++k) {
        if (m_events[k].kind == EventKind::Free) return &m_events[k];
    }
    return nullptr;
}

const Event* Record::last_taken(const FrameInfo& frame, Slot first, Slot last, Step step) const {
    for (std::size_t k = events_until(step); k-- > 0;) {
        const Where& from = m_events[k].from;
        if (from.in == Where::In::Frame && from.depth == frame.depth &&
            from.function == frame.function && from.slot >= first && from.slot <= last) {
            return &m_events[k];
        }
    }
    return nullptr;
}

}  // namespace freehold::quiz
