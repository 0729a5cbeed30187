// SPDX-License-Identifier: MIT
#include "vm/cli/trace_parts.hpp"

#include <array>

#include "vm/base/text.hpp"
#include "vm/cli/event_groups.hpp"

namespace freehold::cli {

namespace {

constexpr std::array segments{Segment::Code, Segment::Data, Segment::Bss, Segment::Heap,
                              Segment::Stack};

bool add_word(std::string_view word, TraceParts& parts) {
    bool known = false;
    for (const Segment segment : segments) {
        if (word != segment_name(segment) && word != "all") continue;
        parts.segments.push_back(segment);
        known = true;
    }
    const auto events = events_of(word);
    if (events) parts.events.add(*events);
    return known || events;
}

}  // namespace

std::vector<std::string_view> trace_words() {
    std::vector<std::string_view> words = event_words();
    for (const Segment segment : segments) {
        if (segment != Segment::Heap) words.push_back(segment_name(segment));
    }
    return words;
}

Parsed<TraceParts> trace_parts_in(std::string_view text) {
    TraceParts parts;
    for (;;) {
        const auto end = text.find(',');
        const std::string_view word = text.substr(0, end);
        if (!add_word(word, parts)) {
            return {std::nullopt, "asks for `" + printable(word) +
                                      "`, which is neither a kind of event nor a segment"};
        }
        if (end == std::string_view::npos) return {std::move(parts), ""};
        text.remove_prefix(end + 1);
    }
}

}  // namespace freehold::cli
