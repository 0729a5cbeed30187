// SPDX-License-Identifier: MIT
#include "vm/observe/live_report.hpp"

#include <algorithm>
#include <utility>

#include "vm/base/text.hpp"

namespace freehold {

LiveReport::LiveReport(const Names& names, EventSet wanted, ReportStyle style, WriteLine write)
    : m_names(names),
      m_wanted(wanted),
      m_style(style),
      m_write(std::move(write)),
      m_lines(style, names.source_columns()) {}

/// The end has a line of its own (finish), and by default only owners are told to move.
bool LiveReport::belongs(EventKind kind, ValueKind value) const {
    if (kind == EventKind::Exit || kind == EventKind::Fault) return false;
    return kind != EventKind::Move || value != ValueKind::Mut || m_wanted.has(EventKind::Borrow);
}

/// Whether another line tells of the same value: an allocation, a move or a borrow; or, of what a
/// `ret` hands on, the write of the result, which is called after the place that gets it.
bool LiveReport::repeats(const Event& write) const {
    if (write.step == m_gift_step && write.address == m_gift) return true;
    const std::string by = m_names.instruction(write.index);
    if (by.starts_with("ret")) return true;
    if (!is_pointer(write.value) || write.word == 0) return false;
    const bool borrows = by.starts_with("borrow") || by.starts_with("addr");
    return (borrows && m_wanted.has(EventKind::Borrow)) ||
           (by == "move" && m_wanted.has(EventKind::Move));
}

void LiveReport::remember(const Event& event) {
    if (event.kind != EventKind::Alloc && event.kind != EventKind::Move) return;
    m_gift_step = event.step;
    m_gift = event.to.address;
}

void LiveReport::on_event(const Event& event) {
    if (!belongs(event.kind, event.value)) return;
    if (event.kind == EventKind::Write && repeats(event)) return;
    remember(event);
    if (m_written < m_style.max_lines) return write_event(event);
    on_more(event.kind, event.value, 1);
}

void LiveReport::on_more(EventKind kind, ValueKind value, std::uint64_t count) {
    if (!belongs(kind, value)) return;
    m_more += count;
    m_more_by_kind[static_cast<std::size_t>(kind)] += count;
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
    row.below = std::move(text.why);
    if (event.kind == EventKind::Alloc && !m_header_told && row.below.empty()) {
        m_header_told = true;
        row.remark = "  (after its 16-byte header)";
    }
    row.step = step_text(event.step, event.part);
    row.source = m_names.source(event.index);
    m_write(m_lines.draw(row));
}

void LiveReport::write_counted() {
    if (m_more == 0) return;
    std::string line = "more    " + quantity(m_more, "event") + " counted, not shown: ";
    std::string_view between;
    for (const std::string& kind : counted()) {
        const std::string more = std::string{between} + kind;
        if (display_width(line + more) + 3 > m_style.width) {
            line += std::string{between} + "…";
            break;
        }
        line += more;
        between = ", ";
    }
    m_write(line + "\n");
}

/// "1,500 free", "2 alloc": what there was most of first.
std::vector<std::string> LiveReport::counted() const {
    std::vector<std::pair<std::uint64_t, std::string_view>> kinds;
    for (std::size_t kind = 0; kind < event_count; ++kind) {
        if (m_more_by_kind[kind] == 0) continue;
        kinds.emplace_back(m_more_by_kind[kind], event_info(static_cast<EventKind>(kind)).word);
    }
    std::stable_sort(kinds.begin(), kinds.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> texts;
    for (const auto& [count, word] : kinds) {
        texts.push_back(with_commas(count) + " " + std::string{word});
    }
    return texts;
}

void LiveReport::finish(const RunTotals& totals) {
    write_counted();
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
    row.below = "stack peak " + quantity(totals.peak_stack, "byte");
    if (totals.peak_heap != 0) row.below += ", heap peak " + quantity(totals.peak_heap, "byte");
    row.step = step_text(totals.step, 0);
    m_write(m_lines.draw(row));
}

}  // namespace freehold
