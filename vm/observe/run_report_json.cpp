// SPDX-License-Identifier: MIT
#include "vm/observe/run_report_json.hpp"

#include <nlohmann/json.hpp>

#include "freehold/replay.hpp"
#include "vm/base/diagnostic_json.hpp"
#include "vm/observe/event_json.hpp"
#include "vm/observe/heap_json.hpp"
#include "vm/observe/json_words.hpp"

namespace freehold {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t piece = 64 * 1024;

/// On one line; never throws for what a program printed.
std::string line_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string member(std::string_view name, const Json& value) {
    return "  " + line_of(Json(name)) + ": " + line_of(value);
}

Json event_words(EventSet events) {
    Json words = Json::array();
    for (std::uint32_t kind = 0; kind < event_count; ++kind) {
        if (!events.has(static_cast<EventKind>(kind))) continue;
        words.push_back(event_info(static_cast<EventKind>(kind)).word);
    }
    return words;
}

Json options_json(const RunHeader& header) {
    Json defines = Json::object();
    for (const auto& [name, value] : header.defines) defines[name] = value;
    Json json;
    json["heap_bytes"] = header.options.heap_bytes;
    json["stack_bytes"] = header.options.stack_bytes;
    json["enforce"] = enforce_word(header.options.enforce);
    if (!header.options.branches.empty()) {
        json["replay"] = replay_text(header.options.branches);
    }
    json["max_steps"] = header.options.max_steps;
    json["max_milliseconds"] = header.options.max_milliseconds;
    json["defines"] = std::move(defines);
    json["input"] = header.input ? Json(*header.input) : Json(nullptr);
    json["events"] = event_words(header.events);
    if (header.options.heap.tells_placement) {
        json["heap"] = heap_settings_json(header.options.heap);
    }
    return json;
}

Json diagnostics_json(const std::vector<Diagnostic>& diagnostics, const Sources& sources) {
    Json list = Json::array();
    for (const Diagnostic& diagnostic : diagnostics) list.push_back(to_json(diagnostic, sources));
    return list;
}

std::string_view kind_of(const std::optional<RunTotals>& totals) {
    if (!totals) return "rejected";
    switch (totals->end) {
        case RunTotals::End::Exit: return "exited";
        case RunTotals::End::Fault:
            return totals->code == Code::StepLimit || totals->code == Code::TimeLimit ? "limit"
                                                                                      : "faulted";
        case RunTotals::End::Interrupted: return "interrupted";
        case RunTotals::End::OutputFailed: return "output_failed";
    }
    return "exited";
}

Json outcome_json(const RunEnding& ending) {
    Json json;
    json["kind"] = kind_of(ending.totals);
    json["exit_status"] = ending.exit_status;
    if (!ending.totals) return json;
    if (ending.totals->end == RunTotals::End::Exit) json["status"] = ending.totals->status;
    if (ending.totals->end == RunTotals::End::Fault) json["code"] = code_name(ending.totals->code);
    json["step"] = ending.totals->step;
    return json;
}

Json summary_json(const RunTotals& totals) {
    Json json;
    json["steps"] = totals.step;
    json["allocated"] = totals.allocated;
    json["freed"] = totals.freed;
    json["leaked"] = totals.leaked;
    json["still_owned"] = totals.owned;
    json["abandoned"] = totals.abandoned;
    json["peak_heap_bytes"] = totals.peak_heap;
    json["peak_stack_bytes"] = totals.peak_stack;
    return json;
}

Json segment_json(const SegmentUse& segment) {
    Json json;
    json["name"] = segment.name;
    json["permissions"] = segment.permissions;
    json["address"] = raw(segment.begin);
    json["size"] = segment.size;
    json["used"] = segment.used;
    json["peak"] = segment.peak;
    return json;
}

Json segments_json(const std::vector<SegmentUse>& segments) {
    Json list = Json::array();
    for (const SegmentUse& segment : segments) list.push_back(segment_json(segment));
    return list;
}

}  // namespace

RunReportJson::RunReportJson(const RunHeader& header, const Sources& sources, Write write)
    : m_wanted(header.events), m_write(std::move(write)) {
    put("{\n" + member("schema", "freehold/run-report") + ",\n");
    put(member("version", 1) + ",\n");
    put(member("freehold", FREEHOLD_VERSION) + ",\n");
    put(member("program", header.program) + ",\n");
    put(member("options", options_json(header)) + ",\n");
    put(member("diagnostics", diagnostics_json(header.diagnostics, sources)) + ",\n");
    put(member("uncounted", header.uncounted) + ",\n");
    put("  \"events\": [");
}

void RunReportJson::on_event(const Event& event) {
    if (m_names == nullptr) return;
    put(m_any_event ? ",\n    " : "\n    ");
    m_any_event = true;
    put(line_of(event_json(event, *m_names)));
}

void RunReportJson::finish(const RunEnding& ending, const Sources& sources) {
    put(m_any_event ? "\n  ],\n" : "],\n");
    put(member("outcome", outcome_json(ending)) + ",\n");
    put(member("fault", ending.fault ? to_json(*ending.fault, sources) : Json(nullptr)) + ",\n");
    put(member("leaks", diagnostics_json(ending.leaks, sources)) + ",\n");
    put(member("summary", ending.totals ? summary_json(*ending.totals) : Json(nullptr)) + ",\n");
    if (ending.heap) put(member("heap", heap_stats_json(*ending.heap)) + ",\n");
    put(member("segments", segments_json(ending.segments)) + ",\n");
    put(member("output", ending.output) + ",\n");
    put(member("output_bytes", ending.output_bytes) + "\n}\n");
    flush();
}

void RunReportJson::put(std::string_view text) {
    m_waiting += text;
    if (m_waiting.size() >= piece) flush();
}

void RunReportJson::flush() {
    m_write(m_waiting);
    m_waiting.clear();
}

}  // namespace freehold
