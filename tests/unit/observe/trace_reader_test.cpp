// SPDX-License-Identifier: MIT
// What is no trace is refused: with its line, and why.
#include "vm/observe/trace_reader_json.hpp"

#include <gtest/gtest.h>

#include "tests/support/case_file.hpp"
#include "tests/unit/observe/trace_support.hpp"

namespace freehold::test {
namespace {

using OrderedJson = nlohmann::ordered_json;

const std::string& good() {
    static const std::string text = trace_lines_of({.text = small_program});
    return text;
}

std::vector<std::string> good_lines() { return plain_lines(good()); }

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

/// The number of the first line with this text, from 1.
std::size_t line_with(const std::string& part, std::size_t from = 1) {
    const auto lines = good_lines();
    for (std::size_t number = from; number <= lines.size(); ++number) {
        if (lines[number - 1].find(part) != std::string::npos) return number;
    }
    ADD_FAILURE() << "no line with " << part;
    return 1;
}

/// "7: what is wrong", or "fine" for a whole trace.
std::string verdict(const std::string& text) {
    TraceReader reader{text};
    while (reader.next()) {
    }
    if (!reader.problem()) return reader.end() ? "fine" : "no end and no problem";
    return std::to_string(reader.problem()->line) + ": " + reader.problem()->reason;
}

/// Of a good trace in which a field of a line has another value; null takes it out.
std::string verdict_with(std::size_t number, const std::string& field, const OrderedJson& value) {
    auto lines = good_lines();
    OrderedJson json = OrderedJson::parse(lines[number - 1]);
    if (value.is_null()) {
        json.erase(field);
    } else {
        json[field] = value;
    }
    lines[number - 1] = json.dump();
    return verdict(joined(lines));
}

std::string at(std::size_t line, const std::string& reason) {
    return std::to_string(line) + ": " + reason;
}

TEST(TraceReader, reads_a_whole_trace) { EXPECT_EQ(verdict(good()), "fine"); }

TEST(TraceReader, gives_steps_with_their_events_and_memory) {
    TraceReader reader{good()};
    EXPECT_EQ(reader.header()["program"], "x.fh");
    const auto first = reader.next();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->step, 1u);
    EXPECT_EQ(first->depth, 1u);
    ASSERT_EQ(first->events.size(), 2u);
    EXPECT_EQ(first->events[0].event.kind, EventKind::Alloc);
    EXPECT_EQ(first->events[0].event.object, ObjectId{1});
    EXPECT_EQ(first->events[0].event.to.slot, 0);
    const Event& write = first->events[1].event;
    EXPECT_EQ(write.value, ValueKind::Own);
    EXPECT_EQ(write.address, write.to.address);
    EXPECT_EQ(first->memory.size(), 2u);
    reader.next();
    EXPECT_EQ(reader.next()->events[0].bytes, "hello\n");
}

TEST(TraceReader, says_how_the_run_ended) {
    TraceReader reader{good()};
    while (reader.next()) EXPECT_FALSE(reader.end());
    ASSERT_TRUE(reader.end());
    EXPECT_EQ(reader.end()->how, TraceEnd::How::Finished);
    EXPECT_EQ(reader.end()->step, 6u);
    EXPECT_EQ(reader.end()->status, 0);
}

TEST(TraceReader, gives_the_fault_that_ended_it) {
    const std::string text =
        trace_lines_of({.text = "fn main() {\n    local x, y: int\n    copy x, y\n    ret\n}\n"});
    TraceReader reader{text};
    const auto step = reader.next();
    ASSERT_TRUE(step);
    EXPECT_EQ(step->next, step->index) << "it stands where it faulted";
    EXPECT_FALSE(reader.next());
    ASSERT_TRUE(reader.end());
    EXPECT_EQ(reader.end()->code, Code::ReadUninitialised);
}

// ---- cut off ------------------------------------------------------------------------------------

TEST(TraceReader, refuses_nothing_at_all) { EXPECT_EQ(verdict(""), "1: it is empty"); }

TEST(TraceReader, refuses_every_trace_that_is_cut_off) {
    for (std::size_t size = 1; size < good().size(); size += 7) {
        const std::string seen = verdict(good().substr(0, size));
        EXPECT_NE(seen, "fine") << size;
        EXPECT_NE(seen.find("cut off"), std::string::npos) << size << " " << seen;
    }
}

TEST(TraceReader, says_after_which_step_a_trace_is_cut_off) {
    const std::size_t fourth = line_with("\"type\":\"step\",\"step\":4");
    auto lines = good_lines();
    lines.resize(fourth - 1);
    EXPECT_EQ(verdict(joined(lines)),
              at(fourth, "the trace is cut off after step @3: its last line is no `end`"));
}

TEST(TraceReader, gives_no_half_of_a_step) {
    const std::size_t third = line_with("\"type\":\"step\",\"step\":3");
    auto lines = good_lines();
    lines.resize(third);  // without its event
    const std::string text = joined(lines);
    TraceReader reader{text};
    Step last = 0;
    while (const auto step = reader.next()) last = step->step;
    EXPECT_EQ(last, 2u);
    EXPECT_TRUE(reader.problem());
    EXPECT_FALSE(reader.end());
}

TEST(TraceReader, refuses_a_line_that_ends_in_its_middle) {
    const std::string text = good().substr(0, good().size() - 5);
    EXPECT_EQ(verdict(text), at(good_lines().size(), "the trace is cut off within this line"));
}

// ---- the header ---------------------------------------------------------------------------------

TEST(TraceReader, refuses_another_version) {
    EXPECT_EQ(verdict_with(1, "version", 2),
              "1: the trace has version 2 of the format; this Freehold reads version 1");
}

TEST(TraceReader, refuses_another_kind_of_document) {
    EXPECT_EQ(verdict("{\"type\":\"header\",\"schema\":\"freehold/run-report\"}\n"),
              "1: this is no header of a trace of Freehold");
    EXPECT_EQ(verdict_with(1, "type", "step"), "1: this is no header of a trace of Freehold");
}

TEST(TraceReader, refuses_a_header_without_its_parts) {
    EXPECT_EQ(verdict_with(1, "code", nullptr), "1: it has no `code`");
    EXPECT_EQ(verdict_with(1, "segments", 5), "1: `segments` is no array");
    EXPECT_EQ(verdict_with(1, "first_step", 0), "1: steps are counted from 1");
}

// ---- lines --------------------------------------------------------------------------------------

TEST(TraceReader, refuses_what_is_no_json) {
    auto lines = good_lines();
    lines[2] = "{\"type\":";
    EXPECT_EQ(verdict(joined(lines)), "3: this is no JSON object");
    lines[2] = "[1, 2]";
    EXPECT_EQ(verdict(joined(lines)), "3: this is no JSON object");
}

TEST(TraceReader, refuses_lines_of_an_unknown_type) {
    EXPECT_EQ(verdict_with(3, "type", "note"), "3: there is no line of the type `note`");
    EXPECT_EQ(verdict_with(3, "type", nullptr), "3: it has no `type`");
}

TEST(TraceReader, refuses_steps_out_of_order) {
    const std::size_t line = line_with("\"type\":\"step\",\"step\":3");
    EXPECT_EQ(verdict_with(line, "step", 2), at(line, "step @2 follows step @2"));
    EXPECT_EQ(verdict_with(line, "step", 5), at(line, "step @5 follows step @2"));
}

TEST(TraceReader, refuses_events_and_memory_of_another_step) {
    const std::size_t event = line_with("\"event\":\"move\"");
    EXPECT_EQ(verdict_with(event, "step", 9),
              at(event, "an event of step @9 among the lines of step @2"));
    const std::size_t memory = line_with("\"type\":\"memory\",\"step\":2");
    EXPECT_EQ(verdict_with(memory, "step", 1),
              at(memory, "memory of step @1 among the lines of step @2"));
}

TEST(TraceReader, refuses_steps_of_instructions_that_there_are_not) {
    const std::size_t line = line_with("\"type\":\"step\"");
    EXPECT_EQ(verdict_with(line, "at", 77), at(line, "the header lists no instruction 77"));
    EXPECT_EQ(verdict_with(line, "at", -1), at(line, "`at` is no number of 0 to 4294967295"));
}

TEST(TraceReader, refuses_unknown_words) {
    const std::size_t line = line_with("\"event\":\"move\"");
    EXPECT_EQ(verdict_with(line, "event", "jump"),
              at(line, "`event` is `jump`, which it cannot be"));
    EXPECT_EQ(verdict_with(line, "kind", ""), at(line, "`kind` is ``, which it cannot be"));
}

TEST(TraceReader, refuses_events_of_functions_that_there_are_not) {
    const std::size_t line = line_with("\"event\":\"ret\"");
    EXPECT_EQ(verdict_with(line, "function", 9), at(line, "there is no function 9"));
}

TEST(TraceReader, refuses_memory_outside_the_segments) {
    const std::size_t line = line_with("\"type\":\"memory\"");
    EXPECT_EQ(verdict_with(line, "address", 64), at(line, "these words lie in no segment"));
    EXPECT_EQ(verdict_with(line, "address", 4097), at(line, "`address` is no multiple of 8"));
}

TEST(TraceReader, refuses_bytes_that_are_none) {
    const std::size_t line = line_with("\"type\":\"memory\"");
    EXPECT_EQ(verdict_with(line, "bytes", "0g"),
              at(line, "`bytes` is no row of bytes, two digits each"));
    EXPECT_EQ(verdict_with(line, "bytes", "00112"),
              at(line, "`bytes` is no row of bytes, two digits each"));
    EXPECT_EQ(verdict_with(line, "bytes", "0011"),
              at(line, "`bytes` are no whole words of 8 bytes"));
    EXPECT_EQ(verdict_with(line, "bytes", nullptr), at(line, "it has neither `bytes` nor `known`"));
}

TEST(TraceReader, refuses_knowledge_of_other_words) {
    const std::size_t line = line_with("\"known\":[{\"words\":2");
    EXPECT_EQ(verdict_with(line, "known", OrderedJson::parse(R"([{"words":1}])")),
              at(line, "`bytes` and `known` are about different numbers of words"));
    EXPECT_EQ(verdict_with(line, "known", OrderedJson::parse(R"([{"words":9999999}])")),
              at(line, "`words` is no number of 0 to 1048576"));
    EXPECT_EQ(verdict_with(line, "known", OrderedJson::parse(R"([{"words":3,"init":256}])")),
              at(line, "`init` is no number of 0 to 255"));
}

TEST(TraceReader, refuses_an_end_that_is_not_the_last_line) {
    EXPECT_EQ(verdict(good() + "{\"type\":\"end\"}\n"),
              at(good_lines().size() + 1, "there is more behind the `end` line"));
    const std::size_t line = good_lines().size();
    EXPECT_EQ(verdict_with(line, "step", 5),
              at(line, "it ends after step @5, but step @6 is the last one there"));
    EXPECT_EQ(verdict_with(line, "how", "somehow"), at(line, "a trace does not end `somehow`"));
}

TEST(TraceReader, skips_fields_that_it_does_not_know) {
    EXPECT_EQ(verdict_with(line_with("\"type\":\"step\""), "mood", "fine"), "fine");
}

}  // namespace
}  // namespace freehold::test
