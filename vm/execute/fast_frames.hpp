// SPDX-License-Identifier: MIT
// Frames as the fast core makes and leaves them: no program that is proven can reach their records,
// so the bytes are trusted; and only some of their slots have a shadow.
#pragma once

#include "vm/execute/quick_frames.hpp"

namespace freehold {

/// Whether a frame that reaches lower than all before it fits.
[[gnu::cold]] inline bool deepen(Run& run, std::uintptr_t low) {
    const std::byte* const limit = run.space.host(run.space.layout().stack_begin);
    if (low < reinterpret_cast<std::uintptr_t>(limit)) return false;
    run.lowest_frame = low;
    return true;
}

// What count_frame() and write_record() do, with what is at hand here.
template <bool kept, AtHand operand>
bool enter(Core<FastRules<kept, operand>>& c, const Prepared& i) {
    Callee& callee = i.callee();
    std::uint64_t* const record = &c.word(i.a);
    auto* const fp = reinterpret_cast<std::byte*>(record + 1);
    const std::uintptr_t low = reinterpret_cast<std::uintptr_t>(fp) - callee.frame_bytes;
    if (low < c.run.lowest_frame && !deepen(c.run, low)) [[unlikely]]
        return c.rare();
    record[0] = i.return_address();
    record[-1] = callee.record | raw(c.run.space.address_of(c.fp()));
    ++callee.living;
    c.stand_in(fp);
    c.next = callee.entry;
    return true;
}

/// `kept`: whether any slot of the function that is left has a shadow.
template <bool kept, AtHand operand>
class Return<FastRules<kept, operand>> {
    using FastCore = Core<FastRules<kept, operand>>;

public:
    Return(const FastCore& c, const Prepared& i)
        : m_callee(i.callee()),
          m_back{static_cast<std::uint32_t>(c.slots()[2])},
          m_caller{static_cast<std::uint32_t>(c.slots()[1])},
          m_kind(i.kind()) {}

    bool is_plain(const FastCore& c) const {
        if constexpr (!kept) return true;
        return m_callee.leaves_soon && lends_nothing(c.run, c.run.space.address_of(c.fp()));
    }
    void leave(FastCore& c) const {
        if constexpr (kept) {
            const Address end = c.run.space.address_of(c.fp()) - m_callee.shadow_end;
            c.run.space.clear_stack_shadow(end, 8u * m_callee.shadow_words);
        }
        --m_callee.living;
        c.stand_in(c.run.space.frame_end(m_caller));
        c.next = call(c) + 1;
    }

    bool read_result(const FastCore& c, std::uint64_t& value, ValueKind& kind) const {
        value = operand == AtHand::None ? c.word(SlotOffset{}) : c.written;
        kind = m_kind;
        return true;
    }
    // Of a frame that has been found plain, and so has a caller.
    SlotOffset to(const FastCore& c) const { return call(c)->result(); }
    bool takes_result(const FastCore& c) const { return call(c)->takes_result(); }
    FastCore caller(const FastCore& c) const { return c.in_frame(c.run.space.frame_end(m_caller)); }
    bool may_take_word(const FastCore&) const { return true; }
    /// After leave().
    void give(FastCore& c, ValueKind kind, std::uint64_t value) const {
        c.written = value;
        const Prepared& call = c.next[-1];
        if (call.b.bytes % 8 != 0) [[unlikely]]
            return give_oddly(c, call, kind, value);
        c.word(call.b) = value;
    }

private:
    static void give_oddly(FastCore& c, const Prepared& call, ValueKind kind, std::uint64_t value) {
        if (!call.takes_result()) return;
        c.word(call.result()) = value;
        c.set_state(call.result(), kind);
    }

    const Prepared* call(const FastCore& c) const { return c.run.prepared->at(m_back) - 1; }

    Callee& m_callee;
    Address m_back;
    Address m_caller;
    ValueKind m_kind;
};

}  // namespace freehold
