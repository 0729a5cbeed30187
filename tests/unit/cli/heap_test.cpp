// SPDX-License-Identifier: MIT
// The heap's laboratory as a person meets it: options, reports, heap-compare.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/case_file.hpp"
#include "tests/support/process.hpp"
#include "tests/unit/base/json_schema.hpp"
#include "tests/unit/cli/schema_named.hpp"

namespace freehold::test {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::Not;

const std::string lesson = "programs/lessons/20_heap_policies.fh";

ProcessResult heap_shell(const std::string& line) {
    ProcessOptions options;
    options.environment = {std::string{"F="} + FREEHOLD_BINARY, "COLUMNS=80"};
    return run_process({"/bin/sh", "-c", line}, options);
}

TEST(HeapOptions, make_the_report_say_why_a_place_was_chosen) {
    const ProcessResult ran = heap_shell("$F run --heap-policy=first-fit " + lesson);
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.messages, HasSubstr("first fit: 2nd of 10 free chunks, 96 bytes, whole"));
}

TEST(HeapOptions, that_ask_for_the_default_make_it_say_so_too) {
    EXPECT_THAT(heap_shell("$F run --heap-policy=segregated " + lesson).messages,
                HasSubstr("segregated: "));
    EXPECT_THAT(heap_shell("$F run " + lesson).messages, Not(HasSubstr("segregated")));
}

TEST(HeapOptions, are_refused_with_what_they_take) {
    const ProcessResult policy = heap_shell("$F run --heap-policy=first " + lesson);
    EXPECT_EQ(policy.status, 104);
    EXPECT_THAT(policy.messages, HasSubstr("first-fit"));
    EXPECT_THAT(heap_shell("$F run --fill-new=256 " + lesson).messages,
                HasSubstr("out of range: from 0 to 255"));
    EXPECT_EQ(heap_shell("$F run --quarantine=-1 " + lesson).status, 104);
}

TEST(HeapOptions, go_along_with_the_command_that_leads_to_the_debugger) {
    const ProcessResult ran = heap_shell(
        "$F run -q --no-verify --quarantine=2 --heap-policy=buddy "
        "programs/mistakes/f302_use_after_free.fh");
    EXPECT_THAT(ran.messages, HasSubstr("freehold debug --goto="));
    EXPECT_THAT(ran.messages, HasSubstr("--heap-policy=buddy --quarantine=2"));
}

TEST(HeapOptions, are_told_in_a_trace_and_so_are_placements) {
    const ProcessResult ran =
        heap_shell("$F trace --format=jsonl --to=30 --heap-policy=best-fit --redzone=16 " + lesson);
    const Json schema = schema_named("trace");
    bool placed = false;
    for (const std::string& line : plain_lines(ran.output)) {
        if (line.empty()) continue;
        const Json json = Json::parse(line);
        EXPECT_THAT(schema_objections(schema, json), testing::IsEmpty()) << line;
        if (json["type"] == "header") {
            EXPECT_EQ(json["options"]["heap"]["redzone"], 16);
        }
        placed = placed || json.contains("placement");
    }
    EXPECT_TRUE(placed);
}

TEST(HeapStats, are_a_table_at_the_end_of_a_run) {
    const ProcessResult ran = heap_shell("$F run -q --heap-stats " + lesson);
    EXPECT_THAT(ran.messages, HasSubstr("heap: segregated\n"));
    EXPECT_THAT(ran.messages, HasSubstr("utilisation    87.8 %"));
    for (const std::string& line : plain_lines(ran.messages)) EXPECT_LE(line.size(), 80u) << line;
}

TEST(HeapStats, are_a_field_of_the_run_report) {
    const ProcessResult ran = heap_shell(
        "$F run --format=json --heap-stats --redzone=16 --fill-new=0xcd --heap-policy=best-fit " +
        lesson);
    const Json report = Json::parse(ran.output);
    EXPECT_THAT(schema_objections(schema_named("run-report"), report), testing::IsEmpty());
    EXPECT_EQ(report["heap"]["policy"], "best-fit");
    EXPECT_EQ(report["options"]["heap"]["fill_new"], 0xcd);
    EXPECT_EQ(report["events"][0]["placement"]["from"], "top");
}

TEST(HeapStats, are_a_command_of_the_debugger) {
    const ProcessResult ran =
        heap_shell("$F debug --heap-policy=next-fit --goto=end --do='heap-stats; heap' " + lesson);
    EXPECT_THAT(ran.output, HasSubstr("heap: next fit\n"));
    EXPECT_THAT(ran.output, HasSubstr("next fit"));
}

TEST(HeapCompare, has_a_row_for_each_policy) {
    const ProcessResult ran = heap_shell("$F heap-compare " + lesson);
    EXPECT_EQ(ran.status, 0);
    for (const char* policy :
         {"segregated", "first-fit", "next-fit", "best-fit", "worst-fit", "buddy", "bump"}) {
        EXPECT_THAT(ran.output, HasSubstr(std::string{"\n"} + policy));
    }
    for (const std::string& line : plain_lines(ran.output)) EXPECT_LE(line.size(), 80u) << line;
}

TEST(HeapCompare, says_which_policies_found_the_heap_too_small) {
    const ProcessResult ran = heap_shell("$F heap-compare --heap=4K " + lesson);
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.output, HasSubstr("F313: heap exhausted"));
    EXPECT_THAT(ran.output, HasSubstr("the heap is too small for"));
}

TEST(HeapCompare, ends_with_1_where_the_program_fails_under_all) {
    EXPECT_EQ(heap_shell("$F heap-compare --heap=1K " + lesson).status, 1);
}

TEST(HeapCompare, writes_json_as_its_schema_says) {
    const ProcessResult ran = heap_shell("$F heap-compare --heap=4K --format=json " + lesson);
    const Json document = Json::parse(ran.output);
    EXPECT_THAT(schema_objections(schema_named("heap-compare"), document), testing::IsEmpty());
    ASSERT_EQ(document["runs"].size(), 7u);
    EXPECT_EQ(document["runs"][6]["code"], "F313");
}

TEST(HeapExhausted, names_the_policy_that_has_room) {
    const ProcessResult ran = heap_shell("$F run -q --heap=4K --heap-policy=bump " + lesson);
    EXPECT_EQ(ran.status, 101);
    EXPECT_THAT(ran.messages, HasSubstr("--heap-policy=first-fit"));
}

}  // namespace
}  // namespace freehold::test
