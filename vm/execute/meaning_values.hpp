// SPDX-License-Identifier: MIT
// Everything else: constants and copies, and the opcodes whose meanings are out of line.
#pragma once

#include "vm/execute/calls.hpp"
#include "vm/execute/meaning_borrows.hpp"
#include "vm/execute/owners.hpp"
#include "vm/execute/places.hpp"
#include "vm/execute/print.hpp"
#include "vm/execute/raw.hpp"

namespace freehold {

template <class Rules>
bool constant(Core<Rules>& c, const Coded<Rules>& i) {
    return c.write_int(i.a, i.number());
}

/// `copy` by the careful core: F105; a borrow is shared.
bool copy_carefully(ParkedCore& c, const Instruction& i);

template <class Rules>
bool copy(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return copy_carefully(c, i);
    } else if constexpr (Rules::proven) {
        return c.write(i.a, i.kind(), c.held_by(i.b));
    } else {
        std::uint64_t value = 0;
        ValueKind kind{};
        if (!c.read_any(i.b, value, kind)) return false;
        if (kind == ValueKind::Ref && !c.run.proven) return share_plainly(c, i);
        if (!is_copyable(kind)) [[unlikely]]
            return c.rare();
        return c.write(i.a, kind, value);
    }
}

/// The meaning of an opcode over a place: out of line, told the way.
template <auto function, Way way, auto... more, class Rules>
bool over_place(Core<Rules>& core, const Coded<Rules>& i) {
    return out_of_line<[](ParkedCore& c, const Instruction& it) {
        return function(c, it, way, more...);
    }>(core, i);
}

/// An assertion that holds.
template <class Rules>
bool assert_one(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return assert_slot(c, i);
    } else {
        std::int64_t value = 0;
        return c.read_int(i.a, value) && (value != 0 || c.rare());
    }
}

/// The length of a block as a whole.
template <Way way, class Rules>
bool length(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return len(c, i, way);
    } else if constexpr (Rules::proven && way == Way::P) {
        const Pointer pointer = Pointer::from_word(c.held_by(i.b));
        if (i.stride() == 0 || !c.run.heap.is_block(pointer)) return c.rare();
        const std::uint32_t bytes = c.run.heap.size_of(pointer.address);
        return c.write_int(i.a, i.stride() == 1 ? bytes : bytes / i.stride());
    } else {
        return c.rare();
    }
}

#define FREEHOLD_OUT_OF_LINE(name, function) FREEHOLD_MEANING(name, out_of_line<function>(c, i))
#define FREEHOLD_OVER_MEMORY(name, ...) \
    FREEHOLD_MEANING_IN_WAYS(name, over_place<__VA_ARGS__>(c, i))
#define FREEHOLD_OVER_PLACES(name, ...) \
    FREEHOLD_MEANING_IN_PLACES(name, over_place<__VA_ARGS__>(c, i))

FREEHOLD_MEANING(Const, constant(c, i))
FREEHOLD_MEANING(Copy, copy(c, i))
FREEHOLD_OUT_OF_LINE(ConstCode, const_code)
FREEHOLD_OUT_OF_LINE(CopyWords, copy_words)
FREEHOLD_OUT_OF_LINE(MoveWords, move_words)

FREEHOLD_MEANING(Assert, assert_one(c, i))
FREEHOLD_MEANING_IN_PLACES(Len, length<way>(c, i))
FREEHOLD_OVER_PLACES(Fill, fill, way, false)
FREEHOLD_OVER_PLACES(FillK, fill, way, true)
FREEHOLD_OVER_PLACES(Write, write_bytes, way, false)
FREEHOLD_OVER_PLACES(WriteK, write_bytes, way, true)
FREEHOLD_OVER_PLACES(NewCopy, new_copy, way)

FREEHOLD_OUT_OF_LINE(Clone, clone)
FREEHOLD_OUT_OF_LINE(Unbox, unbox)
FREEHOLD_OUT_OF_LINE(Forget, forget)
FREEHOLD_OVER_MEMORY(Swap, swap, way)
FREEHOLD_OVER_MEMORY(MoveOut, move_out, way)

FREEHOLD_OVER_MEMORY(Addr, borrow, way, ValueKind::Raw)
FREEHOLD_OVER_MEMORY(ReachMut, reach, way, ValueKind::Mut)
FREEHOLD_OVER_MEMORY(ReachAddr, reach, way, ValueKind::Raw)

FREEHOLD_OUT_OF_LINE(CallCode, call_code)
FREEHOLD_OUT_OF_LINE(Exit, exit_slot)
FREEHOLD_OUT_OF_LINE(ExitK, exit_constant)
FREEHOLD_OUT_OF_LINE(PanicOp, panic)
FREEHOLD_OUT_OF_LINE(AssertK, assert_constant)

FREEHOLD_OUT_OF_LINE(Print, print)
FREEHOLD_OUT_OF_LINE(ReadInt, read_int)
FREEHOLD_OUT_OF_LINE(ReadByte, read_byte)
FREEHOLD_OUT_OF_LINE(ReadLine, read_line)

FREEHOLD_OUT_OF_LINE(Offset, offset)
FREEHOLD_OUT_OF_LINE(OffsetK, offset_constant)
FREEHOLD_OUT_OF_LINE(Cast, cast)
FREEHOLD_OUT_OF_LINE(Alloc, alloc)
FREEHOLD_OUT_OF_LINE(AllocK, alloc_constant)
FREEHOLD_OUT_OF_LINE(Realloc, realloc_slot)
FREEHOLD_OUT_OF_LINE(ReallocK, realloc_constant)
FREEHOLD_OUT_OF_LINE(Free, free_raw)
FREEHOLD_OUT_OF_LINE(Adopt, adopt)

#undef FREEHOLD_OUT_OF_LINE
#undef FREEHOLD_OVER_MEMORY
#undef FREEHOLD_OVER_PLACES

}  // namespace freehold
