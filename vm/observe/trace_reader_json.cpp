// SPDX-License-Identifier: MIT
#include "vm/observe/trace_reader_json.hpp"

#include <algorithm>

#include "vm/observe/fields_json.hpp"
#include "vm/observe/json_words.hpp"
#include "vm/observe/trace_header_json.hpp"
#include "vm/observe/traced_event_json.hpp"

namespace freehold {

namespace {

using Kind = nlohmann::json::value_t;

constexpr std::uint64_t most_64 = ~std::uint64_t{0};
constexpr std::uint64_t most_32 = 0xffffffff;

std::string at_step(Step step) { return "step @" + std::to_string(step); }

std::optional<TraceEnd::How> how_named(std::string_view word) {
    using How = TraceEnd::How;
    for (const How how : {How::Finished, How::Faulted, How::LastStep, How::Interrupted}) {
        if (end_word(how) == word) return how;
    }
    return std::nullopt;
}

}  // namespace

TraceReader::TraceReader(std::string_view text) : m_text(text) {
    if (!read_header() || !advance()) return;
    add_lines(m_start);
    m_start.step = m_step;
}

bool TraceReader::fail(std::string reason) {
    if (!m_problem) m_problem = TraceProblem{m_line, std::move(reason)};
    m_type.clear();
    return false;
}

/// Reads the next line into m_json and m_type.
bool TraceReader::advance() {
    m_type.clear();
    ++m_line;
    if (m_at == m_text.size()) {
        return fail("the trace is cut off after " + at_step(m_step) +
                    ": its last line is no `end`");
    }
    const auto end = m_text.find('\n', m_at);
    if (end == std::string_view::npos) return fail("the trace is cut off within this line");
    m_json = Json::parse(m_text.substr(m_at, end - m_at), nullptr, false);
    m_at = end + 1;
    if (!m_json.is_object()) return fail("this is no JSON object");
    JsonFields fields{m_json};
    m_type = fields.text("type");
    return fields.problem().empty() || fail(fields.problem());
}

bool TraceReader::read_header() {
    if (m_text.empty()) {
        m_line = 1;
        return fail("it is empty");
    }
    if (!advance()) return false;
    JsonFields fields{m_json};
    if (m_type != "header" || fields.text("schema") != trace_schema) {
        return fail("this is no header of a trace of Freehold");
    }
    const std::uint64_t version = fields.number("version", most_32);
    if (fields.problem().empty() && version != trace_version) {
        return fail("the trace has version " + std::to_string(version) +
                    " of the format; this Freehold reads version " + std::to_string(trace_version));
    }
    const std::uint64_t first = fields.number("first_step", most_64);
    m_instructions = fields.part("code", Kind::array).size();
    m_functions = fields.part("functions", Kind::array).size();
    fields.part("segments", Kind::array);
    if (first == 0) fields.object_to("steps are counted from 1");
    if (!fields.problem().empty()) return fail(fields.problem());
    m_step = first - 1;
    m_header = std::move(m_json);
    return take_segments();
}

bool TraceReader::take_segments() {
    for (const Json& json : m_header["segments"]) {
        JsonFields fields{json};
        const std::uint64_t begin = fields.number("address", most_32);
        m_segments.push_back({begin, begin + fields.number("size", most_32)});
        if (!fields.problem().empty()) return fail("of a segment: " + fields.problem());
    }
    return true;
}

/// Two segments without a gap may share a line.
bool TraceReader::in_a_segment(std::uint64_t begin, std::uint64_t end) const {
    for (const Segment& segment : m_segments) {
        if (begin >= segment.begin && begin < segment.end) begin = std::min(end, segment.end);
        if (begin == end) return true;
    }
    return false;
}

/// What belongs to the step, up to the line of the next one or the end.
void TraceReader::add_lines(ReadStep& step) {
    for (;;) {
        if (m_type == "step" || m_type == "end") return;
        const bool known = m_type == "event" || m_type == "memory";
        if (!known) {
            fail("there is no line of the type `" + m_type + "`");
            return;
        }
        if (!(m_type == "event" ? add_event(step) : add_memory(step)) || !advance()) return;
    }
}

bool TraceReader::add_event(ReadStep& step) {
    JsonFields fields{m_json};
    ReadEvent read = event_of_line(fields, m_functions);
    if (!fields.problem().empty()) return fail(fields.problem());
    if (read.event.step != m_step) {
        return fail("an event of " + at_step(read.event.step) + " among the lines of " +
                    at_step(m_step));
    }
    read.event.index = step.index;
    step.events.push_back(std::move(read));
    return true;
}

bool TraceReader::add_memory(ReadStep& step) {
    JsonFields fields{m_json};
    TracedMemory memory = memory_of_line(fields);
    const Step at = fields.number("step", most_64);
    if (!fields.problem().empty()) return fail(fields.problem());
    if (at != m_step) {
        return fail("memory of " + at_step(at) + " among the lines of " + at_step(m_step));
    }
    const std::uint64_t begin = raw(memory.address);
    const std::uint64_t words = std::max(memory.bytes.size(), memory.known.size());
    if (!in_a_segment(begin, begin + 8 * words)) return fail("these words lie in no segment");
    step.memory.push_back(std::move(memory));
    return true;
}

bool TraceReader::begin_step(ReadStep& step) {
    JsonFields fields{m_json};
    step.step = fields.number("step", most_64);
    step.index = static_cast<std::uint32_t>(fields.number("at", most_32));
    step.next = step.index + 1;
    if (fields.has("next")) step.next = static_cast<std::uint32_t>(fields.number("next", most_32));
    step.fp = Address{static_cast<std::uint32_t>(fields.number("fp", most_32))};
    step.depth = static_cast<std::uint32_t>(fields.number("depth", most_32));
    if (!fields.problem().empty()) return fail(fields.problem());
    if (step.step != m_step + 1) {
        return fail(at_step(step.step) + " follows " + at_step(m_step));
    }
    if (step.index >= m_instructions) {
        return fail("the header lists no instruction " + std::to_string(step.index));
    }
    m_step = step.step;
    return true;
}

std::optional<ReadStep> TraceReader::next() {
    if (m_problem || m_end || m_type.empty()) return std::nullopt;
    if (m_type == "end") {
        read_end();
        return std::nullopt;
    }
    ReadStep step;
    if (!begin_step(step) || !advance()) return std::nullopt;
    add_lines(step);
    if (m_problem) return std::nullopt;
    return step;
}

bool TraceReader::read_end() {
    JsonFields fields{m_json};
    TraceEnd end;
    end.step = fields.number("step", most_64);
    const std::string word = fields.text("how");
    const auto how = how_named(word);
    if (!how) fields.object_to("a trace does not end `" + word + "`");
    end.how = how.value_or(TraceEnd::How::Finished);
    if (end.how == TraceEnd::How::Finished) {
        end.status = static_cast<int>(fields.number("status", 255));
    }
    if (end.how == TraceEnd::How::Faulted) {
        const CodeInfo* const code = code_named(fields.text("code"));
        if (code == nullptr) fields.object_to("`code` is no code of a fault");
        if (code != nullptr) end.code = code->code;
    }
    if (!fields.problem().empty()) return fail(fields.problem());
    if (end.step != m_step)
        return fail("it ends after " + at_step(end.step) + ", but " + at_step(m_step) +
                    " is the last one there");
    if (m_at != m_text.size()) {
        ++m_line;
        return fail("there is more behind the `end` line");
    }
    m_end = end;
    return true;
}

}  // namespace freehold
