// SPDX-License-Identifier: MIT
// What memory was, kept so that it can be put back.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "vm/memory/address_space.hpp"

namespace freehold {

/// The bytes, the shadow and the nodes of one tile.
class TileImage;

/// An address space at one time, but for its code, which never changes. Images taken one after the
/// other share the tiles that did not change between them. To copy one is cheap.
class MemoryImage {
    friend class MemoryImages;
    static constexpr std::uint32_t per_leaf = 64;
    using Leaf = std::array<std::shared_ptr<const TileImage>, per_leaf>;

    const TileImage* tile(Tile tile) const {
        const Leaf* leaf = m_leaves[raw(tile) / per_leaf].get();
        return leaf == nullptr ? nullptr : (*leaf)[raw(tile) % per_leaf].get();
    }

    std::vector<std::shared_ptr<const Leaf>> m_leaves;  ///< without one: of zeros
};

/// Takes images of an address space, and puts them back into it. It remembers which image memory
/// was like last, so that only what differs is copied.
class MemoryImages {
public:
    explicit MemoryImages(AddressSpace& space);

    MemoryImage take(UsedMemory used);
    /// `used` is that of what stands there now.
    void put_back(const MemoryImage& image, UsedMemory used);

    /// What all images together take of the host's memory.
    std::size_t bytes() const { return *m_bytes; }

private:
    void put_back_leaf(std::uint32_t leaf, const MemoryImage& image);
    void put_back_tile(Tile tile, const TileImage* image);

    AddressSpace& m_space;
    MemoryImage m_now;  ///< what memory is like, but for what is marked as changed
    std::shared_ptr<std::size_t> m_bytes = std::make_shared<std::size_t>(0);
};

}  // namespace freehold
