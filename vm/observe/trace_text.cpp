// SPDX-License-Identifier: MIT
#include "vm/observe/trace_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/observe/event_text.hpp"

namespace freehold {

namespace {

constexpr std::uint32_t indent = 4;
constexpr std::uint32_t label_columns = 7;
constexpr std::uint32_t between = 2;
constexpr std::size_t most_rows = 24;  // of memory in one entry

std::string spaced(std::initializer_list<std::string> parts) {
    std::string text;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!text.empty()) text += std::string(between, ' ');
        text += part;
    }
    return text;
}

/// Words behind one another that hold the same and held the same.
bool alike(const WordChange& a, const WordChange& b) {
    return b.address == a.address + 8 && a.was == b.was && a.now == b.now &&
           a.known_was == b.known_was && a.known == b.known;
}

std::string_view word_of(EventKind kind) {
    if (kind == EventKind::Output) return "prints";
    if (kind == EventKind::Input) return "reads";
    return event_info(kind).word;
}

}  // namespace

bool TraceFilter::has(Segment segment) const {
    return std::find(segments.begin(), segments.end(), segment) != segments.end();
}

TraceFilter whole_trace() {
    using enum EventKind;
    TraceFilter filter;
    filter.segments = {Segment::Code, Segment::Data, Segment::Bss, Segment::Heap, Segment::Stack};
    filter.events = {Alloc,
                     Move,
                     Free,
                     Skip,
                     EventKind::Forget,
                     Borrow,
                     Ended,
                     Object,
                     Scope,
                     Call,
                     Ret,
                     EventKind::Output,
                     EventKind::Input,
                     Exit,
                     Broken,
                     Harm,
                     EventKind::Fault,
                     Leak};
    return filter;
}

TraceText::TraceText(const Machine& machine, const Names& names, TraceFilter filter,
                     Entries entries, ReportStyle style, Write write)
    : m_machine(machine),
      m_program(machine.program()),
      m_names(names),
      m_filter(std::move(filter)),
      m_entries(entries),
      m_style(style),
      m_write(std::move(write)),
      m_statics(machine.program()),
      m_traced(machine, names) {
    m_style.width = std::min(m_style.width, widest_report);
}

void TraceText::begin(const TraceStart& start) {
    m_traced.begin(start);
    m_depth = start.frames.size();
}

// ---- what happens ------------------------------------------------------------------------------

void TraceText::event(const Event& event, std::string_view bytes) {
    m_traced.event(event);
    if (!m_filter.events.has(event.kind)) return;
    const EventText text = event_text(event, m_names);
    Row row;
    row.label = word_of(event.kind);
    row.color = color_of(event_info(event.kind).word);
    const bool has_bytes = event.kind == EventKind::Output || event.kind == EventKind::Input;
    if (has_bytes) {
        row.text = quoted_bytes(bytes);
    } else if (event.kind == EventKind::Fault) {
        row.text = code_name(event.code) + " " + std::string{code_info(event.code).title};
    } else if (event.kind == EventKind::Exit) {
        row.text = "status " + std::to_string(event.word);
    } else {
        row.text = spaced({text.block, text.size, text.address, text.story});
    }
    m_next_rows.push_back(std::move(row));
    if (!text.why.empty()) m_next_rows.push_back({.label = "", .name = "", .text = text.why});
}

void TraceText::step(const TracedStep& step) {
    if (m_entry.open && !continues_line(step)) show();
    m_frames = &step.frames;
    if (!m_entry.open) {
        m_entry = {step.step, step.step, step.index, step.index, step.next, m_depth, true};
    }
    m_entry.last = step.step;
    m_entry.last_index = step.index;
    m_entry.next = step.next;
    m_depth = step.frames.size();
    for (Row& row : m_next_rows) m_event_rows.push_back(std::move(row));
    m_next_rows.clear();
    add_changes(step.changes);
    if (m_entries == Entries::Instructions) show();
}

/// Whether the step belongs to the line that is being collected: an earlier instruction of it
/// begins its next round.
bool TraceText::continues_line(const TracedStep& step) const {
    return m_entries == Entries::Lines && step.index > m_entry.last_index &&
           m_depth == m_entry.depth && same_line(step.index, m_entry.index);
}

bool TraceText::same_line(std::uint32_t a, std::uint32_t b) const {
    const auto one = m_names.source_line(a);
    const auto other = m_names.source_line(b);
    return one.line != 0 && one.line == other.line && one.file == other.file;
}

void TraceText::add_changes(const std::vector<WordChange>& changes) {
    for (const WordChange& change : changes) {
        const auto [at, is_new] = m_changes.emplace(change.address, change);
        if (is_new) continue;
        at->second.now = change.now;
        at->second.known = change.known;
    }
}

void TraceText::end(const TraceEnd&) {
    if (m_entry.open) show();
    if (m_next_rows.empty()) return;
    // A limit ended the run between two steps.
    if (m_takes_more) m_takes_more = m_write(lines_of(m_next_rows));
}

// ---- how it looks ------------------------------------------------------------------------------

