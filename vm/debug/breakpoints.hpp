// SPDX-License-Identifier: MIT
// Breakpoints and watchpoints: what a run pauses for, forwards and backwards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vm/debug/condition.hpp"
#include "vm/debug/location.hpp"
#include "vm/observe/timeline.hpp"

namespace freehold::debug {

/// Bytes that are watched, as long as whose they are lives.
struct WatchedPlace {
    Place place;
    enum class For : std::uint8_t { Change, Write, Read } what = For::Change;
    ObjectId block = ObjectId::None;         ///< of a place in a block
    FunctionId function = FunctionId::None;  ///< of a local: its frame,
    Address fp{};                            ///< which ends there
};

struct Breakpoint {
    int number = 0;
    std::string name;                         ///< "line 12", "each free", "change of `main.x`"
    std::vector<std::uint32_t> instructions;  ///< pauses before each of them
    EventSet events;                          ///< pauses after each of these,
    ObjectId object = ObjectId::None;         ///< of that object, if one is named
    Code code{};                              ///< pauses where that was let pass, or at its fault
    std::optional<WatchedPlace> watched;
    std::optional<Condition> condition;
    std::uint64_t ignore = 0;  ///< so many more are passed over, forwards
    std::uint64_t hits = 0;    ///< stops so far
    bool once = false;
    bool enabled = true;
};

class Breakpoints : private Listener {
public:
    explicit Breakpoints(Timeline& timeline) : m_timeline(timeline) {}

    const std::vector<Breakpoint>& all() const { return m_all; }
    /// Gives it its number.
    const Breakpoint& add(Breakpoint breakpoint);
    /// One that nobody sees, until remove(unseen).
    void add_unseen(Breakpoint breakpoint);
    static constexpr int unseen = 0;
    Breakpoint* find(int number);
    bool remove(int number);
    void remove_all() { m_all.clear(); }

    enum class Towards : std::uint8_t { End, Begin };
    /// A search for all that are enabled. It is good as long as none is added or removed.
    Search search(Towards where);
    /// After a search that was successful: which breakpoints it was, a line each ("breakpoint 1,
    /// line 12"). They count as hit, and are gone if they were for once.
    std::vector<std::string> stopped();
    /// Whether there is anything to stop for.
    bool any() const;

private:
    EventSet wants() const override { return m_events; }
    void on_event(const Event& event) override;

    bool accepts();
    bool is_met(const Breakpoint& breakpoint);
    bool watch_is_met(const Breakpoint& breakpoint);
    void sample();

    Timeline& m_timeline;
    std::vector<Breakpoint> m_all;
    int m_last_number = 0;
    EventSet m_events;
    Towards m_towards = Towards::End;
    std::vector<int> m_heard;            ///< numbers of those whose event was heard
    std::vector<int> m_watched;          ///< numbers, by index in Pauses::watched
    std::vector<std::string> m_samples;  ///< their bytes as they were last
    /// One that was met, and what is to be said of it.
    struct Met {
        int number = 0;
        std::string problem;  ///< of its condition
        std::string change;   ///< "3 -> 4"
    };
    std::vector<Met> m_met;  ///< where the search paused last
    std::string m_change;    ///< of the watched place looked at last
};

}  // namespace freehold::debug
