// SPDX-License-Identifier: MIT
#include "vm/execute/report_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/execute/names.hpp"

namespace freehold::reports {

// No default: the compiler names a kind without words.
std::string kind_words(ValueKind kind) {
    switch (kind) {
        case ValueKind::None: return "nothing";
        case ValueKind::Int: return "a number";
        case ValueKind::Code: return "a function";
        case ValueKind::Record: return "a return address";
        case ValueKind::Header: return "the header of a block";
        case ValueKind::FreeBlock: return "the allocator's own data";
        case ValueKind::Ref: return "a shared borrow";
        case ValueKind::Raw: return "a raw pointer";
        case ValueKind::Mut: return "an exclusive borrow";
        case ValueKind::Own: return "an owner";
    }
    return "nothing";
}

std::string type_words(const Program& program, TypeId type) {
    return code(type_name(program, type));
}

namespace {

std::string in_static(const Report& report, Address address) {
    for (const Static& it : report.program.statics) {
        const std::uint32_t taken = std::max((it.size + 7) & ~7u, 8u);
        if (address < it.address || address - it.address >= taken) continue;
        const std::uint32_t offset = address - it.address;
        if (offset >= it.size) return "the padding behind static " + code(it.name);
        const bool whole = is_scalar(report.program.type(it.type).kind);
        return "static " +
               code(it.name + (whole ? "" : place_path(report.program, it.type, offset)));
    }
    return "the end of its segment";
}

std::string in_heap(const Report& report, Address address) {
    const auto blocks = report.machine.blocks();
    const auto after =
        std::upper_bound(blocks.begin(), blocks.end(), address,
                         [](Address at, const BlockInfo& block) { return at < block.header(); });
    if (after == blocks.begin()) return "free heap";
    const BlockInfo& block = *(after - 1);
    const std::string name = fmt::format("block #{}", raw(block.object));
    if (address < block.header() + 16) return "the header of " + name;
    if (address < block.address) return "the red zone before " + name;
    if (address - block.address < block.size) return name;
    if (address >= block.end) return "free heap";
    return (block.zone == 0 ? "the padding behind " : "the red zone behind ") + name;
}

std::string in_frame(const Report& report, const FrameInfo& frame, Address address) {
    const std::uint32_t below = frame.fp - address;
    const std::string& function = report.program.function(frame.function).name;
    if (below <= 8) return fmt::format("the return address of `{}`", function);
    if (below <= 16) return fmt::format("the caller's frame pointer, kept by `{}`", function);
    const auto slot = static_cast<Slot>((below - 24 + 7) / 8);
    const Local* local = local_at(report.program.function(frame.function), slot);
    if (local == nullptr) return fmt::format("the outgoing area of `{}`", function);
    return fmt::format("`{}.{}`", function, slot_name(report.program, frame.function, slot));
}

std::string on_stack(const Report& report, Address address) {
    for (const FrameInfo& frame : report.frames) {
        const std::uint32_t bytes = report.program.function(frame.function).frame_bytes();
        if (address < frame.fp && frame.fp - address <= bytes) {
            return in_frame(report, frame, address);
        }
        if (address < frame.fp) return "unused stack";
    }
    return "unused stack";
}

}  // namespace

std::string what_lies_at(const Report& report, Address address) {
    const Layout& layout = report.machine.layout();
    switch (layout.segment_of(address)) {
        case Segment::Code: {
            const FunctionId function = function_at(report.program, code_index(address));
            return "the code of " + report.function_name(function);
        }
        case Segment::Data:
        case Segment::Bss: return in_static(report, address);
        case Segment::Heap: return in_heap(report, address);
        case Segment::Gap: return "the gap between heap and stack";
        case Segment::Stack: return on_stack(report, address);
        case Segment::None: break;
    }
    return raw(address) < Layout::page ? "the null guard, which is never mapped" : "no segment";
}

std::string place(const Report& report, Address address) {
    return report.machine.place_name(address);
}

std::optional<ObjectRange> range_of(const Report& report, ObjectId object) {
    if (object == ObjectId::None) return std::nullopt;
    if (const Static* it = report.find_static(object)) return ObjectRange{it->address, it->size};
    for (const Function& it : report.program.functions) {
        if (it.object == object) return ObjectRange{code_address(it.first), 16 * it.count};
    }
    if (const Life& life = report.story.life(object); life.made) {
        return ObjectRange{life.made->address, life.made->size};
    }
    if (!report.is_block(object)) return std::nullopt;
    for (const BlockInfo& block : report.machine.blocks()) {
        if (block.object == object) return ObjectRange{block.address, block.size};
    }
    return std::nullopt;
}

std::string region(const Report& report, ObjectId object) {
    const auto extent = range_of(report, object);
    if (!extent) return report.object(object);
    return fmt::format("{}, {}, {}", report.object(object), quantity(extent->size, "byte"),
                       place(report, extent->begin));
}

bool writes(const Report& report) {
    const std::string verb = report.verb();
    return report.fault.write || verb == "store" || verb == "fill" || verb == "put" ||
           verb == "swap";
}

std::string access(const Report& report) {
    return fmt::format("{} {}", writes(report) ? "writes" : "reads",
                       quantity(report.fault.size, "byte"));
}

std::string distance(const ObjectRange& object, Address address, std::uint32_t size) {
    const std::int64_t begin = raw(object.begin);
    const std::int64_t end = begin + object.size;
    const std::int64_t first = raw(address);
    const auto bytes = [](std::int64_t n) {
        return quantity(static_cast<std::uint64_t>(n), "byte");
    };
    if (first >= end)
        return first == end ? "right past the end" : bytes(first - end) + " past the end";
    if (first < begin) return bytes(begin - first) + " before the start";
    return fmt::format("the last {} of its {} past the end", first + size - end, bytes(size));
}

std::string option_size(std::uint64_t bytes) {
    if (bytes != 0 && bytes % (1u << 20) == 0) return fmt::format("{}M", bytes >> 20);
    if (bytes != 0 && bytes % (1u << 10) == 0) return fmt::format("{}K", bytes >> 10);
    return std::to_string(bytes);
}

}  // namespace freehold::reports
