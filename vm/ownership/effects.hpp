// SPDX-License-Identifier: MIT
// What an instruction does to its frame, as a short list. It is made once (decoder.hpp); liveness,
// the flow of states and the judge only know these.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "vm/ownership/place.hpp"

namespace freehold::ownership {

/// Effects happen in order, and hand one value on: what Use, Consume, Touch, Lend, Call or Fresh
/// brings is what the following Give or Pass puts down. At the beginning of an instruction it is a
/// value that carries no borrow and is not null.
struct Effect {
    enum class Do : std::uint8_t {
        Use,      ///< the value in `leaves` is read
        Consume,  ///< it leaves: what moves is moved, the rest is copied
        Release,  ///< what is still owned in `leaves` is freed at the end of the scope
        Touch,    ///< memory at `place` is read or written through `pointer`, or in an array leaf
        Lend,     ///< a borrow of `place`; `loan` where it is one to keep an eye on
        Fresh,    ///< a new value that may be null
        Give,     ///< `leaves` get the value in hand
        Pass,     ///< outgoing slot `slot` gets the value in hand
        Call,     ///< the callee takes what was passed; its result is in hand
        Build,    ///< `new` takes what was passed
        End,      ///< `leaves` are no more
        Return,   ///< the function is left with the result in `leaves`
    };

    Do what = Do::Use;
    Access access = Access::Read;
    bool part = false;                 ///< `leaves` is one array of which an element is meant
    bool asks_pointer = false;         ///< `pointer` must not be null
    bool asks_value = false;           ///< the value given, passed or consumed must not be null
    bool pointer_may_be_null = false;  ///< of a pointer in an array, by its type
    /// Of Touch, Lend, Fresh and Call, and of Use of a part: what comes may be null.
    bool may_be_null = false;
    bool last_use = false;  ///< nobody looks at this borrow afterwards (set by liveness)
    bool dead = false;      ///< nobody looks at what is given (set by liveness)
    bool raw = false;       ///< of Lend: only the address is taken
    Slot slot = 0;
    Leaves leaves{};
    std::uint32_t pointer = none;  ///< the leaf with the pointer that is followed
    std::uint32_t loan = none;
    FunctionId callee = FunctionId::None;  ///< of Call; None: through a code value
    Place place{};
};

/// A borrow that other uses of the same place must respect.
struct Loan {
    std::uint32_t at = none;         ///< the instruction that makes it; none: a caller made it
    std::uint32_t parameter = none;  ///< of a caller's: which parameter brings it
    bool exclusive = false;
    Place place{};

    constexpr bool is_callers() const { return parameter != none; }
};

/// The effects of a whole function.
struct FunctionEffects {
    std::vector<Effect> effects;
    std::vector<std::uint32_t> first;  ///< by instruction, from 0; one more at the end
    std::vector<Loan> loans;           ///< the parameters' first

    std::span<const Effect> of(std::uint32_t instruction) const {
        return {effects.data() + first[instruction], first[instruction + 1] - first[instruction]};
    }
    std::span<Effect> of(std::uint32_t instruction) {
        return {effects.data() + first[instruction], first[instruction + 1] - first[instruction]};
    }
};

}  // namespace freehold::ownership
