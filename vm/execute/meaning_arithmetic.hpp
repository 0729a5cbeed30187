// SPDX-License-Identifier: MIT
// Arithmetic, comparison and branches.
#pragma once

#include <limits>

#include "vm/execute/meaning.hpp"
#include "vm/isa/form.hpp"

namespace freehold {

// ---- operands by form --------------------------------------------------------------------------

/// The two numbers of an arithmetic instruction: D_S_S, D_S_K, D_K_S.
template <Form form, class Rules>
bool read_numbers(Core<Rules>& c, const Coded<Rules>& i, std::int64_t& x, std::int64_t& y) {
    if constexpr (form == Form::D_K_S) {
        x = i.number();
        return c.read_int(i.b, y);
    } else if constexpr (form == Form::D_S_K) {
        y = i.number();
        return c.read_int(i.b, x);
    } else {
        return c.read_int(i.b, x) && c.read_int(i.c, y);
    }
}

// ---- what is computed: false with the code of the fault ----------------------------------------

struct Add {
    static constexpr Code code = Code::Overflow;
    static bool compute(std::int64_t x, std::int64_t y, std::int64_t& d) {
        return !__builtin_add_overflow(x, y, &d);
    }
};
struct Sub {
    static constexpr Code code = Code::Overflow;
    static bool compute(std::int64_t x, std::int64_t y, std::int64_t& d) {
        return !__builtin_sub_overflow(x, y, &d);
    }
};
struct Mul {
    static constexpr Code code = Code::Overflow;
    static bool compute(std::int64_t x, std::int64_t y, std::int64_t& d) {
        return !__builtin_mul_overflow(x, y, &d);
    }
};

/// Never fails: a function of two unsigned numbers.
template <auto function>
struct Wrapping {
    static constexpr Code code = Code::Overflow;
    static bool compute(std::int64_t x, std::int64_t y, std::int64_t& d) {
        d = static_cast<std::int64_t>(
            function(static_cast<std::uint64_t>(x), static_cast<std::uint64_t>(y)));
        return true;
    }
};

/// Division of signed numbers: the smallest by -1 overflows, by 0 there is none.
template <bool remainder>
struct Divide {
    static constexpr Code code = Code::DivisionByZero;
    static bool compute(std::int64_t x, std::int64_t y, std::int64_t& d) {
        if (y == 0 || (y == -1 && x == std::numeric_limits<std::int64_t>::min())) return false;
        d = remainder ? x % y : x / y;
        return true;
    }
};
template <bool remainder>
struct DivideUnsigned {
    static constexpr Code code = Code::DivisionByZero;
    static bool compute(std::int64_t x, std::int64_t y, std::int64_t& d) {
        if (y == 0) return false;
        const auto a = static_cast<std::uint64_t>(x);
        const auto b = static_cast<std::uint64_t>(y);
        d = static_cast<std::int64_t>(remainder ? a % b : a / b);
        return true;
    }
};

/// Shifts by 0 to 63 bits.
template <auto function>
struct Shift {
    static constexpr Code code = Code::Overflow;
    static bool compute(std::int64_t x, std::int64_t y, std::int64_t& d) {
        if (y < 0 || y > 63) return false;
        d = function(x, static_cast<unsigned>(y));
        return true;
    }
};

template <class Operation, Form form, class Rules>
bool arithmetic(Core<Rules>& c, const Coded<Rules>& i) {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t d = 0;
    if (!read_numbers<form>(c, i, x, y)) return false;
    if (!Operation::compute(x, y, d)) [[unlikely]] {
        if constexpr (!Rules::careful) return c.rare();
        const bool division = Operation::code == Code::DivisionByZero && y != 0;
        return c.fault(division ? Code::Overflow : Operation::code, x, y);
    }
    return c.write_int(i.a, d);
}

template <class Rules>
bool bit_not(Core<Rules>& c, const Coded<Rules>& i) {
    std::int64_t x = 0;
    return c.read_int(i.b, x) && c.write_int(i.a, ~x);
}

// ---- comparison --------------------------------------------------------------------------------

/// What a comparison may be asked of besides numbers.
enum class Compares : std::uint8_t { Numbers, RawPointers, AnyPointers };

template <class Operation>
constexpr bool holds(std::uint64_t x, std::uint64_t y) {
    if constexpr (Operation::is_signed) {
        return Operation::test(static_cast<std::int64_t>(x), static_cast<std::int64_t>(y));
    } else {
        return Operation::test(x, y);
    }
}

/// Whether both point into objects, but not into the same.
constexpr bool are_strangers(std::uint64_t x, std::uint64_t y) {
    const ObjectId a = Pointer::from_word(x).object;
    const ObjectId b = Pointer::from_word(y).object;
    return a != b && a != ObjectId::None && b != ObjectId::None;
}

inline void note_strange_order(Run& run, std::uint64_t x, std::uint64_t y) {
    run.strange_order = {run.at.step, run.index(), Pointer::from_word(x), Pointer::from_word(y)};
}

/// Not both numbers: equality of any two pointers, order of raw ones (by address). A fault unless
/// the comparison may be asked of them.
template <class Operation, class Rules>
bool compare_pointers(Core<Rules>& c, const SlotOf<Rules>& left, const SlotOf<Rules>& right,
                      bool& result) {
    std::uint64_t x = 0;
    std::uint64_t y = 0;
    ValueKind kind_x{};
    ValueKind kind_y{};
    if (!c.read_any(left, x, kind_x) || !c.read_any(right, y, kind_y)) return false;
    const auto may = [](ValueKind kind) {
        if (Operation::compares == Compares::AnyPointers) return kind != ValueKind::Int;
        return Operation::compares == Compares::RawPointers && kind == ValueKind::Raw;
    };
    const bool numbers = kind_x == ValueKind::Int && kind_y == ValueKind::Int;
    const bool order_asked = Operation::compares == Compares::RawPointers && !numbers;
    const bool strange = order_asked && are_strangers(x, y);
    if constexpr (!Rules::careful) {
        if (!numbers && (!may(kind_x) || !may(kind_y))) return c.rare();
        if (strange && c.run.strange_order.step == 0) return c.rare();
    } else if (!numbers) {
        if (!may(kind_x) && !c.bad_slot(left, may(kind_y) ? kind_y : ValueKind::Int)) return false;
        if (!may(kind_y) && !c.bad_slot(right, kind_x)) return false;
    }
    if constexpr (Rules::careful) {
        if (strange && c.run.strange_order.step == 0) note_strange_order(c.run, x, y);
    }
    // Equal pointers reach the same bytes; order is that of the addresses.
    result = Operation::compares == Compares::AnyPointers || numbers
                 ? holds<Operation>(x, y)
                 : holds<Operation>(x & 0xffffffff, y & 0xffffffff);
    return true;
}

template <class Operation, class Rules>
bool compare_slots(Core<Rules>& c, const SlotOf<Rules>& left, const SlotOf<Rules>& right,
                   bool& result) {
    constexpr Shadow care = shadow::kind_mask | shadow::init_mask | shadow::lent_exclusively;
    constexpr Shadow number = shadow::whole(ValueKind::Int);
    if constexpr (!Rules::proven) {
        const Shadow both = (c.state(left) ^ number) | (c.state(right) ^ number);
        if ((both & care) != 0) [[unlikely]] {
            return compare_pointers<Operation>(c, left, right, result);
        }
    }
    // All raw pointers of a program that is proven are null, and so are their words.
    result = holds<Operation>(c.held_by(left), c.held_by(right));
    return true;
}

template <class Operation, class Rules>
bool compare_constant(Core<Rules>& c, const SlotOf<Rules>& left, std::uint64_t right,
                      bool& result) {
    std::uint64_t x = 0;
    if (!c.read(left, ValueKind::Int, x)) return false;
    result = holds<Operation>(x, right);
    return true;
}

template <class Operation, class Rules>
bool compare(Core<Rules>& c, const Coded<Rules>& i) {
    bool result = false;
    return compare_slots<Operation>(c, i.b, i.c, result) && c.write_int(i.a, result ? 1 : 0);
}
template <class Operation, class Rules>
bool compare_k(Core<Rules>& c, const Coded<Rules>& i) {
    bool result = false;
    return compare_constant<Operation>(c, i.b, i.imm, result) && c.write_int(i.a, result ? 1 : 0);
}

template <class Operation, class Rules>
bool branch(Core<Rules>& c, const Coded<Rules>& i) {
    bool result = false;
    if (!compare_slots<Operation>(c, i.a, i.b, result)) return false;
    if constexpr (Rules::careful) c.run.decide(result);
    if (result) c.jump(i.target());
    return true;
}
template <class Operation, class Rules>
bool branch_k(Core<Rules>& c, const Coded<Rules>& i) {
    bool result = false;
    if (!compare_constant<Operation>(c, i.a, i.imm, result)) return false;
    if constexpr (Rules::careful) c.run.decide(result);
    if (result) c.jump(i.near_target());
    return true;
}

template <bool if_null, class Rules>
bool branch_null(Core<Rules>& c, const Coded<Rules>& i) {
    Pointer pointer;
    ValueKind kind{};
    if (!c.read_pointer(i.a, pointer, kind)) return false;
    bool taken = pointer.is_null() == if_null;
    if constexpr (Rules::careful) c.run.decide(taken);
    if (taken) c.jump(i.target());
    return true;
}

template <class Rules>
bool jump(Core<Rules>& c, const Coded<Rules>& i) {
    c.jump(i.target());
    return true;
}

// ---- the table ---------------------------------------------------------------------------------

#define FREEHOLD_ARITHMETIC_MEANING(name, ...)                         \
    FREEHOLD_MEANING(name, arithmetic<__VA_ARGS__, Form::D_S_S>(c, i)) \
    FREEHOLD_MEANING(name##K, arithmetic<__VA_ARGS__, Form::D_S_K>(c, i))
#define FREEHOLD_ORDERED_MEANING(name, ...)        \
    FREEHOLD_ARITHMETIC_MEANING(name, __VA_ARGS__) \
    FREEHOLD_MEANING(K##name, arithmetic<__VA_ARGS__, Form::D_K_S>(c, i))

using U = std::uint64_t;
using AddWrap = Wrapping<[](U x, U y) { return x + y; }>;
using SubWrap = Wrapping<[](U x, U y) { return x - y; }>;
using MulWrap = Wrapping<[](U x, U y) { return x * y; }>;
using And = Wrapping<[](U x, U y) { return x & y; }>;
using Or = Wrapping<[](U x, U y) { return x | y; }>;
using Xor = Wrapping<[](U x, U y) { return x ^ y; }>;
using Shl = Shift<[](std::int64_t x, unsigned n) {
    return static_cast<std::int64_t>(static_cast<U>(x) << n);
}>;
using Shr = Shift<([](std::int64_t x, unsigned n) { return x >> n; })>;
using ShrU = Shift<(
    [](std::int64_t x, unsigned n) { return static_cast<std::int64_t>(static_cast<U>(x) >> n); })>;

FREEHOLD_ARITHMETIC_MEANING(Add, Add)
FREEHOLD_ORDERED_MEANING(Sub, Sub)
FREEHOLD_ARITHMETIC_MEANING(Mul, Mul)
FREEHOLD_ARITHMETIC_MEANING(AddWrap, AddWrap)
FREEHOLD_ORDERED_MEANING(SubWrap, SubWrap)
FREEHOLD_ARITHMETIC_MEANING(MulWrap, MulWrap)
FREEHOLD_ORDERED_MEANING(Div, Divide<false>)
FREEHOLD_ORDERED_MEANING(Rem, Divide<true>)
FREEHOLD_ORDERED_MEANING(DivU, DivideUnsigned<false>)
FREEHOLD_ORDERED_MEANING(RemU, DivideUnsigned<true>)
FREEHOLD_ARITHMETIC_MEANING(And, And)
FREEHOLD_ARITHMETIC_MEANING(Or, Or)
FREEHOLD_ARITHMETIC_MEANING(Xor, Xor)
FREEHOLD_ORDERED_MEANING(Shl, Shl)
FREEHOLD_ORDERED_MEANING(Shr, Shr)
FREEHOLD_ORDERED_MEANING(ShrU, ShrU)
FREEHOLD_MEANING(Not, bit_not(c, i))

template <Compares what, bool signed_numbers, auto function>
struct Comparison {
    static constexpr Compares compares = what;
    static constexpr bool is_signed = signed_numbers;
    template <class T>
    static constexpr bool test(T x, T y) {
        return function(x, y);
    }
};
using Eq = Comparison<Compares::AnyPointers, true, ([](auto x, auto y) { return x == y; })>;
using Ne = Comparison<Compares::AnyPointers, true, ([](auto x, auto y) { return x != y; })>;
using Lt = Comparison<Compares::RawPointers, true, ([](auto x, auto y) { return x < y; })>;
using Le = Comparison<Compares::RawPointers, true, ([](auto x, auto y) { return x <= y; })>;
using Gt = Comparison<Compares::RawPointers, true, ([](auto x, auto y) { return x > y; })>;
using Ge = Comparison<Compares::RawPointers, true, ([](auto x, auto y) { return x >= y; })>;
using LtU = Comparison<Compares::Numbers, false, ([](auto x, auto y) { return x < y; })>;
using LeU = Comparison<Compares::Numbers, false, ([](auto x, auto y) { return x <= y; })>;
using GtU = Comparison<Compares::Numbers, false, ([](auto x, auto y) { return x > y; })>;
using GeU = Comparison<Compares::Numbers, false, ([](auto x, auto y) { return x >= y; })>;

#define FREEHOLD_COMPARISON_MEANING(name, branch_name) \
    FREEHOLD_MEANING(name, compare<name>(c, i))        \
    FREEHOLD_MEANING(name##K, compare_k<name>(c, i))   \
    FREEHOLD_MEANING(branch_name, branch<name>(c, i))  \
    FREEHOLD_MEANING(branch_name##K, branch_k<name>(c, i))

FREEHOLD_COMPARISON_MEANING(Eq, Beq)
FREEHOLD_COMPARISON_MEANING(Ne, Bne)
FREEHOLD_COMPARISON_MEANING(Lt, Blt)
FREEHOLD_COMPARISON_MEANING(Le, Ble)
FREEHOLD_COMPARISON_MEANING(Gt, Bgt)
FREEHOLD_COMPARISON_MEANING(Ge, Bge)
FREEHOLD_COMPARISON_MEANING(LtU, BltU)
FREEHOLD_COMPARISON_MEANING(LeU, BleU)
FREEHOLD_COMPARISON_MEANING(GtU, BgtU)
FREEHOLD_COMPARISON_MEANING(GeU, BgeU)

FREEHOLD_MEANING(Jmp, jump(c, i))
FREEHOLD_MEANING(BNull, branch_null<true>(c, i))
FREEHOLD_MEANING(BNonNull, branch_null<false>(c, i))

#undef FREEHOLD_ARITHMETIC_MEANING
#undef FREEHOLD_ORDERED_MEANING
#undef FREEHOLD_COMPARISON_MEANING

}  // namespace freehold
