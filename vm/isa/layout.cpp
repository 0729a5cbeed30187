// SPDX-License-Identifier: MIT
#include "freehold/program.hpp"

namespace freehold {
namespace {

// Where each segment ends, computed without wrapping, so that fits() can ask the same question.
struct Ends {
    std::uint64_t code, data, bss, heap, stack_begin, stack;
};

constexpr std::uint64_t rounded(std::uint64_t bytes, std::uint64_t unit) {
    return (bytes + unit - 1) / unit * unit;
}

constexpr std::uint64_t segment_begin(std::uint64_t end_of_previous) {
    return rounded(end_of_previous, Layout::page);
}

Ends ends_of(std::uint64_t code, std::uint64_t data, std::uint64_t bss, std::uint64_t heap,
             std::uint64_t stack) {
    Ends ends{};
    ends.code = raw(Layout::code_begin) + rounded(code, 16);
    ends.data = segment_begin(ends.code) + rounded(data, 16);
    ends.bss = segment_begin(ends.data) + rounded(bss, 16);
    ends.heap = segment_begin(ends.bss) + rounded(heap, 16);
    ends.stack_begin = segment_begin(ends.heap + Layout::gap_bytes);
    ends.stack = ends.stack_begin + rounded(stack, 16);
    return ends;
}

std::uint64_t code_bytes(const Program& program) {
    return std::uint64_t{program.code.size()} * sizeof(Instruction);
}

constexpr Address address(std::uint64_t value) {
    return Address{static_cast<std::uint32_t>(value)};
}

}  // namespace

Layout Layout::of(std::uint32_t code_bytes, std::uint32_t data_bytes, std::uint32_t read_only_bytes,
                  std::uint32_t bss_bytes, std::uint32_t heap_bytes, std::uint32_t stack_bytes) {
    const Ends ends = ends_of(code_bytes, data_bytes, bss_bytes, heap_bytes, stack_bytes);
    Layout layout;
    layout.code_end = address(ends.code);
    layout.data_begin = address(segment_begin(ends.code));
    layout.data_writable = layout.data_begin + read_only_bytes;
    layout.data_end = address(ends.data);
    layout.bss_begin = address(segment_begin(ends.data));
    layout.bss_end = address(ends.bss);
    layout.heap_begin = address(segment_begin(ends.bss));
    layout.heap_end = address(ends.heap);
    layout.stack_begin = address(ends.stack_begin);
    layout.stack_end = address(ends.stack);
    return layout;
}

Layout Layout::of(const Program& program, std::uint32_t heap_bytes, std::uint32_t stack_bytes) {
    return of(static_cast<std::uint32_t>(freehold::code_bytes(program)),
              static_cast<std::uint32_t>(program.data.size()), program.read_only_data, program.bss,
              heap_bytes, stack_bytes);
}

// A machine writes down what it knows of each word of BSS before it begins: that must not take
// long, however few bytes of an image ask for it.
constexpr std::uint32_t max_bss = 256u << 20;

bool Layout::fits(const Program& program, std::uint64_t heap_bytes, std::uint64_t stack_bytes) {
    constexpr std::uint64_t limit = (std::uint64_t{1} << 32) - 64 * 1024;
    if (program.bss > max_bss) return false;
    // Each alone first: their sum must not wrap in 64 bits either.
    for (std::uint64_t bytes : {heap_bytes, stack_bytes, freehold::code_bytes(program),
                                std::uint64_t{program.data.size()}}) {
        if (bytes > limit) return false;
    }
    return ends_of(freehold::code_bytes(program), program.data.size(), program.bss, heap_bytes,
                   stack_bytes)
               .stack <= limit;
}

Segment Layout::segment_of(Address address) const {
    const auto within = [address](Address begin, Address end) {
        return address >= begin && address < end;
    };
    if (within(code_begin, code_end)) return Segment::Code;
    if (within(data_begin, data_end)) return Segment::Data;
    if (within(bss_begin, bss_end)) return Segment::Bss;
    if (within(heap_begin, heap_end)) return Segment::Heap;
    if (within(heap_end, stack_begin)) return Segment::Gap;
    if (within(stack_begin, stack_end)) return Segment::Stack;
    return Segment::None;
}

const char* segment_name(Segment segment) {
    switch (segment) {
        case Segment::None: return "no segment";
        case Segment::Code: return "code";
        case Segment::Data: return "data";
        case Segment::Bss: return "bss";
        case Segment::Heap: return "heap";
        case Segment::Gap: return "gap";
        case Segment::Stack: return "stack";
    }
    return "no segment";
}

}  // namespace freehold
