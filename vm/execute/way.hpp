// SPDX-License-Identifier: MIT
// The six ways in which an instruction names memory, and where each leads.
#pragma once

#include <limits>

#include "vm/execute/meaning.hpp"

namespace freehold {

/// P: [p + offset]. F: a local + offset. G: a static. X: indexed.
enum class Way : std::uint8_t { P, F, G, PX, FX, GX };

constexpr bool through_pointer(Way way) { return way == Way::P || way == Way::PX; }
constexpr bool indexed(Way way) { return way == Way::PX || way == Way::FX || way == Way::GX; }

/// Where an access goes. Without a pointer `pointer` has only an address.
struct Place {
    Pointer pointer{};
    ValueKind via = ValueKind::None;  ///< the kind of the pointer
    bool null = false;                ///< the pointer was null before its offset
    /// The sum of which its address is the lower half. Through a pointer the upper half need not be
    /// zero, until the bounds check.
    std::uint64_t sum = 0;
};

inline Access access_of(const Place& place, std::uint32_t size, ValueKind kind, bool write) {
    return {place.pointer, place.null, place.via, size, kind, write};
}

// ---- slow paths, out of line: on a parked Run --------------------------------------------------

[[gnu::cold]] bool bad_index(Run& run, std::int64_t index, std::uint64_t bound, const Place& place);
[[gnu::cold]] bool borrow_stored(Run& run, Slot slot);
/// `value` does not fit a place of `size` bytes whose smallest value is `least`.
[[gnu::cold]] bool does_not_fit(Run& run, std::uint64_t value, std::uint32_t size,
                                std::int64_t least);
/// A slot or static named directly that is not plainly writable is to get a value: whether it may.
/// Borrows of it end, and its word takes the kind.
bool make_direct_way(Run& run, const Access& access);

/// The slot whose value is to be stored. A borrow may not leave its slot: F212.
template <class Rules>
bool read_stored(Core<Rules>& c, const SlotOf<Rules>& slot, ValueKind kind, std::uint64_t& value) {
    if constexpr (!Rules::proven) {
        const ValueKind found = shadow::kind(c.state(slot));
        if (found == ValueKind::Ref || found == ValueKind::Mut) [[unlikely]] {
            if constexpr (!Rules::careful) return c.rare();
            return borrow_stored(c.run, slot);
        }
    }
    return c.read(slot, kind, value);
}

/// A slot or static named directly, into which a value of the same kind may simply be written.
template <Way way>
bool plainly_writable(Shadow s) {
    constexpr Shadow owner_bit = Shadow{4} << shadow::kind_shift;
    if constexpr (way == Way::G || way == Way::GX) {
        return (s & (shadow::writable | owner_bit | shadow::lent)) == shadow::writable;
    } else {
        return (s & (shadow::ro | owner_bit | shadow::lent)) == 0;
    }
}

/// Follows pointer, offset and index (below `bound`, of elements of `stride` bytes) to a place.
/// `asks`: the bits of a slot with which its pointer needs care.
template <Way way, Shadow asks = 0, class Rules>
bool locate(Core<Rules>& c, const Coded<Rules>& i, std::uint32_t stride, std::uint32_t bound,
            Place& place) {
    std::uint64_t address = i.low();
    if constexpr (through_pointer(way)) {
        if (!c.template read_pointer<asks>(i.b, place.pointer, place.via)) return false;
        // A raw pointer has no node to tell that nothing is in its way.
        if constexpr (!Rules::careful && !Rules::proven) {
            if (place.via == ValueKind::Raw && c.run.borrows.any()) [[unlikely]]
                return c.rare();
        }
        place.null = place.pointer.is_null();
        address += raw(place.pointer.address);
    } else if constexpr (way == Way::F || way == Way::FX) {
        address += raw(c.slot_address(i.b));
    }
    if constexpr (indexed(way)) {
        std::int64_t index = 0;
        if (!c.read_int(i.c, index)) return false;
        // Without a bound the object's own length decides; the address must only not wrap.
        const bool below = static_cast<std::uint64_t>(index) < bound;
        address += static_cast<std::uint64_t>(index) * stride;
        if constexpr (!Rules::careful) {
            if (!below) [[unlikely]]
                return c.rare();
        } else if (!below || address > 0xffffffff) {
            if (!bad_index(c.run, index, bound, place)) return false;
            if (address > 0xffffffff) return c.run.stop_at({.code = Code::WriteProtected});
        }
    }
    place.sum = address;
    place.pointer.address = Address{static_cast<std::uint32_t>(address)};
    return true;
}

/// The place of an access of `width` bytes: a scalar, whose bound the instruction carries.
template <Way way, unsigned width, Shadow asks, class Rules>
bool locate_scalar(Core<Rules>& c, const Coded<Rules>& i, Place& place) {
    return locate<way, asks>(c, i, width, indexed(way) ? i.high() : no_bound, place);
}

/// Gives the six opcodes of a FREEHOLD_MEMORY row their meanings: an expression that also uses
/// `way`.
#define FREEHOLD_MEANING_IN_WAY(name, which, ...)                \
    template <>                                                  \
    struct Meaning<Opcode::name##which> {                        \
        static constexpr Way way = Way::which;                   \
        template <class Rules>                                   \
        static bool run(Core<Rules>& c, const Coded<Rules>& i) { \
            return __VA_ARGS__;                                  \
        }                                                        \
    };
#define FREEHOLD_MEANING_IN_PLACES(name, ...)     \
    FREEHOLD_MEANING_IN_WAY(name, P, __VA_ARGS__) \
    FREEHOLD_MEANING_IN_WAY(name, F, __VA_ARGS__) \
    FREEHOLD_MEANING_IN_WAY(name, G, __VA_ARGS__)
#define FREEHOLD_MEANING_IN_WAYS(name, ...)        \
    FREEHOLD_MEANING_IN_PLACES(name, __VA_ARGS__)  \
    FREEHOLD_MEANING_IN_WAY(name, PX, __VA_ARGS__) \
    FREEHOLD_MEANING_IN_WAY(name, FX, __VA_ARGS__) \
    FREEHOLD_MEANING_IN_WAY(name, GX, __VA_ARGS__)

}  // namespace freehold
