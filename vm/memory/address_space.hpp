// SPDX-License-Identifier: MIT
// The bytes of a machine and their shadow, and the one bounds check.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <span>

#include "freehold/program.hpp"
#include "vm/memory/mapping.hpp"
#include "vm/memory/shadow.hpp"
#include "vm/memory/tile_image.hpp"

namespace freehold {

static_assert(std::endian::native == std::endian::little,
              "words are stored as the machine's: little-endian");

/// Where memory may have changed at all: data, BSS, the heap below one address and the stack from
/// another on.
struct UsedMemory {
    Address heap_end{};
    Address stack_begin{};
};

/// Whether an edit marks what it changes.
enum class Marks : std::uint8_t { No, Yes };

/// All memory below the layout's extent, each word with its shadow, of the stack with a second one.
/// Untouched pages cost the host nothing. Nothing here judges a program: may_load and may_store say
/// whether an access is plainly right; whoever asks finds out what is wrong with one that is not.
///
/// What changes memory or its shadow passes here, and marks the tiles it changes (tiles.hpp). Two
/// do not: the frame in which a core stands, whose tiles are marked when it comes to stand there;
/// and the fast core, whose runs nobody takes apart into steps.
class AddressSpace {
public:
    /// Throws std::bad_alloc when the host has no room.
    explicit AddressSpace(const Layout& layout);

    const Layout& layout() const { return m_layout; }
    std::uint32_t extent() const { return m_extent; }

    /// The host's address of a byte below the extent.
    const std::byte* host(Address address) const { return m_bytes + raw(address); }
    /// The same, to change some bytes.
    std::byte* edit(Address address, std::uint32_t bytes) {
        mark(address, bytes);
        return m_bytes + raw(address);
    }
    /// The end of a frame, to stand in; to change no more of it than enter_frame() has marked.
    std::byte* frame_end(Address fp) { return m_bytes + raw(fp); }
    Address address_of(const std::byte* host) const {
        return Address{static_cast<std::uint32_t>(host - m_bytes)};
    }

    /// The shadow of the word that holds a byte below the extent.
    Shadow shadow(Address address) const {
        return *reinterpret_cast<const Shadow*>(m_shadow + (raw(address) & ~7u));
    }
    /// Those of the words from an aligned one on.
    const Shadow* shadows(Address address) const {
        return reinterpret_cast<const Shadow*>(m_shadow + raw(address));
    }
    /// The same, to change it, or that of some words from there on.
    template <Marks marks = Marks::Yes>
    Shadow& edit_shadow(Address address, std::uint32_t words = 1) {
        if constexpr (marks == Marks::Yes) mark(address, 8 * words);
        return *shadow_at(address);
    }
    /// The shadow of an aligned word of the frame in which a core stands, by the word's host
    /// address: the extent lies between them.
    Shadow& shadow_of(std::byte* word) { return *reinterpret_cast<Shadow*>(word + m_extent); }

    /// The second shadow word of a word of the stack: the number of the node its borrow has.
    std::uint32_t node(Address address) const { return m_nodes[node_index(address)]; }
    void set_node(Address address, std::uint32_t node) {
        mark(address, 8);
        m_nodes[node_index(address)] = node;
    }

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
    template <Marks marks = Marks::Yes, class T>
    void write(Address address, T value) {
        if constexpr (marks == Marks::Yes) mark(address, sizeof value);
        std::memcpy(m_bytes + raw(address), &value, sizeof value);
    }
    /// The same at a multiple of sizeof(T), and the bytes count as initialised.
    template <Marks marks = Marks::Yes, class T>
    void store(Address address, T value) {
        // The shadow first: to the compiler the bytes may be anything, this object's members too.
        Shadow& s = sizeof(T) == 8 ? shadow_of(m_bytes + raw(address)) : *shadow_at(address);
        const Shadow initialised = shadow::bytes(sizeof(T), address) << shadow::init_shift;
        // Most are already: a word that stays as it is stays clean in the host's caches.
        if ((s & initialised) != initialised) s |= initialised;
        write<marks>(address, value);
    }

    /// The word at `to` holds what `value` says from now on, and keeps what is said of the place.
    void take_value(Address to, Shadow value) {
        Shadow& s = edit_shadow(to);
        s = (s & shadow::kept_by_write) | (value & shadow::of_value);
    }

