// SPDX-License-Identifier: MIT
#include "vm/cli/heap_settings.hpp"

namespace freehold::cli {

namespace {

HeapPolicy policy_of(const std::string& word) {
    for (std::uint32_t k = 0; k < heap_policy_count; ++k) {
        if (policy_word(HeapPolicy{static_cast<std::uint8_t>(k)}) == word) {
            return HeapPolicy{static_cast<std::uint8_t>(k)};
        }
    }
    return HeapPolicy::Segregated;
}

Coalesce coalesce_of(const std::string& word) {
    if (word == coalesce_word(Coalesce::Deferred)) return Coalesce::Deferred;
    return word == coalesce_word(Coalesce::Off) ? Coalesce::Off : Coalesce::Now;
}

std::optional<std::uint8_t> byte_of(const Arguments& arguments, std::string_view option) {
    const auto number = arguments.number(option);
    if (!number) return std::nullopt;
    return static_cast<std::uint8_t>(*number);
}

}  // namespace

const std::vector<std::string_view>& heap_options() {
    static const std::vector<std::string_view> options{"heap-policy", "coalesce", "quarantine",
                                                       "redzone",     "fill-new", "fill-free"};
    return options;
}

HeapSettings heap_settings(const Arguments& arguments) {
    HeapSettings settings;
    for (const std::string_view option : heap_options()) {
        if (arguments.has(option)) settings.tells_placement = true;
    }
    if (const auto policy = arguments.text("heap-policy")) settings.policy = policy_of(*policy);
    if (const auto when = arguments.text("coalesce")) settings.coalesce = coalesce_of(*when);
    // The catalogue keeps every number in the range of its field.
    settings.quarantine = static_cast<std::uint32_t>(arguments.number("quarantine").value_or(0));
    settings.redzone = static_cast<std::uint32_t>(arguments.number("redzone").value_or(0));
    settings.fill_new = byte_of(arguments, "fill-new");
    settings.fill_free = byte_of(arguments, "fill-free");
    settings.counts = settings.tells_placement || arguments.has("heap-stats");
    return settings;
}

}  // namespace freehold::cli
