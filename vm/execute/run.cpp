// SPDX-License-Identifier: MIT
#include "vm/execute/run.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "vm/execute/leftovers.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/shape.hpp"

namespace freehold {

namespace {

/// The bytes of the data segment, and the shadow of every static.
void load_statics(Run& run) {
    const Program& program = run.program;
    if (!program.data.empty()) {
        const auto bytes = static_cast<std::uint32_t>(program.data.size());
        std::memcpy(run.space.edit(run.space.layout().data_begin, bytes), program.data.data(),
                    bytes);
    }
    for (const Static& it : program.statics) {
        run.charge(it.size);
        const Shadow own = shadow::id_bits(it.object) | (it.mut ? shadow::writable : 0);
        run.space.edit_shadow(it.address) = own;
        for_each_run(program, it.type, it.size, [&](const WordRun& words) {
            const WordShape& shape = words.shape;
            const Shadow s = own | shadow::kind_bits(shape.kind) |
                             Shadow{shape.in} << shadow::in_shift |
                             Shadow{shape.init} << shadow::init_shift;
            run.space.fill_shadow(it.address + 8 * words.first, words.count, s);
        });
    }
}

void load_code(Run& run) {
    const auto& code = run.program.code;
    const auto bytes = static_cast<std::uint32_t>(code.size() * sizeof(Instruction));
    std::memcpy(run.space.edit(Layout::code_begin, bytes), code.data(), bytes);
}

/// Where something is wrong and goes on all the same, a block may have two owners.
Reached reached(const Program& program, const Options& options) {
    const bool raw = std::any_of(program.code.begin(), program.code.end(),
                                 [](auto& it) { return makes_raw_pointers(it.opcode()); });
    return raw || options.enforce != Enforce::Ownership ? Reached::ByRawPointersToo
                                                        : Reached::ByOwnersAndBorrows;
}

void add_callee(Run& run, const Function& function) {
    Callee callee{code_address(function.first), function.frame_bytes(), function.object};
    callee.first_ro = static_cast<std::uint32_t>(run.ro_slots.size());
    for (const Local& local : function.locals) {
        if (!local.ro) continue;
        for (Slot slot = local.slot; slot <= local.base(); ++slot) run.ro_slots.push_back(slot);
    }
    callee.ro_count = static_cast<std::uint32_t>(run.ro_slots.size()) - callee.first_ro;
    run.callees.push_back(callee);
}

}  // namespace

Run::Run(const Program& the_program, const Options& the_options)
    : program(the_program),
      shapes(the_program),
      options(the_options),
      space(Layout::of(the_program, the_options.heap_bytes, the_options.stack_bytes)),
      heap(space, the_options.heap),
      objects(the_program),
      borrows(space, reached(the_program, the_options)),
      lowest_frame(reinterpret_cast<std::uintptr_t>(space.host(space.layout().stack_end))),
      input(the_options.input, interrupted),
      output(the_options.output) {
    load_code(*this);
    load_statics(*this);
    callees.reserve(program.functions.size());
    for (const Function& function : program.functions) add_callee(*this, function);
}

// ---- frames ------------------------------------------------------------------------------------
// fp - 8 holds the return address, fp - 16 the caller's fp below the id of the frame's function.
// The host never trusts those bytes: the shadow of the same words, where no object has an id, says
// all of it once more, and the second shadow word of fp - 8 the function.

bool Run::record_intact(Address fp) const {
    const std::uint64_t id = raw(program.function(function_of(fp)).object);
    return space.read<std::uint64_t>(fp - 8) == raw(return_address(fp)) &&
           space.read<std::uint64_t>(fp - 16) == (id << 32 | raw(caller_fp(fp)));
}

// Counted by function, because calls have to be quick.
std::uint32_t Run::depth() const {
    std::uint32_t frames = 0;
    for (const Callee& callee : callees) frames += callee.living;
    return frames;
}

// ---- telling -----------------------------------------------------------------------------------

void Run::tell(Event event) {
    part = told_step == at.step ? part + 1 : 0;
    told_step = at.step;
    event.step = at.step;
    event.part = part;
    event.depth = depth();
    event.index = index();
    // Nobody is left to run for: it stops where it next looks.
    if (!output.flush() && !stop) stop = Stop{.kind = Stop::Kind::OutputFailed};
    told_details = false;
    for (Listener* listener : listeners) {
        if (listener->wants().has(event.kind)) listener->on_event(event);
        told_details |= listener->wants_details();
    }
}

void Run::tell_counted() {
    for (std::size_t kind = 0; kind < counted.size(); ++kind) {
        for (std::size_t value = 0; value < counted[kind].size(); ++value) {
            const std::uint64_t count = std::exchange(counted[kind][value], 0);
            if (count == 0) continue;
            const auto which = static_cast<EventKind>(kind);
            for (Listener* listener : listeners) {
                if (!listener->wants().has(which)) continue;
                listener->on_more(which, static_cast<ValueKind>(value), count);
            }
        }
    }
}

void Run::note_touch(Address begin, std::uint32_t bytes, bool writes) {
    const std::uint64_t end = std::uint64_t{raw(begin)} + bytes;
    for (std::size_t k = 0; k < pauses->watched.size(); ++k) {
        const Watched& it = pauses->watched[k];
        const bool overlaps =
            raw(begin) < std::uint64_t{raw(it.begin)} + it.bytes && raw(it.begin) < end;
        if (!overlaps || !(writes ? it.writes : it.reads)) continue;
        pausing = true;
        const Touch touch{k, writes};
        if (std::find(touched.begin(), touched.end(), touch) == touched.end()) {
            touched.push_back(touch);
        }
    }
}

void Run::tell_each_write(Address address, ValueKind kind, std::uint64_t value,
                          std::uint32_t size) {
    Event event{.kind = EventKind::Write};
    event.to = where_memory(address);
    event.address = address;
    event.size = size;
    event.value = kind;
    event.word = value;
    tell(event);
}

bool Run::print(std::string_view bytes) {
    charge(bytes.size());
    if (!output.write(bytes)) {
        stop = Stop{.kind = Stop::Kind::OutputFailed};
        return false;
    }
    if (wants(EventKind::Output)) {
        Event event{.kind = EventKind::Output};
        event.size = static_cast<std::uint32_t>(bytes.size());
        tell(event);
    }
    return true;
}

// ---- stopping ----------------------------------------------------------------------------------

bool Run::goes_on(Code code) const {
    if (options.enforce == Enforce::Ownership) return false;
    return is_rule(code) || (unchecked() && code_class(code) == CodeClass::Harm);
}

void Run::note(const Fault& what) {
    const bool rule = is_rule(what.code);
    Incidents& all = rule ? broken : harms;
    Incident it{what.code, at.step, index(), what.place, what.object};
    it.address = what.address;
    it.size = what.size;
    it.write = what.write;
    const EventKind kind = rule ? EventKind::Broken : EventKind::Harm;
    const bool kept = all.first.size() < 100;
    ++all.count;
    if (!kept && !wants(kind)) return;
    // Whose bytes they are takes a walk over the heap.
    const auto block = heap.containing(what.address);
    if (!rule && block) it.victim = heap.id_of(*block);
    if (kept) all.first.push_back(it);
    if (!wants(kind)) return;
    Event event{.kind = kind};
    event.code = what.code;
    event.object = what.object;
    event.owner = it.victim;
    event.address = what.address;
    event.size = what.size;
    event.from = what.place;
    event.to = where_memory(what.address);
    tell(event);
}

// A store from outside changed bytes that belong to no block.
Fault trespass_fault(const Run& run, const Heap::Trespass& it) {
    Fault fault{.code = Code::HeapOverwritten};
    fault.place = run.where_memory(it.block);
    fault.object = run.heap.id_of(it.block);
    fault.address = it.first;
    fault.size = it.bytes;
    return fault;
}

bool Run::fault(Fault what) {
    if (!goes_on(what.code)) return stop_at(std::move(what));
    note(what);
    return true;
}

bool Run::stop_at(Fault what) {
    what.step = at.step;
    what.index = index();
    output.flush();
    stop = Stop{.kind = Stop::Kind::Faulted, .fault = std::move(what)};
    if (wants(EventKind::Fault)) {
        Event event{.kind = EventKind::Fault};
        event.object = stop->fault.object;
        event.address = stop->fault.address;
        tell(event);
    }
    return false;
}

void Run::tell_leaks() {
    if (!wants(EventKind::Leak)) return;
    for (const Leftover& left : leftovers(*this)) {
        Event event{.kind = EventKind::Leak};
        event.object = left.block.object;
        event.address = left.block.address;
        event.size = left.block.size;
        event.from = left.owner;
        tell(event);
    }
}

bool Run::finish(int status) {
    if (unchecked()) {
        if (const auto it = heap.any_trespass()) return stop_at(trespass_fault(*this, *it));
    }
    tell_leaks();
    stop = Stop{.kind = Stop::Kind::Finished, .status = status};
    if (wants(EventKind::Exit)) {
        Event event{.kind = EventKind::Exit};
        event.word = static_cast<std::uint64_t>(status);
        tell(event);
    }
    if (!output.flush()) stop = Stop{.kind = Stop::Kind::OutputFailed};
    return false;
}

}  // namespace freehold
