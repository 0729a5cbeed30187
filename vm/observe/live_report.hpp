// SPDX-License-Identifier: MIT
// What a person sees while a program runs: one aligned line per event.
//
//     alloc   #1  5 bytes  heap+0x10  main.s1               @1       line 6
//     move    #1  main.s1 ==> main.s2                       @2       line 7
//     free    #1  5 bytes  main.s2, end of scope            @4       line 9
//     exit    0   1 block allocated, 1 freed, 0 leaked      @6
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/event.hpp"
#include "vm/observe/names.hpp"
#include "vm/observe/report_line.hpp"
#include "vm/observe/run_totals.hpp"

namespace freehold {

/// Takes a whole line. It has to write out the program's own output before it, so that the two
/// stand in the order in which they happened.
using WriteLine = std::function<void(std::string_view)>;

class LiveReport : public Listener {
public:
    /// `names` outlives the report. Exit and Fault in `wanted` ask for the last line.
    LiveReport(const Names& names, EventSet wanted, ReportStyle style, WriteLine write);

    EventSet wants() const override { return m_wanted; }
    void on_event(const Event& event) override;
    void on_more(EventKind kind, ValueKind value, std::uint64_t count) override;
    /// A write may be told already, going by its place.
    bool wants_details() const override {
        return m_written < m_style.max_lines || m_wanted.has(EventKind::Write);
    }

    /// After the run: tells how many events were only counted, then the line of the end.
    void finish(const RunTotals& totals);

private:
    void write_event(const Event& event);
    void write_counted();
    std::vector<std::string> counted() const;
    bool belongs(EventKind kind, ValueKind value) const;
    bool repeats(const Event& write) const;
    void remember(const Event& event);

    const Names& m_names;
    EventSet m_wanted;
    ReportStyle m_style;
    WriteLine m_write;
    ReportLines m_lines;
    std::uint32_t m_written = 0;
    std::uint64_t m_more = 0;
    std::array<std::uint64_t, event_count> m_more_by_kind{};
    bool m_header_told = false;
    /// The last allocation or move: the write of the same word in the same step tells nothing new.
    Step m_gift_step = 0;
    Address m_gift{};
};

}  // namespace freehold
