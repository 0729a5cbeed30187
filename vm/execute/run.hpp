// SPDX-License-Identifier: MIT
// Everything about a run but the registers: memory, objects, input and output, and what stopped it.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "freehold/machine.hpp"
#include "vm/execute/input_reader.hpp"
#include "vm/execute/objects.hpp"
#include "vm/execute/output_buffer.hpp"
#include "vm/execute/prepared_program.hpp"
#include "vm/isa/known_shapes.hpp"
#include "vm/memory/address_space.hpp"
#include "vm/memory/borrows.hpp"
#include "vm/memory/heap.hpp"

namespace freehold {

/// A pointer to a function: what a `code` slot holds.
inline Pointer function_pointer(const Program& program, FunctionId function) {
    const Function& it = program.function(function);
    return {it.object, code_address(it.first)};
}

/// The slot of a frame that holds a byte, which lies below the frame's record.
constexpr Slot slot_at(Address fp, Address address) {
    return static_cast<Slot>((fp - address - 24 + 7) / 8);
}

/// The registers of a machine that stands still.
struct Registers {
    const Instruction* pc = nullptr;  ///< the current instruction, in the code segment
    std::byte* fp = nullptr;          ///< the host's address of the high end of the frame
    Step step = 0;                    ///< instructions begun
};

/// What a call has to know of a function, all in one place.
struct Callee {
    Address first{};  ///< its first instruction
    std::uint32_t frame_bytes = 0;
    ObjectId object = ObjectId::None;
    std::uint32_t living = 0;    ///< its living frames
    std::uint32_t first_ro = 0;  ///< of the slots of its `ro` locals, in Run::ro_slots
    std::uint32_t ro_count = 0;

    // Of a prepared program:
    std::uint64_t record = 0;         ///< the lower word of its record, without the caller's fp
    const Prepared* entry = nullptr;  ///< its first instruction
    /// Its slots with a shadow lie in [fp - shadow_end - 8 * shadow_words, fp - shadow_end).
    std::uint32_t shadow_end = 0;
    std::uint32_t shadow_words = 0;
    bool leaves_soon = false;  ///< they are few
};

struct Run {
    Run(const Program& program, const Options& options);

    const Program& program;
    KnownShapes shapes;
    Options options;
    AddressSpace space;
    Heap heap;
    Objects objects;
    Borrows borrows;
    /// The program is proven and has no unsafe code: no borrow is ever used after its end, and so
    /// there are no nodes.
    bool proven = false;
    /// Nor is it asked whether its slots hold what its instructions read, nor have all of them a
    /// shadow, nor the records of its frames: the fast core runs it.
    bool trusts_slots = false;
    std::optional<PreparedProgram> prepared;  ///< once it runs so
    Registers at;
    std::size_t branches_used = 0;  ///< of options.branches
    Incidents broken;
    Incidents harms;
    StrangeOrder strange_order;       ///< a note, no incident: nothing forbids it
    Step last = 0;                    ///< the engine leaves after this one
    std::vector<Callee> callees;      ///< by FunctionId
    std::vector<Slot> ro_slots;       ///< of the `ro` locals of all functions
    std::uintptr_t lowest_frame = 0;  ///< the host's address of the lowest end a frame ever had
    HeapUse use;
    InputReader input;
    OutputBuffer output;
    std::optional<Stop> stop;

    std::vector<Listener*> listeners;
    EventSet heard;            ///< what any of them wants
    bool told_details = true;  ///< whether any of them reads more than the kind
    /// Events that were only counted, by kind and kind of value.
    std::array<std::array<std::uint64_t, 16>, event_count> counted{};
    Step told_step = 0;      ///< the step of the last event,
    std::uint32_t part = 0;  ///< and how many events it has had
    std::atomic<bool> interrupted = false;

    // ---- how long it runs without a look at the clock ----------------------------------------
    static constexpr std::uint64_t much_work = 1u << 24;
    std::uint64_t work = 0;    ///< bytes that long instructions touched since the last look,
    std::uint64_t worked = 0;  ///< and before it
    /// A long instruction touched so many bytes.
    void charge(std::uint64_t bytes) { work += bytes; }
    /// It made or freed a block, which costs more than its bytes: a list is cloned by one.
    void charge_block(std::uint64_t bytes) { work += bytes + 512; }
    /// Whether the engine goes on: not stopped, not at its last step, not due for a look at the
    /// clock and at what is asked of it, and not where it is to pause.
    bool goes_on() const {
        const bool pauses_here = pausing || (pauses != nullptr && is_paused());
        return !stop && at.step != last && work < much_work && !pauses_here;
    }

