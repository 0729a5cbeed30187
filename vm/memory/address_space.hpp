// SPDX-License-Identifier: MIT
// The bytes of a machine and their shadow, and the one bounds check.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#include "freehold/program.hpp"
#include "vm/memory/mapping.hpp"
#include "vm/memory/shadow.hpp"

namespace freehold {

static_assert(std::endian::native == std::endian::little,
              "words are stored as the machine's: little-endian");

/// All memory below the layout's extent, each word with its shadow, of the stack with a second one.
/// Untouched pages cost the host nothing. Nothing here judges a program: may_load and may_store say
/// whether an access is plainly right; whoever asks finds out what is wrong with one that is not.
class AddressSpace {
public:
    /// Throws std::bad_alloc when the host has no room.
    explicit AddressSpace(const Layout& layout);

    const Layout& layout() const { return m_layout; }
    std::uint32_t extent() const { return m_extent; }

    /// The host's address of a byte below the extent.
    std::byte* host(Address address) { return m_bytes + raw(address); }
    const std::byte* host(Address address) const { return m_bytes + raw(address); }
    Address address_of(const std::byte* host) const {
        return Address{static_cast<std::uint32_t>(host - m_bytes)};
    }

    /// The shadow of the word that holds a byte below the extent.
    Shadow& shadow(Address address) {
        return *reinterpret_cast<Shadow*>(m_shadow + (raw(address) & ~7u));
    }
    Shadow shadow(Address address) const {
        return *reinterpret_cast<const Shadow*>(m_shadow + (raw(address) & ~7u));
    }
    /// The shadow of an aligned word, by the word's host address: the extent lies between them.
    Shadow& shadow_of(std::byte* word) { return *reinterpret_cast<Shadow*>(word + m_extent); }

    /// The second shadow word of a word of the stack: the number of the node its borrow has.
    std::uint32_t& node(Address address) { return m_nodes[node_index(address)]; }
    std::uint32_t node(Address address) const { return m_nodes[node_index(address)]; }

    /// The bounds check: an access of `width` bytes (1, 2, 4, 8) is aligned and below the extent.
    /// Any sum of an address and an offset may be asked about.
    template <unsigned width>
    bool in_range(std::uint64_t address) const {
        constexpr int log = std::countr_zero(width);
        return std::rotr(address, log) < m_limits[log];
    }

    /// Whether a pointer to `object` may read `width` bytes of `kind`: aligned, inside its living
    /// object, all initialised. The two compares.
    template <unsigned width>
    bool may_load(ObjectId object, std::uint64_t address, ValueKind kind) const {
        if (!in_range<width>(address)) return false;
        const Shadow bytes = shadow::bytes(width, Address{static_cast<std::uint32_t>(address)});
        const Shadow touched = bytes << shadow::init_shift | bytes << shadow::in_shift;
        return matches<width>(object, address, kind, touched);
    }
    /// Whether it may write `width` bytes where a value of the same kind may stand.
    template <unsigned width>
    bool may_store(ObjectId object, std::uint64_t address, ValueKind kind) const {
        if (!in_range<width>(address)) return false;
        const Shadow bytes = shadow::bytes(width, Address{static_cast<std::uint32_t>(address)});
        return matches<width>(object, address, kind, bytes << shadow::in_shift | shadow::writable);
    }
    template <unsigned width>
    bool may_load(Pointer pointer, ValueKind kind) const {
        return may_load<width>(pointer.object, raw(pointer.address), kind);
    }
    template <unsigned width>
    bool may_store(Pointer pointer, ValueKind kind) const {
        return may_store<width>(pointer.object, raw(pointer.address), kind);
    }

    /// Whether `width` bytes named directly, without a pointer, hold a whole value of `kind`. The
    /// address is in range and aligned.
    template <unsigned width>
    bool holds(Address address, ValueKind kind) const {
        const Shadow bytes = shadow::bytes(width, address) << shadow::init_shift;
        const Shadow want = shadow::kind_bits(kind) | bytes;
        return ((shadow(address) ^ want) & (shadow::kind_mask | bytes)) == 0;
    }

    /// The same, and no borrow can be in the way of reading them.
    template <unsigned width>
    bool holds_unlent(Address address, ValueKind kind) const {
        const Shadow bytes = shadow::bytes(width, address) << shadow::init_shift;
        const Shadow want = shadow::kind_bits(kind) | bytes;
        const Shadow care = shadow::kind_mask | shadow::lent_exclusively | bytes;
        return ((shadow(address) ^ want) & care) == 0;
    }

