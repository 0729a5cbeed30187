// SPDX-License-Identifier: MIT
// How fast is it beside others? See `--help` and docs/performance.md.
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "tests/bench/compare/contest.hpp"
#include "tests/bench/compare/request.hpp"
#include "tests/bench/compare/result_file.hpp"
#include "tests/bench/compare/results_json.hpp"
#include "tests/bench/compare/tables.hpp"

namespace freehold::bench {
namespace {

enum Status { Fine = 0, WrongResult = 1, Usage = 2, CannotWrite = 3 };

std::vector<Peer> chosen_peers(const std::vector<std::string>& names) {
    std::vector<Peer> chosen;
    for (const Peer& peer : all_peers()) {
        const bool named = std::find(names.begin(), names.end(), peer.name) != names.end();
        if (names.empty() || named || peer.name == fast.name) chosen.push_back(peer);
    }
    return chosen;
}

/// Up to the first that nobody reads.
std::vector<KernelRuns> run_kernels(const Request& request, const std::vector<Peer>& peers) {
    const Contest contest(peers, request.rounds);
    std::vector<KernelRuns> results;
    for (const Kernel& kernel : request.kernels) {
        results.push_back(contest.run(kernel));
        if (!say(kernel_table(results.back()))) break;
    }
    return results;
}

std::vector<Judged> judge_all(const Request& request, const std::vector<KernelRuns>& results,
                              const std::vector<Peer>& peers) {
    std::vector<Judged> bars = judge_ratios(results, peers);
    if (!request.costs) return bars;
    for (Judged& judged : judge_costs(request.rounds)) bars.push_back(std::move(judged));
    return bars;
}

bool any_wrong(const std::vector<KernelRuns>& results) {
    for (const KernelRuns& kernel : results) {
        for (const Run& run : kernel.runs) {
            if (run.wrong) return true;
        }
    }
    return false;
}

Status cannot(const std::string& problem) {
    fmt::print(stderr, "{}\n", problem);
    return CannotWrite;
}

Status cannot_print() {
    return cannot(fmt::format("cannot write standard output: {}", std::strerror(errno)));
}

Status compare(const Request& request, ResultFile* file) {
    const std::vector<Peer> peers = chosen_peers(request.peers);
    if (!say(peers_table(peers))) return cannot_print();
    const std::vector<KernelRuns> results = run_kernels(request, peers);
    if (std::ferror(stdout) != 0 || !say(ratios_table(results, peers))) return cannot_print();
    const Setting setting = setting_of(request.rounds, is_trial(request));
    const std::vector<Judged> bars = judge_all(request, results, peers);
    const bool said = say(bars_table(bars, setting.trial));
    if (file != nullptr) file->write(to_json(setting, peers, results, bars));
    if (!said) return cannot_print();
    if (file != nullptr && !file->problem().empty()) return cannot(file->problem());
    return any_wrong(results) ? WrongResult : Fine;
}

Status compare(const Request& request) {
    if (request.json_path.empty()) return compare(request, nullptr);
    ResultFile file(request.json_path);
    return file.problem().empty() ? compare(request, &file) : cannot(file.problem());
}

}  // namespace
}  // namespace freehold::bench

int main(int argc, char** argv) {
    using namespace freehold::bench;
    const Request request = request_of({argv + 1, argv + argc});
    if (!request.mistake.empty()) {
        fmt::print(stderr, "{}\nsee `freehold_compare_bench --help`\n", request.mistake);
        return Usage;
    }
    if (request.help) {
        return say(help_text()) ? Fine : cannot_print();
    }
    return compare(request);
}
