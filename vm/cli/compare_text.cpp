// SPDX-License-Identifier: MIT
#include "vm/cli/compare_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/cli/compare_lesson.hpp"
#include "vm/cli/compare_topics.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::cli {

namespace {

/// From so many columns on the runs stand side by side.
constexpr std::uint32_t side_by_side = 110;
constexpr std::uint32_t label_columns = 8;
constexpr std::uint32_t column_gap = 3;
constexpr std::size_t most_findings = 3;

/// A line of a cell: its beginning in colour.
struct CellLine {
    std::string head;
    Ink ink = Ink::Plain;
    std::string rest;
};

/// A remark's head on its first line, the rest behind it or, where it begins a remark, indented.
std::vector<CellLine> lines_of(const Remark& remark, std::uint32_t columns) {
    std::vector<CellLine> lines;
    if (remark.rest.empty()) {
        for (std::string& line : wrapped_lines(remark.head, columns)) {
            lines.push_back({cut_to(line, columns), remark.ink, ""});
        }
        return lines;
    }
    if (!remark.head.empty()) {
        const std::string all = remark.head + std::string(remark.between) + remark.rest;
        for (std::string& line : wrapped_lines(all, columns)) lines.push_back({"", {}, line});
        lines.front().head = remark.head;
        lines.front().ink = remark.ink;
        lines.front().rest.erase(0, remark.head.size());
        return lines;
    }
    for (std::string& line : wrapped_lines(remark.rest, columns)) lines.push_back({"", {}, line});
    return lines;
}

std::vector<CellLine> lines_of(const Cell& cell, std::uint32_t columns) {
    std::vector<CellLine> lines;
    for (const Remark& remark : cell) {
        for (CellLine& line : lines_of(remark, columns)) lines.push_back(std::move(line));
    }
    return lines;
}

class Sheet {
public:
    Sheet(const Comparison& comparison, const RenderStyle& style)
        : m_comparison(comparison),
          m_columns(std::clamp(style.width, 40u, widest_report)),
          m_palette(style.color, Severity::Error) {}

    std::string draw(const std::string& name, const std::vector<std::string>& commands) {
        Row title(name, Ink::Strong);
        title.append(": one program, three rules", Ink::Plain);
        add(title);
        add(Row{});
        add_verdict();
        const std::string forced = forced_words(m_comparison);
        const std::string_view how = m_comparison.branches.empty() ? "input" : "forced";
        if (!forced.empty()) add_remark(how, Ink::Severity, forced);
        add(Row{});
        if (m_columns >= side_by_side) {
            add_columns();
        } else {
            add_stack();
        }
        add_lesson();
        add(Row{});
        for (const std::string& note : notes_of(m_comparison))
            add_remark("note", Ink::Gutter, note);
        for (std::size_t c = 0; c < commands.size(); ++c) {
            add_command(c == 0 ? "more" : "", commands[c]);
        }
        return std::move(m_text);
    }

private:
    void add(const Row& row) { m_text += row.text(m_palette); }

    /// A label, and the text behind it as far down as it goes.
    void add_remark(std::string_view label, Ink ink, const std::string& text,
                    Ink text_ink = Ink::Plain) {
        bool first = true;
        for (const std::string& line : wrapped_lines(text, m_columns - label_columns)) {
            Row row;
            if (first) row.put(0, label, ink);
            row.put(label_columns, line, text_ink);
            add(row);
            first = false;
        }
    }

    void add_lesson() {
        const std::vector<std::string> sentences = lesson_of(m_comparison);
        for (std::size_t s = 0; s < sentences.size(); ++s) {
            const Ink ink = s + 1 == sentences.size() ? Ink::Strong : Ink::Plain;
            add_remark(s == 0 ? "so" : "", Ink::Gutter, sentences[s], ink);
        }
    }

    /// Commands are not wrapped: they are to be copied.
    void add_command(std::string_view label, const std::string& command) {
        Row row;
        row.put(0, label, Ink::Gutter);
        row.put(label_columns, command, Ink::Plain);
        add(row);
    }

    // ---- what the verifier says
    // ------------------------------------------------------------------

    void add_verdict() {
        if (m_comparison.accepted()) {
            const bool proven = m_comparison.program->unsafe.empty();
            return add_verdict_line(
                {"accepted", Ink::Help, proven ? "" : "as long as `unsafe` keeps the rules"}, true);
        }
        const auto& findings = m_comparison.findings;
        const std::size_t shown = std::min(findings.size(), most_findings);
        for (std::size_t f = 0; f < shown; ++f) add_finding(findings[f], f == 0);
        if (shown < findings.size()) {
            const std::size_t more = findings.size() - shown;
            add_remark("", Ink::Plain, "and " + quantity(more, "more finding"));
        }
    }

