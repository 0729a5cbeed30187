// SPDX-License-Identifier: MIT
// An instruction as the fast core has it: what it would have to work out each time stands ready.
#pragma once

#include <cstddef>
#include <cstdint>

#include "freehold/instruction.hpp"

namespace freehold {

struct Callee;
struct Prepared;
struct Run;

/// A slot by its distance from slot 0 of the frame, in bytes.
struct SlotOffset {
    std::int32_t bytes = 0;

    std::uint64_t* from(std::uint64_t* slots) const {
        return reinterpret_cast<std::uint64_t*>(reinterpret_cast<std::byte*>(slots) + bytes);
    }
    friend bool operator==(SlotOffset, SlotOffset) = default;
};

/// A target by its distance from the jump, in bytes.
struct Distance {
    std::int32_t bytes = 0;

    const Prepared* from(const Prepared* jump) const {
        return reinterpret_cast<const Prepared*>(reinterpret_cast<const std::byte*>(jump) + bytes);
    }
};

struct FastRegisters {
    const Prepared* pc = nullptr;
    std::uint64_t* slots = nullptr;
    std::int64_t left = 0;      ///< how many instructions may begin after those up to the next jump
    std::uint64_t written = 0;  ///< the value that was written last
};

#if FREEHOLD_SIBLING_CALLS
/// Performs an instruction and all that follow. The registers travel in the arguments, so that they
/// stay in the host's.
using FastHandler = void (*)(Run&, const Prepared* pc, std::uint64_t* slots, std::int64_t left,
                             std::uint64_t written);
#else
/// Performs one instruction; false when the engine leaves.
using FastHandler = bool (*)(Run&, FastRegisters&);
#endif

/// The fields are those of Instruction with the same names, but: slots are distances, and so are
/// targets, which stand in c. Of a copy or ret.word c is the kind of the value, of ret.type and
/// drops its bytes, of a call the return address; imm of a call is the callee, of a ret the
/// function it leaves.
struct alignas(16) Prepared {
    FastHandler perform = nullptr;
    SlotOffset a{};
    SlotOffset b{};
    SlotOffset c{};
    /// How many instructions run from this one to the next that may jump, both included.
    std::uint32_t run = 0;
    std::uint64_t imm = 0;

    std::int64_t number() const { return static_cast<std::int64_t>(imm); }
    std::uint32_t low() const { return static_cast<std::uint32_t>(imm); }
    std::uint32_t high() const { return static_cast<std::uint32_t>(imm >> 32); }
    TypeId type() const { return TypeId{low()}; }
    Distance target() const { return {c.bytes}; }
    Distance near_target() const { return {c.bytes}; }
    std::uint32_t named_in_a() const { return static_cast<std::uint32_t>(a.bytes); }

    ValueKind kind() const { return static_cast<ValueKind>(c.bytes); }
    std::uint32_t value_bytes() const { return static_cast<std::uint32_t>(c.bytes); }
    std::uint32_t return_address() const { return static_cast<std::uint32_t>(c.bytes); }
    Callee& callee() const { return *reinterpret_cast<Callee*>(imm); }

    // Of a call: where its result goes. Where it goes nowhere, or to a slot with a shadow, the
    // distance is no multiple of 8.
    static constexpr std::int32_t no_result = 2;
    static constexpr std::int32_t has_shadow = 1;
    bool takes_result() const { return b.bytes != no_result; }
    SlotOffset result() const { return {b.bytes & ~has_shadow}; }

    // Of len: the bytes of an element, if the place is a run from its beginning; 0: who knows.
    std::uint32_t stride() const { return static_cast<std::uint32_t>(c.bytes); }

    // Of a borrow: whether the type of the pointer says that the place is there.
    bool is_there() const { return c.bytes != 0; }
};
static_assert(sizeof(Prepared) == 32);

}  // namespace freehold
