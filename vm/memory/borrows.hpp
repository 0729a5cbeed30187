// SPDX-License-Identifier: MIT
// The book of borrows: which parts of which objects are lent, to whom, and what ended a loan.
//
// A borrow that a program makes is a node: an object, a range of its bytes, shared or exclusive,
// and the node of the borrow it was made through. Using memory ends every live node of the object
// that overlaps the bytes used, is neither the node used nor one it was made through, and does not
// bear that use: the use writes, or the node is exclusive. Children end with their parent. Nothing
// here is a mistake: that a node has ended, and why, is known until no slot holds it any more; a
// later use of it is the mistake, and whoever asks finds out here.
//
// Nothing is asked on the way of a plain access. The shadow says when the book must be asked: of a
// word named directly by its `lent` bits, of a slot with a pointer by its `slow` bits. Either may
// be set without need, never missing; here they are kept.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "vm/memory/address_space.hpp"
#include "vm/memory/object_index.hpp"
#include "vm/memory/pool.hpp"

namespace freehold {

/// The number of a node. Used again when the node is gone.
enum class NodeId : std::uint32_t { None = 0 };

/// Bytes of an object: [begin, end).
struct ByteRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    constexpr bool overlaps(ByteRange other) const {
        return begin < other.end && other.begin < end;
    }
    constexpr bool contains(ByteRange other) const {
        return begin <= other.begin && other.end <= end;
    }
    friend constexpr bool operator==(ByteRange, ByteRange) = default;
};

/// What is done with bytes. Move: an owner among them is moved or dropped.
enum class Use : std::uint8_t { Read, Write, Move, Share, Exclude };
constexpr bool writes(Use how) { return how != Use::Read && how != Use::Share; }

/// Why a node has ended. Gone: its object, or one it was reached through, is no more.
enum class Ending : std::uint8_t {
    Alive,
    TwoExclusive,
    SharedAndExclusive,
    ReadWhileExclusive,
    Moved,
    Assigned,
    Gone,
};

/// What is known of a node.
struct Loan {
    bool exclusive = false;
    Ending ending = Ending::Alive;
    Step made = 0;
    Step ended = 0;  ///< once it has
};

/// A node that has just ended, while slots still hold it.
struct EndedLoan {
    NodeId node{};
    ObjectId object{};
    ByteRange range{};
    Loan loan{};
};

/// How a block can be reached: from a slot that owns it or borrows it, or through the one place in
/// memory that owns it; or also by raw pointers, of which nobody knows.
enum class Reached : std::uint8_t { ByOwnersAndBorrows, ByRawPointersToo };

class Borrows {
    static constexpr std::uint32_t most_holders = (1u << 24) - 1;

public:
    Borrows(AddressSpace& space, Reached reached) : m_space(space), m_reached(reached) {}

    /// Whether any node is alive.
    bool any() const { return m_alive != 0; }
    /// Whether any node of the object is alive.
    bool is_lent(ObjectId object) const;

    // ---- uses: each gives what it ended, until the next one ---------------------------------
    using Endings = std::span<const EndedLoan>;
    /// Bytes of an object are used through a borrow; `by` None: not through one.
    Endings use(ObjectId object, ByteRange range, Use how, NodeId by, Step now);
    /// Bytes of a local or static are used that an instruction names directly.
    Endings use_directly(Address address, std::uint32_t bytes, Use how, Step now);
    /// An object is no more.
    Endings end_object(ObjectId object, Step now);

    /// Lends bytes, after the use as Share or Exclude. `parent`: the live node they are reached
    /// through. The new node is gone again unless a slot holds it, or it gets children.
    NodeId lend(ObjectId object, ByteRange range, bool exclusive, NodeId parent, Step now);
    /// What release() and lend() would do where a slot, the only one with this node, gets a borrow
    /// of a block that was reached through it: the node is of that block from now on. False where
    /// it takes more than that, and then nothing has changed.
    bool move_on(NodeId node, ObjectId object, ByteRange range, Step now);
    /// Whether a write to these bytes ends the node already, so that nothing has to stand between.
    bool covers(NodeId node, ObjectId object, ByteRange range, bool exclusive) const;

    // ---- slots --------------------------------------------------------------------------------
    /// The node of the borrow in a slot; None when it has none.
    NodeId held(Address slot) const {
        if ((m_space.shadow(slot) & shadow::holds_node) == 0) return NodeId::None;
        return NodeId{m_space.node(slot)};
    }
    /// The slot, which holds none, holds this node from now on. None is nothing to hold.
    void hold(Address slot, NodeId node);
    /// The same of a node that was lent through a slot whose pointer may be followed without
    /// asking, of an exclusive one also to write: nothing is in its way either.
    void hold_plainly(Address slot, NodeId node);
    /// A holder that is no slot, for a while: a result on its way.
    void keep(NodeId id) {
        if (id != NodeId::None && node(id).holders != most_holders) ++node(id).holders;
    }
    void unkeep(NodeId id) {
        if (id == NodeId::None || node(id).holders == most_holders) return;
        if (--node(id).holders == 0) settle(id);
    }
    /// The slot does not hold its node any more.
    void release(Address slot);
    /// No slot of [begin, end) holds a node any more.
    void release_all(Address begin, Address end) {
        if (end > m_lowest_holder) release_held(begin, end);
    }
    /// Whether the slot's pointer may be followed without asking, as far as is plain now.
    void settle_pointer(Address slot);
    /// The same of a slot with an owner of a block.
    void settle_owner(Address slot, ObjectId block);

