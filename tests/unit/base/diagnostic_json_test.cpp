// SPDX-License-Identifier: MIT
#include "vm/base/diagnostic_json.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/unit/base/json_schema.hpp"
#include "tests/unit/base/report_support.hpp"
#include "vm/base/diagnostics_text.hpp"
#include "vm/base/utf8.hpp"

namespace freehold {
namespace {

using Json = nlohmann::ordered_json;

Sources program() { return file_with("fn main() {\n    print \"é\", s1\n}\n"); }

/// A diagnostic in which no field is empty.
Diagnostic full(const Sources& sources) {
    Diagnostic diagnostic = error({{span_of(sources, "s1"), "used here", true, 4}});
    diagnostic.notes = {"a note"};
    diagnostic.picture = "heap+0x10  68";
    diagnostic.help = Help{"clone it", {{span_of(sources, "print"), "write"}}};
    diagnostic.commands = {"freehold explain F302"};
    return diagnostic;
}

/// What the schema in docs/ objects to.
std::vector<std::string> objections(const Json& document) {
    std::ifstream file(FREEHOLD_SOURCE_DIR "/docs/schemas/diagnostics.schema.json");
    return schema_objections(Json::parse(file), document);
}

TEST(DiagnosticJson, has_the_fields_of_the_diagnostic) {
    const Sources sources = program();
    EXPECT_EQ(diagnostics_json_text({full(sources)}, sources, 3), R"({
  "schema": "freehold/diagnostics",
  "version": 1,
  "diagnostics": [
    {
      "severity": "error",
      "code": "F302",
      "title": "use of a freed block",
      "headline": "use of `s1` after its block was freed",
      "labels": [
        {
          "file": "x.fh",
          "line": 2,
          "column": 16,
          "end_line": 2,
          "end_column": 18,
          "begin": 28,
          "end": 30,
          "text": "used here",
          "primary": true,
          "step": 4
        }
      ],
      "notes": [
        "a note"
      ],
      "picture": "heap+0x10  68",
      "help": {
        "text": "clone it",
        "edits": [
          {
            "file": "x.fh",
            "line": 2,
            "column": 5,
            "end_line": 2,
            "end_column": 10,
            "begin": 16,
            "end": 21,
            "replacement": "write"
          }
        ]
      },
      "commands": [
        "freehold explain F302"
      ]
    }
  ],
  "uncounted": 3
}
)");
}

TEST(DiagnosticJson, names_the_related_codes_of_rustc) {
    const Diagnostic diagnostic{Severity::Error, Code::MaybeMoved, "may be moved"};
    EXPECT_EQ(to_json(diagnostic, {})["rustc"], "E0382 E0381");
    const Diagnostic without{Severity::Error, Code::ReturnedFromOther, "from another parameter"};
    EXPECT_FALSE(to_json(without, {}).contains("rustc"));
}

TEST(DiagnosticJson, leaves_out_what_is_not_there) {
    const Json json = to_json({Severity::Note, Code{}, "assembled"}, {});
    EXPECT_EQ(json, Json::parse(R"({"severity": "note", "headline": "assembled", "labels": [],
                                    "notes": [], "commands": []})"));
}

TEST(DiagnosticJson, gives_no_line_where_there_is_no_text) {
    const Json json = to_json(error({{{FileId{0}, 5, 7}, "here"}}), {Source("x.fh", "")});
    EXPECT_EQ(json["labels"][0], Json::parse(R"({"file": "x.fh", "begin": 5, "end": 7,
                                                 "text": "here", "primary": false})"));
}

TEST(DiagnosticJson, gives_no_file_where_there_is_none) {
    const Json json = to_json(error({{{FileId{9}, 5, 7}, "here"}}), {});
    EXPECT_FALSE(json["labels"][0].contains("file"));
}

TEST(DiagnosticJson, replaces_bytes_that_are_no_utf8) {
    const Sources sources = {Source("\xff.fh", "\xff\xfe")};
    const std::string text =
        diagnostics_json_text({error({{{FileId{0}, 0, 1}, "\xc3", true}})}, sources, 0);
    EXPECT_EQ(first_invalid_utf8(text), text.size());
    EXPECT_EQ(Json::parse(text)["diagnostics"][0]["labels"][0]["file"], "�.fh");
}

TEST(DiagnosticJson, is_what_the_schema_says) {
    const Sources sources = program();
    Diagnostic related = full(sources);
    related.code = Code::MaybeMoved;
    const Diagnostic remark{Severity::Note, Code{}, "assembled"};
    const Json document = diagnostics_document({full(sources), related, remark}, sources, 1);
    EXPECT_EQ(objections(document), std::vector<std::string>{});
}

TEST(DiagnosticJson, would_be_refused_by_the_schema_with_another_field_or_type) {
    const Sources sources = program();
    Json document = diagnostics_document({full(sources)}, sources, 0);
    document["diagnostics"][0]["labels"][0]["line"] = 0;
    document["diagnostics"][0]["code"] = "302";
    document["diagnostics"][0].erase("headline");
    document["extra"] = true;
    EXPECT_EQ(objections(document).size(), 4u);
}

}  // namespace
}  // namespace freehold
