// SPDX-License-Identifier: MIT
// Memory as a trace tells it: the bytes, and what is known of each word.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>

#include "vm/observe/trace_reader_json.hpp"

namespace freehold {

class RebuiltMemory {
public:
    /// After this step, or before the first one.
    void apply(const ReadStep& step);

    std::uint64_t word_at(Address address) const;  ///< of the aligned word that holds the byte
    std::uint8_t byte_at(Address address) const;
    WordInfo word_info(Address address) const;

private:
    static constexpr std::uint32_t words = 128;
    struct Piece {
        std::array<std::uint64_t, words> bytes{};
        std::array<WordInfo, words> known{};
    };
    Piece& piece_at(Address address);
    const Piece* find(Address address) const;

    std::unordered_map<std::uint32_t, std::unique_ptr<Piece>> m_pieces;
};

}  // namespace freehold
