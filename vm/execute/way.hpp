// SPDX-License-Identifier: MIT
// The six ways in which an instruction names memory, and where each leads.
#pragma once

#include <limits>

#include "vm/execute/meaning.hpp"

namespace freehold {

/// P: [p + offset]. F: a local + offset. G: a static. X: indexed.
enum class Way : std::uint8_t { P, F, G, PX, FX, GX };

constexpr bool through_pointer(Way way) {
    return way == Way::P || way == Way::PX;
}
constexpr bool indexed(Way way) {
    return way == Way::PX || way == Way::FX || way == Way::GX;
}

/// Where an access goes. Without a pointer `pointer` has only an address.
struct Place {
    Pointer pointer{};
    ValueKind via = ValueKind::None;  ///< the kind of the pointer
    bool null = false;                ///< the pointer was null before its offset
};

inline Access access_of(const Place& place, std::uint32_t size, ValueKind kind, bool write) {
    return {place.pointer, place.null, place.via, size, kind, write};
}

template <class Rules>
[[gnu::cold, gnu::noinline]] bool bad_load(Core<Rules>& c, const Access& access) {
    c.park();
    return explain_load(c.run, access);
}
template <class Rules>
[[gnu::cold, gnu::noinline]] bool bad_direct(Core<Rules>& c, Address address, std::uint32_t size,
                                             ValueKind kind) {
    c.park();
    return explain_direct(c.run, address, size, kind);
}
template <class Rules>
[[gnu::cold, gnu::noinline]] bool bad_index(Core<Rules>& c, std::int64_t index,
                                            std::uint64_t bound, const Place& place) {
    c.park();
    return explain_index(c.run, index, bound, place.pointer);
}
template <class Rules>
[[gnu::noinline]] bool odd_store(Core<Rules>& c, const Access& access) {
    c.park();
    return explain_store(c.run, access);
}
template <class Rules>
[[gnu::noinline]] bool odd_direct_store(Core<Rules>& c, Address address, std::uint32_t size,
                                        ValueKind kind) {
    c.park();
    return check_overwrite(c.run, address, size, kind);
}
template <class Rules>
[[gnu::cold, gnu::noinline]] bool shared_write(Core<Rules>& c, const Access& access) {
    c.park();
    return explain_shared_write(c.run, access);
}
template <class T, class Rules>
[[gnu::cold, gnu::noinline]] bool does_not_fit(Core<Rules>& c, std::uint64_t value) {
    Fault fault{.code = Code::DoesNotFit};
    fault.size = sizeof(T);
    fault.x = static_cast<std::int64_t>(value);
    // The smallest value of the place tells signed from unsigned.
    fault.y = static_cast<std::int64_t>(std::numeric_limits<T>::min());
    return c.fault(std::move(fault));
}

/// The slot whose value is to be stored. A borrow may not leave its slot: F212.
template <class Rules>
bool read_stored(Core<Rules>& c, Slot slot, ValueKind kind, std::uint64_t& value) {
    const ValueKind found = shadow::kind(c.state(slot));
    if (found == ValueKind::Ref || found == ValueKind::Mut) [[unlikely]] {
        Fault fault{.code = Code::BorrowStored};
        fault.found = found;
        c.park();
        fault.place = c.run.where_slot(slot);
        return c.fault(std::move(fault));
    }
    return c.read(slot, kind, value);
}

/// A slot or static named directly, into which a value of the same kind may simply be written.
template <Way way>
bool plainly_writable(Shadow s) {
    constexpr Shadow owner_bit = Shadow{4} << shadow::kind_shift;
    if constexpr (way == Way::G || way == Way::GX) {
        return (s & (shadow::writable | owner_bit)) == shadow::writable;
    } else {
        return (s & (shadow::ro | owner_bit)) == 0;
    }
}

/// Follows pointer, offset and index (below `bound`, of elements of `stride` bytes) to a place.
template <Way way, class Rules>
bool locate(Core<Rules>& c, const Instruction& i, std::uint32_t stride, std::uint32_t bound,
            Place& place) {
    std::uint64_t address = i.low();
    if constexpr (through_pointer(way)) {
        if (!c.read_pointer(i.b, place.pointer, place.via)) return false;
        place.null = place.pointer.is_null();
        address += raw(place.pointer.address);
    } else if constexpr (way == Way::F || way == Way::FX) {
        address += raw(c.slot_address(i.b));
    }
    if constexpr (indexed(way)) {
        std::int64_t index = 0;
        if (!c.read_int(i.c, index)) return false;
        // Without a bound the object's own length decides; the address must only not wrap.
        if (static_cast<std::uint64_t>(index) >= bound) [[unlikely]] {
            return bad_index(c, index, bound, place);
        }
        address += static_cast<std::uint64_t>(index) * stride;
        if (address > 0xffffffff) [[unlikely]] return bad_index(c, index, bound, place);
    }
    place.pointer.address = Address{static_cast<std::uint32_t>(address)};
    return true;
}

/// The place of an access of `width` bytes: a scalar, whose bound the instruction carries.
template <Way way, unsigned width, class Rules>
bool locate(Core<Rules>& c, const Instruction& i, Place& place) {
    return locate<way>(c, i, width, indexed(way) ? i.high() : no_bound, place);
}

/// Gives the six opcodes of a FREEHOLD_MEMORY row their meanings: an expression that also uses
/// `way`.
#define FREEHOLD_MEANING_IN_WAY(name, which, ...)                                 \
    template <>                                                                   \
    struct Meaning<Opcode::name##which> {                                         \
        template <class Rules>                                                    \
        static bool run(Core<Rules>& c, const Instruction& i) {                   \
            constexpr Way way = Way::which;                                       \
            return __VA_ARGS__;                                                   \
        }                                                                         \
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
