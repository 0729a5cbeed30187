// SPDX-License-Identifier: MIT
// Start here: a machine runs a program.
//
//     Machine machine{*proof.program, options};    a VerifiedProgram, from verify()
//     machine.observe(listener);
//     Stop stop = machine.run();
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "freehold/event.hpp"
#include "freehold/fault.hpp"
#include "freehold/heap.hpp"
#include "freehold/look.hpp"
#include "freehold/program.hpp"

namespace freehold {

/// Where a program's input comes from.
class Input {
public:
    virtual ~Input() = default;
    /// Up to `size` bytes into `buffer`; waits for one. 0: at the end for good, or interrupt().
    virtual std::size_t read(char* buffer, std::size_t size) = 0;
};

/// An Input over bytes in memory.
class TextInput : public Input {
public:
    explicit TextInput(std::string bytes) : m_bytes(std::move(bytes)) {}
    std::size_t read(char* buffer, std::size_t size) override;

private:
    std::string m_bytes;
    std::size_t m_next = 0;
};

/// Where a program's output goes.
class Output {
public:
    virtual ~Output() = default;
    /// Takes the bytes; false when they cannot be written: the machine stops (Stop::OutputFailed).
    virtual bool write(std::string_view bytes) = 0;
};

/// What a machine does about broken rules and harmed memory.
enum class Enforce : std::uint8_t {
    Ownership,  ///< both stop it: faults
    Memory,     ///< broken rules of ownership (F102 to F107, F2xx) are only told; harm stops it
    None,       ///< as a compiled program would run: both are only told, until the hardware or the
                ///< allocator would stop it (F301, F308, F312 to F315, F5xx)
};

struct Options {
    std::uint32_t heap_bytes = 64u << 20;  ///< the largest size of the heap; rounded up to 16
    std::uint32_t stack_bytes = 1u << 20;  ///< of the stack; rounded up to 16, at least 64
    Step max_steps = 0;                    ///< stop with F505 after so many; 0: no limit
    std::uint32_t max_milliseconds = 0;    ///< stop with F506 after so long; 0: no limit
    Enforce enforce = Enforce::Ownership;
    HeapSettings heap = {};  ///< which allocator works in the heap
    /// Decisions forced on the first conditional branches that run, in order; true: to the label.
    /// Tests of null are branches, and so are reads of input with a label for its end.
    std::vector<bool> branches = {};
    /// Of a VerifiedProgram, too, each slot that is read is asked for what it holds.
    bool checks_slots = false;
    Input* input = nullptr;    ///< not owned; nullptr: no input at all
    Output* output = nullptr;  ///< not owned; nullptr: output is thrown away
};

/// The host has no memory for the machine's address space. The text says what to lower.
class OutOfHostMemory : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Why a machine stands still.
struct Stop {
    enum class Kind : std::uint8_t {
        Finished,      ///< the program ended by itself; `status` holds
        Faulted,       ///< `fault` holds
        Paused,        ///< run_until() got there, or interrupt() was called
        OutputFailed,  ///< the Output took no more
    };
    Kind kind = Kind::Finished;
    int status = 0;  ///< 0 at main's ret, else what `exit` said
    Fault fault{};
};

/// Bytes that a run is watched at.
struct Watched {
    Address begin{};
    std::uint32_t bytes = 0;
    bool reads = false;  ///< pauses after a step that reads some of them,
    bool writes =
        false;  ///< or that gives them a value, moves one away, makes or frees their block
};

/// Where a run pauses before its end.
struct Pauses {
    std::vector<bool> before;      ///< by instruction: when it is the next one; may be empty
    std::vector<Watched> watched;  ///< after a step that touches them
};

/// What a step did to watched bytes.
struct Touch {
    std::size_t watched = 0;  ///< index in Pauses::watched
    bool write = false;
    friend bool operator==(const Touch&, const Touch&) = default;
};

/// What a machine was at one step, to go back there (Machine::go_back_to). Empty at first; of one
/// machine, and only good for that. Snapshots share what they have in common: to copy one is cheap.
class Snapshot {
public:
    Snapshot() = default;
    bool is_empty() const { return m_state == nullptr; }
    Step step() const { return m_step; }
    std::uint32_t blocks_made() const { return m_blocks_made; }  ///< ids 1 to here are taken

private:
    friend class Machine;
    std::shared_ptr<const struct RunState> m_state;
    Step m_step = 0;
    std::uint32_t m_blocks_made = 0;
};

/// One frame of the call stack.
struct FrameInfo {
    FunctionId function = FunctionId::None;
    Address fp{};
    std::uint32_t index = 0;  ///< the instruction it is at: the current one, or the call
    std::uint32_t depth = 0;  ///< main's is 1
};

/// What a slot holds, for looking at.
struct SlotInfo {
    enum class State : std::uint8_t { Uninit, Init, Partial, Moved };
    State state = State::Uninit;
    ValueKind kind = ValueKind::None;
    std::uint64_t word = 0;
    ObjectId object = ObjectId::None;  ///< of the slot itself, once its address was taken
};

/// What is known of a word (8 bytes) of memory besides its bytes.
struct WordInfo {
    ObjectId object = ObjectId::None;  ///< it belongs to: a block, a static, a local that has an id
    ValueKind kind = ValueKind::None;  ///< of the value it holds
    std::uint8_t init = 0;             ///< a bit for each byte that has been given a value
    std::uint8_t in = 0;               ///< a bit for each byte that pointers to `object` may touch
    bool moved = false;                ///< a slot whose value was moved away
    bool ro = false;                   ///< a slot that may be written once
    bool writable = false;             ///< pointers may write it
    friend bool operator==(const WordInfo&, const WordInfo&) = default;
};

/// A heap block that is alive.
struct BlockInfo {
    ObjectId object = ObjectId::None;
    Address address{};       ///< of its first byte, after the header
    std::uint32_t size = 0;  ///< bytes asked for
    Address end{};           ///< where the next header begins
    std::uint32_t zone = 0;  ///< bytes of the red zone between its header and itself

