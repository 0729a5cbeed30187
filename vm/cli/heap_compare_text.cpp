// SPDX-License-Identifier: MIT
#include "vm/cli/heap_compare_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "vm/base/render_row.hpp"
#include "vm/base/text.hpp"
#include "vm/observe/heap_stats_text.hpp"

namespace freehold::cli {

namespace {

/// A column of numbers; which of them is best.
struct Column {
    std::array<std::string_view, 2> head;
    std::uint32_t end;  ///< the column behind its last character
    std::uint64_t (*measure)(const HeapTrial&);
    std::string (*text)(const HeapTrial&);
    enum class Best : std::uint8_t { Least, Most, Neither } best;
};

std::uint64_t tenths_per_block(const HeapTrial& it) {
    const std::uint64_t blocks = std::max<std::uint64_t>(it.stats.allocations, 1);
    return (it.stats.examined * 10 + blocks / 2) / blocks;
}

/// In at most six characters: "99,999", "100K", "12M".
std::string short_count(std::uint64_t number) {
    if (number < 100'000) return with_commas(number);
    if (number < 100'000'000) return fmt::format("{}K", number / 1000);
    return fmt::format("{}M", number / 1'000'000);
}

const std::array<Column, 7>& columns() {
    using Best = Column::Best;
    using Trial = const HeapTrial&;
    static const std::array<Column, 7> all{{
        {{"heap at its", "largest"},
         29,
         [](Trial it) -> std::uint64_t { return it.stats.peak_span; },
         [](Trial it) { return with_commas(it.stats.peak_span); },
         Best::Least},
        {{"", "used"},
         37,
         [](Trial it) -> std::uint64_t { return it.stats.utilisation(); },
         [](Trial it) { return percent_text(it.stats.utilisation()); },
         Best::Most},
        {{"free when", "it grew"},
         47,
         [](Trial it) -> std::uint64_t { return it.stats.fragmentation_at_peak(); },
         [](Trial it) { return percent_text(it.stats.fragmentation_at_peak()); },
         Best::Least},
        {{"", "padding"},
         55,
         [](Trial it) -> std::uint64_t { return it.stats.internal_fragmentation(); },
         [](Trial it) { return percent_text(it.stats.internal_fragmentation()); },
         Best::Least},
        {{"looked at", "per block"},
         66,
         tenths_per_block,
         [](Trial it) {
             const std::uint64_t tenths = tenths_per_block(it);
             return fmt::format("{}.{}", with_commas(tenths / 10), tenths % 10);
         },
         Best::Least},
        {{"", "splits"},
         0,
         [](Trial it) { return it.stats.splits; },
         [](Trial it) { return short_count(it.stats.splits); },
         Best::Neither},
        {{"", "joins"},
         0,
         [](Trial it) { return it.stats.joins; },
         [](Trial it) { return short_count(it.stats.joins); },
         Best::Neither},
    }};
    return all;
}

constexpr std::uint32_t ending_column = 12;

class Table {
public:
    Table(const std::vector<HeapTrial>& trials, const RenderStyle& style)
        : m_trials(trials), m_style(style), m_palette(style.color, Severity::Error) {
        std::uint32_t end = 66;
        for (Column& column : m_columns) {
            if (column.end == 0) column.end = end += width_of(column) + 1;
        }
    }

    std::string draw(const std::string& name) {
        Row title(name, Ink::Strong);
        title.append(": one program, seven allocators", Ink::Plain);
        m_text += title.text(m_palette) + "\n";
        add_head(0);
        add_head(1);
        for (const HeapTrial& trial : m_trials) add_row(trial);
        m_text += "\n";
        add_faults();
        std::string_view label = "so";
        for (const std::string& lesson : lessons_of(m_trials)) {
            add_lesson(label, lesson);
            label = "";
        }
        return std::move(m_text);
    }

private:
    std::uint32_t width_of(const Column& column) const {
        std::size_t width = column.head[1].size();
        for (const HeapTrial& trial : m_trials) width = std::max(width, column.text(trial).size());
        return static_cast<std::uint32_t>(width);
    }

    static void put_right(Row& row, std::uint32_t end, std::string_view text, Ink ink) {
        const auto width = static_cast<std::uint32_t>(text.size());
        row.put(end - std::min(end, width), text, ink);
    }

    void add_head(std::size_t line) {
        Row row;
        if (line == 1) {
            row.put(0, "policy", Ink::Gutter);
            row.put(ending_column, "ended", Ink::Gutter);
        }
        for (const Column& column : m_columns) {
            put_right(row, column.end, column.head[line], Ink::Gutter);
        }
        m_text += row.text(m_palette);
    }

    /// Of those that ended.
    bool is_best(const HeapTrial& trial, const Column& column) const {
        if (column.best == Column::Best::Neither || !trial.ended()) return false;
        return std::all_of(m_trials.begin(), m_trials.end(), [&](const HeapTrial& other) {
            if (!other.ended()) return true;
            const std::uint64_t mine = column.measure(trial);
            const std::uint64_t its = column.measure(other);
            return column.best == Column::Best::Least ? mine <= its : mine >= its;
        });
    }

    void add_row(const HeapTrial& trial) {
        Row row;
        row.put(0, policy_word(trial.policy()), Ink::Strong);
        const bool well = trial.ended();
        row.put(ending_column,
                well ? fmt::format("exit {}", trial.totals.status) : code_name(trial.totals.code),
                well ? Ink::Plain : Ink::Severity);
        for (const Column& column : m_columns) {
            put_right(row, column.end, column.text(trial),
                      is_best(trial, column) ? Ink::Help : Ink::Plain);
        }
        m_text += row.text(m_palette);
    }

    /// Each fault once, with the policies that met it.
    void add_faults() {
        std::vector<std::string> told;
        for (const HeapTrial& trial : m_trials) {
            if (trial.ended()) continue;
            const std::string text = code_name(trial.totals.code) + ": " + trial.fault->headline;
            if (std::find(told.begin(), told.end(), text) != told.end()) continue;
            told.push_back(text);
            add_lesson(policy_word(trial.policy()), text);
        }
    }

    void add_lesson(std::string_view label, const std::string& text) {
        const std::uint32_t width = std::clamp(m_style.width, 40u, 80u) - ending_column;
        for (const std::string& line : wrapped_lines(text, width)) {
            Row row;
            row.put(0, label, Ink::Gutter);
            row.put(ending_column, line, Ink::Plain);
            m_text += row.text(m_palette);
            label = "";
        }
    }

    const std::vector<HeapTrial>& m_trials;
    const RenderStyle& m_style;
    Palette m_palette;
    std::array<Column, 7> m_columns = columns();
    std::string m_text;
};

}  // namespace

std::string heap_compare_text(const std::vector<HeapTrial>& trials, const std::string& name,
                              const RenderStyle& style) {
    return Table{trials, style}.draw(name);
}

}  // namespace freehold::cli