    // ---- pauses; the careful core's -----------------------------------------------------------
    const Pauses* pauses = nullptr;
    std::vector<Touch> touched;  ///< by the step that it paused after
    bool pausing = false;        ///< after this step
    Step set_out_at = 0;         ///< there it does not pause again
    bool is_paused() const {
        const bool asks = at.step != set_out_at && !pauses->before.empty();
        return pausing || (asks && pauses->before[index()]);
    }
    /// Bytes of memory are read, or changed.
    void touch(Address begin, std::uint32_t bytes, bool writes) {
        if (pauses != nullptr) [[unlikely]]
            note_touch(begin, bytes, writes);
    }

    /// How many frames there are; 0 when there was no room for main's.
    std::uint32_t depth() const;

    // ---- where things are -------------------------------------------------------------------
    std::uint32_t index() const { return code_index(space.address_of(code_bytes())); }
    Address fp_address() const { return space.address_of(at.fp); }
    /// A core comes to stand in a frame: whoever asks what has changed has to look there.
    void stand_in(Address fp) { space.enter_frame(fp, callees[raw(function_of(fp))].frame_bytes); }
    Address slot_address(Slot slot) const { return fp_address() - (24 + 8u * slot); }
    const Function& function() const { return program.function(function_of(fp_address())); }
    /// The function whose frame ends at fp, and the frame's record.
    FunctionId function_of(Address fp) const {
        return trusts_slots ? objects.function(ObjectId{space.read<std::uint32_t>(fp - 12)})
                            : FunctionId{space.node(fp - 8)};
    }
    Address return_address(Address fp) const { return Address{recorded(fp - 8)}; }
    Address caller_fp(Address fp) const { return Address{recorded(fp - 16)}; }
    /// Whether the bytes of a frame's record are what they were at the call.
    bool record_intact(Address fp) const;

    // ---- forced branches ---------------------------------------------------------------------
    bool forces_branches() const { return branches_used < options.branches.size(); }
    /// What a branch does that would go to its label or not.
    void decide(bool& taken) {
        if (forces_branches()) taken = options.branches[branches_used++];
    }

    // ---- telling -----------------------------------------------------------------------------
    bool wants(EventKind kind) const { return heard.has(kind); }
    /// Whether an event has to be told; it is counted when its kind is all that anybody reads.
    bool tells(EventKind kind, ValueKind value = ValueKind::None) {
        if (!wants(kind)) return false;
        if (!told_details) ++counted[static_cast<unsigned>(kind)][static_cast<unsigned>(value)];
        return told_details;
    }
    /// Hands on what was counted.
    void tell_counted();
    /// Completes step, part and index, and hands it to the listeners.
    void tell(Event event);
    void tell_leaks();
    void tell_write(Address address, ValueKind kind, std::uint64_t value, std::uint32_t size) {
        touch(address, size, true);
        if (wants(EventKind::Write)) tell_each_write(address, kind, value, size);
    }
    /// The place of a slot of the current frame; of an outgoing slot, the parameter it will be.
    Where where_slot(Slot slot) const;
    /// The place of a word of the current frame, by its address.
    Where where_frame(Address address) const;
    /// The place of a word anywhere in memory.
    Where where_memory(Address address) const;

    /// Writes output; false when it could not be written, and the run has stopped.
    bool print(std::string_view bytes);

    // ---- stopping ----------------------------------------------------------------------------
    /// Completes the fault with step and index, and stops: false. Under options.enforce it may be
    /// an incident instead: true, and the run goes on.
    bool fault(Fault fault);
    /// The same without mercy.
    bool stop_at(Fault fault);
    /// Whether everything goes on that a compiled program would.
    bool unchecked() const { return options.enforce == Enforce::None; }
    bool finish(int status);

private:
    void tell_each_write(Address address, ValueKind kind, std::uint64_t value, std::uint32_t size);
    void note_touch(Address begin, std::uint32_t bytes, bool writes);
    /// A proven program cannot reach the bytes of a record; of any other the shadow is trusted.
    std::uint32_t recorded(Address word) const {
        return trusts_slots ? space.read<std::uint32_t>(word)
                            : static_cast<std::uint32_t>(space.shadow(word) >> 32);
    }
    bool goes_on(Code code) const;
    void note(const Fault& fault);
    const std::byte* code_bytes() const { return reinterpret_cast<const std::byte*>(at.pc); }
};

/// F315: a block's red zone is not what it was.
Fault trespass_fault(const Run& run, const Heap::Trespass& it);

}  // namespace freehold
