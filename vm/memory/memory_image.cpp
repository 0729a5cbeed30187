// SPDX-License-Identifier: MIT
#include "vm/memory/memory_image.hpp"

#include <algorithm>

namespace freehold {

MemoryImages::MemoryImages(AddressSpace& space) : m_space(space) {
    constexpr std::uint32_t leaf_bytes = MemoryImage::per_leaf * tile_bytes;
    m_all_leaves = (space.extent() - 1) / leaf_bytes + 1;
    m_low_leaves = raw(space.layout().stack_begin) / leaf_bytes;
}

MemoryImages::Spot MemoryImages::spot_of(std::uint32_t leaf) const {
    const std::uint32_t first = leaf * MemoryImage::per_leaf;
    if (leaf < m_low_leaves) return {&MemoryImage::m_low, leaf, first};
    return {&MemoryImage::m_high, m_all_leaves - 1 - leaf, first};
}

const MemoryImages::Leaf* MemoryImages::leaf_of(const MemoryImage& image, const Spot& spot) const {
    const Leaves& leaves = image.*spot.leaves;
    return spot.number < leaves.size() ? leaves[spot.number].get() : nullptr;
}

MemoryImage MemoryImages::take(UsedMemory used) {
    std::shared_ptr<Leaf> fresh;
    std::uint32_t number = ~0u;
    m_space.take_changed(used, AddressSpace::Asker::Snapshots, [&](Tile tile) {
        const std::uint32_t leaf = raw(tile) / MemoryImage::per_leaf;
        if (leaf != number) {
            number = leaf;
            const Spot spot = spot_of(leaf);
            const Leaf* const old = leaf_of(m_now, spot);
            fresh = old == nullptr ? std::make_shared<Leaf>() : std::make_shared<Leaf>(*old);
            Leaves& leaves = m_now.*spot.leaves;
            leaves.resize(std::max(leaves.size(), spot.number + 1));
            leaves[spot.number] = fresh;
        }
        std::shared_ptr<const TileImage>& it = (*fresh)[raw(tile) % MemoryImage::per_leaf];
        TileWords words;
        m_space.read_tile(tile, words);
        it = std::make_shared<const TileImage>(words, std::move(it), m_bytes);
    });
    return m_now;
}

void MemoryImages::put_back(const MemoryImage& image, UsedMemory used) {
    m_space.take_changed(used, AddressSpace::Asker::Snapshots, [&](Tile tile) {
        const Leaf* const leaf = leaf_of(image, spot_of(raw(tile) / MemoryImage::per_leaf));
        const TileImage* const it =
            leaf == nullptr ? nullptr : (*leaf)[raw(tile) % MemoryImage::per_leaf].get();
        put_back_tile(tile, it);
    });
    const std::size_t low = std::max(image.m_low.size(), m_now.m_low.size());
    for (std::uint32_t leaf = 0; leaf < low; ++leaf) put_back_leaf(image, spot_of(leaf));
    const std::size_t high = std::max(image.m_high.size(), m_now.m_high.size());
    for (std::uint32_t k = 0; k < high; ++k) put_back_leaf(image, spot_of(m_all_leaves - 1 - k));
    m_now = image;
}

void MemoryImages::put_back_tile(Tile tile, const TileImage* image) {
    TileWords words;
    image == nullptr ? words.fill(0) : image->read(words);
    m_space.write_tile(tile, words);
}

void MemoryImages::put_back_leaf(const MemoryImage& image, const Spot& spot) {
    const Leaf* const wanted = leaf_of(image, spot);
    const Leaf* const there = leaf_of(m_now, spot);
    if (wanted == there) return;
    for (std::uint32_t k = 0; k < MemoryImage::per_leaf; ++k) {
        const TileImage* const tile = wanted == nullptr ? nullptr : (*wanted)[k].get();
        const TileImage* const old = there == nullptr ? nullptr : (*there)[k].get();
        if (tile == old) continue;
        put_back_tile(Tile{spot.first + k}, tile);
    }
}

}  // namespace freehold
