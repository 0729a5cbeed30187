// SPDX-License-Identifier: MIT
// A machine's memory and what is known of it, many words at once: for who compares all of it after
// each step, where Machine::word_info would be asked too often.
#pragma once

#include <cstddef>

#include "freehold/machine.hpp"
#include "vm/memory/shadow.hpp"

namespace freehold {

/// What Machine::word_info says of a word with this shadow.
inline WordInfo word_info_of(Shadow s) {
    const ValueKind kind = shadow::kind(s);
    // In the allocator's words those bits mean something else, and the id may be a size.
    if (kind == ValueKind::Header || kind == ValueKind::FreeBlock) return {.kind = kind};
    if (kind == ValueKind::Record) return {.kind = kind, .init = shadow::init(s)};
    return {.object = shadow::object(s),
            .kind = kind,
            .init = shadow::init(s),
            .in = shadow::in(s),
            .moved = (s & shadow::moved) != 0,
            .ro = (s & shadow::ro) != 0,
            .writable = (s & shadow::writable) != 0};
}

/// Valid as long as the machine lives. Of a machine that was made of a plain Program: one that is
/// proven has no shadow for most of its stack.
class MemoryView {
public:
    explicit MemoryView(const Machine& machine);

    std::uint32_t extent() const { return m_extent; }
    /// The host's address of a byte below the extent; the bytes after it follow.
    const std::byte* bytes(Address address) const { return m_bytes + raw(address); }
    /// The same for the shadow of a word, at a multiple of 8; those of the next words follow.
    const std::byte* shadow(Address address) const { return m_shadow + raw(address); }

private:
    const std::byte* m_bytes;
    const std::byte* m_shadow;
    std::uint32_t m_extent;
};

}  // namespace freehold
