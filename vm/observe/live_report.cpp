// SPDX-License-Identifier: MIT
#include "vm/observe/live_report.hpp"

#include <utility>
#include <vector>

#include "vm/base/text.hpp"

namespace freehold {

LiveReport::LiveReport(const Names& names, EventSet wanted, ReportStyle style, WriteLine write)
    : m_names(names),
      m_wanted(wanted),
      m_style(style),
      m_write(std::move(write)),
      m_lines(style, names.source_columns()) {}

/// The end has a line of its own (finish), and by default only owners are told to move.
bool LiveReport::belongs(const Event& event) const {
    if (event.kind == EventKind::Exit || event.kind == EventKind::Fault) return false;
    if (event.kind == EventKind::Move && event.value == ValueKind::Mut) {
        return m_wanted.has(EventKind::Borrow);
    }
    return true;
}

void LiveReport::on_event(const Event& event) {
    if (!belongs(event)) return;
    if (m_written < m_style.max_lines) return write_event(event);
    ++m_more;
    ++m_more_by_kind[static_cast<std::size_t>(event.kind)];
}

void LiveReport::write_event(const Event& event) {
    ++m_written;
    EventText text = event_text(event, m_names);
    ReportLines::Row row;
    row.word = event_info(event.kind).word;
    row.block = std::move(text.block);
    row.size = std::move(text.size);
    row.address = std::move(text.address);
    row.story = std::move(text.story);
    if (event.kind == EventKind::Alloc && !m_header_told) {
        m_header_told = true;
        row.remarks = {"  (after its 16-byte header)"};
    }
    row.step = step_text(event.step, event.part);
    row.source = m_names.source(event.index);
    m_write(m_lines.draw(row));
}

void LiveReport::write_uncounted() {
    if (m_more == 0) return;
    std::vector<std::string> kinds;
    for (std::size_t kind = 0; kind < event_count; ++kind) {
        if (m_more_by_kind[kind] == 0) continue;
        kinds.push_back(with_commas(m_more_by_kind[kind]) + " " +
                        std::string{event_info(static_cast<EventKind>(kind)).word});
    }
    const std::string words = quantity(m_more, "event") + " not shown: " + list_of(kinds, "and");
    m_write("more    " + wrap(words, m_style.width, 8) + "\n");
}

void LiveReport::finish(const RunTotals& totals) {
    write_uncounted();
    const bool exited = totals.end == RunTotals::End::Exit;
    const bool faulted = totals.end == RunTotals::End::Fault;
    if (!(exited && m_wanted.has(EventKind::Exit)) &&
        !(faulted && m_wanted.has(EventKind::Fault))) {
        return;
    }
    ReportLines::Row row;
    row.word = exited ? "exit" : "fault";
    row.block = exited ? std::to_string(totals.status) : code_name(totals.code);
    row.story = blocks_text(totals);
    row.remarks = {"; stack peak " + quantity(totals.peak_stack, "byte")};
    if (totals.peak_heap != 0) {
        row.remarks.push_back(", heap peak " + quantity(totals.peak_heap, "byte"));
    }
    row.step = step_text(totals.step, 0);
    m_write(m_lines.draw(row));
}

}  // namespace freehold
