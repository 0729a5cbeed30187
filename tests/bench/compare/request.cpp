// SPDX-License-Identifier: MIT
#include "tests/bench/compare/request.hpp"

#include <fmt/format.h>

#include <charconv>
#include <sstream>

#include "tests/bench/compare/peer.hpp"

namespace freehold::bench {
namespace {

std::vector<std::string> split(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> parts;
    for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
    return parts;
}

/// 0 for what is no positive number.
std::int64_t number_in(const std::string& text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end && number > 0 ? number : 0;
}

void take_rounds(Request& request, const std::string& value) {
    const std::int64_t rounds = number_in(value);
    if (rounds == 0 || rounds > 1'000) {
        request.mistake = fmt::format("`--rounds {}`: a number from 1 to 1000 is needed", value);
    } else {
        request.rounds = static_cast<int>(rounds);
    }
}

/// `fib` or `fib=30`.
void add_kernel(Request& request, const std::string& word) {
    const std::size_t equals = word.find('=');
    for (Kernel kernel : kernels_for_all()) {
        if (kernel.name != word.substr(0, equals)) continue;
        if (equals != std::string::npos) kernel.n = number_in(word.substr(equals + 1));
        if (kernel.n == 0) request.mistake = fmt::format("`{}`: n is a number from 1 on", word);
        request.kernels.push_back(kernel);
        return;
    }
    request.mistake = fmt::format("no kernel is called `{}`", word);
}

void take_kernels(Request& request, const std::string& value) {
    request.kernels.clear();
    request.costs = false;
    for (const std::string& word : split(value)) add_kernel(request, word);
}

void take_peers(Request& request, const std::string& value) {
    request.peers = split(value);
    for (const std::string& name : request.peers) {
        bool known = false;
        for (const Peer& peer : all_peers()) known = known || peer.name == name;
        if (!known) request.mistake = fmt::format("no peer is called `{}`", name);
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

}  // namespace

Request request_of(const std::vector<std::string>& arguments) {
    Request request;
    for (std::size_t i = 0; i < arguments.size() && request.mistake.empty(); ++i) {
        const std::string& word = arguments[i];
        const Option* option = option_named(word);
        if (word == "--help") {
            request.help = true;
        } else if (option == nullptr) {
            request.mistake = fmt::format("`{}` is not an option", word);
        } else if (i + 1 == arguments.size() || arguments[i + 1].empty()) {
            request.mistake = fmt::format("`{}` needs a value", word);
        } else {
            option->take(request, arguments[++i]);
        }
    }
    return request;
}

const char* help_text() {
    return "freehold_compare_bench [--rounds N] [--kernels A,B] [--peers X,Y] [--json FILE]\n"
           "\n"
           "Runs the kernels of programs/kernels in Freehold and in whatever else is installed, "
           "in\n"
           "turns, and compares the processor time they took.\n"
           "\n"
           "  --rounds N      how often each runs; the median counts (5)\n"
           "  --kernels A,B   these alone, `fib` or `fib=30` with an n; then no start-up, memory\n"
           "                  and assembling\n"
           "  --peers X,Y     Freehold's fast way beside these alone, by the names of the first "
           "table\n"
           "  --json FILE     writes everything to FILE, too\n"
           "\n"
           "Exit status: 0, whatever bars are kept; 1 when a peer fails or prints something else;\n"
           "2 for a wrong command line; 3 when FILE cannot be written.\n";
}

}  // namespace freehold::bench
