// SPDX-License-Identifier: MIT
// The rules of the format that ui.perfetto.dev and chrome://tracing read.
#include "vm/observe/trace_chrome.hpp"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/everything.hpp"
#include "tests/unit/observe/trace_support.hpp"

namespace freehold::test {
namespace {

using Json = nlohmann::json;

std::vector<Json> events_of(const TraceRun& run) {
    return Json::parse(TracedProgram{run}.chrome())["traceEvents"].get<std::vector<Json>>();
}

std::vector<Json> of_phase(const std::vector<Json>& events, const std::string& phase) {
    std::vector<Json> found;
    for (const Json& event : events) {
        if (event["ph"] == phase) found.push_back(event);
    }
    return found;
}

/// What is wrong with them; empty when every begin has its end.
std::string imbalance(const std::vector<Json>& events) {
    std::vector<std::string> open;
    std::map<int, std::string> flows;
    std::uint64_t now = 0;
    for (const Json& event : events) {
        const std::string phase = event["ph"];
        if (event["ts"] < now) return "time goes back at " + event.dump();
        now = event["ts"];
        if (phase == "B") open.push_back(event["name"]);
        if (phase == "E") {
            if (open.empty() || open.back() != event["name"]) return "no begin of " + event.dump();
            open.pop_back();
        }
        if (phase != "s" && phase != "t" && phase != "f") continue;
        std::string& last = flows[event["id"]];
        const bool fits = phase == "s" ? last.empty() : last == "s" || last == "t";
        if (!fits) return "a flow out of order: " + event.dump();
        last = phase;
    }
    if (!open.empty()) return "no end of " + open.back();
    for (const auto& [id, last] : flows) {
        if (last != "f") return "no end of block " + std::to_string(id);
    }
    return "";
}

TEST(TraceChrome, has_a_slice_for_each_call) {
    const auto events = events_of(
        {.text = "fn main() {\n    call f()\n    call f()\n    ret\n}\nfn f() {\n    ret\n}\n"});
    const auto begins = of_phase(events, "B");
    ASSERT_EQ(begins.size(), 3u);
    EXPECT_EQ(begins[0]["name"], "main");
    EXPECT_EQ(begins[1]["name"], "f");
    EXPECT_EQ(begins[1]["ts"], 1);
    EXPECT_EQ(of_phase(events, "E")[0]["ts"], 2);
}

TEST(TraceChrome, has_a_flow_from_the_begin_of_a_block_to_its_end) {
    const auto events = events_of({.text = small_program});
    EXPECT_EQ(of_phase(events, "s").at(0)["ts"], 1);
    EXPECT_EQ(of_phase(events, "t").at(0)["ts"], 2) << "its owner moves";
    EXPECT_EQ(of_phase(events, "f").at(0)["ts"], 4);
}

TEST(TraceChrome, counts_bytes_of_heap_and_stack) {
    std::vector<int> heap;
    std::vector<int> stack;
    for (const Json& event : of_phase(events_of({.text = small_program}), "C")) {
        if (event["name"] == "heap") heap.push_back(event["args"]["bytes"]);
        if (event["name"] == "stack") stack.push_back(event["args"]["bytes"]);
    }
    EXPECT_EQ(heap, (std::vector{0, 5, 0}));
    EXPECT_EQ(stack, (std::vector{32, 0}));
}

TEST(TraceChrome, shows_what_was_printed) {
    const auto instants = of_phase(events_of({.text = small_program}), "i");
    EXPECT_EQ(instants.at(0)["args"]["text"], "hello\n");
    EXPECT_EQ(instants.at(1)["name"], "exit");
}

TEST(TraceChrome, is_balanced_however_the_run_ends) {
    std::vector<std::string> paths = programs_in("programs/lessons");
    for (const std::string& path : programs_in("programs/mistakes")) paths.push_back(path);
    for (const std::string& path : paths) {
        for (const Step last : {3u, 2'000u}) {
            TraceRun run{.text = read_file(in_checkout(path)), .last = last};
            EXPECT_EQ(imbalance(events_of(run)), "") << path;
            run.enforce = Enforce::None;
            EXPECT_EQ(imbalance(events_of(run)), "") << path;
        }
    }
}

TEST(TraceChrome, opens_frames_and_blocks_that_are_there_already) {
    const TraceRun run{.text = read_file(in_checkout("programs/kernels/quicksort.fh")),
                       .first = 3'000,
                       .last = 3'100,
                       .defines = {{"N", 100}}};
    const auto events = events_of(run);
    EXPECT_EQ(imbalance(events), "");
    EXPECT_EQ(of_phase(events, "B").at(0)["ts"], 2'999);
    EXPECT_EQ(of_phase(events, "s").at(0)["ts"], 2'999);
}

}  // namespace
}  // namespace freehold::test
