// SPDX-License-Identifier: MIT
// The tree of nodes: how they are made, and when they are no longer needed.
#include <algorithm>

#include "vm/memory/borrows.hpp"

namespace freehold {

// Flat, as settle() and hold_plainly() are: each borrow passes here, and the steps are small.
[[gnu::flatten]] NodeId Borrows::lend(ObjectId object, ByteRange range, bool exclusive,
                                      NodeId parent, Step now) {
    // The use before it may have ended the parent: blocks in a ring are reached through themselves.
    if (parent != NodeId::None && !node(parent).alive) parent = NodeId::None;
    const std::uint32_t page = open_page(object, parent);
    const NodeId id{m_nodes.take()};
    Node& it = node(id);
    it.page = page;
    it.range = range;
    it.exclusive = exclusive;
    it.alive = 1;
    it.set_made(now);
    it.depth = 1;
    it.exclusive_depth = exclusive ? 1 : 0;
    if (parent != NodeId::None) {
        if (node(parent).page == page) {
            it.depth += node(parent).depth;
            it.exclusive_depth += node(parent).exclusive_depth;
        }
        adopt_child(parent, id);
    }
    link(id);
    window_of(page) = {};
    // What others may do without asking: after a shared borrow still read.
    forget_quick(m_pages[page], exclusive ? shadow::slow : shadow::slow_store);
    const Address begin{range.begin};
    const bool in_heap =
        begin >= m_space.layout().heap_begin && begin < m_space.layout().stack_begin;
    if (!in_heap) mark_words(object, range, exclusive);
    return id;
}

bool Borrows::move_on(NodeId id, ObjectId object, ByteRange range, Step now) {
    if (id == NodeId::None || !node(id).alive) return false;
    Node& it = node(id);
    Page& page = m_pages[it.page];
    const bool alone = it.holders == 1 && it.child == NodeId::None && page.alive == 1;
    if (!alone || !ends_with_parent(it) || m_index.find(object) != 0) return false;
    m_index.erase(page.object);
    m_index.insert(object, it.page);
    page.object = object;
    window_of(it.page) = {};
    it.range = range;
    it.set_made(now);
    return true;
}

bool Borrows::covers(NodeId id, ObjectId object, ByteRange range, bool exclusive) const {
    if (id == NodeId::None) return false;
    const Node& it = node(id);
    return m_pages[it.page].object == object && it.range.contains(range) && !it.exclusive &&
           !exclusive;
}

void Borrows::link(NodeId id) {
    Node& it = node(id);
    Page& page = m_pages[it.page];
    it.next = page.first;
    it.previous = NodeId::None;
    if (page.first != NodeId::None) node(page.first).previous = id;
    page.first = id;
    ++page.alive;
    page.exclusive += it.exclusive;
    ++m_alive;
}

void Borrows::unlink(NodeId id) {
    const Node& it = node(id);
    Page& page = m_pages[it.page];
    if (it.previous != NodeId::None) {
        node(it.previous).next = it.next;
    } else {
        page.first = it.next;
    }
    if (it.next != NodeId::None) node(it.next).previous = it.previous;
    --page.alive;
    page.exclusive -= it.exclusive;
    --m_alive;
    // Its number will name another node.
    if (window_of(it.page).by == id) window_of(it.page) = {};
    if (page.alive == 0) rest(it.page);
}

void Borrows::adopt_child(NodeId parent, NodeId child) {
    Node& it = node(child);
    it.parent = parent;
    it.older = node(parent).child;
    it.younger = NodeId::None;
    if (it.older != NodeId::None) node(it.older).younger = child;
    node(parent).child = child;
}

void Borrows::detach(NodeId child) {
    Node& it = node(child);
    if (it.parent == NodeId::None) return;
    if (it.younger != NodeId::None) {
        node(it.younger).older = it.older;
    } else {
        node(it.parent).child = it.older;
    }
    if (it.older != NodeId::None) node(it.older).younger = it.younger;
    it.parent = NodeId::None;
}

void Borrows::free_node(NodeId id) {
    if (node(id).alive) {
        detach(id);
        unlink(id);
    }
    m_nodes.give(raw(id));
}

// A node that no slot holds is needed for the sake of its children only.
[[gnu::flatten]] void Borrows::settle(NodeId id) {
    while (id != NodeId::None && node(id).holders == 0) {
        if (node(id).child != NodeId::None) return join_only_child(id);
        const NodeId parent = node(id).alive ? node(id).parent : NodeId::None;
        free_node(id);
        id = parent;
    }
}

// Whether each use that would end the node ends its parent as well, and the node with it. Its block
// has one owner, in a cell of the parent's block, and that cell is lent to the parent. Who has no
// borrow of the block comes through the cell, and uses it as he uses the block: that ends the
// parent. Who had one, and could have disturbed the node, lost it when the node was made.
bool Borrows::ends_with_parent(const Node& it) const {
    return m_reached == Reached::ByOwnersAndBorrows && it.parent != NodeId::None &&
           node(it.parent).page != it.page;
}

// Nothing can be done through the node any more but through its only child: where that says the
// same of the same bytes, one of them is enough. So a cursor that walks an array leaves no node,
// and one that walks a list the first; where raw pointers are about, one for each block.
void Borrows::join_only_child(NodeId id) {
    const Node& it = node(id);
    const NodeId only = it.child;
    const Node& child = node(only);
    if (child.older != NodeId::None) return;
    if (child.page != it.page) {
        if (ends_with_parent(it)) replace_parent(id, only);
    } else if (child.holders == 0) {
        if (drop_hidden(id, only)) join_only_child(id);
    } else if (child.range == it.range && child.exclusive == it.exclusive &&
               child.child == NodeId::None) {
        replace_parent(id, only);
    }
}

bool Borrows::drop_hidden(NodeId outer, NodeId hidden) {
    const Node& it = node(hidden);
    const bool covered = node(outer).range.contains(it.range) &&
                         node(outer).exclusive >= it.exclusive && it.child != NodeId::None;
    if (!covered) return false;
    for (NodeId child = it.child; child != NodeId::None; child = node(child).older) {
        if (node(child).page == it.page) return false;
    }
    NodeId child = it.child;
    detach(hidden);
    unlink(hidden);
    m_nodes.give(raw(hidden));
    while (child != NodeId::None) {
        const NodeId next = node(child).older;
        adopt_child(outer, child);
        child = next;
    }
    return true;
}

void Borrows::replace_parent(NodeId parent, NodeId only) {
    Node& child = node(only);
    const NodeId above = node(parent).parent;
    if (child.page == node(parent).page) {
        --child.depth;
        child.exclusive_depth -= node(parent).exclusive;
    }
    detach(only);
    detach(parent);
    if (above != NodeId::None) adopt_child(above, only);
    unlink(parent);
    m_nodes.give(raw(parent));
}

}  // namespace freehold
