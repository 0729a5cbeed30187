// SPDX-License-Identifier: MIT
// Loads and stores: one access each, in the six ways to name memory.
#pragma once

#include <limits>

#include "vm/execute/meaning.hpp"
#include "vm/execute/way.hpp"

namespace freehold {

template <class T>
constexpr std::uint64_t widened(T value) {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
}

/// Whether an access that is not plainly right may be made all the same; the careful core's.
template <Way way, class T, ValueKind kind>
bool may_load_oddly(ParkedCore& c, const Instruction& i, const Place& place) {
    if constexpr (through_pointer(way)) {
        if (!use_through(c.run, i.b, place, sizeof(T), Use::Read)) return false;
        return c.run.space.may_load<sizeof(T)>(place.pointer, kind) ||
               explain_load(c.run, access_of(place, sizeof(T), kind, false));
    } else {
        const Access access = access_of(place, sizeof(T), kind, false);
        if (c.run.unchecked() && !check_mapped(c.run, access)) return false;
        use_directly(c.run, place.pointer.address, sizeof(T), Use::Read);
        return c.run.space.holds<sizeof(T)>(place.pointer.address, kind) ||
               explain_direct(c.run, place.pointer.address, sizeof(T), kind);
    }
}

template <Way way, class T, ValueKind kind, class Rules>
bool load(Core<Rules>& c, const Coded<Rules>& i) {
    Place place;
    constexpr Shadow asks = shadow::slow_load | shadow::lent_exclusively;
    if (!locate_scalar<way, sizeof(T), asks>(c, i, place)) return false;
    const AddressSpace& space = c.run.space;
    if constexpr (Rules::careful) {
        if (!may_load_oddly<way, T, kind>(c, i, place)) return false;
    } else if constexpr (through_pointer(way)) {
        if (!space.may_load<sizeof(T)>(place.pointer.object, place.sum, kind)) [[unlikely]]
            return c.rare();
    } else if (!Rules::proven && !space.holds_unlent<sizeof(T)>(place.pointer.address, kind))
        [[unlikely]] {
        return c.rare();
    }
    return c.write(i.a, kind, widened(space.read_at<T>(place.sum)));
}

template <Way way, class T, ValueKind kind>
bool may_store_oddly(ParkedCore& c, const Instruction& i, const Place& place) {
    const Access access = access_of(place, sizeof(T), kind, true);
    if constexpr (through_pointer(way)) {
        if (!writes_through(place.via) && !explain_shared_write(c.run, access)) return false;
        if (!use_through(c.run, i.b, place, sizeof(T), Use::Write)) return false;
        return c.run.space.may_store<sizeof(T)>(place.pointer, kind) ||
               explain_store(c.run, access);
    } else {
        if (c.run.unchecked() && !check_mapped(c.run, access)) return false;
        return plainly_writable<way>(c.run.space.shadow(place.pointer.address)) ||
               make_direct_way(c.run, access);
    }
}

/// Writes a value that fits, where `locate` has found a place.
template <Way way, class T, ValueKind kind, class Rules>
bool store_value(Core<Rules>& c, const Coded<Rules>& i, std::uint64_t value) {
    Place place;
    constexpr Shadow asks = shadow::slow_store | shadow::lent;
    if (!locate_scalar<way, sizeof(T), asks>(c, i, place)) return false;
    AddressSpace& space = c.run.space;
    const Address address = place.pointer.address;
    if constexpr (Rules::careful) {
        if (!may_store_oddly<way, T, kind>(c, i, place)) return false;
    } else if constexpr (through_pointer(way)) {
        if (!writes_through(place.via) ||
            !space.may_store<sizeof(T)>(place.pointer.object, place.sum, kind)) [[unlikely]]
            return c.rare();
    } else if (!Rules::proven && !plainly_writable<way>(space.shadow(address))) [[unlikely]] {
        return c.rare();
    }
    if constexpr (Rules::proven && (way == Way::G || way == Way::GX)) {
        // All of a static is initialised, and holds what its type says.
        space.write<Marks::No>(address, static_cast<T>(value));
        return true;
    }
    constexpr Marks marks = Rules::proven ? Marks::No : Marks::Yes;
    if constexpr (!through_pointer(way)) {
        shadow::take_kind(space.edit_shadow<marks>(address), kind);
    }
    space.store<marks>(address, static_cast<T>(value));
    if constexpr (Rules::careful) c.tell_write(address, kind, value, sizeof(T));
    return true;
}

/// store: the slot's value, which must fit T.
template <Way way, class T, ValueKind kind, class Rules>
bool store(Core<Rules>& c, const Coded<Rules>& i) {
    std::uint64_t value = 0;
    if (!read_stored(c, i.a, kind, value)) return false;
    if constexpr (sizeof(T) < 8) {
        if (widened(static_cast<T>(value)) != value) [[unlikely]] {
            if constexpr (!Rules::careful) return c.rare();
            return does_not_fit(c.run, value, sizeof(T),
                                std::int64_t{std::numeric_limits<T>::min()});
        }
    }
    return store_value<way, T, kind>(c, i, value);
}
/// store.wrap: the low bits of the slot's value.
template <Way way, class T, class Rules>
bool store_wrap(Core<Rules>& c, const Coded<Rules>& i) {
    std::uint64_t value = 0;
    return read_stored(c, i.a, ValueKind::Int, value) &&
           store_value<way, T, ValueKind::Int>(c, i, value);
}
/// A constant of the pool; the assembler has checked that it fits, so its low bits are stored.
template <Way way, class T, ValueKind kind, class Rules>
bool store_constant(Core<Rules>& c, const Coded<Rules>& i) {
    const std::int64_t value = c.run.program.constants[i.named_in_a()];
    return store_value<way, T, kind>(
        c, i, kind == ValueKind::Raw ? 0 : static_cast<std::uint64_t>(value));
}
template <Way way, class Rules>
bool store_function(Core<Rules>& c, const Coded<Rules>& i) {
    return store_value<way, std::uint64_t, ValueKind::Code>(
        c, i, function_pointer(c.run.program, FunctionId{i.named_in_a()}).word());
}

#define FREEHOLD_LOAD_MEANING(name, T, kind) \
    FREEHOLD_MEANING_IN_WAYS(name, load<way, T, ValueKind::kind>(c, i))
#define FREEHOLD_STORE_MEANING(name, T, kind) \
    FREEHOLD_MEANING_IN_WAYS(name, store<way, T, ValueKind::kind>(c, i))

FREEHOLD_LOAD_MEANING(LoadU8, std::uint8_t, Int)
FREEHOLD_LOAD_MEANING(LoadI8, std::int8_t, Int)
FREEHOLD_LOAD_MEANING(LoadU16, std::uint16_t, Int)
FREEHOLD_LOAD_MEANING(LoadI16, std::int16_t, Int)
FREEHOLD_LOAD_MEANING(LoadU32, std::uint32_t, Int)
FREEHOLD_LOAD_MEANING(LoadI32, std::int32_t, Int)
FREEHOLD_LOAD_MEANING(Load, std::uint64_t, Int)
FREEHOLD_LOAD_MEANING(LoadRaw, std::uint64_t, Raw)
FREEHOLD_LOAD_MEANING(LoadCode, std::uint64_t, Code)

FREEHOLD_STORE_MEANING(StoreU8, std::uint8_t, Int)
FREEHOLD_STORE_MEANING(StoreI8, std::int8_t, Int)
FREEHOLD_STORE_MEANING(StoreU16, std::uint16_t, Int)
FREEHOLD_STORE_MEANING(StoreI16, std::int16_t, Int)
FREEHOLD_STORE_MEANING(StoreU32, std::uint32_t, Int)
FREEHOLD_STORE_MEANING(StoreI32, std::int32_t, Int)
FREEHOLD_STORE_MEANING(Store, std::uint64_t, Int)
FREEHOLD_STORE_MEANING(StoreRaw, std::uint64_t, Raw)
FREEHOLD_STORE_MEANING(StoreCode, std::uint64_t, Code)
FREEHOLD_MEANING_IN_WAYS(Store8, store_wrap<way, std::uint8_t>(c, i))
FREEHOLD_MEANING_IN_WAYS(Store16, store_wrap<way, std::uint16_t>(c, i))
FREEHOLD_MEANING_IN_WAYS(Store32, store_wrap<way, std::uint32_t>(c, i))
FREEHOLD_MEANING_IN_WAYS(StoreK8, store_constant<way, std::uint8_t, ValueKind::Int>(c, i))
FREEHOLD_MEANING_IN_WAYS(StoreK16, store_constant<way, std::uint16_t, ValueKind::Int>(c, i))
FREEHOLD_MEANING_IN_WAYS(StoreK32, store_constant<way, std::uint32_t, ValueKind::Int>(c, i))
FREEHOLD_MEANING_IN_WAYS(StoreK, store_constant<way, std::uint64_t, ValueKind::Int>(c, i))
FREEHOLD_MEANING_IN_WAYS(StoreNull, store_constant<way, std::uint64_t, ValueKind::Raw>(c, i))
FREEHOLD_MEANING_IN_WAYS(StoreFn, store_function<way>(c, i))

#undef FREEHOLD_LOAD_MEANING
#undef FREEHOLD_STORE_MEANING

}  // namespace freehold
