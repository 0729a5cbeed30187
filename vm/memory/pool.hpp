// SPDX-License-Identifier: MIT
// Room for many small things that are named by numbers, given back to the host as they go.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace freehold {

/// Things of one kind, numbered from 1. Taking and giving take constant time; a chunk of them that
/// is empty is freed, but for one.
template <class T>
class Pool {
public:
    /// The number of a new thing, in its initial state.
    std::uint32_t take() {
        if (m_open.empty()) add_chunk();
        const std::uint32_t number = m_open.back();
        std::unique_ptr<Chunk>& chunk = m_chunks[number];
        if (!chunk) chunk = std::make_unique<Chunk>();
        const std::uint32_t place = chunk->take();
        if (chunk->used == per_chunk) m_open.pop_back();
        chunk->things[place] = T{};
        return number * per_chunk + place + 1;
    }
    void give(std::uint32_t which) {
        const std::uint32_t number = (which - 1) / per_chunk;
        std::unique_ptr<Chunk>& chunk = m_chunks[number];
        if (chunk->used == per_chunk) m_open.push_back(number);
        chunk->give((which - 1) % per_chunk);
        if (chunk->used == 0) keep_as_spare(number);
    }
    T& operator[](std::uint32_t which) {
        return m_chunks[(which - 1) / per_chunk]->things[(which - 1) % per_chunk];
    }
    const T& operator[](std::uint32_t which) const {
        return m_chunks[(which - 1) / per_chunk]->things[(which - 1) % per_chunk];
    }

    /// What it takes of the host's memory.
    std::size_t bytes() const {
        std::size_t sum = m_chunks.capacity() * sizeof(m_chunks[0]) + m_open.capacity() * 4;
        for (const auto& chunk : m_chunks) sum += chunk ? sizeof(Chunk) : 0;
        return sum;
    }

private:
    static constexpr std::uint32_t per_chunk = 1024;
    using Bits = std::array<std::uint64_t, per_chunk / 64>;  ///< a bit for each place

public:
    /// Which things there are, and what they are.
    struct State {
        std::vector<Bits> free;  ///< of each chunk; of one without room in the host nothing
        std::vector<bool> has_room;
        std::vector<T> things;  ///< those taken, in order
        std::vector<std::uint32_t> open;
        std::uint32_t spare = ~0u;

        std::size_t bytes() const { return things.size() * sizeof(T) + free.size() * sizeof(Bits); }
    };
    State state() const {
        State state{{}, {}, {}, m_open, m_spare};
        for (const auto& chunk : m_chunks) {
            state.has_room.push_back(chunk != nullptr);
            state.free.push_back(chunk ? chunk->free : Bits{});
            if (!chunk) continue;
            chunk->for_each_taken(
                [&](std::uint32_t at) { state.things.push_back(chunk->things[at]); });
        }
        return state;
    }
    void go_back_to(const State& state) {
        m_chunks.resize(state.free.size());
        m_open = state.open;
        m_spare = state.spare;
        auto next = state.things.begin();
        for (std::size_t k = 0; k < m_chunks.size(); ++k) {
            std::unique_ptr<Chunk>& chunk = m_chunks[k];
            if (!state.has_room[k]) {
                chunk.reset();
                continue;
            }
            if (!chunk) chunk = std::make_unique<Chunk>();
            chunk->free = state.free[k];
            chunk->used = 0;
            chunk->for_each_taken([&](std::uint32_t at) {
                chunk->things[at] = *next++;
                ++chunk->used;
            });
        }
    }

private:
    struct Chunk {
        Chunk() { free.fill(~0ull); }
        template <class Visit>
        void for_each_taken(Visit visit) const {
            for (std::uint32_t word = 0; word < free.size(); ++word) {
                for (std::uint64_t taken = ~free[word]; taken != 0; taken &= taken - 1) {
                    visit(word * 64 + static_cast<std::uint32_t>(std::countr_zero(taken)));
                }
            }
        }
        std::uint32_t take() {
            std::uint32_t word = 0;
            while (free[word] == 0) ++word;
            const auto bit = static_cast<std::uint32_t>(std::countr_zero(free[word]));
            free[word] &= free[word] - 1;
            ++used;
            return word * 64 + bit;
        }
        void give(std::uint32_t place) {
            free[place / 64] |= 1ull << place % 64;
            --used;
        }
        std::array<T, per_chunk> things;
        Bits free;
        std::uint32_t used = 0;
    };

    /// One empty chunk stays, so that a thing that comes and goes costs the host nothing.
    void keep_as_spare(std::uint32_t number) {
        const bool other = m_spare != number && m_spare < m_chunks.size() && m_chunks[m_spare];
        if (other && m_chunks[m_spare]->used == 0) m_chunks[m_spare].reset();
        m_spare = number;
    }

    void add_chunk() {
        m_open.push_back(static_cast<std::uint32_t>(m_chunks.size()));
        m_chunks.emplace_back();
    }

    std::vector<std::unique_ptr<Chunk>> m_chunks;  ///< those without room in the host are empty
    std::vector<std::uint32_t> m_open;             ///< the chunks with places left
    std::uint32_t m_spare = ~0u;                   ///< the chunk that was empty last
};

}  // namespace freehold