    /// Reads and writes bytes, unchecked: [address, address + sizeof(T)) lies below the extent.
    template <class T>
    T read(Address address) const {
        T value;
        std::memcpy(&value, host(address), sizeof value);
        return value;
    }
    /// Of a sum that is in_range().
    template <class T>
    T read_at(std::uint64_t address) const {
        T value;
        std::memcpy(&value, m_bytes + address, sizeof value);
        return value;
    }
    template <class T>
    void write(Address address, T value) {
        std::memcpy(host(address), &value, sizeof value);
    }
    /// The same at a multiple of sizeof(T), and the bytes count as initialised.
    template <class T>
    void store(Address address, T value) {
        // The shadow first: to the compiler the bytes may be anything, this object's members too.
        Shadow& s = sizeof(T) == 8 ? shadow_of(host(address)) : shadow(address);
        const Shadow initialised = shadow::bytes(sizeof(T), address) << shadow::init_shift;
        // Most are already: a word that stays as it is stays clean in the host's caches.
        if ((s & initialised) != initialised) s |= initialised;
        write(address, value);
    }

    /// The word at `to` holds what `value` says from now on, and keeps what is said of the place.
    void take_value(Address to, Shadow value) {
        Shadow& s = shadow(to);
        s = (s & shadow::kept_by_write) | (value & shadow::of_value);
    }

    /// Sets the shadow of `count` words to one value.
    void fill_shadow(Address begin, std::uint32_t count, Shadow value) {
        Shadow* at = &shadow(begin);
        if (count < 4) {
            while (count-- > 0) *at++ = value;
            return;
        }
        // Two words in one store: left to themselves compilers make it two. The last four may
        // overlap those before them.
        Shadow* const last = at + (count - 4);
        for (; at < last; at += 4) put_four(at, value);
        put_four(last, value);
    }
    /// Sets the shadow of the words of [begin, begin + bytes), `begin` aligned, to one value; of
    /// the last word only the `in` and `init` bits of bytes inside.
    void set_shadow(Address begin, std::uint32_t bytes, Shadow value) {
        const std::uint32_t whole = bytes & ~7u;
        fill_shadow(begin, whole / 8, value);
        if (bytes == whole) return;
        const Shadow inside = shadow::bytes(bytes - whole, begin);
        const Shadow both = inside << shadow::init_shift | inside << shadow::in_shift;
        shadow(begin + whole) = value & (both | ~(shadow::init_mask | shadow::in_mask));
    }
    /// Forgets everything about the words of [begin, begin + bytes), `begin` aligned.
    void clear_shadow(Address begin, std::uint32_t bytes) {
        std::memset(&shadow(begin), 0, std::size_t{words_of(bytes)} * sizeof(Shadow));
    }
    /// The same of the stack's last words, [end - bytes, end): below them it has no shadow yet. In
    /// whole pieces of 16 bytes, because most frames are small.
    void clear_stack_shadow(Address end, std::uint32_t bytes) {
        constexpr std::uint32_t piece = 16;
        Shadow* at = &shadow(end);
        Shadow* const low = at - bytes / 8;
        if (raw(end) % piece != 0) *--at = 0;
        while (at > low) {
            at -= piece / 8;
            std::memset(__builtin_assume_aligned(at, piece), 0, piece);
        }
    }

private:
    static void put_four(Shadow* at, Shadow value) {
        const std::array<Shadow, 2> pair{value, value};
        std::memcpy(at, pair.data(), sizeof pair);
        std::memcpy(at + 2, pair.data(), sizeof pair);
    }

    template <unsigned width>
    bool matches(ObjectId object, std::uint64_t address, ValueKind kind, Shadow touched) const {
        const Shadow want = shadow::id_bits(object) | shadow::kind_bits(kind) | touched;
        const Shadow care = shadow::id_mask | shadow::kind_mask | touched;
        const std::uint64_t word = width == 8 ? address : address & ~std::uint64_t{7};
        return ((*reinterpret_cast<const Shadow*>(m_shadow + word) ^ want) & care) == 0;
    }

    std::uint32_t node_index(Address address) const { return (address - m_layout.stack_begin) / 8; }

    /// Of all that is below the extent, its shadow, and the nodes.
    static std::size_t bytes_for(const Layout& layout);

    Layout m_layout;
    std::uint32_t m_extent;
    Mapping m_mapping;
    std::byte* m_bytes;
    std::byte* m_shadow;
    std::array<std::uint64_t, 4> m_limits;  ///< how many accesses of 1, 2, 4 and 8 bytes have room
    std::uint32_t* m_nodes;                 ///< one a word of the stack
};

}  // namespace freehold
