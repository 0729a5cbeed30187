// SPDX-License-Identifier: MIT
#include "vm/cli/check_sarif_json.hpp"

#include <nlohmann/json.hpp>

#include <map>

#include "vm/base/diagnostic_json.hpp"
#include "vm/base/severity.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/markdown.hpp"
#include "vm/cli/pages.hpp"

namespace freehold::cli {

namespace {

using Json = nlohmann::ordered_json;

/// Where the tool is described; SARIF wants an absolute URI.
constexpr const char* information_uri = "urn:freehold:manual";

/// A file's name as a relative reference: what may not stand in one is written as %XX.
std::string uri_of(const std::string& name) {
    constexpr std::string_view plain = "-._~/!$&'()*+,;=@";
    constexpr const char* digits = "0123456789ABCDEF";
    std::string uri;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || (c >= '0' && c <= '9') || plain.find(c) != std::string_view::npos) {
            uri += c;
        } else {
            uri += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return uri;
}

Json artifact(const std::string& name) { return {{"uri", uri_of(name)}}; }

/// Columns count code points from 1, and the end is the first behind, as here.
Json region(Span span, const Source& source) {
    const Source::Position begin = source.position(span.begin);
    const Source::Position end = source.position(span.end);
    return {{"startLine", begin.line},
            {"startColumn", begin.column},
            {"endLine", end.line},
            {"endColumn", end.column}};
}

Json place(Span span, const Loaded& loaded) {
    if (raw(span.file) >= loaded.sources.size())
        return {{"artifactLocation", artifact(loaded.name)}};
    const Source& source = loaded.sources[raw(span.file)];
    return {{"artifactLocation", artifact(source.name())}, {"region", region(span, source)}};
}

Json location(const Label& label, const Loaded& loaded) {
    Json json = {{"physicalLocation", place(label.span, loaded)}};
    if (!label.text.empty()) json["message"] = {{"text", label.text}};
    return json;
}

/// The edits of a help, by file.
Json fix(const Help& help, const Loaded& loaded) {
    std::map<std::uint16_t, Json> replacements;
    for (const Edit& edit : help.edits) {
        if (raw(edit.span.file) >= loaded.sources.size()) continue;
        const Source& source = loaded.sources[raw(edit.span.file)];
        Json replacement = {{"deletedRegion", region(edit.span, source)}};
        replacement["insertedContent"] = {{"text", edit.replacement}};
        replacements[raw(edit.span.file)].push_back(std::move(replacement));
    }
    Json changes = Json::array();
    for (auto& [file, list] : replacements) {
        changes.push_back({{"artifactLocation", artifact(loaded.sources[file].name())},
                           {"replacements", std::move(list)}});
    }
    return {{"description", {{"text", help.text}}}, {"artifactChanges", std::move(changes)}};
}

std::string message_of(const Diagnostic& diagnostic) {
    std::string text = diagnostic.headline;
    for (const std::string& note : diagnostic.notes) text += "\nnote: " + note;
    if (diagnostic.help) text += "\nhelp: " + diagnostic.help->text;
    return text;
}

Json result(const Diagnostic& diagnostic, const Loaded& loaded,
            const std::map<Code, std::size_t>& rules) {
    Json json;
    if (const auto rule = rules.find(diagnostic.code); rule != rules.end()) {
        json["ruleId"] = code_name(diagnostic.code);
        json["ruleIndex"] = rule->second;
    }
    json["level"] = severity_word(diagnostic.severity);
    json["message"] = {{"text", message_of(diagnostic)}};
    const Label* primary = primary_label(diagnostic);
    json["locations"] = Json::array();
    json["locations"].push_back(
        primary != nullptr
            ? location(*primary, loaded)
            : Json{{"physicalLocation", {{"artifactLocation", artifact(loaded.name)}}}});
    Json related = Json::array();
    for (const Label& label : diagnostic.labels) {
        if (&label != primary) related.push_back(location(label, loaded));
    }
    if (!related.empty()) json["relatedLocations"] = std::move(related);
    if (diagnostic.help && !diagnostic.help->edits.empty()) {
        json["fixes"] = Json::array({fix(*diagnostic.help, loaded)});
    }
    return json;
}

/// The first paragraph below the title of a page.
std::string rule_sentence(std::string_view page) {
    const auto begin = page.find("\n\n");
    if (begin == std::string_view::npos) return "";
    std::string text{page.substr(begin + 2, page.find("\n\n", begin + 2) - begin - 2)};
    for (char& c : text) {
        if (c == '\n') c = ' ';
    }
    return text;
}

Json rule(Code code) {
    const CodeInfo& info = code_info(code);
    const std::string_view page = page_text(code_name(code));
    Json json = {{"id", code_name(code)}};
    json["shortDescription"] = {{"text", info.title}};
    if (page.empty()) {
        json["help"] = {{"text", info.title}};
        return json;
    }
    json["fullDescription"] = {{"text", rule_sentence(page)}};
    json["help"] = {{"text", markdown_text(page, {.color = false, .width = 80})},
                    {"markdown", page}};
    return json;
}

}  // namespace

std::string check_sarif_text(const std::vector<CheckedFile>& files, int status) {
    std::map<Code, std::size_t> rules;
    Json rule_list = Json::array();
    Json results = Json::array();
    for (const CheckedFile& file : files) {
        for (const Diagnostic& diagnostic : file.loaded.diagnostics) {
            const bool known = find_code(static_cast<std::uint16_t>(diagnostic.code)) != nullptr;
            if (known && rules.emplace(diagnostic.code, rules.size()).second) {
                rule_list.push_back(rule(diagnostic.code));
            }
            results.push_back(result(diagnostic, file.loaded, rules));
        }
    }
    Json driver = {{"name", "Freehold"}, {"version", FREEHOLD_VERSION}};
    driver["informationUri"] = information_uri;
    driver["rules"] = std::move(rule_list);
    Json invocation = {{"executionSuccessful", status != CannotReadOrWrite}, {"exitCode", status}};
    Json run = {{"tool", {{"driver", std::move(driver)}}}};
    run["columnKind"] = "unicodeCodePoints";
    run["invocations"] = Json::array({std::move(invocation)});
    run["results"] = std::move(results);
    Json document;
    document["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
    document["version"] = "2.1.0";
    document["runs"] = Json::array({std::move(run)});
    return json_text(document);
}

}  // namespace freehold::cli
