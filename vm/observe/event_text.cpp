// SPDX-License-Identifier: MIT
#include "vm/observe/event_text.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/observe/placement_text.hpp"

namespace freehold {

namespace {

/// A block has no names for its parts; the instruction that reads or writes one has.
std::string place_in(const Event& event, const Where& where, const Names& names) {
    const std::string place = names.where(where);
    const bool part = where.in == Where::In::Memory && is_block(where.object);
    const std::string memory = part ? names.memory(event.index) : "";
    const bool whole = memory.find(']') + 1 == memory.size();  // "[p]"
    return memory.empty() || whole ? place : fmt::format("{} ({})", place, memory);
}

std::string arrow(const Event& event, std::string_view sign, const Names& names) {
    const std::string from = place_in(event, event.from, names);
    const std::string to = place_in(event, event.to, names);
    return fmt::format("{}{}{}{}{}", from, from.empty() ? "" : " ", sign, to.empty() ? "" : " ",
                       to);
}

std::string with_reason(const std::string& place, std::string_view reason) {
    if (place.empty() || reason.empty()) return place + std::string{reason};
    return fmt::format("{}, {}", place, reason);
}

std::string why_freed(const Event& event, const Names& names) {
    const std::string place = names.where(event.from);
    switch (event.reason) {
        case Reason::Explicit: return with_reason(place, names.instruction(event.index));
        case Reason::UnusedResult: return std::string{reason_text(event.reason)};
        case Reason::Content:
            if (is_block(event.owner)) return "owned by block " + block_text(event.owner);
            return with_reason(place, reason_text(event.reason));
        default: return with_reason(place, reason_text(event.reason));
    }
}

std::string_view borrow_kind(ValueKind kind) {
    switch (kind) {
        case ValueKind::Ref: return "shared";
        case ValueKind::Mut: return "exclusive";
        case ValueKind::Raw: return "raw address";
        default: return "";
    }
}

std::string leak_story(const Event& event, const Names& names) {
    const Where& holder = event.to.in == Where::In::Nowhere ? event.from : event.to;
    const std::string place = names.where(holder);
    return place.empty() ? "leaked, no owner left" : "still owned by " + place;
}

std::string scope_story(const Event& event, const Names& names) {
    return "end of " + list_of(names.locals(event.from, event.to), "and");
}

std::string depth_text(const Event& event, std::string_view words) {
    return fmt::format("{} {}", words, with_commas(event.depth));
}

std::string write_story(const Event& event, const Names& names) {
    // The place of a result is the caller's; where the caller wants none, it has no name.
    const std::string place = place_in(event, event.to, names);
    return fmt::format("{} = {}", place.empty() ? "an unused result" : place,
                       value_text(event, names));
}

/// "F302 use of a freed block; its place belongs to block #4 now".
std::string incident_story(const Event& event, const Names& names) {
    std::string text = code_name(event.code) + " " + std::string{code_info(event.code).title};
    const std::string place = names.where(event.from);
    if (!place.empty()) text += ": " + place;
    if (event.owner != ObjectId::None && event.owner != event.object) {
        text += "; hits block " + block_text(event.owner);
    }
    return text;
}

std::string story(const Event& event, const Names& names) {
    switch (event.kind) {
        case EventKind::Alloc: return with_reason(names.where(event.to), reason_text(event.reason));
        case EventKind::Move:
            return with_reason(arrow(event, "==>", names), reason_text(event.reason));
        case EventKind::Free: return why_freed(event, names);
        case EventKind::Skip:
            return with_reason(names.where(event.from),
                               fmt::format("{}: nothing to free", reason_text(event.reason)));
        case EventKind::Forget: return with_reason(names.where(event.from), "never to be freed");
        case EventKind::Borrow:
            return with_reason(arrow(event, "-->", names), borrow_kind(event.value));
        case EventKind::Ended:
            return with_reason(names.where(event.to), fmt::format("{}, may not be used any more",
                                                                  borrow_kind(event.value)));
        case EventKind::Broken:
        case EventKind::Harm: return incident_story(event, names);
        case EventKind::Copy: return arrow(event, "-->", names);
        case EventKind::Write: return write_story(event, names);
        case EventKind::Object: {
            const Where& local = event.to.in == Where::In::Nowhere ? event.from : event.to;
            return with_reason(names.where(local), "has an address now");
        }
        case EventKind::Scope: return scope_story(event, names);
        case EventKind::Call:
            return with_reason(names.function(event.function), depth_text(event, "depth"));
        case EventKind::Ret:
            return with_reason(
                names.function(event.function),
                event.depth == 0 ? "the last frame" : depth_text(event, "back to depth"));
        case EventKind::Leak: return leak_story(event, names);
        case EventKind::Output:
        case EventKind::Input:
        case EventKind::Exit:
        case EventKind::Fault: return "";
    }
    return "";
}

bool tells_size(EventKind kind) {
    switch (kind) {
        case EventKind::Alloc:
        case EventKind::Free:
        case EventKind::Forget:
        case EventKind::Object:
        case EventKind::Leak:
        case EventKind::Output:
        case EventKind::Input: return true;
        default: return false;
    }
}

bool tells_address(EventKind kind) { return kind == EventKind::Alloc || kind == EventKind::Object; }

/// A null owner that moves has no object, and that is worth saying; most events just have none.
bool tells_null(EventKind kind) { return kind == EventKind::Move; }

std::int64_t sign_extended(std::uint64_t word, std::uint32_t bytes) {
    if (bytes == 0 || bytes >= 8) return static_cast<std::int64_t>(word);
    const std::uint64_t top = std::uint64_t{1} << (8 * bytes - 1);
    const std::uint64_t low = word & ((top << 1) - 1);
    return static_cast<std::int64_t>((low ^ top) - top);
}

}  // namespace

std::string step_text(Step step, std::uint32_t part) {
    return part == 0 ? fmt::format("@{}", step) : fmt::format("@{}.{}", step, part);
}

std::string block_text(ObjectId object) {
    if (object == ObjectId::None) return "null";
    return is_block(object) ? fmt::format("#{}", raw(object)) : "";
}

std::string value_text(const Event& event, const Names& names) {
    if (!is_pointer(event.value) && event.value != ValueKind::Code) {
        return std::to_string(sign_extended(event.word, event.size));
    }
    if (event.word == 0) return "null";
    const Pointer pointer = Pointer::from_word(event.word);
    if (owns(event.value) && is_block(pointer.object)) return block_text(pointer.object);
    return names.place(pointer.address);
}

EventText event_text(const Event& event, const Names& names) {
    EventText text;
    const bool any = event.object != ObjectId::None || tells_null(event.kind);
    if (any) text.block = block_text(event.object);
    if (tells_size(event.kind)) text.size = quantity(event.size, "byte");
    if (tells_address(event.kind)) text.address = names.place(event.address);
    text.story = story(event, names);
    text.why = placement_text(event.placement);
    return text;
}

}  // namespace freehold
