// SPDX-License-Identifier: MIT
#include "vm/base/diagnostic_json.hpp"

#include <nlohmann/json.hpp>

#include "vm/base/diagnostics_text.hpp"
#include "vm/base/severity.hpp"
#include "vm/base/snippet_plan.hpp"

namespace freehold {
namespace {

using Json = nlohmann::ordered_json;

/// The fields every place has.
Json place_json(Span span, const Sources& sources) {
    Json json = Json::object();
    if (raw(span.file) < sources.size()) json["file"] = sources[raw(span.file)].name();
    if (const std::optional<PlacedSpan> placed = place(span, sources)) {
        const Source::Position begin = placed->source->position(placed->begin);
        const Source::Position end = placed->source->position(placed->end);
        json["line"] = begin.line;
        json["column"] = begin.column;
        json["end_line"] = end.line;
        json["end_column"] = end.column;
    }
    json["begin"] = span.begin;
    json["end"] = span.end;
    return json;
}

Json label_json(const Label& label, const Sources& sources) {
    Json json = place_json(label.span, sources);
    json["text"] = label.text;
    json["primary"] = label.primary;
    if (label.step) json["step"] = *label.step;
    return json;
}

Json help_json(const Help& help, const Sources& sources) {
    Json edits = Json::array();
    for (const Edit& edit : help.edits) {
        edits.push_back(place_json(edit.span, sources));
        edits.back()["replacement"] = edit.replacement;
    }
    return {{"text", help.text}, {"edits", std::move(edits)}};
}

void add_code(Json& json, Code code) {
    const CodeInfo* info = find_code(static_cast<std::uint16_t>(code));
    if (!info) return;
    json["code"] = code_name(code);
    json["title"] = info->title;
    if (!info->rustc.empty()) json["rustc"] = info->rustc;
}

}  // namespace

Json to_json(const Diagnostic& diagnostic, const Sources& sources) {
    Json json = {{"severity", severity_word(diagnostic.severity)}};
    add_code(json, diagnostic.code);
    json["headline"] = diagnostic.headline;
    json["labels"] = Json::array();
    for (const Label& label : diagnostic.labels) {
        json["labels"].push_back(label_json(label, sources));
    }
    json["notes"] = diagnostic.notes;
    if (diagnostic.picture) json["picture"] = *diagnostic.picture;
    if (diagnostic.help) json["help"] = help_json(*diagnostic.help, sources);
    json["commands"] = diagnostic.commands;
    return json;
}

Json diagnostics_document(const std::vector<Diagnostic>& diagnostics, const Sources& sources,
                          std::uint32_t uncounted) {
    Json list = Json::array();
    for (const Diagnostic& diagnostic : diagnostics) list.push_back(to_json(diagnostic, sources));
    return {{"schema", "freehold/diagnostics"},
            {"version", 1},
            {"diagnostics", std::move(list)},
            {"uncounted", uncounted}};
}

std::string json_text(const Json& document) {
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string diagnostics_json_text(const std::vector<Diagnostic>& diagnostics,
                                  const Sources& sources, std::uint32_t uncounted) {
    return json_text(diagnostics_document(diagnostics, sources, uncounted));
}

}  // namespace freehold
