// SPDX-License-Identifier: MIT
#include "vm/execute/report_stack.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"

namespace freehold::reports {

namespace {

constexpr std::size_t longest_cycle = 8;
/// Rows of the picture: so many at the top, so many at the bottom.
constexpr std::size_t top_rows = 8;
constexpr std::size_t bottom_rows = 4;

bool same(const FrameInfo& a, const FrameInfo& b) {
    return a.function == b.function && a.index == b.index;
}

/// How often the `length` frames from `first` on stand there one after another.
std::size_t times(const std::vector<FrameInfo>& frames, std::size_t first, std::size_t length) {
    std::size_t at = first + length;
    while (at < frames.size() && same(frames[at], frames[at - length])) ++at;
    return (at - first) / length;
}

Fold longest_fold(const std::vector<FrameInfo>& frames, std::size_t first) {
    Fold best{first, 1, 1};
    for (std::size_t length = 1; length <= longest_cycle; ++length) {
        if (first + 2 * length > frames.size()) break;
        const std::size_t n = times(frames, first, length);
        if (n >= 2 && n * length > best.times * best.length) best = {first, length, n};
    }
    return best;
}

}  // namespace

// From the outermost frame inwards, so that a cycle begins with the function that was called first.
std::vector<Fold> folded(const std::vector<FrameInfo>& frames) {
    const std::vector<FrameInfo> outermost_first(frames.rbegin(), frames.rend());
    std::vector<Fold> folds;
    for (std::size_t at = 0; at < frames.size();) {
        Fold fold = longest_fold(outermost_first, at);
        at += fold.length * fold.times;
        fold.first = frames.size() - at;
        folds.push_back(fold);
    }
    std::reverse(folds.begin(), folds.end());
    return folds;
}

std::string fold_text(const Program& program, const std::vector<FrameInfo>& frames,
                      const Fold& fold) {
    std::string text;
    for (std::size_t k = fold.length; k-- > 0;) {
        if (!text.empty()) text += " -> ";
        text += program.function(frames[fold.first + k].function).name;
    }
    return fold.times == 1 ? text : fmt::format("{} ×{}", text, with_commas(fold.times));
}

namespace {

/// The name of a file without its folders: the rows have to be short.
std::string file_name(const Source& source) {
    const std::string& name = source.name();
    const std::size_t slash = name.rfind('/');
    return slash == name.npos ? name : name.substr(slash + 1);
}

/// "x.fh:4:5"; only "4:5" in the file that `before` names.
std::string source_place(const Report& report, std::uint32_t index, const std::string& before) {
    const Program& program = report.program;
    const Span span = program.span_of(index);
    if (program.spans.empty() || raw(span.file) >= program.sources.size()) return {};
    const Source& source = program.sources[raw(span.file)];
    const Source::Position position = source.position(span.begin);
    const std::string place = fmt::format("{}:{}", position.line, position.column);
    const std::string file = file_name(source) + ":";
    return before.starts_with(file) ? place : file + place;
}

struct StackRow {
    std::string depth;
    std::string name;
    std::string place;
};

StackRow row_of(const Report& report, const Fold& fold) {
    const FrameInfo& inner = report.frames[fold.first];
    const FrameInfo& outer = report.frames[fold.first + fold.length * fold.times - 1];
    StackRow row;
    row.depth = inner.depth == outer.depth
                    ? with_commas(inner.depth)
                    : with_commas(inner.depth) + ".." + with_commas(outer.depth);
    row.name = fold_text(report.program, report.frames, fold);
    for (std::size_t k = fold.length; k-- > 0;) {
        const std::string place =
            source_place(report, report.frames[fold.first + k].index, row.place);
        if (!row.place.empty() && !place.empty()) row.place += ", ";
        row.place += place;
    }
    return row;
}

std::vector<StackRow> rows_of(const Report& report, const std::vector<Fold>& folds) {
    std::vector<StackRow> rows;
    const bool all = folds.size() <= top_rows + bottom_rows;
    for (std::size_t k = 0; k < folds.size(); ++k) {
        if (!all && k == top_rows) {
            k = folds.size() - bottom_rows;
            rows.push_back({"",
                            fmt::format("... {} frames left out ...",
                                        with_commas(folds[k].first - folds[top_rows].first)),
                            ""});
        }
        rows.push_back(row_of(report, folds[k]));
    }
    return rows;
}

std::string padded(const std::string& text, std::size_t columns) {
    const std::size_t width = display_width(text);
    return text + std::string(columns > width ? columns - width : 0, ' ');
}

}  // namespace

std::string call_stack(const Report& report) {
    if (report.frames.size() < 2) return {};
    const std::vector<StackRow> rows = rows_of(report, folded(report.frames));
    std::size_t depth = 0;
    std::size_t name = 0;
    for (const StackRow& row : rows) {
        depth = std::max<std::size_t>(depth, display_width(row.depth));
        if (!row.place.empty()) name = std::max<std::size_t>(name, display_width(row.name));
    }
    std::string text =
        fmt::format("call stack, {}, innermost first:", quantity(report.frames.size(), "frame"));
    for (const StackRow& row : rows) {
        text += "\n  " + std::string(depth - display_width(row.depth), ' ') + row.depth + "  ";
        text += row.place.empty() ? row.name : padded(row.name, name) + "  " + row.place;
    }
    return text;
}

}  // namespace freehold::reports
