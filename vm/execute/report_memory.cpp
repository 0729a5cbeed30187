// SPDX-License-Identifier: MIT
// F306, F307, F308: memory without a value, at an odd address, or not to be written.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/execute/report_bytes.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/report_operands.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/isa/declare_mut.hpp"
#include "vm/isa/static_index.hpp"

namespace freehold::reports {

namespace {

/// The object the access goes to: that of the pointer, or the static named.
ObjectId touched_object(const Report& report) {
    if (report.fault.object != ObjectId::None) return report.fault.object;
    return report.fault.place.object;
}

std::string what(const Report& report) {
    const std::string memory = memory_text(report);
    return memory.empty() ? report.object(touched_object(report)) : code(memory);
}

void tell_object(Report& report, ObjectId object) {
    if (const Static* it = report.find_static(object)) {
        return report.declared(it->span, fmt::format("static {} is declared here", code(it->name)));
    }
    tell_made(report, report.story.life(object));
}

/// "none of them has a value", "bytes 2 to 7 have no value".
std::string uninitialised_words(const Report& report) {
    const Fault& fault = report.fault;
    std::uint32_t first = fault.size;
    std::uint32_t last = 0;
    for (std::uint32_t k = 0; k < fault.size; ++k) {
        if (report.machine.is_initialised(fault.address + k)) continue;
        first = std::min(first, k);
        last = k;
    }
    if (fault.size <= 1) return "it has no value";
    if (first == 0 && last == fault.size - 1) return "they have no value";
    if (first == last) return fmt::format("byte {} of them has no value", first);
    return fmt::format("bytes {} to {} of them have no value", first, last);
}

bool made_by_alloc(const Report& report, const Life& life) {
    if (!life.made) return false;
    const Opcode op = report.program.code[life.made->index].opcode();
    return op == Opcode::Alloc || op == Opcode::AllocK || op == Opcode::Realloc ||
           op == Opcode::ReallocK;
}

}  // namespace

void uninitialised_memory(Report& report) {
    const Fault& fault = report.fault;
    const ObjectId object = touched_object(report);
    const auto slot = pointer_slot(report);
    std::vector<Address> words;
    if (slot) words.push_back(report.slot_address(*slot));
    report.ask({object}, words, slot.has_value());
    report.headline(fmt::format("read of {} in {}, where nothing was written", what(report),
                                report.object(object)));
    tell_object(report, object);
    if (slot) tell_written(report, report.slot(*slot), report.slot_address(*slot));
    report.here(fmt::format("{} here: {}", access(report), uninitialised_words(report)));
    const auto range = range_of(report, object);
    if (range) {
        report.note(fmt::format("{}; read at offset {}; `__` is a byte without a value",
                                region(report, object), fault.address - range->begin));
        report.picture(byte_picture(report, *range, fault.address, fault.size));
    }
    report.help(
        made_by_alloc(report, report.story.life(object))
            ? "store a value first: `alloc` gives bytes without values, `new` a block with them"
            : "store a value there first; padding between fields never has one");
}

// ---- F307 --------------------------------------------------------------------------------------

void misaligned(Report& report) {
    const Fault& fault = report.fault;
    const auto slot = pointer_slot(report);
    std::vector<Address> words;
    if (slot) words.push_back(report.slot_address(*slot));
    report.ask({fault.object}, words, slot.has_value());
    report.headline(fmt::format("misaligned `{}`: {} at {}, which is no multiple of {}",
                                report.verb(), quantity(fault.size, "byte"),
                                place(report, fault.address), fault.size));
    tell_object(report, fault.object);
    if (slot) tell_written(report, report.slot(*slot), report.slot_address(*slot));
    report.here(fmt::format("{} here, {} past a multiple of {}", access(report),
                            raw(fault.address) % fault.size, fault.size));
    report.note(fmt::format("it points into {}; the address is {:#x}", region(report, fault.object),
                            raw(fault.address)));
    report.help(fmt::format("read or write {} only at multiples of {}; bytes go anywhere",
                            quantity(fault.size, "byte"), fault.size));
}

// ---- F308 --------------------------------------------------------------------------------------

namespace {

/// Without checks: the hardware stops what touches no segment.
void segmentation_fault(Report& report) {
    const Fault& fault = report.fault;
    report.headline(
        fmt::format("segmentation fault: {} at {}", access(report), place(report, fault.address)));
    report.here(fmt::format("{} here", access(report)));
    report.note(fmt::format("at {} lies {}", place(report, fault.address),
                            what_lies_at(report, fault.address)));
    report.help("with `--enforce=memory` the first wrong access is the fault");
}

}  // namespace

namespace {

/// "behind block #1": the red zone that the fault is about.
std::string zone_words(const Report& report, const ObjectRange& range) {
    const bool before = report.fault.address < range.begin;
    return fmt::format("{} {}", before ? "before" : "behind", report.object(report.fault.object));
}

/// A store went outside a block, and reached only bytes that are there to show it.
void red_zone_overwritten(Report& report, const ObjectRange& range) {
    const Fault& fault = report.fault;
    report.headline(fmt::format("the red zone {} is overwritten: {}, {}", zone_words(report, range),
                                quantity(fault.size, "byte"),
                                distance(range, fault.address, fault.size)));
    const Address first{raw(fault.address) & ~7u};
    report.ask({fault.object}, {first}, true);
    tell_made(report, report.story.life(fault.object));
    tell_written(report, "the red zone", first);
    report.here("the allocator finds it here");
    report.note(fmt::format("{}; --redzone={} guards it on both sides with bytes {:#x}",
                            region(report, fault.object), report.machine.options().heap.redzone,
                            0xfd));
    report.help("with `--enforce=memory` the store that did it is the fault");
}

/// Of a fault about a red zone: the block.
std::optional<ObjectRange> guarded(const Report& report) {
    if (report.machine.options().heap.redzone == 0) return std::nullopt;
    for (const BlockInfo& block : report.machine.blocks()) {
        const bool header = report.fault.address == block.header();
        if (block.object == report.fault.object && !header) {
            return ObjectRange{block.address, block.size};
        }
    }
    return std::nullopt;
}

}  // namespace

void heap_overwritten(Report& report) {
    if (const auto range = guarded(report)) return red_zone_overwritten(report, *range);
    const Fault& fault = report.fault;
    const std::string what = fault.object == ObjectId::None
                                 ? "the header of a free block"
                                 : fmt::format("the header of {}", report.object(fault.object));
    report.headline(fmt::format("{} is overwritten", what));
    report.ask({fault.object}, {fault.address, fault.address + 8}, true);
    tell_made(report, report.story.life(fault.object));
    tell_written(report, what, fault.address);
    tell_written(report, what, fault.address + 8);
    report.here("the allocator finds it here");
    report.note(
        fmt::format("{} lies at {}, 16 bytes before the block; a real allocator would go on "
                    "with what it finds there",
                    what, place(report, fault.address)));
    report.help("with `--enforce=memory` the store that did it is the fault");
}

namespace {

/// The static or function whose bytes were to be written.
ObjectId protected_object(const Report& report, Segment segment) {
    const Address address = report.fault.address;
    if (segment == Segment::Code) {
        const FunctionId function = function_at(report.program, code_index(address));
        return report.program.function(function).object;
    }
    const StaticIndex statics{report.program};
    const Static* it = segment == Segment::Data ? statics.at(address) : nullptr;
    return it == nullptr ? touched_object(report) : it->object;
}

}  // namespace

void write_protected(Report& report) {
    const Fault& fault = report.fault;
    const Segment segment = report.machine.layout().segment_of(fault.address);
    if (segment == Segment::None || segment == Segment::Gap) return segmentation_fault(report);
    // Whatever the pointer was meant for: a number, too, leads to what lies there.
    const ObjectId object = protected_object(report, segment);
    const auto slot = pointer_slot(report);
    std::vector<Address> words;
    if (slot) words.push_back(report.slot_address(*slot));
    const Static* it = report.find_static(object);
    report.headline(fmt::format("write to {}, which is immutable", report.object(object)));
    if (it == nullptr) {
        report.headline(fmt::format("write to {}: code cannot be written", report.object(object)));
    } else {
        report.declared(it->span, fmt::format("{} is declared here, with `data`", code(it->name)));
    }
    report.ask({}, words, slot.has_value());
    if (slot) tell_written(report, report.slot(*slot), report.slot_address(*slot));
    report.here(fmt::format("{} here", access(report)));
    report.note(fmt::format(
        "{}, in the write-protected part of the {} segment; nothing was changed",
        region(report, object), segment_name(report.machine.layout().segment_of(fault.address))));
    if (it == nullptr) return report.help("keep what changes in `data mut` or `bss`");
    report.help("declare it `data mut`, if it is meant to change",
                declare_mut(report.program, *it));
}

}  // namespace freehold::reports
