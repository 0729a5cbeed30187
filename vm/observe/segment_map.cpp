// SPDX-License-Identifier: MIT
#include "vm/observe/segment_map.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"

namespace freehold {

namespace {

SegmentUse fixed(std::string name, std::string permissions, Address begin, Address end) {
    const std::uint32_t size = end - begin;
    return {std::move(name), std::move(permissions), begin, size, size, size, false};
}

/// "64 MiB", "1 MiB", "4 KiB", "96 bytes": exact, in the largest unit that stays exact.
std::string size_text(std::uint32_t bytes) {
    constexpr std::uint32_t kib = 1024;
    if (bytes >= kib * kib && bytes % (kib * kib) == 0) {
        return fmt::format("{} MiB", bytes / (kib * kib));
    }
    if (bytes >= kib && bytes % kib == 0) return fmt::format("{} KiB", bytes / kib);
    // Its column has room for fifteen characters.
    if (bytes >= 10'000'000) return with_commas(bytes) + " B";
    return quantity(bytes, "byte");
}

std::string addresses(const SegmentUse& segment) {
    if (segment.size == 0) return fmt::format("0x{:08x}, empty", raw(segment.begin));
    return fmt::format("0x{:08x}..0x{:08x}", raw(segment.begin),
                       raw(segment.begin) + (segment.size - 1));
}

/// The widths hold the largest sizes there can be, and leave the line within 80 columns.
std::string row(const std::string& name, const std::string& permissions,
                const std::string& addresses, const std::string& size, const std::string& used,
                const std::string& peak) {
    std::string line = fmt::format("{:<7} {:<4}  {:<22} {:>15} {:>13} {:>13}", name, permissions,
                                   addresses, size, used, peak);
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

std::string bytes_text(bool shown, std::uint32_t bytes) { return shown ? with_commas(bytes) : ""; }

}  // namespace

std::vector<SegmentUse> segments_of(const Machine& machine) {
    const Layout& layout = machine.layout();
    std::vector<SegmentUse> rows;
    rows.push_back(fixed("(guard)", "---", Address{0}, Layout::code_begin));
    rows.push_back(fixed("code", "r-x", Layout::code_begin, layout.code_end));
    rows.push_back(fixed("data", "r--", layout.data_begin, layout.data_writable));
    if (layout.data_writable != layout.data_end) {
        rows.push_back(fixed("data", "rw-", layout.data_writable, layout.data_end));
    }
    rows.push_back(fixed("BSS", "rw-", layout.bss_begin, layout.bss_end));

    SegmentUse heap = fixed("heap", "rw-", layout.heap_begin, layout.heap_end);
    const HeapUse use = machine.heap_use();
    heap.used = use.bytes;
    heap.peak = use.peak_bytes;
    heap.grows = true;
    rows.push_back(heap);

    rows.push_back(fixed("(gap)", "---", layout.heap_end, layout.stack_begin));

    SegmentUse stack = fixed("stack", "rw-", layout.stack_begin, layout.stack_end);
    stack.used = machine.stack_bytes();
    stack.peak = machine.peak_stack_bytes();
    stack.grows = true;
    rows.push_back(stack);
    return rows;
}

std::string segment_map(const std::vector<SegmentUse>& segments, const std::string& title) {
    std::string text = title + "\n";
    text += row("segment", "perm", "addresses", "size", "bytes in use", "peak");
    for (const SegmentUse& segment : segments) {
        text +=
            row(segment.name, segment.permissions, addresses(segment), size_text(segment.size),
                bytes_text(segment.grows, segment.used), bytes_text(segment.grows, segment.peak));
    }
    return text;
}

}  // namespace freehold
