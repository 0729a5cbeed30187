// SPDX-License-Identifier: MIT
#include "vm/execute/report_bytes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace freehold::reports {

namespace {

constexpr std::uint32_t row_bytes = 16;
constexpr std::int64_t most_rows = 4;

struct Range {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    bool has(std::int64_t at) const { return at >= begin && at < end; }
};

std::string byte_text(const Report& report, const Range& object, std::int64_t at) {
    if (!object.has(at)) return "..";
    const Address address{static_cast<std::uint32_t>(at)};
    if (!report.machine.is_initialised(address)) return "__";
    return fmt::format("{:02x}", report.machine.byte_at(address));
}

/// A wider gap in the middle of the row.
std::string gap(std::int64_t at) { return at % row_bytes == row_bytes / 2 ? "  " : " "; }

std::string row(const Report& report, const Range& object, const Range& touched, std::int64_t begin,
                std::size_t columns) {
    const std::string name = place(report, Address{static_cast<std::uint32_t>(begin)});
    std::string bytes = fmt::format("{:<{}}", name, columns);
    std::string carets(columns, ' ');
    for (std::int64_t at = begin; at < begin + row_bytes; ++at) {
        bytes += gap(at) + byte_text(report, object, at);
        carets += gap(at) + (touched.has(at) ? "^^" : "  ");
    }
    carets.erase(carets.find_last_not_of(' ') + 1);
    return carets.empty() ? bytes : bytes + "\n" + carets;
}

std::int64_t row_of(std::int64_t at) { return at - at % row_bytes; }

}  // namespace

std::string byte_picture(const Report& report, const ObjectRange& object, Address touched,
                         std::uint32_t size) {
    const std::int64_t first = raw(touched);
    const Range all{raw(object.begin), std::int64_t{raw(object.begin)} + object.size};
    const Range touch{first, first + std::max(size, 1u)};
    std::int64_t begin = row_of(std::min(first, std::max(all.begin, first - row_bytes)));
    std::int64_t end = row_of(touch.end - 1) + row_bytes;
    // The row before and after, where the object goes on.
    if (all.end > end) end += row_bytes;
    end = std::min(end, begin + most_rows * row_bytes);
    std::size_t columns = 0;
    for (std::int64_t at = begin; at < end; at += row_bytes) {
        columns = std::max(columns, place(report, Address{static_cast<std::uint32_t>(at)}).size());
    }
    std::string text;
    for (std::int64_t at = begin; at < end; at += row_bytes) {
        if (!text.empty()) text += "\n";
        text += row(report, all, touch, at, columns);
    }
    return text;
}

}  // namespace freehold::reports
