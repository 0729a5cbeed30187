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
#include "vm/execute/rules.hpp"
#include "vm/execute/run.hpp"

namespace freehold {

// ---- slow paths, out of line: on a parked Run --------------------------------------------------

/// A fault about two numbers.
[[gnu::cold]] void fault_of(Run& run, Code code, std::int64_t x, std::int64_t y);
/// The kind of value that a slot was declared for.
[[gnu::cold]] ValueKind declared_kind(const Run& run, Slot slot);
/// A slot that is not plainly writable is to get a value of a kind: whether it may. Its borrow, and
/// those of it, end.
bool make_way(Run& run, Slot slot, ValueKind kind);

/// Slot 0 of the frame that ends at the host's address `fp`, and back.
inline constexpr std::ptrdiff_t slot_0_below_fp = 24;
inline std::uint64_t* slots_of(std::byte* fp) {
    return reinterpret_cast<std::uint64_t*>(fp - slot_0_below_fp);
}
inline std::byte* frame_of(std::uint64_t* slots) {
    return reinterpret_cast<std::byte*>(slots) + slot_0_below_fp;
}

template <class Rules>
class Core {
public:
    using Name = SlotOf<Rules>;

    /// Of two registers of the host's: the slot 0 of the frame, and its shadow.
    Core(Run& run_state, const Coded<Rules>* at, std::uint64_t* slots, Step steps_left = 0,
         Shadow* states = nullptr)
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
    const Coded<Rules>* pc;
    const Coded<Rules>* next;   ///< what runs after this one
    Step left;                  ///< how many instructions may begin, this one among them
    std::uint64_t written = 0;  ///< of the fast core: the value that was written last

    /// The number of this instruction.
    Step step() const { return run.last - left + 1; }

    // ---- the frame ----------------------------------------------------------------------------
    std::byte* fp() const { return frame_of(m_slots); }
    void stand_in(std::byte* frame) {
        m_slots = slots_of(frame);
        if constexpr (!Rules::proven) m_states = &run.space.shadow_of(frame - slot_0_below_fp);
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
    std::uint64_t& word(Name slot) const {
        if constexpr (Rules::proven) {
            return *slot.from(m_slots);
        } else {
            return m_slots[place_of(slot)];
        }
    }
    /// What a slot holds. The operand that is at hand is known by where it stands.
    std::uint64_t held_by(const Name& slot) const {
        if constexpr (Rules::proven) {
            if constexpr (Rules::at_hand != AtHand::None) {
                constexpr AtHand operand = Rules::at_hand;
                const Name& at_hand = operand == AtHand::A   ? pc->a
                                      : operand == AtHand::B ? pc->b
                                                             : pc->c;
                if (&slot == &at_hand) return written;
            }
        }
        return word(slot);
    }
    Shadow& state(Name slot) const {
        if constexpr (Rules::proven) {
            return run.space.shadow_of(reinterpret_cast<std::byte*>(slot.from(m_slots)));
        } else {
            return m_states[place_of(slot)];
        }
    }
    Address slot_address(Name slot) const {
        return run.space.address_of(reinterpret_cast<const std::byte*>(&word(slot)));
    }

    /// A whole value of one kind.
    bool read(const Name& slot, ValueKind kind, std::uint64_t& value) {
        if constexpr (!Rules::proven) {
            if constexpr (Rules::careful) run.touch(slot_address(slot), 8, false);
            if ((state(slot) & (whole_mask | shadow::lent_exclusively)) != shadow::whole(kind))
                [[unlikely]] {
                if constexpr (!Rules::careful) return rare();
                use_if_lent(slot);
                if ((state(slot) & whole_mask) != shadow::whole(kind) && !bad_slot(slot, kind)) {
                    return false;
                }
            }
        }
        value = held_by(slot);
        return true;
    }
    bool read_int(const Name& slot, std::int64_t& value) {
        std::uint64_t bits = 0;
        if (!read(slot, ValueKind::Int, bits)) return false;
        value = static_cast<std::int64_t>(bits);
        return true;
    }
    /// A whole value of any kind.
    bool read_any(const Name& slot, std::uint64_t& value, ValueKind& kind) {
        return read_unless<shadow::lent_exclusively>(slot, value, kind);
    }
    /// A pointer of any kind. What is done with it is quick unless the slot has one of these bits.
    template <Shadow asks = shadow::lent_exclusively>
    bool read_pointer(const Name& slot, Pointer& pointer, ValueKind& kind) {
        std::uint64_t value = 0;
        if constexpr (Rules::proven) {
            value = held_by(slot);
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
    bool plainly_writable(Name slot) const { return is_plainly_writable(state(slot)); }
    /// Gives a slot a value, the last thing a meaning does. An owner that stands there is a fault,
    /// unless it is null: those who may replace owners use owners.hpp.
    bool write(Name slot, ValueKind kind, std::uint64_t value) {
        if constexpr (Rules::proven) {
            if constexpr (Rules::keeps_shadow) set_state(slot, kind);
            written = value;
        } else {
            if (!plainly_writable(slot)) [[unlikely]] {
                if constexpr (!Rules::careful) return rare();
                if (!make_way(run, slot, kind)) return false;
            }
            set_state(slot, kind);
        }
        word(slot) = value;
        if constexpr (Rules::careful) tell_write(slot_address(slot), kind, value, 8);
        return true;
    }
    /// Says of a slot that it holds a whole value of a kind.
    void set_state(Name slot, ValueKind kind) {
        if constexpr (Rules::careful) run.touch(slot_address(slot), 8, true);
        Shadow& s = state(slot);
        s = (s & ~shadow::replaced) | shadow::whole(kind);
    }
    bool write_int(Name slot, std::int64_t value) {
        return write(slot, ValueKind::Int, static_cast<std::uint64_t>(value));
    }
    /// Takes the value out of a slot: it is moved. Its bytes stay.
    void mark_moved(Name slot) {
        if constexpr (Rules::careful) run.touch(slot_address(slot), 8, true);
        Shadow& s = state(slot);
        if ((s & shadow::holds_node) != 0) run.borrows.release(slot_address(slot));
        s = (s & shadow::kept_by_write) | shadow::moved;
    }

    /// Goes on at an instruction of the same function (ensured by validation).
    void jump(Address target) {
        next = reinterpret_cast<const Instruction*>(run.space.host(target));
    }
    void jump(Distance target) { next = target.from(pc); }

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
    bool bad_slot(Name slot, ValueKind wanted) { return explain_slot(run, slot, wanted); }
    void tell_write(Address address, ValueKind kind, std::uint64_t value, std::uint32_t size) {
        run.tell_write(address, kind, value, size);
    }
    /// The slot is about to be read: what excludes that ends.
    void use_if_lent(Name slot) {
        if ((state(slot) & shadow::lent_exclusively) == 0) return;
        use_directly(run, slot_address(slot), 8, Use::Read);
    }

private:
    template <Shadow asks>
    bool read_unless(const Name& slot, std::uint64_t& value, ValueKind& kind) {
        if constexpr (Rules::careful) run.touch(slot_address(slot), 8, false);
        const Shadow s = state(slot);
        if ((s & (shadow::init_mask | asks)) != shadow::init_mask) [[unlikely]] {
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

    std::uint64_t* m_slots = nullptr;
    Shadow* m_states = nullptr;
};

/// The core of the functions that are out of line: made of a parked Run.
using ParkedCore = Core<Careful>;

/// The meaning of an opcode as a function out of line, of the careful core alone.
template <auto function, class Rules>
bool out_of_line(Core<Rules>& core, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return function(core, i);
    } else {
        return core.rare();
    }
}

}  // namespace freehold
