// SPDX-License-Identifier: MIT
#include "vm/observe/seen_memory.hpp"

#include <algorithm>
#include <cstring>

#include "vm/execute/memory_view.hpp"

namespace freehold {

namespace {

constexpr std::uint32_t piece_bytes = 1024;
/// So many words are compared at once, before it is asked which of them differ.
constexpr std::uint32_t group = 8;

bool differ(const std::uint64_t* a, const std::uint64_t* b) {
    std::uint64_t difference = 0;
    for (std::uint32_t k = 0; k < group; ++k) difference |= a[k] ^ b[k];
    return difference != 0;
}

/// Which words of memory a piece has: the last one of the address space may be shorter.
std::uint32_t words_in(Address begin, std::uint32_t extent) {
    return std::min(piece_bytes, extent - raw(begin)) / 8;
}

/// TEMPORARY: all that may be in use.
std::vector<Address> everything(const Machine& machine) {
    std::vector<Address> pieces;
    const auto add = [&](Address begin, Address end) {
        for (std::uint32_t at = raw(begin) / piece_bytes * piece_bytes; at < raw(end);
             at += piece_bytes) {
            pieces.push_back(Address{at});
        }
    };
    const Layout& layout = machine.layout();
    add(Layout::code_begin, layout.heap_begin + machine.heap_use().reserved);
    add(layout.stack_end - machine.peak_stack_bytes(), layout.stack_end);
    return pieces;
}

}  // namespace

SeenMemory::SeenMemory(Machine& machine)
    : m_machine(machine), m_pieces(MemoryView{machine}.extent() / piece_bytes + 1) {}

void SeenMemory::look(std::vector<WordChange>& changes) {
    for (const Address begin : everything(m_machine)) compare(begin, changes);
}

SeenMemory::Piece& SeenMemory::piece_at(Address begin) {
    auto& piece = m_pieces[raw(begin) / piece_bytes];
    if (piece == nullptr) piece = std::make_unique<Piece>();
    return *piece;
}

void SeenMemory::compare(Address begin, std::vector<WordChange>& changes) {
    const MemoryView view{m_machine};
    std::array<std::uint64_t, words> bytes{};
    std::array<std::uint64_t, words> shadow{};
    const std::uint32_t count = words_in(begin, view.extent());
    std::memcpy(bytes.data(), view.bytes(begin), count * std::size_t{8});
    std::memcpy(shadow.data(), view.shadow(begin), count * std::size_t{8});
    Piece& seen = piece_at(begin);
    for (std::uint32_t first = 0; first < words; first += group) {
        if (!differ(&bytes[first], &seen.bytes[first]) &&
            !differ(&shadow[first], &seen.shadow[first])) {
            continue;
        }
        for (std::uint32_t k = first; k < first + group; ++k) {
            if (bytes[k] == seen.bytes[k] && shadow[k] == seen.shadow[k]) continue;
            const WordChange change{begin + 8 * k, seen.bytes[k], bytes[k],
                                    word_info_of(seen.shadow[k]), word_info_of(shadow[k])};
            // What the machine notes for itself about a word is nobody else's business.
            if (change.of_bytes() || change.of_knowledge()) changes.push_back(change);
            seen.bytes[k] = bytes[k];
            seen.shadow[k] = shadow[k];
        }
    }
}

}  // namespace freehold
