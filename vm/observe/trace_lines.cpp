// SPDX-License-Identifier: MIT
#include "vm/observe/trace_lines.hpp"

#include "vm/base/utf8.hpp"
#include "vm/observe/json_words.hpp"

namespace freehold {

namespace {

constexpr std::size_t enough = 1u << 18;      // to be written in one piece
constexpr std::size_t most_of_a_line = 1024;  // without what is asked for apart

std::vector<std::string> places_of(const Program& program) {
    std::vector<std::string> places;
    places.reserve(program.code.size());
    for (std::uint32_t index = 0; index < program.code.size(); ++index) {
        std::string place = ",\"at\":" + std::to_string(index);
        const Span span = program.span_of(index);
        if (index < program.spans.size() && raw(span.file) < program.sources.size()) {
            const auto position = program.sources[raw(span.file)].position(span.begin);
            place += ",\"file\":" + std::to_string(raw(span.file));
            place += ",\"line\":" + std::to_string(position.line);
        }
        places.push_back(std::move(place));
    }
    return places;
}

/// Words that follow one another and changed in the same way: they share a line.
bool goes_on(const WordChange& a, const WordChange& b) {
    return b.address == a.address + 8 && a.of_bytes() == b.of_bytes() &&
           a.of_knowledge == b.of_knowledge;
}

void put_field(JsonWriter& out, std::string_view key, std::uint64_t number) {
    out.put(key);
    out.put_number(number);
}

void put_kind(JsonWriter& out, ValueKind kind) {
    out.put(",\"kind\":\"");
    out.put(kind_name(kind));
    out.put('"');
}

/// Without what is zero, unknown or false.
void put_word_info(JsonWriter& out, std::uint32_t words, const WordInfo& info) {
    out.put("{\"words\":");
    out.put_number(words);
    if (info.object != ObjectId::None) put_field(out, ",\"object\":", raw(info.object));
    if (info.kind != ValueKind::None) put_kind(out, info.kind);
    if (info.init != 0) put_field(out, ",\"init\":", info.init);
    if (info.in != 0) put_field(out, ",\"in\":", info.in);
    if (info.moved) out.put(",\"moved\":true");
    if (info.ro) out.put(",\"ro\":true");
    if (info.writable) out.put(",\"writable\":true");
    out.put('}');
}

}  // namespace

TraceLines::TraceLines(const Machine& machine, const std::string& header, Write write)
    : m_write(std::move(write)), m_places(places_of(machine.program())) {
    m_out.append(header);
}

void TraceLines::begin(const TraceStart& start) {
    begin_step(start.step);
    // What happened before the first step, as a stack without room for main.
    m_out.append(m_events.text());
    m_events.clear();
    write_memory(start.memory);
}

void TraceLines::begin_step(Step step) {
    m_step_number = step;
    m_step.clear();
    m_step.need(most_of_a_line);
    put_field(m_step, "\"step\":", step);
}

void TraceLines::event(const Event& event, std::string_view bytes) {
    if (event.step != m_step_number) begin_step(event.step);
    JsonWriter& out = m_events;
    out.need(most_of_a_line);
    out.put("{\"type\":\"event\",");
    out.put(m_step.text());
    if (event.part != 0) put_field(out, ",\"part\":", event.part);
    out.put(",\"event\":\"");
    out.put(event_info(event.kind).word);
    out.put('"');
    put_story(event);
    if (!bytes.empty()) put_bytes(bytes);
    out.append("}\n");
    ++m_lines;
}

void TraceLines::put_story(const Event& event) {
    JsonWriter& out = m_events;
    if (event.object != ObjectId::None) put_field(out, ",\"object\":", raw(event.object));
    // A write is at the place it is to.
    const bool placed = event.kind == EventKind::Write && event.to.in != Where::In::Nowhere;
    if (event.address != Address{} && !placed) put_field(out, ",\"address\":", raw(event.address));
    if (event.size != 0) put_field(out, ",\"size\":", event.size);
    if (event.reason != Reason::None) {
        out.put(",\"reason\":\"");
        out.put(reason_name(event.reason));
        out.put('"');
    }
    if (event.code != Code{}) {
        out.put(",\"code\":\"");
        out.put(code_name(event.code));
        out.put('"');
    }
    if (event.owner != ObjectId::None) put_field(out, ",\"owner\":", raw(event.owner));
    if (event.from.in != Where::In::Nowhere) put_where(",\"from\":", event.from);
    if (event.to.in != Where::In::Nowhere) put_where(",\"to\":", event.to);
    if (event.value != ValueKind::None) put_kind(out, event.value);
    if (event.kind == EventKind::Write || event.word != 0) {
        out.put(",\"word\":");
        out.put_word(event.word);
    }
    if (event.placement != Placement{}) put_placement(event.placement);
    if (event.function == FunctionId::None) return;
    put_field(out, ",\"function\":", raw(event.function));
    put_field(out, ",\"depth\":", event.depth);
}

void TraceLines::put_placement(const Placement& placement) {
    JsonWriter& out = m_events;
    out.put(",\"placement\":{\"policy\":\"");
    out.put(policy_word(placement.policy));
    out.put("\",\"from\":\"");
    out.put(from_word(placement.from));
    out.put('"');
    put_field(out, ",\"examined\":", placement.examined);
    put_field(out, ",\"free\":", placement.free);
    put_field(out, ",\"chunk\":", placement.chunk);
    put_field(out, ",\"split_off\":", placement.split_off);
    if (placement.joined != 0) put_field(out, ",\"joined\":", placement.joined);
    out.put('}');
}

void TraceLines::put_where(std::string_view key, const Where& where) {
    JsonWriter& out = m_events;
    out.put(key);
    if (where.in == Where::In::Memory) {
        out.put("{\"in\":\"memory\"");
        put_field(out, ",\"address\":", raw(where.address));
        if (where.object != ObjectId::None) put_field(out, ",\"object\":", raw(where.object));
    } else {
        out.put("{\"in\":\"frame\"");
        put_field(out, ",\"address\":", raw(where.address));
        put_field(out, ",\"function\":", raw(where.function));
        put_field(out, ",\"depth\":", where.depth);
        if (where.activation != 1) put_field(out, ",\"activation\":", where.activation);
        // The record of a frame is no slot.
        if (where.slot != no_slot) put_field(out, ",\"slot\":", where.slot);
        if (where.whole != TypeId::None) put_field(out, ",\"whole\":", raw(where.whole));
        if (where.building != TypeId::None) put_field(out, ",\"building\":", raw(where.building));
    }
    out.put('}');
}

/// Text, where that loses nothing.
void TraceLines::put_bytes(std::string_view bytes) {
    if (first_invalid_utf8(bytes) == bytes.size()) {
        m_events.append(",\"text\":");
        return m_events.append(json_string(bytes));
    }
    m_events.append(",\"hex\":\"");
    m_events.need(2 * bytes.size() + 16);
    for (const char byte : bytes) {
        constexpr std::string_view digits = "0123456789abcdef";
        m_events.put(digits[static_cast<unsigned char>(byte) >> 4]);
        m_events.put(digits[static_cast<unsigned char>(byte) & 15]);
    }
    m_events.put('"');
}

void TraceLines::step(const TracedStep& step) {
    if (step.step != m_step_number) begin_step(step.step);
    m_out.need(most_of_a_line);
    m_out.put("{\"type\":\"step\",");
    m_out.put(m_step.text());
    m_out.put(m_places[step.index]);
    if (step.next != step.index + 1) put_field(m_out, ",\"next\":", step.next);
    stand_in(step.frames);
    m_out.put(m_frame.text());
    ++m_lines;
    m_out.append(m_events.text());
    m_events.clear();
    if (!step.changes.empty()) write_memory(step.changes);
    if (m_out.size() >= enough) flush();
}

/// Most steps stay in their frame.
void TraceLines::stand_in(const std::vector<TracedFrame>& frames) {
    const Address fp = frames.empty() ? Address{} : frames.back().fp;
    if (m_frame.size() != 0 && m_fp == fp && m_depth == frames.size()) return;
    m_fp = fp;
    m_depth = frames.size();
    m_frame.clear();
    m_frame.need(most_of_a_line);
    put_field(m_frame, ",\"fp\":", raw(fp));
    put_field(m_frame, ",\"depth\":", m_depth);
    m_frame.put("}\n");
}

void TraceLines::write_memory(const std::vector<WordChange>& changes) {
    constexpr std::ptrdiff_t most_words = 128;  // a line should not be endless
    const WordChange* const end = changes.data() + changes.size();
    for (const WordChange* first = changes.data(); first != end;) {
        const WordChange* last = first + 1;
        while (last != end && last - first < most_words && goes_on(last[-1], *last)) ++last;
        put_memory(first, last);
        first = last;
        if (m_out.size() >= enough) flush();
    }
}

void TraceLines::put_memory(const WordChange* first, const WordChange* last) {
    m_out.need(most_of_a_line + 16 * static_cast<std::size_t>(last - first));
    m_out.put("{\"type\":\"memory\",");
    m_out.put(m_step.text());
    put_field(m_out, ",\"address\":", raw(first->address));
    if (first->of_bytes()) {
        m_out.put(",\"bytes\":\"");
        for (const WordChange* word = first; word != last; ++word) m_out.put_bytes(word->now);
        m_out.put('"');
    }
    if (first->of_knowledge) put_known(first, last);
    m_out.append("}\n");
    ++m_lines;
}

void TraceLines::put_known(const WordChange* first, const WordChange* last) {
    char between = '[';
    m_out.put(",\"known\":");
    while (first != last) {
        const WordChange* next = first + 1;
        while (next != last && next->known == first->known) ++next;
        m_out.need(most_of_a_line);
        m_out.put(between);
        put_word_info(m_out, static_cast<std::uint32_t>(next - first), first->known);
        between = ',';
        first = next;
    }
    m_out.put(']');
}

void TraceLines::end(const TraceEnd& end) {
    m_out.append(m_events.text());
    m_out.need(most_of_a_line);
    m_out.put("{\"type\":\"end\"");
    put_field(m_out, ",\"step\":", end.step);
    m_out.put(",\"how\":\"");
    m_out.put(end_word(end.how));
    m_out.put('"');
    if (end.how == TraceEnd::How::Finished) {
        put_field(m_out, ",\"status\":", static_cast<std::uint64_t>(end.status));
    }
    if (end.how == TraceEnd::How::Faulted) {
        m_out.put(",\"code\":\"");
        m_out.put(code_name(end.code));
        m_out.put('"');
    }
    m_out.put("}\n");
    ++m_lines;
    flush();
}

void TraceLines::flush() {
    if (m_takes_more) m_takes_more = m_write(m_out.text());
    m_out.clear();
}

}  // namespace freehold
