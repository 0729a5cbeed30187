// SPDX-License-Identifier: MIT
#include "vm/observe/trace_lines.hpp"

#include <gtest/gtest.h>

#include "tests/support/case_file.hpp"
#include "tests/support/everything.hpp"
#include "tests/unit/cli/schema_named.hpp"
#include "tests/unit/observe/trace_support.hpp"

namespace freehold::test {
namespace {

using OrderedJson = nlohmann::ordered_json;

std::vector<OrderedJson> lines_of(const TraceRun& run) {
    std::vector<OrderedJson> lines;
    for (const std::string& line : plain_lines(trace_lines_of(run))) {
        lines.push_back(OrderedJson::parse(line));
    }
    return lines;
}

/// The events of that kind.
std::vector<OrderedJson> events(const std::vector<OrderedJson>& lines, const std::string& word) {
    std::vector<OrderedJson> found;
    for (const OrderedJson& line : lines) {
        if (line["type"] == "event" && line["event"] == word) found.push_back(line);
    }
    return found;
}

TEST(TraceLines, begin_with_a_header_and_end_with_an_end) {
    const auto lines = lines_of({.text = small_program});
    EXPECT_EQ(lines.front()["schema"], "freehold/trace");
    EXPECT_EQ(lines.front()["version"], 1);
    EXPECT_EQ(lines.back(),
              OrderedJson::parse(R"({"type":"end","step":6,"how":"finished","status":0})"));
}

TEST(TraceLines, are_what_the_schema_says) {
    const OrderedJson schema = schema_named("trace");
    std::vector<std::string> paths = programs_in("programs/lessons");
    for (const std::string& path : programs_in("programs/mistakes")) paths.push_back(path);
    for (const std::string& path : paths) {
        TraceRun run{.text = read_file(in_checkout(path)), .last = 300};
        run.enforce = Enforce::None;
        for (const OrderedJson& line : lines_of(run)) {
            SchemaCheck check(schema);
            check.check(schema["$defs"][line["type"].get<std::string>()], line, "");
            ASSERT_TRUE(check.objections().empty()) << check.objections().front() << "\n" << line;
        }
    }
}

TEST(TraceLines, tell_each_step_with_its_line_and_frame) {
    const auto lines =
        lines_of({.text = "fn main() {\n    call f()\n    ret\n}\nfn f() {\n    ret\n}\n"});
    std::vector<OrderedJson> steps;
    for (const OrderedJson& line : lines) {
        if (line["type"] == "step") steps.push_back(line);
    }
    ASSERT_EQ(steps.size(), 3u);
    EXPECT_EQ(steps[0]["line"], 2);
    EXPECT_EQ(steps[0]["next"], 2) << "a call does not go on behind itself";
    EXPECT_EQ(steps[0]["depth"], 2);
    EXPECT_EQ(steps[1]["line"], 6);
    EXPECT_EQ(steps[1]["depth"], 1);
    EXPECT_EQ(lines.front()["code"][1], "ret");
}

TEST(TraceLines, have_what_was_printed_and_read) {
    const auto lines = lines_of(
        {.text =
             "fn main() {\n    local n: int\n    read_int n\n    print \"{}\\n\", n\n    ret\n}\n",
         .input = "  42\n"});
    EXPECT_EQ(events(lines, "input").at(0)["text"], "  42");
    EXPECT_EQ(events(lines, "output").at(0)["text"], "42\n");
}

TEST(TraceLines, write_bytes_that_are_no_text_as_digits) {
    const auto lines = lines_of({.text = "fn main() {\n    print \"\\xff\"\n    ret\n}\n"});
    EXPECT_EQ(events(lines, "output").at(0)["hex"], "ff");
}

TEST(TraceLines, leave_out_what_did_not_change) {
    for (const OrderedJson& line : lines_of({.text = small_program})) {
        if (line["type"] != "memory" || line["step"] != 2) continue;
        const bool source = line["known"][0].contains("moved");
        EXPECT_EQ(line.contains("bytes"), !source) << "a move leaves the bytes where they were";
    }
}

TEST(TraceLines, tell_of_a_limit_after_the_last_step) {
    const auto lines =
        lines_of({.text = "fn main() {\nagain:\n    jmp again\n}\n", .last = 200'000});
    EXPECT_EQ(lines[lines.size() - 2]["event"], "fault");
    EXPECT_EQ(lines.back()["code"], "F505");
    EXPECT_EQ(lines.back()["step"], 100'000);
}

TEST(TraceLines, say_where_they_stop_before_the_run_does) {
    const auto lines = lines_of({.text = small_program, .first = 2, .last = 3});
    EXPECT_EQ(lines.front()["first_step"], 2);
    EXPECT_EQ(lines.back(), OrderedJson::parse(R"({"type":"end","step":3,"how":"last_step"})"));
}

TEST(TraceLines, of_a_program_without_room_for_main_have_no_step) {
    const auto lines =
        lines_of({.text = "fn main() {\n    local a: [40 x int]\n    ret\n}\n", .stack_bytes = 64});
    EXPECT_EQ(lines.back()["code"], "F312");
    EXPECT_EQ(lines.back()["step"], 0);
}

TEST(TraceLines, are_handed_on_whole) {
    TracedProgram traced{{.text = read_file(in_checkout("programs/kernels/quicksort.fh")),
                          .defines = {{"N", 1'000}}}};
    TextInput input{""};
    Machine machine = traced.machine(input);
    TracedOutput output;
    std::size_t pieces = 0;
    TraceLines sink{machine, "{}\n", [&](std::string_view piece) {
                        EXPECT_TRUE(piece.ends_with('\n'));
                        ++pieces;
                        return true;
                    }};
    Tracer{machine, output, sink, [] { return false; }}.run(20'000);
    EXPECT_GT(pieces, 2u);
}

TEST(TraceLines, end_the_run_when_nobody_takes_them) {
    TracedProgram traced{{.text = "fn main() {\nagain:\n    jmp again\n}\n"}};
    TextInput input{""};
    Machine machine = traced.machine(input);
    TracedOutput output;
    TraceLines sink{machine, "{}\n", [](std::string_view) { return false; }};
    Tracer{machine, output, sink, [] { return false; }}.run(90'000);
    EXPECT_LT(machine.step(), 10'000u);
}

}  // namespace
}  // namespace freehold::test
