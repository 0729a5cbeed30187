// SPDX-License-Identifier: MIT
#include "vm/debug/frame_rows.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/execute/report_stack.hpp"

namespace freehold::debug {

namespace {

void add_fold(const Scene& scene, const reports::Fold& fold, std::vector<FrameRow>& rows) {
    const std::size_t end = fold.first + fold.length * fold.times;
    if (fold.times <= 3) {
        for (std::size_t k = fold.first; k < end; ++k) rows.push_back({k, 1, {}});
        return;
    }
    for (std::size_t k = 0; k < fold.length; ++k) rows.push_back({fold.first + k, 1, {}});
    const reports::Fold rest{fold.first + fold.length, fold.length, fold.times - 2};
    rows.push_back({rest.first, rest.length * rest.times,
                    reports::fold_text(scene.program(), scene.frames(), rest)});
    for (std::size_t k = end - fold.length; k < end; ++k) rows.push_back({k, 1, {}});
}

}  // namespace

std::vector<FrameRow> frame_rows(const Scene& scene, std::size_t most) {
    std::vector<FrameRow> rows;
    for (const reports::Fold& fold : reports::folded(scene.frames())) add_fold(scene, fold, rows);
    if (rows.size() <= most) return rows;
    // The innermost frames matter most.
    const std::size_t last = most / 3;
    const std::size_t first = most - last - 1;
    const std::size_t begin = rows[first].frame;
    const std::size_t end = rows[rows.size() - last].frame;
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(first),
               rows.end() - static_cast<std::ptrdiff_t>(last));
    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(first), {begin, end - begin, {}});
    return rows;
}

std::string gap_text(const Scene& scene, const FrameRow& gap) {
    const auto& frames = scene.frames();
    const std::size_t end = gap.frame + gap.frames;
    const Address high = end < frames.size() ? frames[end].fp : frames.back().fp;
    const std::string bytes = quantity(high - frames[gap.frame].fp, "byte");
    const std::string of = gap.repeats.empty() ? "" : " of " + gap.repeats;
    return fmt::format("… {} more{}, {}", quantity(gap.frames, "frame"), of, bytes);
}

}  // namespace freehold::debug
