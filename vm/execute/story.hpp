// SPDX-License-Identifier: MIT
// The story of a fault. Engines keep no history: the program is run once more from the start, with
// the input it had, and a listener writes down what concerns a few objects and words.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "freehold/machine.hpp"

namespace freehold {

/// The first few and the last few of many events.
class FewEvents {
public:
    void add(const Event& event);
    /// In order; those left out lie between the two halves.
    std::vector<Event> kept() const;
    std::uint64_t count() const { return m_count; }

    static constexpr std::size_t each = 2;

private:
    std::vector<Event> m_first;
    std::deque<Event> m_last;
    std::uint64_t m_count = 0;
};

/// The life of a block, or of a local whose address was taken.
struct Life {
    std::optional<Event> made;   ///< Alloc or Object
    FewEvents moves;             ///< Move and Forget
    std::optional<Event> ended;  ///< Free; of a local the Scope or Ret that ended it
};

/// What happened last to a word of memory or a slot.
struct WordStory {
    std::optional<Event> written;  ///< Write, or the Move that brought an owner
    std::optional<Event> emptied;  ///< Move, Free or Forget of what it held
    std::optional<Event> ended;    ///< Scope: the slot left its scope
};

/// A borrow that was ended.
struct LoanStory {
    std::optional<Event> lent;   ///< Borrow
    std::optional<Event> ended;  ///< Ended
};

/// What is asked about a run.
struct Question {
    Step until = 0;                 ///< the last step to hear about; of words the one before it
    std::vector<ObjectId> objects;  ///< whose lives; at most a few thousand
    std::vector<Address> words;     ///< multiples of 8
    /// Whether WordStory::written is asked for. Hearing every write is slow, so only the last
    /// millions of steps are heard with it when a run is long; `written` stays empty then for what
    /// is older.
    bool writes = false;
    Step lent = 0;        ///< the step that made a borrow; 0: none is asked about
    Step loan_ended = 0;  ///< the step that ended it
    Address frame{};  ///< the frame (its fp) that the words belong to; `ended` is about its time
};

struct Story {
    std::map<ObjectId, Life> lives;
    std::map<Address, WordStory> words;
    LoanStory loan;

    /// The life of an object that was asked about, empty if nothing is known of it.
    const Life& life(ObjectId object) const;
    const WordStory& word(Address address) const;
};

/// Runs the program of a machine again and answers. Empty when the host has no memory for it.
Story replay(const Machine& machine, const Question& question);

/// A second machine that has done the first `steps` steps of a run; nothing without host memory.
/// `input` keeps what it reads, and outlives it.
std::optional<Machine> machine_after(const Machine& machine, Step steps, TextInput& input);

/// Which instruction allocated most of some blocks (ascending by id), and how many of them.
struct AllocationSite {
    Event first;               ///< one of its allocations
    std::uint64_t blocks = 0;  ///< 0: nothing is known
};
AllocationSite busiest_site(const Machine& machine, const std::vector<BlockInfo>& blocks,
                            Step until);

}  // namespace freehold
