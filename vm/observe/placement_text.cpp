// SPDX-License-Identifier: MIT
#include "vm/observe/placement_text.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"

namespace freehold {

namespace {

/// "1st", "22nd", "13th".
std::string ordinal(std::uint32_t number) {
    const bool teen = number / 10 % 10 == 1;
    std::string_view end = "th";
    if (!teen && number % 10 == 1) end = "st";
    if (!teen && number % 10 == 2) end = "nd";
    if (!teen && number % 10 == 3) end = "rd";
    return with_commas(number) + std::string{end};
}

std::string free_chunks(const Placement& it) { return quantity(it.free, "free chunk"); }

/// Why no free chunk was taken.
std::string why_on_top(const Placement& it) {
    if (it.policy == HeapPolicy::Bump) return "always behind the last block";
    if (it.free == 0) return "no free chunk, so behind the last block";
    if (it.policy == HeapPolicy::Segregated) {
        return fmt::format("no list offers one of the {}, so behind the last block",
                           free_chunks(it));
    }
    return fmt::format("none of {} fits, so behind the last block", free_chunks(it));
}

/// "3rd of 5 free chunks".
std::string which(const Placement& it) {
    switch (it.policy) {
        case HeapPolicy::NextFit:
            return fmt::format("{} looked at of {}", ordinal(it.examined), free_chunks(it));
        case HeapPolicy::BestFit: return "smallest that fits of " + free_chunks(it);
        case HeapPolicy::WorstFit: return "largest of " + free_chunks(it);
        case HeapPolicy::Segregated:
            return it.examined == 1 ? "first in its list"
                                    : fmt::format("{} looked at", ordinal(it.examined));
        case HeapPolicy::Buddy: return "first in its list";
        case HeapPolicy::FirstFit:
        case HeapPolicy::Bump: break;
    }
    return fmt::format("{} of {}", ordinal(it.examined), free_chunks(it));
}

std::string what_is_left(const Placement& it) {
    if (it.split_off == 0) return "whole";
    return with_commas(it.split_off) + " split off";
}

}  // namespace

std::string placement_text(const Placement& it) {
    if (it.from == Placement::From::Untold) return {};
    std::string text{policy_name(it.policy)};
    text += ": ";
    if (it.joined != 0) text += fmt::format("joined {}, then ", quantity(it.joined, "free chunk"));
    if (it.from == Placement::From::Top) return text + why_on_top(it);
    return text +
           fmt::format("{}, {}, {}", which(it), quantity(it.chunk, "byte"), what_is_left(it));
}

}  // namespace freehold
