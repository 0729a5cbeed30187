// SPDX-License-Identifier: MIT
#include "vm/base/render_edits.hpp"

#include <algorithm>

#include "vm/base/excerpt.hpp"
#include "vm/base/snippet_plan.hpp"

namespace freehold {
namespace {

constexpr std::uint32_t most_lines = 8;
constexpr std::uint32_t most_bytes = 65536;

using Lines = std::vector<std::string>;

/// Edits that change the same lines, ascending; behind one that adds lines also the next line.
struct EditGroup {
    FileId file{};
    const Source* source = nullptr;
    std::uint32_t first_line = 0;
    std::uint32_t last_line = 0;
    std::uint32_t end = 0;  ///< of the last edit
    bool adds_lines = false;
    std::vector<const Edit*> edits = {};
};

std::uint32_t last_line_of(const PlacedSpan& span) {
    return line_number(*span.source, span.end > span.begin ? span.end - 1 : span.begin);
}

std::vector<EditGroup> group(const std::vector<Edit>& edits, const Sources& sources) {
    std::vector<const Edit*> sorted;
    for (const Edit& edit : edits) {
        if (place(edit.span, sources)) sorted.push_back(&edit);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const Edit* a, const Edit* b) {
        if (a->span.file != b->span.file) return a->span.file < b->span.file;
        return a->span.begin < b->span.begin;
    });
    std::vector<EditGroup> groups;
    for (const Edit* edit : sorted) {
        const PlacedSpan span = *place(edit->span, sources);
        const std::uint32_t first = line_number(*span.source, span.begin);
        const bool joins = !groups.empty() && groups.back().source == span.source &&
                           first <= groups.back().last_line + (groups.back().adds_lines ? 1 : 0);
        if (joins && span.begin < groups.back().end) continue;
        if (!joins) groups.push_back({edit->span.file, span.source, first, first});
        EditGroup& last = groups.back();
        last.last_line = std::max(last.last_line, last_line_of(span));
        last.end = span.end;
        last.adds_lines |= edit->replacement.find('\n') != std::string::npos;
        last.edits.push_back(edit);
    }
    return groups;
}

/// Where the line after the last one begins, or the text ends.
std::uint32_t end_of_lines(const EditGroup& group) {
    const Source& source = *group.source;
    return group.last_line < source.line_count() ? source.line_start(group.last_line + 1)
                                                 : static_cast<std::uint32_t>(source.text().size());
}

/// A change that cannot be taken in at a glance is no help; and a line may have megabytes.
bool small(const EditGroup& group) {
    const std::uint32_t begin = group.source->line_start(group.first_line);
    return group.last_line - group.first_line < most_lines &&
           end_of_lines(group) - begin <= most_bytes;
}

Lines split(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        if (end < text.size() && !lines.back().empty() && lines.back().back() == '\r') {
            lines.back().pop_back();
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The text of whole lines before and after the edits.
class Change {
public:
    explicit Change(const EditGroup& group) {
        const Source& source = *group.source;
        const std::uint32_t begin = source.line_start(group.first_line);
        const std::uint32_t end = end_of_lines(group);
        const std::string_view text = source.text();
        std::string changed;
        std::uint32_t done = begin;
        for (const Edit* edit : group.edits) {
            const std::uint32_t edit_end = std::clamp(edit->span.end, edit->span.begin, end);
            changed += text.substr(done, edit->span.begin - done);
            note_insertion(*edit, static_cast<std::uint32_t>(changed.size()));
            changed += edit->replacement;
            done = edit_end;
        }
        changed += text.substr(done, end - done);
        before = split(text.substr(begin, end - begin));
        after = split(changed);
    }

    Lines before, after;
    /// Where text was inserted into the only line; nothing where the change is of another kind.
    std::vector<ByteRange> insertions;
    bool only_insertions = true;

private:
    void note_insertion(const Edit& edit, std::uint32_t at) {
        const bool one_line = edit.replacement.find('\n') == std::string::npos;
        if (edit.span.end > edit.span.begin || !one_line) only_insertions = false;
        insertions.push_back({at, at + static_cast<std::uint32_t>(edit.replacement.size())});
    }
};

/// What two lists of lines have in common at their beginning and at their end.
struct Common {
    std::size_t head = 0, tail = 0;
};

Common common(const Lines& a, const Lines& b) {
    const std::size_t shorter = std::min(a.size(), b.size());
    Common same;
    while (same.head < shorter && a[same.head] == b[same.head]) ++same.head;
    while (same.tail < shorter - same.head &&
           a[a.size() - 1 - same.tail] == b[b.size() - 1 - same.tail]) {
        ++same.tail;
    }
    return same;
}

/// The first byte in which two lines differ.
std::uint32_t difference(std::string_view a, std::string_view b) {
    const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::uint32_t>(end - a.begin());
}

void draw_inserted(Page& page, std::uint32_t number, const Change& change) {
    const std::uint32_t columns = page.columns_for_source();
    const Excerpt excerpt(change.after.front(),
                          {change.insertions.front().begin, change.insertions.back().end}, columns);
    Row line = page.gutter(number);
    line.append(excerpt.row());
    page.add(std::move(line));
    Row marks = page.gutter({});
    const std::uint32_t start = marks.columns();
    for (const ByteRange inserted : change.insertions) {
        const std::uint32_t begin = excerpt.column_of(inserted.begin);
        marks.fill(start + begin, excerpt.column_of(inserted.end) - begin, '+', Ink::Added);
    }
    page.add(std::move(marks));
}

void draw_line(Page& page, std::uint32_t number, char sign, const std::string& line,
               std::uint32_t focus) {
    const Ink ink = sign == '+' ? Ink::Added : Ink::Removed;
    Row row = page.edit_gutter(number, sign, ink);
    row.append(Excerpt(line, {focus, focus + 1}, page.columns_for_source()).row(ink));
    page.add(std::move(row));
}

void draw_replaced(Page& page, std::uint32_t first_line, const Change& change) {
    const Common same = common(change.before, change.after);
    const std::size_t removed = change.before.size() - same.tail;
    const std::size_t added = change.after.size() - same.tail;
    const bool one_for_one = removed == same.head + 1 && added == same.head + 1;
    const std::uint32_t focus =
        one_for_one ? difference(change.before[same.head], change.after[same.head]) : 0;
    const auto number = [&](std::size_t i) { return first_line + static_cast<std::uint32_t>(i); };
    for (std::size_t i = same.head; i < removed; ++i) {
        draw_line(page, number(i), '-', change.before[i], focus);
    }
    for (std::size_t i = same.head; i < added; ++i) {
        draw_line(page, number(i), '+', change.after[i], focus);
    }
}

void draw_group(Page& page, const EditGroup& group) {
    const Change change(group);
    const bool inserted = change.only_insertions && change.before.size() == 1;
    if (change.after.size() > most_lines) return;
    if (inserted) {
        draw_inserted(page, group.first_line, change);
    } else {
        draw_replaced(page, group.first_line, change);
    }
}

}  // namespace

void draw_edits(Page& page, const std::vector<Edit>& edits, const Sources& sources, FileId main) {
    FileId shown = main;
    for (const EditGroup& group : group(edits, sources)) {
        if (!small(group)) continue;
        if (group.file != shown) {
            page.add_arrow(":::", group.source->name() + ':' + std::to_string(group.first_line));
            shown = group.file;
        }
        draw_group(page, group);
    }
}

std::uint32_t largest_edited_line(const std::vector<Edit>& edits, const Sources& sources) {
    std::uint32_t largest = 0;
    for (const Edit& edit : edits) {
        const std::optional<PlacedSpan> span = place(edit.span, sources);
        if (!span) continue;
        const auto added = std::count(edit.replacement.begin(), edit.replacement.end(), '\n');
        largest = std::max(largest, last_line_of(*span) + static_cast<std::uint32_t>(added));
    }
    return largest;
}

}  // namespace freehold
