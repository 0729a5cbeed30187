// SPDX-License-Identifier: MIT
#include "vm/execute/calls.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include "vm/execute/frames.hpp"
#include "vm/execute/owners.hpp"
#include "vm/isa/shape.hpp"

namespace freehold {

namespace {

void tell_frame(Run& run, EventKind kind, FunctionId function, Address fp) {
    if (!run.tells(kind)) return;
    Event event{.kind = kind};
    event.function = function;
    event.address = fp;
    event.size = run.program.function(function).frame_bytes();
    event.depth = run.depth();
    run.tell(event);
}

bool overflow(Run& run, FunctionId function, Address fp) {
    Fault fault{.code = Code::StackOverflow};
    fault.address = fp;
    fault.size = run.program.function(function).frame_bytes();
    fault.object = run.program.function(function).object;
    fault.x = run.depth();
    // How far past the limit the frame would have reached.
    const std::int64_t low = std::int64_t{raw(fp)} - fault.size;
    fault.y = raw(run.space.layout().stack_begin) - low;
    return run.fault(std::move(fault));
}

bool enter(ParkedCore& c, const Instruction& i, FunctionId function) {
    Run& run = c.run;
    const Address fp = c.slot_address(i.a) + 8;
    if (!room_for(run, function, fp)) return overflow(run, function, fp);
    open_frame(run, function, fp, code_address(run.index() + 1), run.fp_address());
    c.stand_in(run.space.frame_end(fp));
    c.jump(run.callees[raw(function)].first);
    tell_frame(run, EventKind::Call, function, fp);
    return true;
}

}  // namespace

bool enter_main(Run& run) {
    const FunctionId main = run.program.main;
    const Address fp = run.space.layout().stack_end;
    run.at.fp = run.space.frame_end(fp);
    run.at.pc = reinterpret_cast<const Instruction*>(
        run.space.host(code_address(run.program.function(main).first)));
    if (!room_for(run, main, fp)) {
        return overflow(run, main, fp);
    }
    open_frame(run, main, fp, Address{}, fp);
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
    // Frames that do not fit each other are never entered, whatever is enforced; a word of another
    // kind is what compiled code would find there.
    const bool shape = slot == i.c;
    return shape ? c.run.stop_at(std::move(fault)) : c.run.fault(std::move(fault));
}

std::vector<WordRun> shape_of(const Program& program, TypeId type) {
    std::vector<WordRun> shape;
    for_each_run(program, type, program.type(type).size,
                 [&](const WordRun& words) { shape.push_back(words); });
    return shape;
}

/// Whether the caller can take what the function gives: a value that looks the same word by word,
/// or nothing.
bool result_fits(const Program& program, TypeId wanted, TypeId given) {
    if (wanted == given || wanted == TypeId::None) return true;
    if (given == TypeId::None || program.type(wanted).size != program.type(given).size)
        return false;
    const std::vector<WordRun> a = shape_of(program, wanted);
    const std::vector<WordRun> b = shape_of(program, given);
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const WordRun& x, const WordRun& y) {
                          return x.count == y.count && x.shape == y.shape;
                      });
}

/// The first slot of the arguments, as the caller put them: behind the record and its own result.
Slot first_argument(const Program& program, const Instruction& i) {
    const TypeId result{i.high()};
    const std::uint32_t words = result == TypeId::None ? 0 : slots_of(program.type(result));
    return static_cast<Slot>(i.a + 2 + words);
}

/// Whether the argument that ends at a slot is what a parameter asks for, word by word.
bool check_argument(ParkedCore& c, const Instruction& i, Slot last, TypeId type) {
    bool sound = true;
    for_each_word(c.run.program, type, c.run.program.type(type).size,
                  [&](std::uint32_t k, const WordShape& shape) {
                      const auto slot = static_cast<Slot>(last - k);
                      const Shadow s = c.state(slot);
                      const bool padding = shape.init == 0;
                      const bool there = (shadow::init(s) & shape.init) == shape.init;
                      if (!sound || padding || (there && shadow::kind(s) == shape.kind)) return;
                      sound = wrong_signature(c, i, slot, shape.kind);
                  });
    return sound;
}

/// Whether the arguments that stand in the outgoing area are what the parameters ask for, and the
/// result what the caller takes. The area lies in the frame (ensured by validation).
bool check_signature(ParkedCore& c, const Instruction& i, const Function& function) {
    const Program& program = c.run.program;
    std::uint32_t words = 0;
    for (std::uint32_t p = 0; p < function.parameters; ++p) words += function.locals[p].words;
    if (words != i.low() || !result_fits(program, TypeId{i.high()}, function.result)) {
        return wrong_signature(c, i, i.c, ValueKind::Code);
    }
    const std::uint32_t first = first_argument(program, i);
    for (std::uint32_t p = 0; p < function.parameters; ++p) {
        const Local& parameter = function.locals[p];
        const auto last = static_cast<Slot>(first + parameter.base() - function.result_words);
        if (!check_argument(c, i, last, parameter.type)) return false;
    }
    return true;
}

/// A caller that takes no result left no room for one: the arguments move on, to where the callee
/// has its parameters. The callee's frame fits in the stack.
void make_room_for_result(ParkedCore& c, const Instruction& i, const Function& function) {
    const std::uint32_t words = i.low();
    if (TypeId{i.high()} != TypeId::None || function.result_words == 0 || words == 0) return;
    AddressSpace& space = c.run.space;
    Borrows& borrows = c.run.borrows;
    const Address from = c.slot_address(static_cast<Slot>(i.a + 2 + words - 1));
    const Address to = from - 8u * function.result_words;
    std::memmove(space.edit(to, 8u * words), space.host(from), 8u * words);
    for (std::uint32_t k = 0; k < words; ++k) {
        const Shadow s = space.shadow(from + 8 * k);
        const NodeId node = borrows.held(from + 8 * k);
        borrows.keep(node);
        borrows.release(from + 8 * k);
        space.take_value(from + 8 * k, 0);
        space.take_value(to + 8 * k, s);
        borrows.hold(to + 8 * k, node);
        borrows.unkeep(node);
        c.tell_write(to + 8 * k, shadow::kind(s), space.read<std::uint64_t>(to + 8 * k), 8);
    }
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
    const Function& function = c.run.program.function(id);
    if (!check_signature(c, i, function)) return false;
    if (room_for(c.run, id, c.slot_address(i.a) + 8)) make_room_for_result(c, i, function);
    return enter(c, i, id);
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
    const Leaving leaving{run, fp};
    const Address low = fp - leaving.bytes;
    run.objects.end_locals(low, fp, fp, [&](ObjectId id) { end_loans_of(run, id); });
    run.charge(leaving.bytes);
    end_frame(run, leaving);
    tell_frame(run, EventKind::Ret, leaving.function, fp);
    if (leaving.back == Address{}) return run.finish(0);
    c.stand_in(run.space.frame_end(leaving.caller));
    c.jump(leaving.back);
    return true;
}

/// A core that stands in the caller, at the call, so that it may write the result there.
ParkedCore in_caller(ParkedCore& c) { return ParkedCore{c.run}; }

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
        run.at.fp = c.fp();
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
        run.space.take_value(from + 8 * k, result[k].first);
        run.borrows.hold(from + 8 * k, result[k].second);
        run.borrows.unkeep(result[k].second);
    }
    run.at.fp = c.fp();
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