void TraceText::show() {
    m_entry.open = false;
    const bool elsewhere = m_filter.function != FunctionId::None &&
                           function_at(m_program, m_entry.index) != m_filter.function;
    if (!elsewhere) {
        std::vector<Row> rows;
        add_code_row(rows);
        for (Row& row : memory_rows(*m_frames)) rows.push_back(std::move(row));
        for (Row& row : m_event_rows) rows.push_back(std::move(row));
        const bool shown = !rows.empty() || m_filter.empty_steps;
        if (shown && m_takes_more) m_takes_more = m_write(heading() + lines_of(rows));
    }
    m_event_rows.clear();
    m_changes.clear();
    m_traced.forget_step();
}

std::string TraceText::heading() const {
    std::string steps = step_text(m_entry.first, 0);
    if (m_entry.last != m_entry.first) steps += ".." + std::to_string(m_entry.last);
    const std::string source = m_traced.code(m_entry.index);
    const std::uint32_t columns = std::max(m_names.source_columns(), display_width(source));
    const std::string what =
        m_entries == Entries::Lines ? source_text(m_entry.index) : instruction(m_entry.index);
    const std::string front = padded(steps, 5) + "  " + padded(source, columns) + "  ";
    const std::uint32_t used = display_width(front);
    const std::string text = cut_to(what, m_style.width > used + 8 ? m_style.width - used : 8);
    return painted(padded(steps, 5), "1") + "  " + painted(padded(source, columns), "2") + "  " +
           text + "\n";
}

std::string TraceText::instruction(std::uint32_t index) const {
    const Function& function = m_program.function(function_at(m_program, index));
    return InstructionText{m_program, function, m_statics}.text(m_program.code[index]);
}

std::string TraceText::source_text(std::uint32_t index) const {
    const auto place = m_names.source_line(index);
    if (place.line == 0) return instruction(index);
    const Source& source = m_program.sources[raw(m_program.span_of(index).file)];
    std::string_view text = source.line(place.line);
    const auto begin = text.find_first_not_of(" \t");
    if (begin != std::string_view::npos) text.remove_prefix(begin);
    const auto comment = text.find("  ;");
    text = text.substr(0, comment);
    return std::string{text.substr(0, text.find_last_not_of(' ') + 1)};
}

void TraceText::add_code_row(std::vector<Row>& rows) const {
    const bool stays = m_entry.next == m_entry.last_index || m_entry.next == m_entry.last_index + 1;
    if (stays || !m_filter.has(Segment::Code)) return;
    const FunctionId from = function_at(m_program, m_entry.last_index);
    const FunctionId to = function_at(m_program, m_entry.next);
    const auto named = [&](FunctionId function, std::uint32_t index) {
        const std::string place = m_traced.code(index);
        return from == to ? place : m_names.function(function) + ", " + place;
    };
    rows.push_back(
        {"code", "", named(from, m_entry.last_index) + " --> " + named(to, m_entry.next)});
}

/// Words that change alike are one row; so are those of frames that ended.
std::vector<TraceText::Row> TraceText::memory_rows(const std::vector<TracedFrame>& frames) const {
    std::vector<Row> rows;
    std::uint64_t more = 0;
    std::uint64_t dead = 0;
    for (auto at = m_changes.begin(); at != m_changes.end();) {
        auto last = at;
        std::uint64_t words = 1;
        for (auto next = std::next(at);
             next != m_changes.end() && alike(last->second, next->second); ++next) {
            last = next;
            ++words;
        }
        const WordChange& change = at->second;
        at = std::next(last);
        const TracedPlace place = m_traced.place(change.address, 0, frames);
        if (!m_filter.has(place.segment)) continue;
        if (place.dead) {
            dead += 8 * words;
            continue;
        }
        // What a call left behind for its callee is of no use to the caller.
        if (place.outgoing && change.known == WordInfo{}) {
            if (frames.size() < m_entry.depth) dead += 8 * words;
            continue;
        }
        for (ValueChange& value : values_changed(change, m_traced, m_program, frames)) {
            if (rows.size() >= most_rows) {
                more += words;
                continue;
            }
            std::string name = value.place.name;
            if (words > 1) name += " ..";
            std::string text = value.was + " --> " + value.now;
            if (words > 1) text += fmt::format("  ({} words alike)", with_commas(words));
            rows.push_back({segment_name(value.place.segment), std::move(name), std::move(text)});
        }
    }
    if (more != 0) rows.push_back({"more", "", quantity(more, "word") + " changed, not shown"});
    if (dead != 0) rows.push_back({"stack", "", quantity(dead, "byte") + " given up with a frame"});
    return rows;
}

std::string TraceText::lines_of(const std::vector<Row>& rows) const {
    std::uint32_t name_columns = 0;
    for (const Row& row : rows) name_columns = std::max(name_columns, display_width(row.name));
    name_columns = std::min(name_columns, m_style.width / 3);
    std::string lines;
    for (const Row& row : rows) {
        const std::string name =
            row.name.empty() ? "" : padded(cut_front_to(row.name, name_columns), name_columns);
        const std::string text = spaced({name, row.text});
        const std::uint32_t used = indent + label_columns + between;
        lines += std::string(indent, ' ') + painted(padded(row.label, label_columns), row.color) +
                 std::string(between, ' ') + cut_to(text, m_style.width - used) + "\n";
    }
    return lines;
}

std::string TraceText::painted(const std::string& text, std::string_view sgr) const {
    if (!m_style.color || text.empty() || sgr.empty()) return text;
    return "\x1b[" + std::string{sgr} + "m" + text + "\x1b[0m";
}

}  // namespace freehold