    Address header() const { return address - (16 + zone); }
};

/// A block alive at the end.
struct Leftover {
    BlockInfo block;
    bool owned = false;  ///< an owner still reaches it: F402; otherwise it leaked: F401
    /// The place of that owner; of a leaked block the place in another leaked block that owns it,
    /// Nowhere when there is none.
    Where owner{};
};

struct HeapUse {
    std::uint32_t blocks = 0;      ///< alive now
    std::uint32_t bytes = 0;       ///< asked for by those
    std::uint32_t reserved = 0;    ///< from the heap's begin to the highest byte ever used
    std::uint32_t peak_bytes = 0;  ///< most ever asked for at once
    std::uint64_t allocated = 0;   ///< blocks ever
    std::uint64_t freed = 0;
};

/// A fault that did not stop a machine, because of Options::enforce.
struct Incident {
    Code code{};
    Step step = 0;
    std::uint32_t index = 0;           ///< the instruction, in Program::code
    Where place{};                     ///< the slot or word concerned
    ObjectId object = ObjectId::None;  ///< what the pointer was meant for
    ObjectId victim = ObjectId::None;  ///< whose bytes were touched in truth; None: nobody's
    Address address{};
    std::uint32_t size = 0;
    bool write = false;
};

/// The first hundred incidents, and how many there were.
struct Incidents {
    std::vector<Incident> first;
    std::uint64_t count = 0;
};

/// An order was asked of two raw pointers into different objects: it is one of addresses, and means
/// nothing.
struct StrangeOrder {
    Step step = 0;            ///< the first time; 0: never
    std::uint32_t index = 0;  ///< the comparison, in Program::code
    Pointer left{};
    Pointer right{};
};

class Engine;
class VerifiedProgram;

/// A run of one program: memory, registers, and how far it got. Not copyable.
class Machine {
public:
    /// Loads the program. It is well-formed (made by assemble() or load_image()) and outlives the
    /// machine; its layout fits (Layout::fits). Throws OutOfHostMemory.
    explicit Machine(const Program& program, Options options = {});
    /// The same for a program whose ownership is proven (verify.hpp). Without unsafe code, and
    /// under Enforce::Ownership without forced branches, what is proven is not checked once more:
    /// no borrow is kept in mind, and no slot asked for what it holds. Nothing else differs; only a
    /// listener that wants Ended, Write or Copy, at the first step, has all of it checked and kept.
    explicit Machine(const VerifiedProgram& program, Options options = {});
    ~Machine();
    Machine(Machine&&) noexcept;
    Machine& operator=(Machine&&) noexcept;

    /// Adds a listener, which outlives the machine or is removed. Before the run or between runs.
    void observe(Listener& listener);
    void ignore(Listener& listener);

    /// Runs to the end, a fault, or interrupt(). Calling it again after an end gives the same Stop.
    Stop run();
    /// Runs until step() == `step`, at most.
    Stop run_until(Step step);
    /// The same, and pauses where `pauses` says, if that is earlier; at least one step is run. A
    /// fifth as fast, or less.
    Stop run_until(Step step, const Pauses& pauses);
    /// Whether it stands still because of `pauses` or pause(), and not for another reason.
    bool paused() const;
    /// How it stopped for good; nothing while it may go on.
    const std::optional<Stop>& ended() const;
    /// What the last step did to watched bytes, when it paused for that.
    const std::vector<Touch>& touched() const;
    /// From a listener: the run pauses after this step. Otherwise it does nothing.
    void pause();
    /// Asks a running machine to pause soon. May be called from a signal handler.
    void interrupt() noexcept;

