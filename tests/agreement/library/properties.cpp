// SPDX-License-Identifier: MIT
#include "tests/agreement/library/properties.hpp"

#include <sstream>

#include "freehold/verify.hpp"
#include "tests/agreement/library/outcome_of.hpp"
#include "tests/agreement/library/random.hpp"
#include "tests/support/machine_state.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/type_paths.hpp"

namespace freehold::agreement {
namespace {

constexpr Step most_steps = 1500;
constexpr int most_numbers = 300;  // that an input holds

Options small_machine(Input& input, const HeapSettings& heap) {
    Options options;
    options.heap = heap;
    options.heap_bytes = trial_heap_bytes;
    options.stack_bytes = trial_stack_bytes;
    options.max_steps = most_steps;
    options.input = &input;
    return options;
}

/// Every second run has the default allocator; the others have all the rest in turn.
HeapSettings allocator_of(std::uint64_t run) {
    HeapSettings heap;
    if (run % 2 == 0) return heap;
    const std::uint64_t turn = run / 2;
    heap.policy = HeapPolicy{static_cast<std::uint8_t>(turn % heap_policy_count)};
    heap.coalesce = Coalesce{static_cast<std::uint8_t>(turn / heap_policy_count % 3)};
    if (turn % 4 == 0) heap.quarantine = 3;
    if (turn % 5 == 0) heap.redzone = 16;
    if (turn % 6 == 0) heap.fill_new = heap.fill_free = 0xa5;
    return heap;
}

bool uses(const Program& program, Opcode opcode) {
    for (const Instruction& instruction : program.code) {
        if (instruction.opcode() == opcode) return true;
    }
    return false;
}

/// Whether the pointer in a slot leads to a run: only the run itself knows its length, so that even
/// a constant index is looked at while it runs.
bool leads_to_run(const Program& program, const Function& function, Slot slot) {
    const Local* local = local_at(function, slot);
    if (local == nullptr) return false;
    const std::uint32_t offset = 8u * (local->base() - slot);
    const TypeId pointer = scalar_at(program, {local->type, offset});
    if (pointer == TypeId::None || !is_pointer(program.type(pointer).kind)) return false;
    return program.type(program.type(pointer).element).kind == TypeKind::Run;
}

/// `write` of as many bytes as a slot says.
bool is_counted(Opcode opcode) { return opcode >= Opcode::WriteP && opcode <= Opcode::WriteG; }

bool is_indexed(const Program& program, std::uint32_t index) {
    const Instruction& i = program.code[index];
    if (is_counted(i.opcode())) return true;
    switch (memory_form(opcode_info(i.opcode()).form)) {
        case MemoryForm::P:
            return leads_to_run(program, program.function(function_at(program, index)), i.b);
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

/// The first lines that differ.
std::string first_difference(const std::string& checked, const std::string& proven) {
    std::istringstream a(checked);
    std::istringstream b(proven);
    std::string left;
    std::string right;
    do {
        if (!std::getline(a, left)) left = "(nothing)";
        if (!std::getline(b, right)) right = "(nothing)";
    } while (left == right && left != "(nothing)");
    return "checked: " + left + ", proven: " + right;
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

std::string decisions(std::uint64_t seed) {
    Random random(seed);
    std::string text;
    for (int i = 0; i < most_numbers; ++i) text += random.percent(50) ? "1 " : "0 ";
    return text;
}

std::optional<Violation> PropertyChecker::check(const Program& program, std::uint64_t seed,
                                                int runs, bool as_written) {
    Random random(seed);
    if (!accepts(program)) {
        return m_counts.programs % 16 == 0 ? run_rejected(program, random.next()) : std::nullopt;
    }
    for (int i = 0; i < runs; ++i) {
        const std::uint64_t next = random.next();
        if (auto violation = run(program, decisions(next), next, as_written)) return violation;
    }
    return std::nullopt;
}

bool PropertyChecker::accepts(const Program& program) {
    ++m_counts.programs;
    m_proof = verify(program).program;
    if (!m_proof || !m_proof->is_safe()) return false;
    ++m_counts.accepted;
    return true;
}

std::optional<Violation> PropertyChecker::run_rejected(const Program& program, std::uint64_t seed) {
    m_heap = allocator_of(m_counts.rejected_runs);
    TextInput input(decisions(seed));
    Machine machine(program, small_machine(input, m_heap));
    const Stop stop = machine.run();
    ++m_counts.rejected_runs;
    const bool faulted = stop.kind == Stop::Kind::Faulted;
    if (faulted && is_forbidden(program, stop.fault)) ++m_counts.rejected_faulted;
    if (faulted) return std::nullopt;
    TextInput again(decisions(seed));
    Options options = small_machine(again, m_heap);
    options.enforce = Enforce::Memory;
    Machine lenient(program, options);
    const Stop other = lenient.run();
    if (other.kind != Stop::Kind::Faulted) return go_back(program, decisions(seed), Enforce::None);
    return Violation{"P6", code_name(other.fault.code) +
                               " under --enforce=memory, but no fault under ownership"};
}

std::optional<Violation> PropertyChecker::run(const Program& program, const std::string& text,
                                              std::uint64_t seed, bool as_written) {
    m_heap = allocator_of(m_counts.runs);
    TextInput input(text);
    KeptText output;
    Options options = small_machine(input, m_heap);
    options.output = &output;
    Machine machine(program, options);
    const Stop stop = machine.run();
    ++m_counts.runs;
    m_counts.steps += machine.step();
    const std::string outcome = outcome_of(machine, stop, output.text());
    if (auto violation = run_proven(text, outcome, m_counts.runs % 4 == 0)) return violation;
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
    if (m_counts.runs % 16 == 0) {
        if (auto violation = go_back(program, text, Enforce::Ownership)) return violation;
    }
    if (m_counts.runs % 4 != 0 || machine.step() < 2) return std::nullopt;
    return check_slots(program, text, 1 + seed % (machine.step() - 1));
}

std::optional<Violation> PropertyChecker::go_back(const Program& program, const std::string& text,
                                                  Enforce enforce) {
    TextInput input(text);
    Options options = small_machine(input, m_heap);
    options.enforce = enforce;
    const std::string differs = test::going_back_differs(program, options, text, 150);
    if (differs.empty()) return std::nullopt;
    return Violation{"P8", differs};
}

std::optional<Violation> PropertyChecker::run_proven(const std::string& text,
                                                     const std::string& expected,
                                                     bool checks_slots) {
    TextInput input(text);
    KeptText output;
    Options options = small_machine(input, m_heap);
    options.output = &output;
    options.checks_slots = checks_slots;
    Machine machine(*m_proof, options);
    const Stop stop = machine.run();
    const std::string outcome = outcome_of(machine, stop, output.text());
    if (outcome == expected) return std::nullopt;
    return Violation{"P3", first_difference(expected, outcome)};
}

// P5, at one step of the run: every slot that holds a value holds one of its type.
std::optional<Violation> PropertyChecker::check_slots(const Program& program,
                                                      const std::string& text, Step step) {
    TextInput input(text);
    Machine machine(program, small_machine(input, m_heap));
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
