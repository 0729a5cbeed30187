// SPDX-License-Identifier: MIT
// Which slots hold which nodes, and what the shadow says of slots and words because of them.
#include <algorithm>

#include "vm/memory/borrows.hpp"

namespace freehold {

void Borrows::hold(Address slot, NodeId id) {
    if (id == NodeId::None) return;
    keep(id);
    m_space.set_node(slot, raw(id));
    m_space.edit_shadow(slot) |= shadow::holds_node | shadow::slow;
    m_lowest_holder = std::min(m_lowest_holder, slot);
}

[[gnu::flatten]] void Borrows::hold_plainly(Address slot, NodeId id) {
    hold(slot, id);
    Shadow& s = m_space.edit_shadow(slot);
    s = (s & ~shadow::slow) | (node(id).exclusive ? 0 : shadow::slow_store);
    add_quick(m_pages[node(id).page], slot);
}

void Borrows::release(Address slot) {
    const NodeId id = held(slot);
    m_space.edit_shadow(slot) &= ~(shadow::holds_node | shadow::slow);
    unkeep(id);
}

void Borrows::release_held(Address begin, Address end) {
    for (Address slot = begin; slot < end; slot = slot + 8) {
        if ((m_space.shadow(slot) & shadow::holds_node) != 0) release(slot);
    }
    if (begin <= m_lowest_holder) m_lowest_holder = end;
}

// ---- pointers that may be followed without asking -----------------------------------------------

// What lives is what the node was made through, and itself: nothing is in the way of its use. The
// counts alone decide, so that many nodes of an object cost no more than one.
void Borrows::settle_pointer(Address slot) {
    const NodeId id = held(slot);
    if (id == NodeId::None || !node(id).alive) return;
    const Node& it = node(id);
    Page& page = m_pages[it.page];
    Shadow bits = shadow::slow;
    if (page.exclusive == it.exclusive_depth) bits &= ~shadow::slow_load;
    if (page.alive == it.depth && it.exclusive) bits &= ~shadow::slow_store;
    Shadow& s = m_space.edit_shadow(slot);
    s = (s & ~shadow::slow) | bits;
    if (bits != shadow::slow) add_quick(page, slot);
}

void Borrows::settle_owner(Address slot, ObjectId block) {
    Shadow bits = 0;
    const std::uint32_t page = page_of(block);
    if (page != 0 && m_pages[page].alive != 0) {
        bits = m_pages[page].exclusive != 0 ? shadow::slow : shadow::slow_store;
    }
    Shadow& s = m_space.edit_shadow(slot);
    s = (s & ~shadow::slow) | bits;
}

void Borrows::add_quick(Page& page, Address slot) {
    for (const Address known : page.quick) {
        if (known == slot) return;
    }
    if (page.quick[1] != Address{}) m_space.edit_shadow(page.quick[1]) |= shadow::slow;
    page.quick = {slot, page.quick[0]};
}

// Slots that hold something else by now are asked about once more than needed.
void Borrows::forget_quick(Page& page, Shadow bits) {
    for (Address& slot : page.quick) {
        if (slot == Address{}) continue;
        m_space.edit_shadow(slot) |= bits;
        if (bits == shadow::slow) slot = {};
    }
}

// ---- words that are lent ------------------------------------------------------------------------

namespace {

ByteRange joined(ByteRange a, ByteRange b) {
    if (a.begin == a.end) return b;
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

ByteRange whole_words(ByteRange range) { return {range.begin & ~7u, (range.end + 7) & ~7u}; }

}  // namespace

// Words stay marked when a borrow ends, so that borrowing an array again and again does not mark it
// again and again; until enough questions were in vain.
void Borrows::mark_words(ObjectId object, ByteRange range, bool exclusive) {
    Marks& marks = m_marks[raw(object)];
    const ByteRange words = whole_words(range);
    const auto mark = [&](ByteRange& whole, Shadow bit) {
        if (whole.contains(words)) return;
        set_bits(words, bit);
        whole = whole.overlaps(words) ? joined(whole, words) : words;
    };
    marks.hull = joined(marks.hull, words);
    mark(marks.whole[0], shadow::lent);
    if (exclusive) mark(marks.whole[1], shadow::lent_exclusively);
}

void Borrows::set_bits(ByteRange range, Shadow bits) {
    for (std::uint32_t at = range.begin; at < range.end; at += 8) {
        m_space.edit_shadow(Address{at}) |= bits;
    }
}

void Borrows::unmark_if_vain(ObjectId object) {
    const auto found = m_marks.find(raw(object));
    if (found == m_marks.end() || is_lent(object)) return;
    Marks& marks = found->second;
    const std::uint32_t words = (marks.hull.end - marks.hull.begin) / 8;
    if (++marks.vain * 8 < words) return;
    for (std::uint32_t at = marks.hull.begin; at < marks.hull.end; at += 8) {
        m_space.edit_shadow(Address{at}) &= ~(shadow::lent | shadow::lent_exclusively);
    }
    m_marks.erase(found);
}

}  // namespace freehold
