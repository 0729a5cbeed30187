// SPDX-License-Identifier: MIT
#include "vm/memory/memory_image.hpp"

#include <algorithm>

namespace freehold {

class TileImage {
public:
    TileImage(const AddressSpace& space, Tile tile, std::shared_ptr<std::size_t> all)
        : m_size(space.tile_size(tile)), m_bytes(new std::byte[m_size]), m_all(std::move(all)) {
        space.copy_tile(tile, m_bytes.get());
        *m_all += m_size + sizeof *this;
    }
    ~TileImage() { *m_all -= m_size + sizeof *this; }
    TileImage(const TileImage&) = delete;
    TileImage& operator=(const TileImage&) = delete;

    const std::byte* bytes() const { return m_bytes.get(); }

private:
    std::size_t m_size;
    std::unique_ptr<std::byte[]> m_bytes;
    std::shared_ptr<std::size_t> m_all;
};

MemoryImages::MemoryImages(AddressSpace& space) : m_space(space) {
    const std::uint32_t tiles = raw(tile_of(Address{space.extent() - 1})) + 1;
    m_now.m_leaves.resize((tiles + MemoryImage::per_leaf - 1) / MemoryImage::per_leaf);
}

MemoryImage MemoryImages::take(UsedMemory used) {
    std::shared_ptr<MemoryImage::Leaf> fresh;
    std::uint32_t number = ~0u;
    m_space.take_changed(used, AddressSpace::Asker::Snapshots, [&](Tile tile) {
        const std::uint32_t leaf = raw(tile) / MemoryImage::per_leaf;
        if (leaf != number) {
            auto& old = m_now.m_leaves[leaf];
            fresh = old ? std::make_shared<MemoryImage::Leaf>(*old)
                        : std::make_shared<MemoryImage::Leaf>();
            old = fresh;
            number = leaf;
        }
        (*fresh)[raw(tile) % MemoryImage::per_leaf] =
            std::make_shared<const TileImage>(m_space, tile, m_bytes);
    });
    return m_now;
}

void MemoryImages::put_back(const MemoryImage& image, UsedMemory used) {
    m_space.take_changed(used, AddressSpace::Asker::Snapshots,
                         [&](Tile tile) { put_back_tile(tile, image.tile(tile)); });
    for (std::uint32_t leaf = 0; leaf < image.m_leaves.size(); ++leaf) {
        if (image.m_leaves[leaf] != m_now.m_leaves[leaf]) put_back_leaf(leaf, image);
    }
}

void MemoryImages::put_back_leaf(std::uint32_t leaf, const MemoryImage& image) {
    const std::uint32_t first = leaf * MemoryImage::per_leaf;
    for (std::uint32_t k = 0; k < MemoryImage::per_leaf; ++k) {
        const Tile tile{first + k};
        if (image.tile(tile) != m_now.tile(tile)) put_back_tile(tile, image.tile(tile));
    }
    m_now.m_leaves[leaf] = image.m_leaves[leaf];
}

void MemoryImages::put_back_tile(Tile tile, const TileImage* image) {
    m_space.put_tile(tile, image == nullptr ? nullptr : image->bytes());
}

}  // namespace freehold
