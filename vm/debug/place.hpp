// SPDX-License-Identifier: MIT
// Places by name, as a person types them: `s1`, `p.next.value`, `[p].len`, `arr[3]`, `arr[i]`,
// `main.x`, `insert#2.tree`, `WORD`, `#4`, `#4+8`, `0x12340`, `heap+0x10`, `stack-0x28`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/debug/scene.hpp"

namespace freehold::debug {

struct Place {
    Address address{};
    TypeId type = TypeId::None;  ///< None: bytes
    std::uint32_t size = 0;      ///< bytes; of a Run as many as there are
    std::string name = {};       ///< as reports call it: "main.p.next"
    bool by_address = false;     ///< typed as a number: nothing is known but what lies there
};

/// A place, or why there is none: one sentence, code in backticks.
struct Found {
    std::optional<Place> place;
    std::string problem;

    explicit operator bool() const { return place.has_value(); }
};

/// The place that a text names, seen from the frame at a depth (main's is 1; 0: the innermost).
/// Fields and elements are reached through pointers of any kind; `[p]` is what `p` points at. A
/// name is looked for among the frame's locals in scope, then statics, then functions.
Found find_place(const Scene& scene, std::string_view text, std::uint32_t depth = 0);

/// The place of a Where or an address, with its type: what events and reports name.
Place place_at(const Scene& scene, Address address);

/// What a text may go on with: the names of locals in scope, statics and functions, or the fields
/// after a `.`. Whole texts, in the order in which they are found; for completion.
std::vector<std::string> complete_place(const Scene& scene, std::string_view text,
                                        std::uint32_t depth = 0);

}  // namespace freehold::debug
