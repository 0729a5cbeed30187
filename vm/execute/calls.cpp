// SPDX-License-Identifier: MIT
#include "vm/execute/calls.hpp"

#include <algorithm>

#include "vm/execute/owners.hpp"
#include "vm/isa/shape.hpp"

namespace freehold {

namespace {

void tell_frame(Run& run, EventKind kind, FunctionId function, Address fp) {
    if (!run.wants(kind)) return;
    Event event{.kind = kind};
    event.function = function;
    event.address = fp;
    event.size = run.program.function(function).frame_bytes();
    event.depth = run.depth;
    run.tell(event);
}

bool overflow(Run& run, FunctionId function, Address fp) {
    Fault fault{.code = Code::StackOverflow};
    fault.address = fp;
    fault.size = run.program.function(function).frame_bytes();
    fault.object = run.program.function(function).object;
    fault.x = run.depth;
    // How far past the limit the frame would have reached.
    const std::int64_t low = std::int64_t{raw(fp)} - fault.size;
    fault.y = raw(run.space.layout().stack_begin) - low;
    return run.fault(std::move(fault));
}

bool room_for(const Run& run, FunctionId function, Address fp) {
    return run.program.function(function).frame_bytes() <= fp - run.space.layout().stack_begin;
}

/// The frame exists from here on; nothing is written before the check for room.
void open_frame(Run& run, FunctionId function, Address fp, Address return_address) {
    run.write_record(fp, return_address, run.fp_address(), function);
    const Address low = fp - run.program.function(function).frame_bytes();
    run.lowest_frame = std::min(run.lowest_frame, low);
    ++run.activations[raw(function)];
    for (const Slot slot : run.ro_slots[raw(function)]) {
        run.space.shadow(fp - (24 + 8u * slot)) = shadow::ro;
    }
}

bool enter(ParkedCore& c, const Instruction& i, FunctionId function) {
    Run& run = c.run;
    const Address fp = c.slot_address(i.a) + 8;
    if (!room_for(run, function, fp)) return overflow(run, function, fp);
    open_frame(run, function, fp, code_address(run.index() + 1));
    ++run.depth;
    c.fp = run.space.host(fp);
    c.jump(code_address(run.program.function(function).first));
    tell_frame(run, EventKind::Call, function, fp);
    return true;
}

}  // namespace

bool enter_main(Run& run) {
    const FunctionId main = run.program.main;
    const Address fp = run.space.layout().stack_end;
    run.at.fp = run.space.host(fp);
    run.at.pc = reinterpret_cast<const Instruction*>(
        run.space.host(code_address(run.program.function(main).first)));
    if (!room_for(run, main, fp)) {
        run.depth = 0;
        return overflow(run, main, fp);
    }
    open_frame(run, main, fp, Address{});
    return true;
}

bool call(ParkedCore& c, const Instruction& i) { return enter(c, i, FunctionId{i.low()}); }

namespace {

bool wrong_signature(ParkedCore& c, const Instruction& i, Slot slot, ValueKind wanted) {
    Fault fault{.code = Code::WrongKind};
    fault.place = c.run.where_slot(slot);
    fault.pointer = Pointer::from_word(c.word(i.c));
    fault.object = fault.pointer.object;
    fault.wanted = wanted;
    fault.found = shadow::kind(c.state(slot));
    // Frames that do not fit each other are never entered, whatever is enforced.
    return c.run.stop_at(std::move(fault));
}

/// Whether the arguments that stand in the outgoing area are what the parameters ask for.
bool check_arguments(ParkedCore& c, const Instruction& i, const Function& function) {
    std::uint32_t words = 0;
    for (std::uint32_t p = 0; p < function.parameters; ++p) words += function.locals[p].words;
    const std::uint32_t result =
        i.high() == raw(TypeId::None) ? 0 : slots_of(c.run.program.type(TypeId{i.high()}));
    const bool result_fits = result == function.result_words || (result == 0 && i.b == no_slot);
    if (words != i.low() || !result_fits) return wrong_signature(c, i, i.c, ValueKind::Code);
    for (std::uint32_t p = 0; p < function.parameters; ++p) {
        const Type& type = c.run.program.type(function.locals[p].type);
        if (!is_scalar(type.kind)) continue;
        const auto slot = static_cast<Slot>(i.a + 2 + function.locals[p].slot);
        const ValueKind found = shadow::kind(c.state(slot));
        if (found != kind_of(type)) return wrong_signature(c, i, slot, kind_of(type));
    }
    return true;
}

}  // namespace

bool call_code(ParkedCore& c, const Instruction& i) {
    std::uint64_t value = 0;
    ValueKind kind{};
    if (!c.read_any(i.c, value, kind)) return false;
    const Pointer pointer = Pointer::from_word(value);
    const FunctionId id =
        kind == ValueKind::Code ? c.run.objects.function(pointer.object) : FunctionId::None;
    if (id == FunctionId::None) {
        Fault fault{.code = Code::ExecutionOutsideCode};
        fault.place = c.run.where_slot(i.c);
        fault.pointer = pointer;
        fault.address = pointer.address;
        fault.found = kind;
        return c.fault(std::move(fault));
    }
    return check_arguments(c, i, c.run.program.function(id)) && enter(c, i, id);
}

namespace {

/// The slot of the caller that wants the result, or no_slot.
Slot result_slot(const Run& run, Address fp) {
    const Address back = run.return_address(fp);
    if (back == Address{}) return no_slot;
    return run.space.read<Instruction>(back - 16).b;
}

/// The return address, or the caller's fp, is not what the call wrote: F314.
bool smashed(Run& run, Address fp) {
    Fault fault{.code = Code::ExecutionOutsideCode};
    fault.place = run.where_memory(fp - 8);
    fault.pointer = Pointer::from_word(run.space.read<std::uint64_t>(fp - 8));
    fault.address = fault.pointer.address;
    fault.found = ValueKind::Record;
    return run.stop_at(fault);
}

/// Ends the frame: its slots are no more, and control is with the caller.
bool close_frame(ParkedCore& c) {
    Run& run = c.run;
    const Address fp = run.fp_address();
    if (run.unchecked() && !run.record_intact(fp)) return smashed(run, fp);
    const FunctionId function = run.function_of(fp);
    const std::uint32_t bytes = run.program.function(function).frame_bytes();
    const Address back = run.return_address(fp);
    const Address caller = run.caller_fp(fp);
    run.borrows.release_all(fp - bytes, fp);
    run.objects.end_locals(fp - bytes, fp, fp, [&](ObjectId id) { end_loans_of(run, id); });
    run.space.clear_shadow(fp - bytes, bytes);
    --run.activations[raw(function)];
    --run.depth;
    tell_frame(run, EventKind::Ret, function, fp);
    if (back == Address{}) return run.finish(0);
    c.fp = run.space.host(caller);
    c.jump(back);
    return true;
}

/// A core that stands in the caller, at the call, so that it may write the result there.
ParkedCore in_caller(ParkedCore& c) {
    Registers at = c.run.at;
    at.fp = c.fp;
    return ParkedCore{c.run, at};
}

}  // namespace

bool ret(ParkedCore& c, const Instruction&) { return close_frame(c); }

bool ret_word(ParkedCore& c, const Instruction&) {
    std::uint64_t value = 0;
    ValueKind kind{};
    if (!c.read_any(0, value, kind)) return false;
    Run& run = c.run;
    const Slot to = result_slot(run, run.fp_address());
    const NodeId node = run.borrows.held(c.slot_address(0));
    run.borrows.keep(node);
    bool ok = close_frame(c);
    if (ok && to != no_slot) {
        run.at.fp = c.fp;
        ParkedCore caller = in_caller(c);
        ok = caller.write(to, kind, value);
        if (ok) run.borrows.hold(caller.slot_address(to), node);
    }
    run.borrows.unkeep(node);
    return ok;
}

// The result lies in the callee's first slots. It is copied out before the frame ends, and what the
// caller's slot owned is freed after the new value exists.
bool ret_type(ParkedCore& c, const Instruction& i) {
    Run& run = c.run;
    const std::uint32_t size = run.program.type(i.type()).size;
    const std::uint32_t words = words_of(size);
    const auto base = static_cast<Slot>(std::max(words, 1u) - 1);
    const Address from = c.slot_address(base);
    if (!check_complete(run, from, i.type())) return false;
    const Slot to = result_slot(run, run.fp_address());
    if (to == no_slot) {
        return free_words(run, from, size, Reason::UnusedResult) && close_frame(c);
    }
    std::vector<std::pair<Shadow, NodeId>> result;
    for (std::uint32_t k = 0; k < words; ++k) {
        const Address word = from + 8 * k;
        result.emplace_back(run.space.shadow(word) & shadow::of_value, run.borrows.held(word));
        run.borrows.keep(result.back().second);
    }
    if (!close_frame(c)) return false;
    // The frame is gone, its bytes are not: the result is taken from where it lay.
    for (std::uint32_t k = 0; k < words; ++k) {
        run.space.shadow(from + 8 * k) = result[k].first;
        run.borrows.hold(from + 8 * k, result[k].second);
        run.borrows.unkeep(result[k].second);
    }
    run.at.fp = c.fp;
    ParkedCore caller = in_caller(c);
    const bool ok = assign_words(caller, to, from, size);
    run.borrows.release_all(from, from + 8 * words);
    run.space.clear_shadow(from, size);
    return ok;
}

bool exit_with(ParkedCore& c, std::int64_t status) {
    if (status < 0 || status > 99) return c.fault({.code = Code::BadExitStatus, .x = status});
    return c.run.finish(static_cast<int>(status));
}

bool exit_slot(ParkedCore& c, const Instruction& i) {
    std::int64_t status = 0;
    return c.read_int(i.a, status) && exit_with(c, status);
}

bool exit_constant(ParkedCore& c, const Instruction& i) { return exit_with(c, i.number()); }

}  // namespace freehold
