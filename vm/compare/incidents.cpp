// SPDX-License-Identifier: MIT
#include "vm/compare/incidents.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/observe/event_text.hpp"

namespace freehold {

namespace {

/// More of the same teaches nothing.
constexpr std::size_t most_told = 5;

std::string ticked(const std::string& name) { return "`" + printable(name) + "`"; }

/// Wrong as often as it is done: the first time is told, the others are counted.
void tell(ToldList& list, Told told) {
    ++list.count;
    for (const Told& known : list.first) {
        if (known.code == told.code && known.index == told.index) return;
    }
    if (list.first.size() < most_told) list.first.push_back(std::move(told));
}

bool is_unasked(Reason reason) {
    return reason == Reason::ScopeEnd || reason == Reason::Reassigned ||
           reason == Reason::Content || reason == Reason::UnusedResult;
}

}  // namespace

EventSet IncidentWatch::wants() const {
    return {EventKind::Alloc, EventKind::Move, EventKind::Free, EventKind::Broken, EventKind::Harm};
}

void IncidentWatch::on_event(const Event& event) {
    switch (event.kind) {
        case EventKind::Alloc:
        case EventKind::Move:
            if (is_block(event.object)) m_owners[raw(event.object)] = event.to;
            break;
        case EventKind::Free:
            m_owners.erase(raw(event.object));
            if (raw(event.object) >= m_freed.size()) m_freed.resize(raw(event.object) + 1);
            m_freed[raw(event.object)] = {event.step, event.size, is_unasked(event.reason)};
            if (is_unasked(event.reason)) ++freed_unasked;
            break;
        case EventKind::Broken:
            tell(rules, {event.code, event.step, event.index, broken_words(event)});
            break;
        case EventKind::Harm: {
            // What follows from it in the same step is no second mistake.
            if (event.step == m_told) break;
            m_told = event.step;
            scopes_harm |= freed(event.object).unasked || is_of_scope_end(event.index);
            const Incidents& all = m_machine.harms();
            // Of those beyond the machine's list nothing is told, only how many they are.
            const bool write = !all.first.empty() && all.first.back().write;
            tell(harms, {event.code, event.step, event.index, harm_words(event, write)});
            break;
        }
        default: break;
    }
}

bool IncidentWatch::is_of_scope_end(std::uint32_t index) const {
    return m_machine.program().code[index].opcode() == Opcode::DropEnd;
}

std::string IncidentWatch::broken_words(const Event& event) const {
    const std::string place = m_names.where(event.from);
    std::string words{code_info(event.code).title};
    if (!place.empty()) words += ": " + ticked(place);
    return words;
}

IncidentWatch::Freed IncidentWatch::freed(ObjectId block) const {
    return raw(block) < m_freed.size() ? m_freed[raw(block)] : Freed{};
}

/// An access without a size takes all of a block, as `print` does.
std::string IncidentWatch::bytes_of(const Event& event, bool write) const {
    const std::string_view verb = write ? "writes" : "reads";
    const std::uint32_t size = event.size != 0 ? event.size : freed(event.object).size;
    return fmt::format("{} {}", verb, size == 0 ? "bytes" : quantity(size, "byte"));
}

/// "block #1, freed @3".
std::string IncidentWatch::freed_block(ObjectId block) const {
    std::string words = "block " + block_text(block);
    if (const Step step = freed(block).step) words += ", freed " + step_text(step, 0);
    return words;
}

/// "`main.b`"; empty where the owner is not known.
std::string IncidentWatch::owner_of(ObjectId block) const {
    const auto owner = m_owners.find(raw(block));
    const std::string place = owner == m_owners.end() ? "" : m_names.where(owner->second);
    return place.empty() ? "" : ticked(place);
}

/// Whose the bytes are in truth.
std::string IncidentWatch::whose_now(const Event& event) const {
    if (is_block(event.owner)) {
        const std::string owner = owner_of(event.owner);
        return "they belong to block " + block_text(event.owner) + " now" +
               (owner.empty() ? "" : ", which " + owner + " owns");
    }
    const std::string place = m_names.where(event.to);
    const bool named = event.to.in == Where::In::Frame || event.to.object != ObjectId::None;
    return named && !place.empty() ? "they are " + ticked(place) + " now" : "they are nobody's now";
}

/// What an access out of bounds meets.
std::string IncidentWatch::what_lies_there(const Event& event) const {
    if (is_block(event.owner)) {
        const std::string owner = owner_of(event.owner);
        return "block " + block_text(event.owner) +
               (owner.empty() ? "" : ", which " + owner + " owns");
    }
    const std::string place = m_names.where(event.to);
    if (event.to.in == Where::In::Frame) {
        return event.to.slot == no_slot ? printable(place) : ticked(place);
    }
    return event.to.object != ObjectId::None && !place.empty() ? ticked(place) : "what is nobody's";
}

/// What a second free takes from whoever has the place now.
std::string IncidentWatch::what_goes(const Event& event) const {
    if (!is_block(event.owner) || event.owner == event.object) return "";
    const std::string owner = owner_of(event.owner);
    return ": what goes is block " + block_text(event.owner) +
           (owner.empty() ? "" : ", which " + owner + " owns");
}

std::string IncidentWatch::harm_words(const Event& event, bool write) const {
    const std::string bytes = bytes_of(event, write);
    const std::string from = m_names.where(event.from);
    const std::string place = m_names.place(event.address);
    switch (event.code) {
        case Code::ReadUninitialised:
            return fmt::format("reads {}, which has no value: whatever bytes lie there",
                               from.empty() ? "a slot" : ticked(from));
        case Code::UseAfterFree:
            return fmt::format("{} of {}: {}", bytes, freed_block(event.object), whose_now(event));
        case Code::DoubleFree:
            return fmt::format("frees {}, again{}", freed_block(event.object), what_goes(event));
        case Code::InvalidFree: return fmt::format("frees {}, which is no block", place);
        case Code::OutOfBounds:
            return fmt::format("{} out of bounds{}, at {}, {} {}", bytes,
                               from.empty() ? "" : " through " + ticked(from), place,
                               write ? "over" : "where there is", what_lies_there(event));
        case Code::UninitialisedMemory:
            return fmt::format("{} at {} that were never written", bytes, place);
        case Code::Misaligned: return fmt::format("{} at {}, which is misaligned", bytes, place);
        case Code::NoProvenance:
            return fmt::format("{} at a number used as an address, {}: {}", bytes, place,
                               whose_now(event));
        case Code::DanglingStack:
            return fmt::format("{} of a slot that is gone, at {}: {}", bytes, place,
                               whose_now(event));
        default:
            return fmt::format("{}{}", code_info(event.code).title,
                               from.empty() ? "" : ": " + ticked(from));
    }
}

}  // namespace freehold
