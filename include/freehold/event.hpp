// SPDX-License-Identifier: MIT
// What can be told about a run, while it happens. The kinds are in events.def.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/heap.hpp"
#include "freehold/ids.hpp"
#include "freehold/instruction.hpp"
#include "freehold/program.hpp"

namespace freehold {

enum class EventKind : std::uint8_t {
#define FREEHOLD_EVENT(name, word, ...) name,
#include "freehold/events.def"
#undef FREEHOLD_EVENT
};

inline constexpr std::uint32_t event_count = 0
#define FREEHOLD_EVENT(...) +1
#include "freehold/events.def"
#undef FREEHOLD_EVENT
    ;

struct EventInfo {
    std::string_view name;  ///< "Alloc"
    std::string_view word;  ///< "alloc": first on a report's line, "event" in JSON
    std::string_view meaning;
};
const EventInfo& event_info(EventKind kind);

/// A set of event kinds.
class EventSet {
public:
    constexpr EventSet() = default;
    constexpr EventSet(std::initializer_list<EventKind> kinds) {
        for (EventKind kind : kinds) m_bits |= bit(kind);
    }
    static constexpr EventSet all() { return EventSet{(1u << event_count) - 1}; }
    constexpr bool has(EventKind kind) const { return (m_bits & bit(kind)) != 0; }
    constexpr void add(EventSet other) { m_bits |= other.m_bits; }
    constexpr bool has_any(EventSet of) const { return (m_bits & of.m_bits) != 0; }
    constexpr bool empty() const { return m_bits == 0; }

private:
    constexpr explicit EventSet(std::uint32_t bits) : m_bits(bits) {}
    static constexpr std::uint32_t bit(EventKind kind) { return 1u << static_cast<unsigned>(kind); }
    std::uint32_t m_bits = 0;
};

/// Why a block was freed or a slot's owner was not; of a move, that the owner is a new one.
enum class Reason : std::uint8_t {
    None,
    Explicit,       ///< `drop` or `free`
    ScopeEnd,       ///< its owner left its scope
    Reassigned,     ///< its owner was given another value
    Content,        ///< the block or value that owned it was freed: `owner`
    UnusedResult,   ///< a call's result that nobody took
    Unboxed,        ///< its content was moved out
    Resized,        ///< `realloc`
    Moved,          ///< skipped: the slot was moved
    Null,           ///< skipped: the slot is null
    Uninitialised,  ///< skipped: the slot was never given a value
    Adopted,        ///< moved: `from` holds a raw pointer and keeps it, `to` owns from now on
};
std::string_view reason_text(Reason reason);

/// Where a value is: a word of memory that an event names. Slots are named by their frame.
struct Where {
    enum class In : std::uint8_t { Nowhere, Frame, Memory };
    In in = In::Nowhere;
    Address address{};                       ///< of the word
    std::uint32_t depth = 0;                 ///< Frame: of its frame, main's is 1
    FunctionId function = FunctionId::None;  ///< Frame: whose frame
    std::uint32_t activation = 1;  ///< Frame: the n-th living frame of that function, from below
    Slot slot = 0;
    TypeId whole = TypeId::None;     ///< Frame: of the value meant, where it is more than the word
    TypeId building = TypeId::None;  ///< Frame: the slot is part of a value that `new` will take
    ObjectId object = ObjectId::None;  ///< Memory: the object the word lies in, with `address`
};

/// One thing that happened. Plain data: valid after the listener returns.
struct Event {
    EventKind kind{};
    Reason reason = Reason::None;
    Step step = 0;                           ///< the instruction, @step; 0 before the first
    std::uint32_t part = 0;                  ///< 0, or n for the n-th event of one step: @step.n
    std::uint32_t index = 0;                 ///< the instruction, in Program::code
    ObjectId object = ObjectId::None;        ///< the block or object concerned
    Address address{};                       ///< where it lies
    std::uint32_t size = 0;                  ///< its bytes
    ObjectId owner = ObjectId::None;         ///< Reason::Content: the block that owned it
    Where from{};                            ///< the place given up; of a scope: its first slot
    Where to{};                              ///< the place that has it now; of a scope: its last
    ValueKind value = ValueKind::None;       ///< of a write, copy or borrow: its kind
    Code code{};                             ///< of ended: what using the borrow would be; of
                                             ///< broken and harm: what it was
    std::uint64_t word = 0;                  ///< of a write: the new bytes, low `size` of them
    FunctionId function = FunctionId::None;  ///< of call and ret: the callee
    std::uint32_t depth = 0;                 ///< frames, after the event
    Placement placement{};                   ///< of alloc: why there, where that is to be told
};

/// Hears what happens in a run. Called on the machine's thread, inside the step.
class Listener {
public:
    virtual ~Listener() = default;
    /// The kinds it wants; asked once, when it is added.
    virtual EventSet wants() const = 0;
    virtual void on_event(const Event& event) = 0;
    /// Whether it goes on reading more of events than what kind they are; asked after each. When no
    /// listener does, events of kinds that may be many are not told one by one any more, which
    /// costs more than what they tell of, but counted: see on_more.
    virtual bool wants_details() const { return true; }
    /// So many more events of a kind, each about a value of that kind, have happened since. Called
    /// between steps, now and then, and before a run that has stopped returns.
    virtual void on_more(EventKind /*kind*/, ValueKind /*value*/, std::uint64_t /*count*/) {}
};

}  // namespace freehold
