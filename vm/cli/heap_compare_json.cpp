// SPDX-License-Identifier: MIT
#include "vm/cli/heap_compare_json.hpp"

#include <nlohmann/json.hpp>

#include "vm/base/diagnostic_json.hpp"
#include "vm/cli/document_json.hpp"
#include "vm/observe/heap_json.hpp"

namespace freehold::cli {

namespace {

using Json = nlohmann::ordered_json;

Json trial_json(const HeapTrial& trial, const Sources& sources) {
    Json json;
    json["policy"] = policy_word(trial.policy());
    if (trial.fault) {
        json["code"] = code_name(trial.totals.code);
        json["fault"] = to_json(*trial.fault, sources);
    } else {
        json["status"] = trial.totals.status;
    }
    json["steps"] = trial.totals.step;
    json["heap"] = heap_stats_json(trial.stats);
    return json;
}

}  // namespace

std::string heap_compare_json_text(const std::vector<HeapTrial>& trials, const Loaded& loaded) {
    Json json = document_about(loaded, "freehold/heap-compare");
    if (trials.empty()) return json_text(json);
    Json runs = Json::array();
    for (const HeapTrial& trial : trials) {
        runs.push_back(trial_json(trial, loaded.program->sources));
    }
    json["runs"] = std::move(runs);
    json["lesson"] = lessons_of(trials);
    return json_text(json);
}

}  // namespace freehold::cli
