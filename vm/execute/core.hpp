// SPDX-License-Identifier: MIT
// What the meanings of the opcodes see of a running machine: registers, slots and memory, each
// access checked.
//
// A meaning gives true to go on at `next`. The quick core does what is plainly right, and gives
// false for everything else before it has changed anything: the careful one then performs the
// instruction from its beginning. So nothing has to survive a call on the quick way, and the
// registers stay in the host's. Of the careful core's meanings false says that the run has stopped.
#pragma once

#include "vm/execute/explain_access.hpp"
#include "vm/execute/loans.hpp"
#include "vm/execute/run.hpp"

namespace freehold {

/// How an engine runs. Careful: it finds out what is wrong, asks the book of borrows, and tells
/// every copy, write, borrow, call …, not only what concerns blocks. Its Run is parked at all
/// times.
struct Quick {
    static constexpr bool careful = false;
    static constexpr bool proven = false;
};
struct Careful {
    static constexpr bool careful = true;
    static constexpr bool proven = false;
};
/// As Quick, of a program whose slots have been proven to hold what each instruction reads: it
/// keeps what the shadow says of them, and does not look. Memory is checked as ever.
struct Proven {
    static constexpr bool careful = false;
    static constexpr bool proven = true;
};

// ---- slow paths, out of line: on a parked Run --------------------------------------------------

/// A fault about two numbers.
[[gnu::cold]] void fault_of(Run& run, Code code, std::int64_t x, std::int64_t y);
/// The kind of value that a slot was declared for.
[[gnu::cold]] ValueKind declared_kind(const Run& run, Slot slot);
/// A slot that is not plainly writable is to get a value of a kind: whether it may. Its borrow, and
/// those of it, end.
bool make_way(Run& run, Slot slot, ValueKind kind);

template <class Rules>
class Core {
public:
    /// Of two registers of the host's: the slot 0 of the frame, and its shadow.
    Core(Run& run_state, const Instruction* at, std::uint64_t* slots, Step steps_left,
         Shadow* states)
        : run(run_state),
          pc(at),
          next(at + 1),
          left(steps_left),
          m_slots(slots),
          m_states(states) {}
    explicit Core(Run& parked)
        : run(parked), pc(parked.at.pc), next(pc + 1), left(parked.last - parked.at.step + 1) {
        stand_in(parked.at.fp);
    }

    Run& run;
    const Instruction* pc;
    const Instruction* next;  ///< what runs after this one
    Step left;                ///< how many instructions may begin, this one among them

    /// The number of this instruction.
    Step step() const { return run.last - left + 1; }

    // ---- the frame ----------------------------------------------------------------------------
    std::byte* fp() const { return reinterpret_cast<std::byte*>(m_slots) + below_fp; }
    void stand_in(std::byte* frame) {
        m_slots = reinterpret_cast<std::uint64_t*>(frame - below_fp);
        m_states = &run.space.shadow_of(frame - below_fp);
    }
    Core in_frame(std::byte* frame) const {
        Core other = *this;
        other.stand_in(frame);
        return other;
    }
    std::uint64_t* slots() const { return m_slots; }
    Shadow* states() const { return m_states; }

    // ---- slots. Their numbers lie within the frame (ensured by validation) --------------------
    // The compiler may not see through it: it would keep a pointer to each word, and to its shadow,
    // in a register of its own, of which a handler has too few.
    static std::ptrdiff_t place_of(Slot slot) {
        std::ptrdiff_t place = -std::ptrdiff_t{slot};
        asm("" : "+r"(place));
        return place;
    }
    std::uint64_t& word(Slot slot) const { return m_slots[place_of(slot)]; }
    Shadow& state(Slot slot) const { return m_states[place_of(slot)]; }
    Address slot_address(Slot slot) const {
        return run.space.address_of(reinterpret_cast<const std::byte*>(&word(slot)));
    }

    /// A whole value of one kind.
    bool read(Slot slot, ValueKind kind, std::uint64_t& value) {
        if (!Rules::proven && (state(slot) & (whole_mask | shadow::lent_exclusively)) !=
                                  shadow::whole(kind)) [[unlikely]] {
            if constexpr (!Rules::careful) return rare();
            use_if_lent(slot);
            if ((state(slot) & whole_mask) != shadow::whole(kind) && !bad_slot(slot, kind)) {
                return false;
            }
        }
        value = word(slot);
        return true;
    }
    bool read_int(Slot slot, std::int64_t& value) {
        std::uint64_t bits = 0;
        if (!read(slot, ValueKind::Int, bits)) return false;
        value = static_cast<std::int64_t>(bits);
        return true;
    }
    /// A whole value of any kind.
    bool read_any(Slot slot, std::uint64_t& value, ValueKind& kind) {
        return read_unless<shadow::lent_exclusively>(slot, value, kind);
    }
    /// A pointer of any kind. What is done with it is quick unless the slot has one of these bits.
    template <Shadow asks = shadow::lent_exclusively>
    bool read_pointer(Slot slot, Pointer& pointer, ValueKind& kind) {
        std::uint64_t value = 0;
        if constexpr (Rules::proven) {
            value = word(slot);
            kind = ValueKind::Own;
        } else if constexpr (!Rules::careful) {
            constexpr Shadow pointer_bit = Shadow{8} << shadow::kind_shift;
            const Shadow s = state(slot);
            constexpr Shadow want = shadow::init_mask | pointer_bit;
            if ((s & (want | asks)) != want) [[unlikely]]
                return rare();
            value = word(slot);
            kind = shadow::kind(s);
        } else {
            if (!read_unless<asks>(slot, value, kind)) return false;
            if (!is_pointer(kind)) [[unlikely]] {
                if (!bad_slot(slot, ValueKind::Raw)) return false;
                kind = ValueKind::Raw;
            }
        }
        pointer = Pointer::from_word(value);
        return true;
    }

