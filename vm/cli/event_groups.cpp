// SPDX-License-Identifier: MIT
#include "vm/cli/event_groups.hpp"

#include <algorithm>

namespace freehold::cli {

namespace {

using enum EventKind;

struct Group {
    std::string_view word;
    EventSet events;
};

const std::vector<Group>& groups() {
    static const std::vector<Group> list{
        {"all", EventSet::all()},
        {"none", {}},
        {"heap", {Alloc, Free, EventKind::Forget}},
        {"moves", {Move}},
        {"ends", {Exit, EventKind::Fault}},
        {"scopes", {Skip, Scope}},
        {"borrows", {Borrow, Object, Ended}},
        {"copies", {Copy}},
        {"writes", {Write}},
        {"calls", {Call, Ret}},
        {"io", {EventKind::Output, EventKind::Input}},
        {"leaks", {Leak}},
        {"incidents", {Broken, Harm}},
    };
    return list;
}

}  // namespace

std::vector<std::string_view> event_groups() {
    std::vector<std::string_view> words;
    for (const Group& group : groups()) words.push_back(group.word);
    return words;
}

std::vector<std::string_view> event_words() {
    std::vector<std::string_view> words = event_groups();
    for (std::uint32_t kind = 0; kind < event_count; ++kind) {
        words.push_back(event_info(static_cast<EventKind>(kind)).word);
    }
    return words;
}

std::optional<EventSet> events_of(std::string_view word) {
    for (const Group& group : groups()) {
        if (group.word == word) return group.events;
    }
    for (std::uint32_t kind = 0; kind < event_count; ++kind) {
        const auto event = static_cast<EventKind>(kind);
        if (event_info(event).word == word) return EventSet{event};
    }
    return std::nullopt;
}

EventSet default_events() {
    return {Alloc, Free, EventKind::Forget, Move, Exit, EventKind::Fault, Broken, Harm};
}

}  // namespace freehold::cli
