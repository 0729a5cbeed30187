// SPDX-License-Identifier: MIT
#include "tests/agreement/library/properties.hpp"

#include "freehold/verify.hpp"
#include "tests/agreement/library/random.hpp"
#include "vm/isa/form.hpp"

namespace freehold::agreement {
namespace {

constexpr Step most_steps = 1500;
constexpr int most_numbers = 300;  // that an input holds

/// Zeros and ones, as the seed decides: which way the branches go.
class Decisions : public Input {
public:
    explicit Decisions(std::uint64_t seed) : m_random(seed) {}
    std::size_t read(char* buffer, std::size_t size) override {
        std::size_t n = 0;
        while (n + 2 <= size && m_left > 0 && n < 64) {
            buffer[n++] = m_random.percent(50) ? '1' : '0';
            buffer[n++] = ' ';
            --m_left;
        }
        return n;
    }

private:
    Random m_random;
    int m_left = most_numbers;
};

Options small_machine(Input& input) {
    Options options;
    options.heap_bytes = 16u << 10;
    options.stack_bytes = 8u << 10;
    options.max_steps = most_steps;
    options.input = &input;
    return options;
}

bool uses(const Program& program, Opcode opcode) {
    for (const Instruction& instruction : program.code) {
        if (instruction.opcode() == opcode) return true;
    }
    return false;
}

bool is_indexed(const Program& program, std::uint32_t index) {
    switch (memory_form(opcode_info(program.code[index].opcode()).form)) {
        case MemoryForm::PX:
        case MemoryForm::FX:
        case MemoryForm::GX: return true;
        default: return false;
    }
}

ValueKind kind_of(const Program& program, TypeId id) {
    switch (program.type(id).kind) {
        case TypeKind::Own: return ValueKind::Own;
        case TypeKind::Ref: return ValueKind::Ref;
        case TypeKind::Mut: return ValueKind::Mut;
        case TypeKind::Raw: return ValueKind::Raw;
        case TypeKind::Code: return ValueKind::Code;
        default: return ValueKind::Int;
    }
}

}  // namespace

void PropertyCounts::add(const PropertyCounts& other) {
    programs += other.programs;
    accepted += other.accepted;
    runs += other.runs;
    finished += other.finished;
    steps += other.steps;
    rejected_runs += other.rejected_runs;
    rejected_faulted += other.rejected_faulted;
}

bool is_forbidden(const Program& program, const Fault& fault) {
    if (fault.code == Code::OutOfBounds) return !is_indexed(program, fault.index);
    const bool no_room = code_class(fault.code) == CodeClass::Room;
    return is_rule(fault.code) || (is_harm(fault.code) && !no_room);
}

std::optional<Violation> PropertyChecker::check(const Program& program, std::uint64_t seed,
                                                int runs, bool as_written) {
    ++m_counts.programs;
    const bool accepted = verify(program).program.has_value();
    Random random(seed);
    if (!accepted) {
        if (m_counts.programs % 16 != 0) return std::nullopt;
        Decisions input(random.next());
        Machine machine(program, small_machine(input));
        const Stop stop = machine.run();
        ++m_counts.rejected_runs;
        if (stop.kind == Stop::Kind::Faulted && is_forbidden(program, stop.fault)) {
            ++m_counts.rejected_faulted;
        }
        return std::nullopt;
    }
    ++m_counts.accepted;
    for (int i = 0; i < runs; ++i) {
        if (auto violation = run(program, random.next(), as_written)) return violation;
    }
    return std::nullopt;
}

std::optional<Violation> PropertyChecker::run(const Program& program, std::uint64_t seed,
                                              bool as_written) {
    Decisions input(seed);
    Machine machine(program, small_machine(input));
    const Stop stop = machine.run();
    ++m_counts.runs;
    m_counts.steps += machine.step();
    if (stop.kind == Stop::Kind::Faulted) {
        if (!is_forbidden(program, stop.fault)) return std::nullopt;
        return Violation{stop.fault.code == Code::WrongKind ? "P1 P5" : "P1",
                         "accepted, but " + code_name(stop.fault.code) + " at instruction " +
                             std::to_string(stop.fault.index) + ", step " +
                             std::to_string(stop.fault.step)};
    }
    ++m_counts.finished;
    if (as_written && !uses(program, Opcode::Forget)) {
        const HeapUse use = machine.heap_use();
        std::uint64_t owned = 0;
        for (const Leftover& left : machine.leftovers()) owned += left.owned ? 1 : 0;
        if (use.allocated != use.freed + owned) {
            return Violation{"P7", std::to_string(use.allocated) + " blocks, " +
                                       std::to_string(use.freed) + " freed, " +
                                       std::to_string(owned) + " still owned"};
        }
    }
    if (m_counts.runs % 4 != 0 || machine.step() < 2) return std::nullopt;
    return check_slots(program, seed, 1 + seed % (machine.step() - 1));
}

// P5, at one step of the run: every slot that holds a value holds one of its type.
std::optional<Violation> PropertyChecker::check_slots(const Program& program, std::uint64_t seed,
                                                      Step step) {
    Decisions input(seed);
    Machine machine(program, small_machine(input));
    machine.run_until(step);
    for (const FrameInfo& frame : machine.frames()) {
        for (const Local& local : program.function(frame.function).locals) {
            if (!is_scalar(program.type(local.type).kind)) continue;
            const SlotInfo slot = machine.slot(frame, local.slot);
            if (slot.state != SlotInfo::State::Init) continue;
            if (slot.kind != kind_of(program, local.type)) {
                return Violation{"P5", "after step " + std::to_string(step) + ", `" + local.name +
                                           "` holds " + std::string(kind_name(slot.kind))};
            }
        }
    }
    return std::nullopt;
}

}  // namespace freehold::agreement
