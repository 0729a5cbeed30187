// SPDX-License-Identifier: MIT
// A broken rule as facts; explain.hpp makes the words.
#pragma once

#include <cstdint>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "vm/isa/type_paths.hpp"
#include "vm/ownership/effects.hpp"

namespace freehold::ownership {

struct Mistake {
    /// Why a code was given, where the code alone does not say.
    enum class Why : std::uint8_t {
        Plain,
        NoValue,       ///< a slot that holds no value of the frame's own
        Outgoing,      ///< a slot of the outgoing area used as if it were a local
        Wanted,        ///< a value of type `found` where `wanted` is asked
        NotPlain,      ///< a whole value of type `wanted` does not lie there
        SharedWord,    ///< a value of type `wanted` would fill a word that is not all its own
        LeftBehind,    ///< arguments that no call takes
        Missing,       ///< a call or `new` without one of its arguments
        ThroughRef,    ///< through the shared borrow in `slot`
        ReadOnlySlot,  ///< of the `ro` local in `slot`
        ImmutableStatic,
        NeverNull,  ///< an owner that may not be null cannot be taken
        OfElement,  ///< out of an array by element
        OfStatic,
        ZeroNoValue,
        Itself,      ///< an owner put where it already is, or exchanged with what it owns
        StillOwned,  ///< an owner in a slot is lost without being dropped
        TooLarge,
        Given,  ///< null where the type without `?` is asked
    };

    Code code{};
    std::uint32_t at = 0;  ///< index in Program::code
    Why why = Why::Plain;
    Slot slot = no_slot;  ///< the slot or pointer concerned
    Word found{};
    TypeId wanted = TypeId::None;
    ValueKind wanted_kind = ValueKind::None;  ///< where no type is asked for by name
    TypeId there = TypeId::None;  ///< of memory that holds something else than is asked for
    std::uint32_t leaf = none;
    std::uint32_t loan = none;    ///< of FunctionEffects::loans
    std::uint32_t holder = none;  ///< the leaf of the borrow that carries it; none: an argument
    Slot outgoing = no_slot;      ///< the outgoing slot that carries it
    Access access = Access::Read;
    Place place{};
    bool maybe = false;  ///< a value is there on some ways
    bool never = false;  ///< on some ways none was ever given
    /// Of F213 and F214: the instructions behind it of which the same is true, up to the first
    /// that comes between.
    std::vector<std::uint32_t> also{};
};

}  // namespace freehold::ownership
