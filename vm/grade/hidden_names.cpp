// SPDX-License-Identifier: MIT
#include "vm/grade/hidden_names.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "vm/grade/whole_program.hpp"

namespace freehold::grade {

namespace {

bool is_of_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// Where the next name begins and ends; both are the text's end where there is none.
std::pair<std::size_t, std::size_t> next_name(std::string_view text, std::size_t at) {
    while (at < text.size() && !is_of_name(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && is_of_name(text[end])) ++end;
    return {at, end};
}

template <class Use>
void for_each_name(std::string_view text, Use use) {
    for (std::size_t at = 0; at < text.size();) {
        const auto [begin, end] = next_name(text, at);
        if (begin != end) use(text.substr(begin, end - begin));
        at = end;
    }
}

bool declares(std::string_view word) {
    return word == "fn" || word == "struct" || word == "const" || word == "data" || word == "bss";
}

/// The names that a line declares: functions, statics, locals; and fields, parameters and labels,
/// which a colon follows.
template <class Use>
void for_each_declared(std::string_view line, Use use) {
    bool next = false, local = false;
    line = line.substr(0, line.find(';'));
    for_each_name(line, [&](std::string_view name) {
        const auto end = static_cast<std::size_t>(name.data() + name.size() - line.data());
        const bool colon = end < line.size() && line[end] == ':';
        if (name == "mut" || name == "ro") return;
        if (next || local || colon) use(name);
        local = (local || name == "local") && !colon;
        next = declares(name);
    });
}

std::string file_name(const Source& source) {
    return std::filesystem::path(source.name()).filename().string();
}

}  // namespace

HiddenNames::HiddenNames(const Sources& sources) {
    const auto add = [this](std::string_view name) { m_names.emplace(name); };
    const auto remove = [this](std::string_view name) {
        if (const auto at = m_names.find(name); at != m_names.end()) m_names.erase(at);
    };
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const Source& source = sources[i];
        if (!is_of_assignment(source)) continue;
        m_files.insert(static_cast<FileId>(i));
        for (std::uint32_t line = 1; line <= source.line_count(); ++line) {
            for_each_declared(source.line(line), add);
        }
        for_each_name(source.name(), add);
    }
    for (const Source& source : sources) {
        if (is_of_assignment(source)) continue;
        for_each_name(source.text(), remove);
        for_each_name(file_name(source), remove);
    }
    // Every program has it.
    remove("main");
}

bool HiddenNames::are_in(std::string_view text) const {
    bool found = false;
    for_each_name(text, [&](std::string_view name) { found = found || m_names.contains(name); });
    return found;
}

std::string HiddenNames::without(std::string_view sentence) const {
    std::string text;
    bool quoted = false;
    for (std::size_t at = 0; at < sentence.size();) {
        const auto [begin, end] = next_name(sentence, at);
        const std::string_view between = sentence.substr(at, begin - at);
        text += between;
        if (std::count(between.begin(), between.end(), '`') % 2 != 0) quoted = !quoted;
        const std::string_view name = sentence.substr(begin, end - begin);
        text += quoted && m_names.contains(name) ? "…" : name;
        at = end;
    }
    return text;
}

std::string HiddenNames::lines_without(const std::string& text) const {
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        if (!are_in(line)) kept += (kept.empty() ? "" : "\n") + line;
        at = end + 1;
    }
    return kept;
}

Diagnostic HiddenNames::without(Diagnostic diagnostic) const {
    const Label* place = primary_label(diagnostic);
    const bool speaks = diagnostic.code == Code::Panic || diagnostic.code == Code::AssertionFailed;
    if (speaks && (place == nullptr || m_files.contains(place->span.file))) {
        diagnostic.headline = code_info(diagnostic.code).title;
    }
    diagnostic.headline = without(diagnostic.headline);
    for (Label& label : diagnostic.labels) label.text = without(label.text);
    for (std::string& note : diagnostic.notes) note = lines_without(note);
    std::erase(diagnostic.notes, "");
    if (diagnostic.picture) diagnostic.picture = lines_without(*diagnostic.picture);
    if (diagnostic.picture && diagnostic.picture->empty()) diagnostic.picture.reset();
    // An edit may be one of the harness.
    if (diagnostic.help) diagnostic.help = Help{without(diagnostic.help->text), {}};
    return diagnostic;
}

}  // namespace freehold::grade