    /// Whether it has not ended.
    bool is_alive(NodeId id) const { return node(id).alive != 0; }
    Loan loan(NodeId node) const;
    /// The bytes it lends, or lent.
    ByteRange range_of(NodeId id) const { return node(id).range; }
    /// The node it was made through; None where there is none, or it has ended.
    NodeId parent_of(NodeId id) const { return node(id).parent; }
    /// Calls visit(slot) for each slot of [begin, end) that holds the node.
    template <class Visit>
    void for_each_holder(NodeId node, Address begin, Address end, Visit visit) const {
        for (Address slot = begin; slot < end; slot = slot + 8) {
            if (held(slot) == node) visit(slot);
        }
    }

    /// What the book takes of the host's memory.
    std::size_t bytes() const;

    /// All that it knows beside what stands in memory.
    struct State;
    State state() const;
    /// Memory is what it was then, too.
    void go_back_to(const State& state);

private:
    /// 56 bytes: a list a million blocks long may be borrowed block by block.
    struct Node {
        std::uint32_t page = 0;
        ByteRange range{};
        NodeId parent{};
        std::uint32_t holders : 24 = 0;  ///< slots; at the largest number it stays
        std::uint32_t exclusive : 1 = 0;
        std::uint32_t alive : 1 = 0;
        std::uint32_t marked : 1 = 0;  ///< on the way from the node in use to its root
        std::uint32_t ending : 4 = 0;
        NodeId next{};  ///< alive: in the page's list; ended: next and previous are the step
        NodeId previous{};
        NodeId child{};  ///< the youngest
        NodeId older{};
        NodeId younger{};
        std::uint32_t depth = 0;  ///< how many nodes of its page it was made through, and itself
        std::uint32_t exclusive_depth = 0;  ///< the exclusive ones of those
        std::uint32_t made_low = 0;
        std::uint32_t made_high = 0;

        void set_made(Step now) {
            made_low = static_cast<std::uint32_t>(now);
            made_high = static_cast<std::uint32_t>(now >> 32);
        }
    };
    static_assert(sizeof(Node) == 56);

    /// The live nodes of an object.
    struct Page {
        ObjectId object{};
        NodeId first{};
        std::uint32_t alive = 0;
        std::uint32_t exclusive = 0;
        std::array<Address, 2> quick{};  ///< slots whose pointers may be followed without asking
    };

    /// Bytes around a use in which there is nothing in its way: so that the next need not look.
    struct Window {
        std::uint32_t page = 0;
        NodeId by{};
        ByteRange clear{};
        bool writes = false;
    };

    /// Which words of a local or static have `lent` bits: all of `whole` for sure, at most `hull`.
    struct Marks {
        ByteRange hull{};
        std::array<ByteRange, 2> whole{};  ///< of lent, of lent_exclusively
        std::uint32_t vain = 0;            ///< questions that had no reason any more
    };

    Node& node(NodeId id) { return m_nodes[raw(id)]; }
    const Node& node(NodeId id) const { return m_nodes[raw(id)]; }
    /// 0: the object has none. `by` has often the same.
    std::uint32_t page_of(ObjectId object, NodeId by = NodeId::None) const;
    std::uint32_t open_page(ObjectId object, NodeId by);
    void close_page(std::uint32_t page);
    void rest(std::uint32_t page);

    void end_conflicts(std::uint32_t page, ByteRange range, Use how, NodeId by, Step now);
    void collect_conflicts(std::uint32_t page, ByteRange range, bool writes, Window& window);
    void end_found(Use how, Step now);
    void mark_way(NodeId from, bool marked);
    Window& window_of(std::uint32_t page) { return m_windows[page % m_windows.size()]; }
    void end(NodeId top, Ending why, Step now);
    void end_one(NodeId id, Ending why, Step now);

    void link(NodeId id);
    void unlink(NodeId id);
    void adopt_child(NodeId parent, NodeId child);
    void detach(NodeId child);
    void settle(NodeId id);
    void join_only_child(NodeId id);
    bool ends_with_parent(const Node& it) const;
    bool drop_hidden(NodeId outer, NodeId hidden);
    void replace_parent(NodeId parent, NodeId only);
    void free_node(NodeId id);

    void release_held(Address begin, Address end);
    void forget_quick(Page& page, Shadow bits);
    void add_quick(Page& page, Address slot);
    void mark_words(ObjectId object, ByteRange range, bool exclusive);
    void set_bits(ByteRange range, Shadow bits);
    void unmark_if_vain(ObjectId object);

    using Windows = std::array<Window, 16>;
    using Resting = std::array<std::uint32_t, 16>;

    AddressSpace& m_space;
    Reached m_reached;
    Pool<Node> m_nodes;
    Pool<Page> m_pages;
    ObjectIndex m_index;  ///< the page of an object
    std::unordered_map<std::uint32_t, Marks> m_marks;
    Windows m_windows{};
    /// Pages without nodes: those of objects that were lent last, and may be soon again.
    Resting m_resting{};
    std::vector<EndedLoan> m_endings;
    std::vector<NodeId> m_found;
    std::vector<NodeId> m_waiting;
    std::uint64_t m_alive = 0;
    Address m_lowest_holder{0xffffffff};  ///< no slot below it holds a node
};

struct Borrows::State {
    Pool<Node>::State nodes;
    Pool<Page>::State pages;
    ObjectIndex index;
    std::unordered_map<std::uint32_t, Marks> marks;
    Windows windows{};
    Resting resting{};
    std::uint64_t alive = 0;
    Address lowest_holder{};

    std::size_t bytes() const;
};

}  // namespace freehold
