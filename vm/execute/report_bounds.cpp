// SPDX-License-Identifier: MIT
// F305: outside an array or an object.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/execute/report_bytes.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/report_operands.hpp"
#include "vm/execute/report_origin.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"

namespace freehold::reports {

namespace {

/// What an index counts in, without the index: "`a`", "`[p]`".
std::string array_text(const Report& report) {
    std::string text = memory_text(report);
    return code(text.substr(0, text.rfind('[')));
}

/// The number of elements; nothing when the object's own length decides and it is not known.
std::optional<std::int64_t> bound_of(const Report& report, const Indexed& it) {
    const Fault& fault = report.fault;
    const auto open = std::int64_t{no_bound};
    if (fault.size == 0 && fault.y != open) return fault.y;
    const auto object = range_of(report, fault.object);
    if (!object || it.stride == 0) return std::nullopt;
    const std::int64_t end = std::int64_t{raw(object->begin)} + object->size;
    return (end - raw(it.begin)) / it.stride;
}

/// Where the element would have been.
std::optional<Address> reached(const Indexed& it) {
    std::int64_t offset = 0;
    if (__builtin_mul_overflow(it.index, std::int64_t{it.stride}, &offset)) return std::nullopt;
    std::int64_t address = 0;
    if (__builtin_add_overflow(offset, std::int64_t{raw(it.begin)}, &address)) return std::nullopt;
    if (address < 0 || address > 0xffffffff) return std::nullopt;
    return Address{static_cast<std::uint32_t>(address)};
}

void note_reached(Report& report, const Indexed& it) {
    const auto address = reached(it);
    if (!address) return report.note("such an element would lie outside the address space");
    report.note(fmt::format("index {} would reach {}: {}", it.index, place(report, *address),
                            what_lies_at(report, *address)));
}

/// Where the array was declared or allocated.
void tell_array(Report& report) {
    const Fault& fault = report.fault;
    if (const Static* it = report.find_static(fault.object)) {
        return report.declared(it->span, fmt::format("static {} is declared here", code(it->name)));
    }
    if (pointer_slot(report)) return tell_made(report, report.story.life(fault.object));
    if (const Static* it = named_static(report)) {
        report.declared(it->span, fmt::format("static {} is declared here", code(it->name)));
    }
    tell_declared(report, named_local(report), "");
}

void help_index(Report& report, const std::string& index, std::optional<std::int64_t> bound,
                std::int64_t value) {
    if (value < 0) {
        return report.help(fmt::format("leave the loop before {} is negative: `blt {}, 0, LABEL`",
                                       code(index), index));
    }
    if (!bound) return report.help("compare the index with `len` first");
    report.help(fmt::format("leave before the end: `bge {}, {}, LABEL`", index, *bound));
}

void by_index(Report& report, const Indexed& it) {
    const std::string array = array_text(report);
    const Slot slot = *index_slot(report);
    const std::string index = report.plain_slot(slot);
    report.ask({report.fault.object}, {report.slot_address(slot)}, true);
    const auto bound = bound_of(report, it);
    report.headline(fmt::format("index {} is out of bounds of {}", it.index, array));
    if (bound) {
        report.diagnostic.headline +=
            fmt::format(", which has {}", quantity(static_cast<std::uint64_t>(*bound), "element"));
    }
    tell_array(report);
    tell_written(report, code(index), report.slot_address(slot));
    report.here(bound && *bound > 0
                    ? fmt::format("`{}` is {}; the last element is {}", index, it.index, *bound - 1)
                    : fmt::format("`{}` is {}", index, it.index));
    note_reached(report, it);
    help_index(report, index, bound, it.index);
}

// ---- without an index --------------------------------------------------------------------------

/// Whether a picture of the bytes around would show some of the object's.
bool is_near(const ObjectRange& object, Address touched) {
    const std::int64_t row = raw(touched) & ~15u;
    return row - 16 < std::int64_t{raw(object.begin)} + object.size &&
           row + 32 > std::int64_t{raw(object.begin)};
}

/// What begins inside and goes on behind the end. False where the access lies wholly outside.
bool cut_off(Report& report, const ObjectRange& range) {
    const Fault& fault = report.fault;
    const Address end = range.begin + range.size;
    if (fault.address < range.begin || fault.address >= end) return false;
    report.note(fmt::format("it may reach {}; at {} begins {}", region(report, fault.object),
                            place(report, end), what_lies_at(report, end)));
    return true;
}

void by_pointer(Report& report) {
    const Fault& fault = report.fault;
    const auto slot = pointer_slot(report);
    const std::string name = slot ? report.slot(*slot) : "the pointer";
    std::vector<Address> words;
    if (slot) words.push_back(report.slot_address(*slot));
    report.ask({fault.object}, words, slot.has_value());
    const std::string object = report.object(fault.object);
    const auto range = range_of(report, fault.object);
    const std::string where =
        range ? distance(*range, fault.address, fault.size) + " of " : "outside ";
    report.headline(
        fmt::format("`{}` through {} is out of bounds: {}{}", report.verb(), name, where, object));
    if (const Static* it = report.find_static(fault.object)) {
        report.declared(it->span, fmt::format("static {} is declared here", code(it->name)));
    }
    tell_life(report, fault.object);
    if (slot) tell_origin(report, report.slot_address(*slot));
    report.here(fault.size == 0 ? "it would reach there here" : access(report) + " there");
    const bool cut = range && cut_off(report, *range);
    if (!cut) {
        report.note(fmt::format("it may reach {}; at {} lies {}", region(report, fault.object),
                                place(report, fault.address), what_lies_at(report, fault.address)));
    }
    if (range && fault.size != 0 && is_near(*range, fault.address)) {
        report.picture(byte_picture(report, *range, fault.address, fault.size));
    }
    if (cut && report.is_block(fault.object) && fault.size != 0) {
        const std::uint64_t bytes = fault.address - range->begin + std::uint64_t{fault.size};
        return report.help(
            fmt::format("give {} at least {} where it is made", object, quantity(bytes, "byte")));
    }
    report.help(
        fmt::format("keep {} inside {}: compare how far it goes with the size", name, object));
}

void by_count(Report& report) {
    const Fault& fault = report.fault;
    const std::string memory = memory_text(report);
    const std::string array = memory.empty() ? "the array" : code(memory);
    report.headline(fmt::format(
        "`{}` of {} from {}, which has {}", report.verb(),
        quantity(static_cast<std::uint64_t>(std::max<std::int64_t>(fault.x, 0)), "byte"), array,
        quantity(static_cast<std::uint64_t>(fault.y), "byte")));
    if (fault.x < 0) report.headline(fmt::format("`{}` of {} bytes", report.verb(), fault.x));
    report.here(fmt::format("{} asked for here", fault.x));
    report.help("ask for at most as many as `len` says");
}

}  // namespace

void out_of_bounds(Report& report) {
    if (const auto it = indexed(report)) return by_index(report, *it);
    const bool counted = report.verb() == "write";
    if (counted && report.fault.object == ObjectId::None) return by_count(report);
    by_pointer(report);
}

}  // namespace freehold::reports
