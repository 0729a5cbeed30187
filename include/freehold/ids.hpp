// SPDX-License-Identifier: MIT
// Distinct types for numbers that must not be mixed up. They convert only on request.
#pragma once

#include <cstdint>
#include <type_traits>

namespace freehold {

/// An address in the machine's 32-bit address space, in bytes. 0 is null and never mapped.
enum class Address : std::uint32_t {};

/// The provenance of a pointer: which object it may reach. Heap blocks take 1, 2, 3 … (`#3` in a
/// report); statics and functions, in file order, then locals on their first borrow, count down
/// from 0xffffffff. Never used twice in a run. `none` is what an integer has.
enum class ObjectId : std::uint32_t { None = 0 };

/// The number of an instruction in a run, counted from 1; also "after that many steps" (0: before
/// the first).
using Step = std::uint64_t;

/// Places in the tables of a Program. `none` (all ones) where a field may be left out.
enum class TypeId : std::uint32_t { None = 0xffffffff };
enum class FunctionId : std::uint32_t { None = 0xffffffff };
enum class StaticId : std::uint32_t { None = 0xffffffff };
enum class FileId : std::uint16_t {};

/// A slot of a frame: slot k lies at fp - 24 - 8k.
using Slot = std::uint16_t;
inline constexpr Slot no_slot = 0xffff;
inline constexpr std::uint32_t max_slots = 65'535;

/// The number inside an id.
template <class Id>
requires std::is_enum_v<Id>
constexpr auto raw(Id id) { return static_cast<std::underlying_type_t<Id>>(id); }

constexpr Address operator+(Address a, std::uint32_t bytes) { return Address{raw(a) + bytes}; }
constexpr Address operator-(Address a, std::uint32_t bytes) { return Address{raw(a) - bytes}; }
/// The distance in bytes; `a` is not below `b`.
constexpr std::uint32_t operator-(Address a, Address b) { return raw(a) - raw(b); }

/// A word that points: the object in the high half, the address in the low half. Null is 0.
struct Pointer {
    ObjectId object = ObjectId::None;
    Address address{};

    static constexpr Pointer from_word(std::uint64_t word) {
        return {ObjectId{static_cast<std::uint32_t>(word >> 32)},
                Address{static_cast<std::uint32_t>(word)}};
    }
    constexpr std::uint64_t word() const { return std::uint64_t{raw(object)} << 32 | raw(address); }
    constexpr bool is_null() const { return word() == 0; }
    friend constexpr bool operator==(Pointer, Pointer) = default;
};

}  // namespace freehold
