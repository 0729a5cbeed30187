// SPDX-License-Identifier: MIT
// docs/schemas/rubric.schema.json, by which editors complete a rubric, and the reader of rubrics.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "tests/unit/base/json_schema.hpp"
#include "tests/unit/grade/graded.hpp"
#include "tests/unit/grade/report_readers.hpp"

namespace freehold::grade {
namespace {

using testing::IsEmpty;
using testing::Not;
using SchemaJson = nlohmann::ordered_json;

SchemaJson schema_of_rubrics() {
    return SchemaJson::parse(test::read_file(test::in_checkout("docs/schemas/rubric.schema.json")));
}

/// A rubric as JSON, by a reader of TOML that is not ours.
SchemaJson schema_json_of(const std::string& toml) {
    return report_python(
        "import json, sys, tomllib\n"
        "json.dump(tomllib.load(sys.stdin.buffer), sys.stdout)\n",
        toml, "python3 (3.11 or later)");
}

using Keys = std::set<std::string>;

/// The keys that the reader knows of a table, as its message about one that it does not know says.
Keys schema_known_to_reader(const std::string& lines) {
    const RubricReading reading = read_rubric(
        {"rubric.toml", "title = 't'\nsubmission = 's.fh'\n" + lines + "\nxyzzyxyzzyxyzzy = 1\n"});
    EXPECT_EQ(reading.problems.size(), 1u) << lines;
    const std::string help = reading.problems.at(0).help.value().text;
    Keys keys;
    for (std::size_t at = 0; (at = help.find('`', at)) != help.npos;) {
        const std::size_t end = help.find('`', at + 1);
        keys.insert(help.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    return keys;
}

Keys schema_known(const SchemaJson& table) {
    Keys keys;
    for (const auto& [key, unused] : table.at("properties").items()) keys.insert(key);
    return keys;
}

TEST(RubricSchema, has_the_keys_that_the_reader_has) {
    const SchemaJson schema = schema_of_rubrics();
    const SchemaJson& parts = schema["$defs"];
    const std::string test = "[[test]]\nname = 'x'\n";
    EXPECT_EQ(schema_known_to_reader(test + "[test.limits]"), schema_known(parts["limits"]));
    EXPECT_EQ(schema_known_to_reader("[limits]\nsteps = 1\n" + test), schema_known(parts["test"]));
    EXPECT_EQ(schema_known_to_reader(test + "[[test.check]]\nname = 'y'"),
              schema_known(parts["check"]));
    EXPECT_EQ(schema_known_to_reader(test + "[[answer]]\nfile = 'f'\npoints = 1"),
              schema_known(parts["answer"]));
    EXPECT_EQ(schema_known_to_reader(test + "[test.leaks]\nleast = 1"),
              schema_known(parts["count"]));
    EXPECT_EQ(schema_known_to_reader(test + "[test.peak_heap]\nleast = 1"),
              schema_known(parts["bytes"]));
    EXPECT_EQ(schema_known_to_reader("test = [{ name = 'x' }]"), schema_known(schema));
}

TEST(RubricSchema, describes_every_key) {
    const SchemaJson schema = schema_of_rubrics();
    for (const SchemaJson& table :
         {schema, schema["$defs"]["test"], schema["$defs"]["check"], schema["$defs"]["answer"]}) {
        for (const auto& [key, rule] : table["properties"].items()) {
            EXPECT_TRUE(rule.contains("description") || rule.contains("$ref")) << key;
        }
    }
}

TEST(RubricSchema, accepts_every_rubric_that_there_is) {
    const SchemaJson schema = schema_of_rubrics();
    for (const auto& entry :
         std::filesystem::directory_iterator(test::in_checkout("programs/assignments"))) {
        if (!entry.is_directory()) continue;
        const std::string path = entry.path().string() + "/rubric.toml";
        EXPECT_THAT(schema_objections(schema, schema_json_of(test::read_file(path))), IsEmpty())
            << path;
    }
}

TEST(RubricSchema, refuses_what_the_reader_refuses) {
    const SchemaJson schema = schema_of_rubrics();
    const std::string begun = "title = 't'\nsubmission = 's.fh'\n[[test]]\nname = 'x'\n";
    EXPECT_THAT(schema_objections(schema, schema_json_of(begun)), IsEmpty());
    for (const char* lines :
         {"ouput = ''", "points = '2'", "points = -1", "exit = 100", "leaks = -1",
          "leaks = { last = 1 }", "peak_heap = '4X'", "output_lines = 'a'", "program = '/x'",
          "limits = { time = '2' }", "limits = { steps = 0 }", "enforce = 'all'", "fault = 'x'",
          "verified = false", "name2 = 'x'", "[[test]]\npoints = 1", "[[answer]]\nfile = 'f'"}) {
        EXPECT_THAT(schema_objections(schema, schema_json_of(begun + lines)), Not(IsEmpty()))
            << lines;
        EXPECT_FALSE(read_rubric({"rubric.toml", begun + lines}).rubric) << lines;
    }
}

}  // namespace
}  // namespace freehold::grade
