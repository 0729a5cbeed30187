// SPDX-License-Identifier: MIT
// A tile as it was once, in little room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "vm/memory/tiles.hpp"

namespace freehold {

/// All that is known of a tile, as words: its bytes, its shadow, and of the stack its nodes. Of a
/// tile that the address space cuts off the last ones are zero.
using TileWords = std::array<std::uint64_t, tile_bytes / 8 * 2 + tile_bytes / 16>;
inline constexpr std::size_t first_shadow_word = tile_bytes / 8;
inline constexpr std::size_t first_node_word = tile_bytes / 4;

/// The words that differ from what one would expect: from an earlier image of the same tile, or
/// else zeros of one kind. Most steps of a run change few words of many tiles. All words, where
/// that takes less.
class TileImage {
public:
    /// `earlier` may be nullptr. `all` counts the bytes that images take.
    TileImage(const TileWords& words, std::shared_ptr<const TileImage> earlier,
              std::shared_ptr<std::size_t> all);
    ~TileImage() { *m_all -= size(); }
    TileImage(const TileImage&) = delete;
    TileImage& operator=(const TileImage&) = delete;

    void read(TileWords& words) const;

private:
    /// An image may stand on another, and so on; reading goes all the way.
    static constexpr std::uint32_t deepest = 6;

    void expect(TileWords& words) const;
    std::size_t size() const {
        return sizeof *this + 2 * sizeof(void*) + m_places.capacity() * sizeof m_places[0] +
               m_words.capacity() * sizeof m_words[0];
    }

    std::shared_ptr<std::size_t> m_all;
    std::shared_ptr<const TileImage> m_earlier;
    std::uint32_t m_depth = 0;
    std::uint64_t m_shadow = 0;           ///< without an earlier image: of all words
    std::vector<std::uint16_t> m_places;  ///< of the words that differ; empty: m_words are all
    std::vector<std::uint64_t> m_words;
};

}  // namespace freehold
