// SPDX-License-Identifier: MIT
// Uses: what they end, and what becomes of nodes that have ended. Slots are in borrow_slots.cpp,
// the tree of nodes in borrow_tree.cpp.
#include "vm/memory/borrows.hpp"

#include <algorithm>

namespace freehold {

namespace {

constexpr Ending ending_by(Use how, bool exclusive) {
    switch (how) {
        case Use::Read: return Ending::ReadWhileExclusive;
        case Use::Write: return Ending::Assigned;
        case Use::Move: return Ending::Moved;
        case Use::Share: return Ending::SharedAndExclusive;
        case Use::Exclude: return exclusive ? Ending::TwoExclusive : Ending::SharedAndExclusive;
    }
    return Ending::Gone;
}

}  // namespace

std::uint32_t Borrows::page_of(ObjectId object, NodeId by) const {
    if (by != NodeId::None && node(by).alive && m_pages[node(by).page].object == object) {
        return node(by).page;
    }
    return m_index.find(object);
}

std::uint32_t Borrows::open_page(ObjectId object, NodeId by) {
    if (const std::uint32_t known = page_of(object, by)) return known;
    const std::uint32_t page = m_pages.take();
    m_pages[page].object = object;
    m_index.insert(object, page);
    return page;
}

bool Borrows::is_lent(ObjectId object) const {
    const std::uint32_t page = page_of(object);
    return page != 0 && m_pages[page].alive != 0;
}

// A page without nodes waits until another takes its place: what was lent is often lent again.
void Borrows::rest(std::uint32_t page) {
    std::uint32_t& place = m_resting[page % m_resting.size()];
    if (place != page && place != 0 && m_pages[place].alive == 0) close_page(place);
    place = page;
}

void Borrows::close_page(std::uint32_t page) {
    forget_quick(m_pages[page], shadow::slow);
    window_of(page) = {};
    m_index.erase(m_pages[page].object);
    m_pages.give(page);
}

// ---- uses --------------------------------------------------------------------------------------

Borrows::Endings Borrows::use(ObjectId object, ByteRange range, Use how, NodeId by, Step now) {
    m_endings.clear();
    if (const std::uint32_t page = page_of(object, by)) {
        end_conflicts(page, range, how, by, now);
    }
    return m_endings;
}

// The quick answers first. When as many nodes live as the one in use was made through, there are no
// others; and a use within the last one's window meets nothing either.
void Borrows::end_conflicts(std::uint32_t page, ByteRange range, Use how, NodeId by, Step now) {
    const bool write = writes(how);
    const bool known = by != NodeId::None && node(by).alive && node(by).page == page;
    const Page& it = m_pages[page];
    if (write ? it.alive == (known ? node(by).depth : 0)
              : it.exclusive == (known ? node(by).exclusive_depth : 0)) {
        return;
    }
    Window& window = window_of(page);
    if (window.page == page && window.by == by && (window.writes || !write) &&
        window.clear.contains(range)) {
        return;
    }
    Window found{page, by, {0, 0xffffffff}, write};
    mark_way(by, true);
    collect_conflicts(page, range, write, found);
    mark_way(by, false);
    if (m_found.empty()) {
        window_of(page) = found;
        return;
    }
    end_found(how, now);
}

// Ending one may end others, or leave others unheld: all are kept until the last has ended.
void Borrows::end_found(Use how, Step now) {
    for (const NodeId id : m_found) {
        keep(id);
        node(id).marked = 1;
    }
    for (const NodeId id : m_found) {
        if (node(id).alive) end(id, ending_by(how, node(id).exclusive), now);
    }
    std::erase_if(m_endings, [&](const EndedLoan& it) {
        return node(it.node).marked && node(it.node).holders == 1;
    });
    for (const NodeId id : m_found) {
        node(id).marked = 0;
        unkeep(id);
    }
}

void Borrows::mark_way(NodeId from, bool marked) {
    for (NodeId id = from; id != NodeId::None; id = node(id).parent) {
        // A way through other objects does not matter: nodes of this one come first.
        if (node(id).page != node(from).page) return;
        node(id).marked = marked;
    }
}

void Borrows::collect_conflicts(std::uint32_t page, ByteRange range, bool write, Window& window) {
    m_found.clear();
    for (NodeId id = m_pages[page].first; id != NodeId::None; id = node(id).next) {
        const Node& it = node(id);
        if (it.marked || (!write && !it.exclusive)) continue;
        if (it.range.overlaps(range)) {
            m_found.push_back(id);
        } else if (it.range.end <= range.begin) {
            window.clear.begin = std::max(window.clear.begin, it.range.end);
        } else {
            window.clear.end = std::min(window.clear.end, it.range.begin);
        }
    }
}

Borrows::Endings Borrows::use_directly(Address address, std::uint32_t bytes, Use how, Step now) {
    m_endings.clear();
    if (bytes == 0) return m_endings;
    const ObjectId object = shadow::object(m_space.shadow(address));
    const ByteRange range{raw(address), raw(address) + bytes};
    if (const std::uint32_t page = page_of(object)) {
        end_conflicts(page, range, how, NodeId::None, now);
    }
    unmark_if_vain(object);
    return m_endings;
}

Borrows::Endings Borrows::end_object(ObjectId object, Step now) {
    m_endings.clear();
    m_marks.erase(raw(object));
    while (is_lent(object)) end(m_pages[page_of(object)].first, Ending::Gone, now);
    if (const std::uint32_t page = page_of(object)) {
        m_resting[page % m_resting.size()] = 0;
        close_page(page);
    }
    return m_endings;
}

// ---- endings -----------------------------------------------------------------------------------

// A node and all its children, down to any depth.
void Borrows::end(NodeId top, Ending why, Step now) {
    const NodeId parent = node(top).parent;
    detach(top);
    m_waiting.assign(1, top);
    while (!m_waiting.empty()) {
        const NodeId id = m_waiting.back();
        m_waiting.pop_back();
        for (NodeId child = node(id).child; child != NodeId::None; child = node(child).older) {
            node(child).parent = NodeId::None;
            m_waiting.push_back(child);
        }
        end_one(id, why, now);
    }
    if (parent != NodeId::None) settle(parent);
}

void Borrows::end_one(NodeId id, Ending why, Step now) {
    const ObjectId object = m_pages[node(id).page].object;
    forget_quick(m_pages[node(id).page], shadow::slow);
    unlink(id);
    Node& it = node(id);
    it.alive = 0;
    it.child = NodeId::None;
    it.ending = static_cast<unsigned>(why) & 15;
    it.next = NodeId{static_cast<std::uint32_t>(now)};
    it.previous = NodeId{static_cast<std::uint32_t>(now >> 32)};
    if (it.holders == 0) return m_nodes.give(raw(id));
    m_endings.push_back({id, object, it.range, loan(id)});
}

Loan Borrows::loan(NodeId id) const {
    const Node& it = node(id);
    Loan loan;
    loan.exclusive = it.exclusive;
    loan.ending = static_cast<Ending>(it.ending);
    loan.made = Step{it.made_high} << 32 | it.made_low;
    if (!it.alive) loan.ended = Step{raw(it.previous)} << 32 | raw(it.next);
    return loan;
}

Borrows::State Borrows::state() const {
    return {m_nodes.state(), m_pages.state(), m_index, m_marks,
            m_windows,       m_resting,       m_alive, m_lowest_holder};
}

void Borrows::go_back_to(const State& state) {
    m_nodes.go_back_to(state.nodes);
    m_pages.go_back_to(state.pages);
    m_index = state.index;
    m_marks = state.marks;
    m_windows = state.windows;
    m_resting = state.resting;
    m_alive = state.alive;
    m_lowest_holder = state.lowest_holder;
}

std::size_t Borrows::State::bytes() const {
    return nodes.bytes() + pages.bytes() + index.bytes() + marks.size() * sizeof(Marks);
}

std::size_t Borrows::bytes() const { return m_nodes.bytes() + m_pages.bytes() + m_index.bytes(); }

}  // namespace freehold
