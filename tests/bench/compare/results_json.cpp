// SPDX-License-Identifier: MIT
#include "tests/bench/compare/results_json.hpp"

#include <nlohmann/json.hpp>

namespace freehold::bench {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json json_of(const Spread& spread) {
    return {{"median", spread.median}, {"least", spread.least}, {"most", spread.most}};
}

Json json_of(const Peer& peer) {
    return {{"name", peer.name},
            {"version", text_or_null(peer.version)},
            {"checks", peer.checks},
            {"missing", text_or_null(peer.missing)},
            {"left_out", peer.left_out}};
}

Json json_of(const KernelRuns& kernel, const Run& run) {
    Json json{{"peer", run.peer},
              {"problem", text_or_null(run.problem)},
              {"wrong", run.wrong},
              {"seconds", run.times},
              {"start_seconds", run.start}};
    if (const auto ratio = ratios(kernel, fast.name, run.peer)) {
        json["fast_to_peer"] = json_of(spread_of(*ratio));
    }
    return json;
}

Json json_of(const KernelRuns& kernel) {
    Json runs = Json::array();
    for (const Run& run : kernel.runs) runs.push_back(json_of(kernel, run));
    return {{"name", kernel.kernel.name}, {"n", kernel.kernel.n}, {"runs", runs}};
}

Json json_of(const Judged& judged) {
    return {{"what", judged.bar.what},
            {"unit", text_or_null(judged.bar.unit)},
            {"value", judged.value ? json_of(*judged.value) : Json()},
            {"most", judged.bar.most},
            {"stretch", judged.bar.stretch ? Json(*judged.bar.stretch) : Json()},
            {"verdict", verdict(judged)},
            {"note", judged.note}};
}

/// Of a trial no bar is judged.
Json bars_json(const std::vector<Judged>& bars, bool trial) {
    Json array = Json::array();
    for (const Judged& judged : bars) {
        array.push_back(json_of(judged));
        if (trial) array.back()["verdict"] = nullptr;
    }
    return array;
}

template <class Thing>
Json array_of(const std::vector<Thing>& things) {
    Json array = Json::array();
    for (const Thing& thing : things) array.push_back(json_of(thing));
    return array;
}

}  // namespace

std::string to_json(const Setting& setting, const std::vector<Peer>& peers,
                    const std::vector<KernelRuns>& kernels, const std::vector<Judged>& bars) {
    const Json document{
        {"schema", "freehold/bench"},
        {"version", 1},
        {"date", setting.date},
        {"machine",
         {{"processor", text_or_null(setting.processor)}, {"compiler", setting.compiler}}},
        {"rounds", setting.rounds},
        {"trial", setting.trial},
        {"peers", array_of(peers)},
        {"kernels", array_of(kernels)},
        {"bars", bars_json(bars, setting.trial)}};
    // What a program prints as its version may be any bytes.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace freehold::bench
