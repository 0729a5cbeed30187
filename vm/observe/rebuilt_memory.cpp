// SPDX-License-Identifier: MIT
#include "vm/observe/rebuilt_memory.hpp"

namespace freehold {

namespace {

constexpr std::uint32_t piece_bytes = 1024;

std::uint32_t word_in_piece(Address address) { return raw(address) % piece_bytes / 8; }

}  // namespace

void RebuiltMemory::apply(const ReadStep& step) {
    for (const TracedMemory& memory : step.memory) {
        Address at = memory.address;
        for (const std::uint64_t word : memory.bytes) {
            piece_at(at).bytes[word_in_piece(at)] = word;
            at = at + 8;
        }
        at = memory.address;
        for (const WordInfo& known : memory.known) {
            piece_at(at).known[word_in_piece(at)] = known;
            at = at + 8;
        }
    }
}

std::uint64_t RebuiltMemory::word_at(Address address) const {
    const Piece* piece = find(address);
    return piece == nullptr ? 0 : piece->bytes[word_in_piece(address)];
}

std::uint8_t RebuiltMemory::byte_at(Address address) const {
    return static_cast<std::uint8_t>(word_at(address) >> 8 * (raw(address) % 8));
}

WordInfo RebuiltMemory::word_info(Address address) const {
    const Piece* piece = find(address);
    return piece == nullptr ? WordInfo{} : piece->known[word_in_piece(address)];
}

RebuiltMemory::Piece& RebuiltMemory::piece_at(Address address) {
    auto& piece = m_pieces[raw(address) / piece_bytes];
    if (piece == nullptr) piece = std::make_unique<Piece>();
    return *piece;
}

const RebuiltMemory::Piece* RebuiltMemory::find(Address address) const {
    const auto found = m_pieces.find(raw(address) / piece_bytes);
    return found == m_pieces.end() ? nullptr : found->second.get();
}

}  // namespace freehold
