// SPDX-License-Identifier: MIT
#include "vm/observe/heap_stats_text.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"

namespace freehold {

namespace {

std::string row(std::string_view name, const std::string& text) {
    return fmt::format("  {:<14} {}\n", name, text);
}

std::string bytes(std::uint64_t count) { return quantity(count, "byte"); }

std::string blocks(const HeapStats& it) {
    return fmt::format("{} alive of {} ever; {} asked for, at most {}", with_commas(it.blocks),
                       with_commas(it.allocations), bytes(it.asked), with_commas(it.peak_asked));
}

std::string around(const HeapStats& it) {
    std::string text = fmt::format("{} of headers, {} of padding", bytes(it.header_bytes),
                                   with_commas(it.padding_bytes));
    if (it.zone_bytes != 0) text += fmt::format(", {} of red zones", with_commas(it.zone_bytes));
    return text;
}

std::string free_text(const HeapStats& it) {
    if (it.free_chunks == 0) return "no chunk";
    return fmt::format("{}, {}, the largest {}: {} external fragmentation",
                       quantity(it.free_chunks, "chunk"), bytes(it.free_bytes),
                       with_commas(it.largest_free), percent_text(it.external_fragmentation()));
}

/// With one digit: "1.4".
std::string per(std::uint64_t part, std::uint64_t whole) {
    const std::uint64_t tenths = whole == 0 ? 0 : (part * 10 + whole / 2) / whole;
    return fmt::format("{}.{}", with_commas(tenths / 10), tenths % 10);
}

std::string counted(const HeapStats& it) {
    std::string text;
    text += row("padding", percent_text(it.internal_fragmentation()) +
                               " of what all blocks ever took: internal fragmentation");
    text += row("when it grew",
                fmt::format("{} were free, {} of the heap at its largest", bytes(it.free_at_peak),
                            percent_text(it.fragmentation_at_peak())));
    text += row("searches",
                fmt::format("{} free chunks looked at per block, at most {}",
                            per(it.examined, it.allocations), with_commas(it.most_examined)));
    return text + row("chunks", fmt::format("{} split, {} joined", with_commas(it.splits),
                                            with_commas(it.joins)));
}

}  // namespace

std::string percent_text(std::uint32_t thousandths) {
    return fmt::format("{}.{} %", thousandths / 10, thousandths % 10);
}

std::string heap_settings_text(const HeapSettings& it) {
    std::string text{policy_name(it.policy)};
    if (it.coalesce == Coalesce::Deferred) text += ", neighbours joined when it has to be";
    if (it.coalesce == Coalesce::Off) text += ", neighbours never joined";
    if (it.redzone != 0) {
        text += fmt::format(", {} of red zone on each side", bytes(it.zone()));
    }
    if (it.quarantine != 0) text += fmt::format(", quarantine of {}", with_commas(it.quarantine));
    return text;
}

std::string heap_stats_text(const HeapStats& it) {
    std::string text = "heap: " + heap_settings_text(it.settings) + "\n";
    text += row("blocks", blocks(it));
    text += row("around them", around(it));
    text += row("free", free_text(it));
    if (it.settings.quarantine != 0) {
        text += row("quarantine",
                    quantity(it.quarantined, "chunk") + ", " + bytes(it.quarantined_bytes));
    }
    text += row("heap", fmt::format("{} up to the last chunk, {} at its largest", bytes(it.span),
                                    with_commas(it.peak_span)));
    text += row("utilisation", percent_text(it.utilisation()) +
                                   " of the heap at its largest was asked for at once");
    if (it.settings.counts) return text + counted(it);
    return text + row("searches", "not counted; any option of the heap counts them");
}

}  // namespace freehold
