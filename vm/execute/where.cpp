// SPDX-License-Identifier: MIT
// Which place a word of memory is: whose slot, or which object's.
#include <algorithm>

#include "vm/execute/run.hpp"
#include "vm/isa/form.hpp"

namespace freehold {

namespace {

Where frame_place(const Run& run, Address fp, std::uint32_t depth, std::uint32_t younger,
                  Slot slot) {
    Where where{.in = Where::In::Frame};
    where.function = run.function_of(fp);
    where.depth = depth;
    where.activation = run.callees[raw(where.function)].living - younger;
    where.slot = slot;
    where.address = fp - (24 + 8u * slot);
    return where;
}

/// The place in the caller that a slot of the result will be copied to.
Where result_place(const Run& run, Address fp, Slot slot, const Function& function) {
    const Address back = run.return_address(fp);
    if (back == Address{}) return {};
    const Instruction call = run.space.read<Instruction>(back - 16);
    if (call.b == no_slot) return {};
    const Address caller = run.caller_fp(fp);
    const std::uint32_t younger = run.function_of(caller) == run.function_of(fp) ? 1 : 0;
    const auto offset = static_cast<Slot>(function.result_words - 1 - slot);
    return frame_place(run, caller, run.depth() - 1, younger, static_cast<Slot>(call.b - offset));
}

/// The parameter, or the part of a new value, that a slot of the outgoing area is for: what the
/// next call or new that takes it says. It is not far: what fills the area stands right before it,
/// a load and a store for each byte of a slot at most.
Where outgoing_place(const Run& run, Address fp, Slot slot) {
    Where where = frame_place(run, fp, run.depth(), 0, slot);
    const Function& function = run.program.function(where.function);
    const std::uint32_t far = run.index() + 16 * function.slots;
    const std::uint32_t end = std::min(function.first + function.count, far);
    for (std::uint32_t k = run.index(); k < end; ++k) {
        const Instruction& i = run.program.code[k];
        if (i.opcode() == Opcode::New && slot <= i.b) {
            where.building = i.type();
            return where;
        }
        const bool calls = i.opcode() == Opcode::Call || i.opcode() == Opcode::CallCode;
        if (!calls || slot < i.a + 2u) continue;
        if (i.opcode() == Opcode::CallCode) return where;  // of whatever function it will be
        const FunctionId callee{i.low()};
        where.function = callee;
        where.slot = static_cast<Slot>(slot - i.a - 2u);
        where.depth = run.depth() + 1;
        where.activation = run.callees[raw(callee)].living + 1;
        return where;
    }
    return where;
}

}  // namespace

Where Run::where_slot(Slot slot) const {
    const Address fp = fp_address();
    const Function& it = function();
    if (local_at(it, slot) != nullptr) return frame_place(*this, fp, depth(), 0, slot);
    if (slot < it.result_words) return result_place(*this, fp, slot, it);
    return outgoing_place(*this, fp, slot);
}

namespace {

/// How many frames of the same function were entered after the one at `fp`.
std::uint32_t younger_frames(const Run& run, Address fp) {
    const FunctionId function = run.function_of(fp);
    std::uint32_t count = 0;
    for (Address at = run.fp_address(); at != fp; at = run.caller_fp(at)) {
        if (run.function_of(at) == function) ++count;
    }
    return count;
}

/// A word of the stack: the frame that holds it is found from the innermost outwards.
Where stack_place(const Run& run, Address address) {
    Address fp = run.fp_address();
    std::uint32_t frame_depth = run.depth();
    while (address >= fp && run.return_address(fp) != Address{}) {
        fp = run.caller_fp(fp);
        --frame_depth;
    }
    if (address >= fp) return {};
    const std::uint32_t younger = younger_frames(run, fp);
    if (fp - address <= 16) {
        Where record = frame_place(run, fp, frame_depth, younger, no_slot);
        record.address = address;
        return record;
    }
    return frame_place(run, fp, frame_depth, younger, slot_at(fp, address));
}

}  // namespace

Where Run::where_memory(Address address) const {
    if (raw(address) >= space.extent()) return {};
    const Segment segment = space.layout().segment_of(address);
    if (segment == Segment::Stack) {
        const Address low = fp_address() - function().frame_bytes();
        if (address < low) return {.in = Where::In::Memory, .address = address};
        if (address < fp_address() && fp_address() - address > 16) {
            return where_slot(slot_at(fp_address(), address));
        }
        return stack_place(*this, address);
    }
    Where where{.in = Where::In::Memory, .address = address};
    where.object = shadow::object(space.shadow(address));
    return where;
}

}  // namespace freehold