    /// Sets the shadow of `count` words to one value.
    void fill_shadow(Address begin, std::uint32_t count, Shadow value) {
        Shadow* at = &edit_shadow(begin, count);
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
        edit_shadow(begin + whole) = value & (both | ~(shadow::init_mask | shadow::in_mask));
    }
    /// Forgets everything about the words of [begin, begin + bytes), `begin` aligned.
    void clear_shadow(Address begin, std::uint32_t bytes) {
        const std::uint32_t words = words_of(bytes);
        std::memset(&edit_shadow(begin, words), 0, std::size_t{words} * sizeof(Shadow));
    }
    /// The same of the stack's last words, [end - bytes, end), a frame that has been entered: below
    /// them it has no shadow yet. In whole pieces of 16 bytes, because most frames are small.
    void clear_stack_shadow(Address end, std::uint32_t bytes) {
        constexpr std::uint32_t piece = 16;
        Shadow* at = shadow_at(end);
        Shadow* const low = at - bytes / 8;
        if (raw(end) % piece != 0) *--at = 0;
        while (at > low) {
            at -= piece / 8;
            std::memset(__builtin_assume_aligned(at, piece), 0, piece);
        }
    }

    // ---- what has changed ---------------------------------------------------------------------
    /// Whether changes are marked; they are, unless nobody will ask. Before the first step.
    void mark_changes(bool marks) { m_marks_changes = marks; }
    /// A core stands in a frame from now on, and changes what it likes of it.
    void enter_frame(Address fp, std::uint32_t bytes) { mark(fp - bytes, bytes); }

    /// Who asks what has changed: each of them learns of every change once.
    enum class Asker : std::uint8_t { Snapshots = 1, Trace = 2 };
    /// Calls visit(Tile), ascending, for each tile that may have changed since that asker asked
    /// last; the first time, that ever has. Code never does. Those of the frame in which a core
    /// stands have to be marked again by enter_frame().
    template <class Visit>
    void take_changed(UsedMemory used, Asker who, Visit visit) {
        take_changed_of(m_layout.data_begin, m_layout.data_end, who, visit);
        take_changed_of(m_layout.bss_begin, m_layout.bss_end, who, visit);
        take_changed_of(m_layout.heap_begin, used.heap_end, who, visit);
        take_changed_of(used.stack_begin, m_layout.stack_end, who, visit);
    }

    // ---- tiles as a whole ---------------------------------------------------------------------
    void read_tile(Tile tile, TileWords& words) const;
    /// Puts it back, without a mark.
    void write_tile(Tile tile, const TileWords& words);

private:
    template <class Visit>
    void take_changed_of(Address begin, Address end, Asker who, Visit visit) {
        if (begin >= end) return;
        const auto bit = static_cast<std::uint8_t>(who);
        const std::uint8_t* const last = m_marks + raw(tile_of(end - 1)) + 1;
        std::uint8_t* at = m_marks + raw(tile_of(begin));
        while ((at = find_mark(at, last, bit)) != last) {
            visit(Tile{static_cast<std::uint32_t>(at - m_marks)});
            *at = static_cast<std::uint8_t>(*at & ~bit);
        }
    }

    Shadow* shadow_at(Address address) {
        return reinterpret_cast<Shadow*>(m_shadow + (raw(address) & ~7u));
    }
    void mark(Address begin, std::uint32_t bytes) {
        if (m_marks_changes) [[unlikely]]
            mark_tiles(begin, bytes);
    }
    void mark_tiles(Address begin, std::uint32_t bytes) {
        const std::uint32_t first = raw(tile_of(begin));
        const std::uint32_t last = raw(tile_of(begin + (bytes - 1)));
        m_marks[first] = 0xff;
        m_marks[last] = 0xff;
        // Of no bytes at all `last` may be the tile before.
        if (static_cast<std::int32_t>(last - first) > 1) [[unlikely]]
            mark_between(first, last);
    }
    void mark_between(std::uint32_t first, std::uint32_t last);
    static std::uint8_t* find_mark(std::uint8_t* from, const std::uint8_t* end, std::uint8_t bit);
    /// The bytes of a tile's parts, in the order of TileWords.
    std::array<std::span<std::byte>, 3> parts_of(Tile tile) const;

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

    /// Of all that is below the extent, its shadow, the nodes, and the marks.
    static std::size_t bytes_for(const Layout& layout);
    static std::size_t node_count(const Layout& layout);

    Layout m_layout;
    std::uint32_t m_extent;
    Mapping m_mapping;
    std::byte* m_bytes;
    std::byte* m_shadow;
    std::array<std::uint64_t, 4> m_limits;  ///< how many accesses of 1, 2, 4 and 8 bytes have room
    std::uint32_t* m_nodes;                 ///< one a word of the stack
    std::uint8_t* m_marks;                  ///< one a tile: a bit for each asker
    bool m_marks_changes = true;
};

}  // namespace freehold
