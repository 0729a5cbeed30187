// SPDX-License-Identifier: MIT
#include "vm/observe/run_report_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/observe/hand_made.hpp"
#include "vm/observe/event_json.hpp"
#include "vm/observe/json_words.hpp"

namespace freehold {
namespace {

using namespace test;
using Json = nlohmann::json;

RunHeader header() {
    RunHeader header;
    header.program = "x.fh";
    header.defines = {{"N", -3}};
    header.events = {EventKind::Alloc, EventKind::Free};
    return header;
}

RunEnding exited() {
    RunEnding ending;
    ending.totals = RunTotals{};
    ending.totals->step = 6;
    ending.output = "hello\n";
    ending.output_bytes = 6;
    return ending;
}

/// The document that those events make.
Json document(const RunHeader& header, const std::vector<Event>& events, const RunEnding& ending) {
    const HandMadeNames names;
    std::string text;
    RunReportJson report{header, {}, [&](std::string_view piece) { text += piece; }};
    report.name_with(names);
    for (const Event& event : events) report.on_event(event);
    report.finish(ending, {});
    return Json::parse(text);
}

TEST(RunReportJson, names_its_schema_and_version) {
    const Json json = document(header(), {}, exited());
    EXPECT_EQ(json["schema"], "freehold/run-report");
    EXPECT_EQ(json["version"], 1);
    EXPECT_EQ(json["program"], "x.fh");
}

TEST(RunReportJson, has_every_option) {
    const Json options = document(header(), {}, exited())["options"];
    EXPECT_EQ(options["heap_bytes"], 64u << 20);
    EXPECT_EQ(options["defines"]["N"], -3);
    EXPECT_EQ(options["input"], nullptr);
    EXPECT_EQ(options["events"], (Json{"alloc", "free"}));
}

TEST(RunReportJson, lists_events_with_their_fields_by_name) {
    const Json json =
        document(header(), {alloc(1, 5, 3, 1), free(Reason::ScopeEnd, 3, 5)}, exited());
    ASSERT_EQ(json["events"].size(), 2u);
    const Json& first = json["events"][0];
    EXPECT_EQ(first["event"], "alloc");
    EXPECT_EQ(first["step"], 1);
    EXPECT_EQ(first["object"], 1);
    EXPECT_EQ(first["size"], 5);
    EXPECT_EQ(first["place"], "heap+16");
    EXPECT_EQ(first["to"]["name"], "main.s3");
    EXPECT_EQ(first["line"], 1);
    EXPECT_FALSE(first.contains("from"));
    EXPECT_EQ(json["events"][1]["reason"], "scope_end");
}

TEST(RunReportJson, writes_words_of_64_bits_as_text) {
    Event write = event(EventKind::Write);
    write.word = ~std::uint64_t{0};
    write.size = 8;
    const Json json = document(header(), {write}, exited());
    EXPECT_EQ(json["events"][0]["word"], "0xffffffffffffffff");
}

TEST(RunReportJson, tells_how_the_run_ended) {
    RunEnding ending = exited();
    ending.exit_status = 7;
    ending.totals->status = 7;
    Json json = document(header(), {}, ending);
    EXPECT_EQ(json["outcome"]["kind"], "exited");
    EXPECT_EQ(json["outcome"]["status"], 7);
    EXPECT_EQ(json["fault"], nullptr);
    EXPECT_EQ(json["summary"]["steps"], 6);

    ending.totals->end = RunTotals::End::Fault;
    ending.totals->code = Code::UseAfterFree;
    ending.fault = Diagnostic{};
    ending.fault->code = Code::UseAfterFree;
    json = document(header(), {}, ending);
    EXPECT_EQ(json["outcome"]["kind"], "faulted");
    EXPECT_EQ(json["outcome"]["code"], "F302");
    EXPECT_EQ(json["fault"]["code"], "F302");

    ending.totals->code = Code::StepLimit;
    EXPECT_EQ(document(header(), {}, ending)["outcome"]["kind"], "limit");
}

TEST(RunReportJson, of_a_rejected_program_has_its_diagnostics_and_no_summary) {
    RunHeader rejected = header();
    rejected.diagnostics.emplace_back();
    rejected.diagnostics.back().code = Code::UnknownName;
    rejected.uncounted = 2;
    const Json json = document(rejected, {}, RunEnding{});
    EXPECT_EQ(json["outcome"]["kind"], "rejected");
    EXPECT_EQ(json["diagnostics"][0]["code"], "F009");
    EXPECT_EQ(json["uncounted"], 2);
    EXPECT_EQ(json["summary"], nullptr);
}

TEST(RunReportJson, replaces_output_that_is_no_text) {
    RunEnding ending = exited();
    ending.output = "a\xff";
    EXPECT_EQ(document(header(), {}, ending)["output"], "a\xEF\xBF\xBD");
}

TEST(RunReportJson, is_written_while_the_program_runs) {
    const HandMadeNames names;
    std::size_t pieces = 0;
    RunReportJson report{header(), {}, [&](std::string_view) { ++pieces; }};
    report.name_with(names);
    for (int i = 0; i < 2000; ++i) report.on_event(alloc(1, 5, 1));
    EXPECT_GT(pieces, 1u);
}

TEST(ReasonNames, are_one_word_each) {
    for (auto number = 0; number <= static_cast<int>(Reason::Adopted); ++number) {
        const std::string_view name = reason_name(static_cast<Reason>(number));
        EXPECT_FALSE(name.empty());
        EXPECT_EQ(name.find(' '), std::string_view::npos);
    }
}

}  // namespace
}  // namespace freehold
