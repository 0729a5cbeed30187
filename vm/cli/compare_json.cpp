// SPDX-License-Identifier: MIT
#include "vm/cli/compare_json.hpp"

#include <nlohmann/json.hpp>

#include "freehold/replay.hpp"
#include "vm/base/diagnostic_json.hpp"
#include "vm/cli/compare_lesson.hpp"
#include "vm/cli/compare_topics.hpp"
#include "vm/cli/document_json.hpp"
#include "vm/isa/code_place.hpp"

namespace freehold::cli {

namespace {

using Json = nlohmann::ordered_json;

void add_place(Json& json, const Program& program, std::uint32_t index) {
    json["instruction"] = index;
    if (const std::uint32_t line = line_of(program, index); line != 0) {
        json["file"] = file_of(program, index);
        json["line"] = line;
    }
}

Json finding_json(const Program& program, const Finding& finding) {
    Json json;
    json["code"] = code_name(finding.code);
    add_place(json, program, finding.at);
    json["diagnostic"] = to_json(finding.diagnostic, program.sources);
    return json;
}

Json told_json(const Program& program, const ToldList& list) {
    Json first = Json::array();
    for (const Told& told : list.first) {
        Json json;
        json["code"] = code_name(told.code);
        if (told.step != 0) json["step"] = told.step;
        add_place(json, program, told.index);
        json["words"] = told.words;
        first.push_back(std::move(json));
    }
    Json json;
    json["count"] = list.count;
    json["first"] = std::move(first);
    return json;
}

Json blocks_json(const ComparedRun& run) {
    Json json;
    json["allocated"] = run.totals.allocated;
    json["freed"] = run.totals.freed;
    json["freed_by_scopes"] = run.freed_unasked;
    json["leaked"] = run.totals.leaked;
    json["still_owned"] = run.totals.owned;
    json["abandoned"] = run.totals.abandoned;
    return json;
}

Json run_json(const Comparison& comparison, const ComparedRun& run) {
    const Program& program = *comparison.program;
    Json json;
    json["enforce"] = word_of(run.enforce);
    if (run.fault) {
        json["fault"] = to_json(*run.fault, program.sources);
    } else {
        json["status"] = run.totals.status;
    }
    json["steps"] = run.totals.step;
    add_place(json, program, run.totals.index);
    json["rules_broken"] = told_json(program, run.rules);
    json["memory_harmed"] = told_json(program, run.harms);
    json["blocks"] = blocks_json(run);
    json["output"] = run.output;
    json["output_bytes"] = run.output_bytes;
    return json;
}

Json forced_json(const Comparison& comparison) {
    Json json;
    json["finding"] = *comparison.forced_for;
    json["replay"] = replay_text(comparison.branches);
    if (comparison.fed) json["fed"] = true;
    return json;
}

}  // namespace

std::string compare_json_text(const Loaded& loaded) {
    return json_text(document_about(loaded, "freehold/compare"));
}

std::string compare_json_text(const Comparison& comparison, const Loaded& loaded) {
    Json json = document_about(loaded, "freehold/compare");
    json["accepted"] = comparison.accepted();
    json["uses_unsafe"] = !comparison.program->unsafe.empty();
    Json findings = Json::array();
    for (const Finding& finding : comparison.findings) {
        findings.push_back(finding_json(*comparison.program, finding));
    }
    json["findings"] = std::move(findings);
    if (comparison.forced_for) json["forced"] = forced_json(comparison);
    Json runs = Json::array();
    for (const ComparedRun& run : comparison.runs) runs.push_back(run_json(comparison, run));
    json["runs"] = std::move(runs);
    json["lesson"] = lesson_of(comparison);
    json["notes"] = notes_of(comparison);
    json["problem"] = comparison.found_problem();
    return json_text(json);
}

}  // namespace freehold::cli