    /// Whether nothing that matters is lost when the slot gets a value.
    static constexpr bool is_plainly_writable(Shadow s) {
        constexpr Shadow odd = shadow::ro | owner_bit | shadow::lent | shadow::holds_node;
        return (s & odd) == 0;
    }
    bool plainly_writable(Slot slot) const { return is_plainly_writable(state(slot)); }
    /// Gives a slot a value, the last thing a meaning does. An owner that stands there is a fault,
    /// unless it is null: those who may replace owners use owners.hpp.
    bool write(Slot slot, ValueKind kind, std::uint64_t value) {
        Shadow s = state(slot);
        if (!Rules::proven && !is_plainly_writable(s)) [[unlikely]] {
            if constexpr (!Rules::careful) return rare();
            if (!make_way(run, slot, kind)) return false;
            s = state(slot);
        }
        state(slot) = (s & ~shadow::replaced) | shadow::whole(kind);
        word(slot) = value;
        if constexpr (Rules::careful) tell_write(slot_address(slot), kind, value, 8);
        return true;
    }
    bool write_int(Slot slot, std::int64_t value) {
        return write(slot, ValueKind::Int, static_cast<std::uint64_t>(value));
    }
    /// Takes the value out of a slot: it is moved. Its bytes stay.
    void mark_moved(Slot slot) {
        Shadow& s = state(slot);
        if ((s & shadow::holds_node) != 0) run.borrows.release(slot_address(slot));
        s = (s & shadow::kept_by_write) | shadow::moved;
    }

    /// Goes on at an instruction of the same function (ensured by validation).
    void jump(Address target) {
        next = reinterpret_cast<const Instruction*>(run.space.host(target));
    }

    /// The careful core has to perform the instruction. Always false.
    static constexpr bool rare() {
        static_assert(!Rules::careful);
        return false;
    }

    bool fault(Fault what) { return run.fault(std::move(what)); }
    bool fault(Code code, std::int64_t x, std::int64_t y = 0) {
        fault_of(run, code, x, y);
        return false;
    }
    bool bad_slot(Slot slot, ValueKind wanted) { return explain_slot(run, slot, wanted); }
    void tell_write(Address address, ValueKind kind, std::uint64_t value, std::uint32_t size) {
        run.tell_write(address, kind, value, size);
    }
    /// The slot is about to be read: what excludes that ends.
    void use_if_lent(Slot slot) {
        if ((state(slot) & shadow::lent_exclusively) == 0) return;
        use_directly(run, slot_address(slot), 8, Use::Read);
    }

private:
    template <Shadow asks>
    bool read_unless(Slot slot, std::uint64_t& value, ValueKind& kind) {
        const Shadow s = state(slot);
        if (!Rules::proven && (s & (shadow::init_mask | asks)) != shadow::init_mask) [[unlikely]] {
            if constexpr (!Rules::careful) return rare();
            use_if_lent(slot);
            if ((s & shadow::init_mask) != shadow::init_mask && !bad_slot(slot, ValueKind::None)) {
                return false;
            }
        }
        value = word(slot);
        kind = shadow::kind(s);
        if constexpr (Rules::careful) {
            if (kind == ValueKind::None) kind = declared_kind(run, slot);
        }
        return true;
    }

    static constexpr Shadow whole_mask = shadow::kind_mask | shadow::init_mask;
    // Of the kinds that a slot may hold only Own has this bit.
    static constexpr Shadow owner_bit = Shadow{4} << shadow::kind_shift;

    static constexpr std::ptrdiff_t below_fp = 24;  // of slot 0

    std::uint64_t* m_slots = nullptr;
    Shadow* m_states = nullptr;
};

/// The core of the functions that are out of line: made of a parked Run.
using ParkedCore = Core<Careful>;

/// The meaning of an opcode as a function out of line, of the careful core alone.
template <auto function, class Rules>
bool out_of_line(Core<Rules>& core, const Instruction& i) {
    if constexpr (Rules::careful) {
        return function(core, i);
    } else {
        return core.rare();
    }
}

}  // namespace freehold
