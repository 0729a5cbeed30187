// SPDX-License-Identifier: MIT
#include "freehold/verify.hpp"
#include "vm/execute/leftovers.hpp"
#include "vm/execute/machine_engine.hpp"
#include "vm/execute/memory_view.hpp"
#include "vm/execute/names.hpp"

namespace freehold {

std::size_t TextInput::read(char* buffer, std::size_t size) {
    const std::size_t count = m_bytes.copy(buffer, size, m_next);
    m_next += count;
    return count;
}

Machine::Machine(const Program& program, Options options)
    : m_engine(Engine::make(program, options)) {}

Machine::Machine(const VerifiedProgram& program, Options options)
    : Machine(program.program(), options) {
    const bool proven =
        program.is_safe() && options.enforce == Enforce::Ownership && options.branches.empty();
    m_engine->trust(proven, proven && !options.checks_slots);
}

Machine::~Machine() = default;
Machine::Machine(Machine&&) noexcept = default;
Machine& Machine::operator=(Machine&&) noexcept = default;

void Machine::observe(Listener& listener) {
    m_engine->run.listeners.push_back(&listener);
    m_engine->run.heard.add(listener.wants());
    m_engine->run.told_details = true;
}

void Machine::ignore(Listener& listener) {
    Run& run = m_engine->run;
    std::erase(run.listeners, &listener);
    run.heard = {};
    for (const Listener* other : run.listeners) run.heard.add(other->wants());
}

Stop Machine::run() { return run_until(~Step{0}); }

Stop Machine::run_until(Step step) { return m_engine->go(step); }

Stop Machine::run_until(Step step, const Pauses& pauses) { return m_engine->go(step, &pauses); }

const std::vector<Touch>& Machine::touched() const { return m_engine->run.touched; }

bool Machine::paused() const { return m_engine->paused(); }

const std::optional<Stop>& Machine::ended() const { return m_engine->run.stop; }

void Machine::pause() { m_engine->run.pausing = true; }

Snapshot Machine::snapshot() {
    Snapshot snapshot;
    snapshot.m_step = step();
    snapshot.m_state = std::make_shared<const RunState>(m_engine->states().take());
    snapshot.m_blocks_made = m_engine->run.objects.blocks_made();
    return snapshot;
}

void Machine::go_back_to(const Snapshot& snapshot) {
    m_engine->states().put_back(*snapshot.m_state);
}

std::size_t Machine::snapshot_bytes() const { return m_engine->states().bytes(); }

std::vector<Address> Machine::take_changed() { return freehold::take_changed(m_engine->run); }

std::uint64_t Machine::output_position() const { return m_engine->run.output.position(); }

void Machine::interrupt() noexcept { m_engine->run.interrupted = true; }

Step Machine::step() const { return m_engine->run.at.step; }

std::uint64_t Machine::bytes_worked() const { return m_engine->worked(); }

std::uint32_t Machine::index() const { return m_engine->run.index(); }

const Program& Machine::program() const { return m_engine->run.program; }

const Options& Machine::options() const { return m_engine->run.options; }

const Layout& Machine::layout() const { return m_engine->run.space.layout(); }

std::vector<FrameInfo> Machine::frames() const {
    const Run& run = m_engine->run;
    std::vector<FrameInfo> frames;
    Address fp = run.fp_address();
    std::uint32_t at = run.index();
    for (std::uint32_t depth = run.depth(); depth > 0; --depth) {
        frames.push_back({run.function_of(fp), fp, at, depth});
        if (depth == 1) break;
        at = code_index(run.return_address(fp)) - 1;
        fp = run.caller_fp(fp);
    }
    return frames;
}

std::uint32_t Machine::depth() const { return m_engine->run.depth(); }

std::uint32_t Machine::stack_bytes() const {
    const Run& run = m_engine->run;
    if (run.depth() == 0) return 0;
    return run.space.layout().stack_end - run.fp_address() + run.function().frame_bytes();
}

std::uint32_t Machine::peak_stack_bytes() const {
    const Run& run = m_engine->run;
    const auto end = reinterpret_cast<std::uintptr_t>(run.space.host(layout().stack_end));
    return static_cast<std::uint32_t>(end - run.lowest_frame);
}

SlotInfo Machine::slot(const FrameInfo& frame, Slot slot) const {
    const Address address = frame.fp - (24 + 8u * slot);
    const Shadow s = m_engine->space_with_shadow().shadow(address);
    SlotInfo info;
    info.kind = shadow::kind(s);
    info.word = m_engine->run.space.read<std::uint64_t>(address);
    info.object = shadow::object(s);
    if ((s & shadow::moved) != 0) {
        info.state = SlotInfo::State::Moved;
    } else if (shadow::init(s) == 0xff) {
        info.state = SlotInfo::State::Init;
    } else if (shadow::init(s) != 0) {
        info.state = SlotInfo::State::Partial;
    }
    return info;
}

std::uint8_t Machine::byte_at(Address address) const {
    const AddressSpace& space = m_engine->run.space;
    return raw(address) < space.extent() ? space.read<std::uint8_t>(address) : std::uint8_t{0};
}

std::uint64_t Machine::word_at(Address address) const {
    std::uint64_t word = 0;
    for (std::uint32_t k = 0; k < 8; ++k) {
        word |= std::uint64_t{byte_at(address + k)} << 8 * k;
    }
    return word;
}

bool Machine::is_initialised(Address address) const {
    const bool of_stack = layout().segment_of(address) == Segment::Stack;
    const AddressSpace& space = of_stack ? m_engine->space_with_shadow() : m_engine->run.space;
    if (raw(address) >= space.extent()) return false;
    return (shadow::init(space.shadow(address)) & shadow::bytes(1, address)) != 0;
}

WordInfo Machine::word_info(Address address) const {
    const bool of_stack = layout().segment_of(address) == Segment::Stack;
    const AddressSpace& space = of_stack ? m_engine->space_with_shadow() : m_engine->run.space;
    if (raw(address) >= space.extent()) return {};
    return word_info_of(space.shadow(address));
}

HeapUse Machine::heap_use() const {
    const Run& run = m_engine->run;
    HeapUse use = run.use;
    use.reserved = run.heap.highest_top() - run.space.layout().heap_begin;
    return use;
}

std::vector<BlockInfo> Machine::blocks() const {
    const Heap& heap = m_engine->run.heap;
    std::vector<BlockInfo> blocks;
    heap.for_each_block([&](Address block) {
        blocks.push_back(
            {heap.id_of(block), block, heap.size_of(block), heap.end_of(block), heap.zone()});
    });
    return blocks;
}

std::vector<Leftover> Machine::leftovers() const { return freehold::leftovers(m_engine->run); }

const Incidents& Machine::broken_rules() const { return m_engine->run.broken; }

const Incidents& Machine::harms() const { return m_engine->run.harms; }

const StrangeOrder& Machine::strange_order() const { return m_engine->run.strange_order; }

std::size_t Machine::forced_branches() const { return m_engine->run.branches_used; }

std::string_view Machine::input_read() const { return m_engine->run.input.taken(); }

std::string Machine::place_name(Address address) const {
    return freehold::place_name(layout(), address);
}

std::string Machine::where_name(const Where& where) const {
    return freehold::where_name(program(), m_engine->run.objects, m_engine->run.heap, where);
}

}  // namespace freehold