    void add_finding(const Finding& finding, bool first) {
        const std::string head = fmt::format("rejected: {} at {}", code_name(finding.code),
                                             place_of(*m_comparison.program, finding.at));
        add_verdict_line({head, Ink::Severity, finding.diagnostic.headline}, first);
    }

    void add_verdict_line(const Remark& remark, bool label) {
        for (const CellLine& line : lines_of(remark, m_columns - label_columns)) {
            Row row;
            if (label) row.put(0, "verdict", Ink::Gutter);
            put(row, label_columns, line);
            add(row);
            label = false;
        }
    }

    // ---- the runs
    // --------------------------------------------------------------------------------

    static void put(Row& row, std::uint32_t column, const CellLine& line) {
        row.put(column, line.head, line.ink);
        row.put(column + display_width(line.head), line.rest, Ink::Plain);
    }

    void add_columns() {
        const std::uint32_t columns = (m_columns - label_columns - 2 * column_gap) / 3;
        const auto column = [&](std::size_t run) {
            return label_columns + static_cast<std::uint32_t>(run) * (columns + column_gap);
        };
        Row options;
        Row meanings;
        Row rule;
        for (std::size_t r = 0; r < 3; ++r) {
            const Enforce enforce = m_comparison.runs[r].enforce;
            options.put(column(r), option_of(enforce), Ink::Strong);
            meanings.put(column(r), meaning_of(enforce), Ink::Plain);
            rule.fill(column(r), columns, '-', Ink::Gutter);
        }
        add(options);
        add(meanings);
        add(rule);
        for (const Topic& topic : topics_of(m_comparison)) add_topic(topic, columns);
    }

    void add_topic(const Topic& topic, std::uint32_t columns) {
        std::array<std::vector<CellLine>, 3> cells;
        std::size_t height = 0;
        for (std::size_t r = 0; r < 3; ++r) {
            cells[r] = lines_of(topic.cells[r], columns);
            height = std::max(height, cells[r].size());
        }
        for (std::size_t l = 0; l < height; ++l) {
            Row row;
            if (l == 0) row.put(0, topic.label, Ink::Gutter);
            for (std::size_t r = 0; r < 3; ++r) {
                if (l >= cells[r].size()) continue;
                put(row, label_columns + static_cast<std::uint32_t>(r) * (columns + column_gap),
                    cells[r][l]);
            }
            add(row);
        }
        add(Row{});
    }

    void add_stack() {
        const std::vector<Topic> topics = topics_of(m_comparison);
        for (std::size_t r = 0; r < 3; ++r) {
            const Enforce enforce = m_comparison.runs[r].enforce;
            const Remark head{std::string(option_of(enforce)), Ink::Strong,
                              std::string(meaning_of(enforce)), ": "};
            for (const CellLine& line : lines_of(head, m_columns)) {
                Row row;
                put(row, 0, line);
                add(row);
            }
            if (r > 0 && alike(topics, r, r - 1)) {
                const Enforce other = m_comparison.runs[r - 1].enforce;
                add_cell("", {{"", Ink::Plain, fmt::format("as under `{}`", option_of(other))}});
            } else {
                for (const Topic& topic : topics) add_cell(topic.label, topic.cells[r]);
            }
            add(Row{});
        }
    }

    static bool alike(const std::vector<Topic>& topics, std::size_t a, std::size_t b) {
        return std::all_of(topics.begin(), topics.end(),
                           [&](const Topic& topic) { return topic.cells[a] == topic.cells[b]; });
    }

    void add_cell(std::string_view label, const Cell& cell) {
        constexpr std::uint32_t indent = 2;
        bool first = true;
        for (const CellLine& line : lines_of(cell, m_columns - indent - label_columns)) {
            Row row;
            if (first) row.put(indent, label, Ink::Gutter);
            put(row, indent + label_columns, line);
            add(row);
            first = false;
        }
    }

    const Comparison& m_comparison;
    std::uint32_t m_columns;
    Palette m_palette;
    std::string m_text;
};

}  // namespace

std::string compare_text(const Comparison& comparison, const std::string& name,
                         const std::vector<std::string>& commands, const RenderStyle& style) {
    return Sheet(comparison, style).draw(name, commands);
}

}  // namespace freehold::cli
