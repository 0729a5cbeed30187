// SPDX-License-Identifier: MIT
// What the words of a value look like: from its type, what the shadow of its memory should be.
#pragma once

#include <cstdint>
#include <functional>

#include "freehold/program.hpp"

namespace freehold {

/// The kind of value a scalar type has in a slot or word: Int for every integer. None for structs,
/// arrays and runs, which are no single value.
ValueKind kind_of(const Type& type);

/// Slots of a frame that a local or result of the type takes: at least one, so that every local has
/// an address of its own, also one of no bytes.
constexpr std::uint32_t slots_of(const Type& type) {
    return type.size == 0 ? 1 : words_of(type.size);
}

/// One word (8 bytes) of a value. Bit k of a mask is byte k.
struct WordShape {
    ValueKind kind = ValueKind::None;  ///< of what it holds; no word holds two kinds
    std::uint8_t in = 0;               ///< bytes that belong to the value, padding included
    std::uint8_t init = 0;  ///< bytes that are given a value when every field is: not padding

    friend bool operator==(const WordShape&, const WordShape&) = default;
};

/// `count` words that all look the same, from word `first` of the value on.
struct WordRun {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    WordShape shape{};
};

/// Tells the words of `bytes` bytes that begin, at a word, with a value of the type: ascending,
/// each word once, equal neighbours together. `bytes` is the type's size; of a Run any multiple of
/// the element's size; of another type also a multiple of its size: so many values, one after
/// another. The cost of an array of scalars does not depend on its length.
void for_each_run(const Program& program, TypeId type, std::uint32_t bytes,
                  const std::function<void(const WordRun&)>& visit);

/// The same, word by word.
template <class Visit>
void for_each_word(const Program& program, TypeId type, std::uint32_t bytes, Visit&& visit) {
    for_each_run(program, type, bytes, [&visit](const WordRun& run) {
        for (std::uint32_t i = 0; i < run.count; ++i) visit(run.first + i, run.shape);
    });
}

}  // namespace freehold
