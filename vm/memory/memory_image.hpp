// SPDX-License-Identifier: MIT
// What memory was, kept so that it can be put back.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "vm/memory/address_space.hpp"

namespace freehold {

/// An address space at one time, but for its code, which never changes. Images taken one after the
/// other share the tiles that did not change between them. To copy one is cheap: a pointer for each
/// 64 KiB that were ever used.
class MemoryImage {
    friend class MemoryImages;
    static constexpr std::uint32_t per_leaf = 64;
    using Leaf = std::array<std::shared_ptr<const TileImage>, per_leaf>;
    using Leaves = std::vector<std::shared_ptr<const Leaf>>;

    Leaves m_low;   ///< of what lies below the stack, upwards; without one, or past the end: zeros
    Leaves m_high;  ///< of the stack, from its high end down
};

/// Takes images of an address space, and puts them back into it. It remembers which image memory
/// was like last, so that only what differs is copied.
class MemoryImages {
public:
    explicit MemoryImages(AddressSpace& space);

    /// `used`: where memory may have changed.
    MemoryImage take(UsedMemory used);
    /// `used` is that of what stands there now.
    void put_back(const MemoryImage& image, UsedMemory used);

    /// What all images together take of the host's memory.
    std::size_t bytes() const { return *m_bytes; }

private:
    using Leaf = MemoryImage::Leaf;
    using Leaves = MemoryImage::Leaves;

    /// Where the leaf of a tile stands.
    struct Spot {
        Leaves MemoryImage::*leaves;
        std::size_t number;
        std::uint32_t first;  ///< the number of its first tile
    };
    Spot spot_of(std::uint32_t leaf) const;
    const Leaf* leaf_of(const MemoryImage& image, const Spot& spot) const;
    void put_back_tile(Tile tile, const TileImage* image);
    void put_back_leaf(const MemoryImage& image, const Spot& spot);

    AddressSpace& m_space;
    std::uint32_t m_all_leaves;
    std::uint32_t m_low_leaves;  ///< those below the stack; a gap lies between them and it
    MemoryImage m_now;           ///< what memory is like, but for what is marked as changed
    std::shared_ptr<std::size_t> m_bytes = std::make_shared<std::size_t>(0);
};

}  // namespace freehold
