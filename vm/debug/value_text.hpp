// SPDX-License-Identifier: MIT
// Values as text, by their types: `-5`, `true`, `'a'`, `{value: 1, next: null}`, `[1, 2, 3, …]`,
// `"hello"`, `own #3 heap+0x40`, `ref main.x`, `null`, `uninit`, `moved`.
#pragma once

#include <cstdint>
#include <string>

#include "vm/debug/place.hpp"

namespace freehold::debug {

struct ValueStyle {
    std::uint32_t columns = 60;   ///< longer texts lose what is innermost and last: `…`
    std::uint32_t depth = 3;      ///< structs and arrays in one another
    std::uint32_t elements = 16;  ///< of an array, and of text in bytes four times as many
};

/// The value in one line. Of a place without a type: the bytes.
std::string value_text(const Scene& scene, const Place& place, const ValueStyle& style = {});

/// The number in a place of an integer's type, whether or not it has been given a value.
std::int64_t integer_at(const Scene& scene, const Place& place);

/// Which of its bytes hold a value.
enum class Known : std::uint8_t { All, Some, None, Moved };
/// Padding apart. Of a slot that was moved: Moved.
Known known_of(const Scene& scene, const Place& place);
/// "init", "partial", "uninit", "moved".
const char* known_word(Known known);

/// A pointer as it is written: "own #3 heap+0x40", "ref main.x", "raw #2 heap+0x18, freed".
std::string pointer_text(const Scene& scene, Pointer pointer, ValueKind kind);

}  // namespace freehold::debug