    // ---- going back -----------------------------------------------------------------------------
    // Of a machine made of a Program, or with Options::checks_slots; of no other.
    /// What it is now. Costs what has changed since the last one, and a little for each 64 KiB.
    Snapshot snapshot();
    /// It is again what it was: memory, ids, input and output, how it stopped. What is printed once
    /// more does not reach the Output again, and input that was read is not asked for again.
    void go_back_to(const Snapshot& snapshot);
    /// What all its snapshots take of the host's memory; about.
    std::size_t snapshot_bytes() const;
    /// The tiles of memory (each begins at a multiple of 1,024) of which bytes, or what is known of
    /// them, may have changed since the last call; the first time: since the beginning. Ascending.
    std::vector<Address> take_changed();
    /// How many bytes the program has printed so far.
    std::uint64_t output_position() const;

    /// How many instructions have been executed (a faulting one counts).
    Step step() const;
    /// Bytes of statics loaded, and of those that long instructions have touched so far (blocks
    /// made and freed, arrays, text): what a run costs beyond its steps. The same on every host.
    std::uint64_t bytes_worked() const;
    /// The next instruction, as an index into Program::code; after a fault the one that faulted.
    std::uint32_t index() const;

    const Program& program() const;
    const Options& options() const;
    const Layout& layout() const;

    /// The frames, innermost first.
    std::vector<FrameInfo> frames() const;
    std::uint32_t depth() const;
    std::uint32_t stack_bytes() const;  ///< in use now
    std::uint32_t peak_stack_bytes() const;
    /// Of a program that is proven, what a slot is said to hold is found by running it once more,
    /// as far as it got, with the input it has read; after the next steps only those are run again.
    /// Throws OutOfHostMemory.
    SlotInfo slot(const FrameInfo& frame, Slot slot) const;

    /// Bytes of memory; addresses outside every segment read as 0.
    std::uint8_t byte_at(Address address) const;
    std::uint64_t word_at(Address address) const;
    /// Whether a byte of memory holds a value; false outside every segment. Of the stack as slot().
    bool is_initialised(Address address) const;

    /// Of the aligned word that holds a byte; nothing is known of one outside every segment. Of the
    /// stack as slot().
    WordInfo word_info(Address address) const;

    HeapUse heap_use() const;
    HeapStats heap_stats() const;             ///< walks the heap
    std::vector<BlockInfo> blocks() const;    ///< alive, ascending by address
    std::vector<Leftover> leftovers() const;  ///< after the end: what is alive, ascending by id
    const Incidents& broken_rules() const;    ///< F102 to F107, F2xx
    const Incidents& harms() const;           ///< F101, F3xx
    const StrangeOrder& strange_order() const;
    /// How many of Options::branches have been used so far. Not 0: this is no natural run.
    std::size_t forced_branches() const;
    /// The input the program has taken so far.
    std::string_view input_read() const;

    // ---- for whoever looks around (look.hpp); each looks through memory anew --------------------
    /// They fill the heap from its begin to heap_top(), ascending.
    std::vector<ChunkInfo> chunks() const;
    /// What lies from there to the heap's end was never used, or is used no longer.
    Address heap_top() const;
    /// Those that have any, ascending by size.
    std::vector<FreeList> free_lists() const;
    /// Of the words of statics, living slots and blocks: those that own a block, ascending.
    std::vector<OwnerInfo> owners() const;
    /// The same words: those that point at what is no more, ascending.
    std::vector<DanglingInfo> dangling() const;
    /// Of all slots with a borrow (null apart), ascending.
    std::vector<LoanInfo> loans() const;
    /// The bytes of a frame's return address and caller's fp are what the call wrote.
    bool record_intact(const FrameInfo& frame) const;
    ObjectInfo object(ObjectId id) const;
    /// The place that the word is which holds an address.
    Where where(Address address) const;

    /// The place an address is, in words: "heap+0x10", "data+0x0", "stack-0x28" (below the top).
    std::string place_name(Address address) const;
    /// "main.s1", "insert(3).tree" (the third frame of insert), "block #4 +8", "static HELLO".
    std::string where_name(const Where& where) const;

private:
    friend class MemoryView;
    std::unique_ptr<Engine> m_engine;
};

/// The whole report of a fault: what happened, the life of what it concerns, the stack. Runs the
/// program once more, from the start, with the input the machine has read.
Diagnostic explain(const Machine& machine, const Fault& fault);

/// A note about a StrangeOrder; nothing where there was none. Runs the program once more.
std::optional<Diagnostic> explain_order(const Machine& machine);

/// The Leftovers as Diagnostics: F401 (error) or F402 (note), with where the block was made and
/// lost. A structure of blocks is one, and so are those that the same instruction made and lost:
/// the others are counted in a note. Leaks first, at most `limit`. All at once, since they share
/// their replays, of which there are three at most.
std::vector<Diagnostic> explain_leftovers(const Machine& machine, std::size_t limit = 20);

}  // namespace freehold
