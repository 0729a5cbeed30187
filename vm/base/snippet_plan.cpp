// SPDX-License-Identifier: MIT
#include "vm/base/snippet_plan.hpp"

#include <algorithm>

namespace freehold {
namespace {

constexpr std::size_t most_lanes = 4;

class Planner {
public:
    explicit Planner(const Source& source) : m_source(source) {}

    void add(const Label& label) {
        const auto size = static_cast<std::uint32_t>(m_source.text().size());
        const std::uint32_t begin = std::min(label.span.begin, size);
        const std::uint32_t end = std::clamp(label.span.end, begin, size);
        // The last character decides: a span that ends with a newline does not reach the next line.
        const std::uint32_t last = end > begin ? end - 1 : begin;
        const std::uint32_t first_line = line_number(m_source, begin);
        const std::uint32_t last_line = last == begin ? first_line : line_number(m_source, last);
        if (first_line == last_line) {
            add_short(label, first_line, begin, end);
        } else {
            add_long(label, {first_line, begin}, {last_line, last});
        }
    }

    SnippetPlan finish() {
        assign_lanes();
        for (auto& [number, line] : m_plan.lines) {
            std::stable_sort(line.labels.begin(), line.labels.end(), before);
        }
        return std::move(m_plan);
    }

private:
    struct Point {
        std::uint32_t line;
        std::uint32_t offset;
    };

    static bool before(const LineLabel& a, const LineLabel& b) {
        if (a.bytes.begin != b.bytes.begin) return a.bytes.begin < b.bytes.begin;
        return a.bytes.end < b.bytes.end;
    }

    ByteRange in_line(std::uint32_t number, std::uint32_t begin, std::uint32_t end) const {
        const auto size = static_cast<std::uint32_t>(m_source.line(number).size());
        const std::uint32_t start = m_source.line_start(number);
        return {std::min(begin - start, size), std::min(end - start, size)};
    }

    void add_short(const Label& label, std::uint32_t number, std::uint32_t begin,
                   std::uint32_t end) {
        m_plan.lines[number].labels.push_back(
            {in_line(number, begin, end), label.primary, told_text(label)});
    }

    void add_long(const Label& label, Point begin, Point last) {
        LongLabel added{begin.line, last.line, {}, {}, 0};
        added.first = {in_line(begin.line, begin.offset, begin.offset + 1), label.primary, ""};
        added.last = {in_line(last.line, last.offset, last.offset + 1), label.primary,
                      told_text(label)};
        m_plan.long_labels.push_back(std::move(added));
    }

    void assign_lanes();
    void shorten(const LongLabel& label);

    const Source& m_source;
    SnippetPlan m_plan;
};

/// Outer labels get the lanes further left; labels without a lane are shortened.
void Planner::assign_lanes() {
    std::stable_sort(m_plan.long_labels.begin(), m_plan.long_labels.end(),
                     [](const LongLabel& a, const LongLabel& b) {
                         if (a.first_line != b.first_line) return a.first_line < b.first_line;
                         return a.last_line > b.last_line;
                     });
    std::vector<std::uint32_t> busy_until;  // the last line of each lane's latest label
    std::vector<LongLabel> kept;
    for (LongLabel& label : m_plan.long_labels) {
        std::size_t lane = 0;
        while (lane < busy_until.size() && busy_until[lane] >= label.first_line) ++lane;
        if (lane == most_lanes) {
            shorten(label);
            continue;
        }
        if (lane == busy_until.size()) busy_until.push_back(0);
        busy_until[lane] = label.last_line;
        label.lane = lane;
        m_plan.lines[label.first_line].begins.push_back(kept.size());
        m_plan.lines[label.last_line].ends.push_back(kept.size());
        kept.push_back(std::move(label));
    }
    m_plan.long_labels = std::move(kept);
    m_plan.lanes = busy_until.size();
}

void Planner::shorten(const LongLabel& label) {
    const auto line_end = static_cast<std::uint32_t>(m_source.line(label.first_line).size());
    m_plan.lines[label.first_line].labels.push_back(
        {{label.first.bytes.begin, line_end}, label.first.primary, label.last.text});
}

}  // namespace

std::optional<PlacedSpan> place(Span span, const Sources& sources) {
    if (raw(span.file) >= sources.size()) return std::nullopt;
    const Source& source = sources[raw(span.file)];
    const auto size = static_cast<std::uint32_t>(source.text().size());
    if (size == 0 || span.begin > size) return std::nullopt;
    return PlacedSpan{&source, span.begin, std::clamp(span.end, span.begin, size)};
}

std::uint32_t line_number(const Source& source, std::uint32_t offset) {
    std::uint32_t first = 1;
    std::uint32_t last = source.line_count();
    while (first < last) {
        const std::uint32_t middle = last - (last - first) / 2;
        if (source.line_start(middle) <= offset) {
            first = middle;
        } else {
            last = middle - 1;
        }
    }
    return first;
}

std::string told_text(const Label& label) {
    if (!label.step) return label.text;
    const std::string step = '@' + std::to_string(*label.step);
    return label.text.empty() ? step : step + ' ' + label.text;
}

SnippetPlan plan_snippet(const Source& source, const std::vector<const Label*>& labels) {
    Planner planner(source);
    for (const Label* label : labels) planner.add(*label);
    return planner.finish();
}

}  // namespace freehold
