// SPDX-License-Identifier: MIT
// From one place to another: through a pointer, to a field, to an element.
#pragma once

#include <cstdint>
#include <string_view>

#include "vm/debug/place.hpp"

namespace freehold::debug {

/// What the pointer in a place points at: `[p]`.
Found follow(const Scene& scene, const Place& place);
/// A field of a struct, through as many pointers as there are.
Found field_of(const Scene& scene, Place place, std::string_view name);
/// An element of an array, in the same way.
Found element_of(const Scene& scene, Place place, std::int64_t index);

}  // namespace freehold::debug
