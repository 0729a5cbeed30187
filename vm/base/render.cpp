// SPDX-License-Identifier: MIT
#include "freehold/render.hpp"

#include <algorithm>

#include "vm/base/render_edits.hpp"
#include "vm/base/render_page.hpp"
#include "vm/base/render_snippet.hpp"
#include "vm/base/severity.hpp"
#include "vm/base/snippet_plan.hpp"
#include "vm/base/text.hpp"

namespace freehold {
namespace {

/// Where the diagnostic points: its primary label, else its first one.
const Label* point(const Diagnostic& diagnostic) {
    const Label* primary = primary_label(diagnostic);
    if (primary || diagnostic.labels.empty()) return primary;
    return &diagnostic.labels.front();
}

FileId main_file(const Diagnostic& diagnostic) {
    const Label* label = point(diagnostic);
    return label ? label->span.file : FileId{};
}

std::string file_name(FileId file, const Sources& sources) {
    return raw(file) < sources.size() ? sources[raw(file)].name() : std::string();
}

/// "x.fh:3:1"; only the name where the span is not placed.
std::string described(Span span, const Sources& sources) {
    const std::optional<PlacedSpan> placed = place(span, sources);
    if (!placed) return file_name(span.file, sources);
    const Source::Position position = placed->source->position(placed->begin);
    return placed->source->name() + ':' + std::to_string(position.line) + ':' +
           std::to_string(position.column);
}

std::uint32_t largest_line(const Diagnostic& diagnostic, const Sources& sources) {
    std::uint32_t largest = 1;
    for (const Label& label : diagnostic.labels) {
        const std::optional<PlacedSpan> span = place(label.span, sources);
        if (span) largest = std::max(largest, line_number(*span->source, span->end));
    }
    if (!diagnostic.help) return largest;
    return std::max(largest, largest_edited_line(diagnostic.help->edits, sources));
}

/// Labels of one file that can be drawn, in the order in which they happened.
struct FileLabels {
    FileId file;
    std::vector<const Label*> labels = {};
};

/// The file the diagnostic points into comes first, the others as they appear.
std::vector<FileLabels> by_file(const Diagnostic& diagnostic, const Sources& sources) {
    std::vector<FileLabels> files = {{main_file(diagnostic)}};
    for (const Label& label : diagnostic.labels) {
        if (!place(label.span, sources)) continue;
        auto found = std::find_if(files.begin(), files.end(), [&](const FileLabels& labels) {
            return labels.file == label.span.file;
        });
        if (found == files.end()) found = files.insert(found, {label.span.file});
        found->labels.push_back(&label);
    }
    return files;
}

class Report {
public:
    Report(const Diagnostic& diagnostic, const Sources& sources, const RenderStyle& style)
        : m_diagnostic(diagnostic),
          m_sources(sources),
          m_style(style),
          m_page(style.width, largest_line(diagnostic, sources)) {}

    std::string text() {
        add_headline();
        add_snippets();
        add_unplaced_labels();
        for (const std::string& note : m_diagnostic.notes) {
            m_page.add_remark("note", Ink::Strong, note);
        }
        add_picture();
        add_help();
        if (!m_diagnostic.commands.empty()) {
            m_page.add_remark_lines("more", Ink::Strong, m_diagnostic.commands);
        }
        return m_page.text(Palette(m_style.color, m_diagnostic.severity));
    }

private:
    void add_headline();
    void add_snippets();
    void add_unplaced_labels();
    void add_picture();
    void add_help();

    const Diagnostic& m_diagnostic;
    const Sources& m_sources;
    const RenderStyle& m_style;
    Page m_page;
};

/// Not wrapped, so that it is one line for those who search a log.
void Report::add_headline() {
    Row row(severity_word(m_diagnostic.severity), Ink::Severity);
    if (m_diagnostic.code != Code{}) {
        row.append('[' + code_name(m_diagnostic.code) + ']', Ink::Severity);
    }
    row.append(": " + m_diagnostic.headline, Ink::Strong);
    m_page.add(std::move(row));
}

void Report::add_snippets() {
    const Label* label = point(m_diagnostic);
    if (!label) return;
    bool first = true;
    for (const FileLabels& file : by_file(m_diagnostic, m_sources)) {
        if (!first) m_page.add(m_page.gutter({}));
        const Span at = first ? label->span : file.labels.front()->span;
        const std::string place = described(at, m_sources);
        if (!place.empty()) m_page.add_arrow(first ? "-->" : ":::", place);
        first = false;
        if (file.labels.empty()) continue;
        m_page.add(m_page.gutter({}));
        draw_snippet(m_page, m_sources[raw(file.file)], file.labels);
    }
}

/// What happened at places whose text we do not have: "= at lib.fh @7: block #1 freed here".
void Report::add_unplaced_labels() {
    for (const Label& label : m_diagnostic.labels) {
        if (place(label.span, m_sources) || (label.text.empty() && !label.step)) continue;
        std::string at;
        if (label.span.file != main_file(m_diagnostic)) at = file_name(label.span.file, m_sources);
        if (label.step) at += (at.empty() ? "@" : " @") + std::to_string(*label.step);
        m_page.add_remark(at.empty() ? "here" : "at " + at,
                          label.primary ? Ink::Severity : Ink::Secondary, label.text);
    }
}

void Report::add_picture() {
    if (!m_diagnostic.picture) return;
    const std::string_view picture = *m_diagnostic.picture;
    const std::string indent(m_page.bar_column() + 4, ' ');
    for (std::size_t begin = 0; begin <= picture.size();) {
        const std::size_t end = std::min(picture.find('\n', begin), picture.size());
        Row row(indent, Ink::Plain);
        row.append(picture.substr(begin, end - begin), Ink::Plain);
        m_page.add(std::move(row));
        begin = end + 1;
    }
}

void Report::add_help() {
    if (!m_diagnostic.help) return;
    m_page.add_remark("help", Ink::Help, m_diagnostic.help->text);
    draw_edits(m_page, m_diagnostic.help->edits, m_sources, main_file(m_diagnostic));
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Sources& sources, const RenderStyle& style) {
    return Report(diagnostic, sources, style).text();
}

}  // namespace freehold
