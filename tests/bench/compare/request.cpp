// SPDX-License-Identifier: MIT
#include "tests/bench/compare/request.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tests/bench/compare/peer.hpp"
#include "tests/bench/words.hpp"
#include "vm/base/text.hpp"

namespace freehold::bench {
namespace {

/// The names in the value of an option; none, and a mistake, where one is missing.
std::vector<std::string> names_in(Request& request, const char* option, const std::string& value) {
    std::vector<std::string> names = parts_of(value);
    for (const std::string& name : names) {
        if (!name.empty()) continue;
        request.mistake =
            fmt::format("`{} {}`: names are needed on both sides of a comma", option, value);
        return {};
    }
    return names;
}

std::vector<std::string> kernel_names() {
    std::vector<std::string> names;
    for (const Kernel& kernel : kernels_for_all()) names.push_back(kernel.name);
    return names;
}

std::vector<std::string> peer_names() {
    std::vector<std::string> names;
    for (const Peer& peer : all_peers()) names.push_back(peer.name);
    return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void take_rounds(Request& request, const std::string& value) {
    const std::int64_t rounds = number_in(value);
    if (rounds == 0 || rounds > 1'000) {
        request.mistake = fmt::format("`--rounds {}`: a number from 1 to 1000 is needed", value);
    } else {
        request.rounds = static_cast<int>(rounds);
    }
}

bool is_named_before(const Request& request, const std::string& name) {
    for (const Kernel& kernel : request.kernels) {
        if (kernel.name == name) return true;
    }
    return false;
}

/// `fib` or `fib=30`.
void add_kernel(Request& request, const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    if (is_named_before(request, name)) {
        request.mistake = fmt::format("the kernel `{}` is named twice", name);
        return;
    }
    for (Kernel kernel : kernels_for_all()) {
        if (kernel.name != name) continue;
        if (equals != std::string::npos) kernel.n = number_in(word.substr(equals + 1));
        if (kernel.n == 0) request.mistake = fmt::format("`{}`: n is a number from 1 on", word);
        request.kernels.push_back(kernel);
        return;
    }
    request.mistake = no_such("kernel", name, kernel_names());
}

void take_kernels(Request& request, const std::string& value) {
    request.kernels.clear();
    request.costs = false;
    for (const std::string& word : names_in(request, "--kernels", value)) {
        if (request.mistake.empty()) add_kernel(request, word);
    }
}

void take_peers(Request& request, const std::string& value) {
    request.peers = names_in(request, "--peers", value);
    const std::vector<std::string> known = peer_names();
    for (const std::string& name : request.peers) {
        if (request.mistake.empty() && !contains(known, name)) {
            request.mistake = no_such("peer", name, known);
        }
    }
}

void take_json(Request& request, const std::string& value) { request.json_path = value; }

struct Option {
    const char* name;
    void (*take)(Request& request, const std::string& value);
};
constexpr Option options[] = {
    {"--rounds", take_rounds},
    {"--kernels", take_kernels},
    {"--peers", take_peers},
    {"--json", take_json},
};

const Option* option_named(const std::string& word) {
    for (const Option& option : options) {
        if (word == option.name) return &option;
    }
    return nullptr;
}

std::string no_such_option(const std::string& word) {
    std::vector<std::string> known{"--help"};
    for (const Option& option : options) known.push_back(option.name);
    return no_such("option", word, known);
}

/// `--rounds=1` is `--rounds 1`.
std::vector<std::string> without_equals(const std::vector<std::string>& arguments) {
    std::vector<std::string> words;
    for (const std::string& argument : arguments) {
        const std::size_t equals = argument.find('=');
        const bool is_both = argument.rfind("--", 0) == 0 && equals != std::string::npos;
        words.push_back(argument.substr(0, is_both ? equals : std::string::npos));
        if (is_both) words.push_back(argument.substr(equals + 1));
    }
    return words;
}

std::string kernels_with_n() {
    std::vector<std::string> all;
    for (const Kernel& kernel : kernels_for_all()) {
        all.push_back(fmt::format("{}={}", kernel.name, kernel.n));
    }
    return wrap(fmt::format("{}", fmt::join(all, " ")), 80, 11);
}

}  // namespace

Request request_of(const std::vector<std::string>& arguments) {
    Request request;
    const std::vector<std::string> words = without_equals(arguments);
    for (std::size_t i = 0; i < words.size() && request.mistake.empty(); ++i) {
        const std::string& word = words[i];
        const Option* option = option_named(word);
        if (word == "--help" || word == "-h") {
            request.help = true;
        } else if (option == nullptr) {
            request.mistake = no_such_option(word);
        } else if (i + 1 == words.size() || words[i + 1].empty()) {
            request.mistake = fmt::format("`{}` needs a value", word);
        } else {
            option->take(request, words[++i]);
        }
    }
    return request;
}

bool is_trial(const Request& request) {
    const std::vector<Kernel>& usual = kernels_for_all();
    if (request.kernels.size() != usual.size()) return true;
    for (const Kernel& kernel : request.kernels) {
        const auto same = [&](const Kernel& other) {
            return other.name == kernel.name && other.n == kernel.n;
        };
        if (std::none_of(usual.begin(), usual.end(), same)) return true;
    }
    return false;
}

std::string help_text() {
    return fmt::format(
        "freehold_compare_bench [--rounds N] [--kernels A,B] [--peers X,Y] [--json FILE]\n"
        "\n"
        "Runs the kernels of programs/kernels in Freehold and in whatever else is\n"
        "installed, in turns, and compares the processor time they took.\n"
        "\n"
        "  --rounds N      how often each runs; the median counts (5)\n"
        "  --kernels A,B   these alone, `fib` or `fib=30` with an n; then no start-up,\n"
        "                  memory and assembling\n"
        "  --peers X,Y     Freehold's fast way beside these alone\n"
        "  --json FILE     writes everything to FILE, too\n"
        "\n"
        "Kernels:   {}\n"
        "Peers:     {}\n"
        "\n"
        "Exit status: 0, whatever bars are kept; 1 when a peer fails or prints something\n"
        "else; 2 for a wrong command line; 3 when FILE or standard output cannot be\n"
        "written.",
        kernels_with_n(), wrap(fmt::format("{}", fmt::join(peer_names(), " ")), 80, 11));
}

}  // namespace freehold::bench
