// SPDX-License-Identifier: MIT
#include "vm/isa/form.hpp"

#include <initializer_list>

namespace freehold {
namespace {

struct FormRow {
    Form form;
    FormInfo info;
};

constexpr FormRow row(Form form, std::string_view name,
                      std::initializer_list<OperandField> fields) {
    FormRow made{form, {name, {}, 0}};
    for (OperandField field : fields) made.info.fields[made.info.count++] = field;
    return made;
}

constexpr OperandField target_of_jump{Operand::Target, In::Low};
constexpr OperandField type_in_low{Operand::Type, In::Low};

// Every form but those of memory, in the order of Form.
constexpr std::array plain_forms{
    row(Form::None, "none", {}),
    row(Form::L, "L", {target_of_jump}),
    row(Form::T, "T", {type_in_low}),
    row(Form::K, "K", {{Operand::Number, In::Imm}}),
    row(Form::S, "S", {{Operand::Read, In::A}}),
    row(Form::S_L, "S L", {{Operand::Read, In::A}, target_of_jump}),
    row(Form::S_T, "S T", {{Operand::Read, In::A}, type_in_low}),
    row(Form::S_S_L, "S S L", {{Operand::Read, In::A}, {Operand::Read, In::B}, target_of_jump}),
    row(Form::S_K_L, "S K L",
        {{Operand::Read, In::A}, {Operand::Number, In::Imm}, {Operand::Target, In::BC}}),
    row(Form::D_K, "D K", {{Operand::Written, In::A}, {Operand::Number, In::Imm}}),
    row(Form::D_N, "D N", {{Operand::Written, In::A}, {Operand::Kind, In::C}}),
    row(Form::D_Fn, "D Fn", {{Operand::Written, In::A}, {Operand::Function, In::Low}}),
    row(Form::D_S, "D S", {{Operand::Written, In::A}, {Operand::Read, In::B}}),
    row(Form::D_S_N, "D S N",
        {{Operand::Written, In::A}, {Operand::Read, In::B}, {Operand::Kind, In::C}}),
    row(Form::D_S_T, "D S T", {{Operand::Written, In::A}, {Operand::Read, In::B}, type_in_low}),
    row(Form::D_S_E, "D S E",
        {{Operand::Written, In::A}, {Operand::Read, In::B}, {Operand::ElementType, In::Low}}),
    row(Form::D_K_E, "D K E",
        {{Operand::Written, In::A}, {Operand::Number, In::High}, {Operand::ElementType, In::Low}}),
    row(Form::D_S_S, "D S S",
        {{Operand::Written, In::A}, {Operand::Read, In::B}, {Operand::Read, In::C}}),
    row(Form::D_S_K, "D S K",
        {{Operand::Written, In::A}, {Operand::Read, In::B}, {Operand::Number, In::Imm}}),
    row(Form::D_K_S, "D K S",
        {{Operand::Written, In::A}, {Operand::Number, In::Imm}, {Operand::Read, In::B}}),
    row(Form::D_S_S_T, "D S S T",
        {{Operand::Written, In::A}, {Operand::Read, In::B}, {Operand::Read, In::C}, type_in_low}),
    row(Form::D_End, "D [L]", {{Operand::Written, In::A}, {Operand::EndTarget, In::Low}}),
    row(Form::Slots, "S..S", {{Operand::FirstSlot, In::A}, {Operand::LastSlot, In::B}}),
    row(Form::Fmt, "Fmt", {{Operand::Format, In::Low}}),
    row(Form::S_Fmt, "S [Fmt]", {{Operand::Read, In::A}, {Operand::OptionalFormat, In::Low}}),
    row(Form::Q_Fmt, "Q [Fmt]", {{Operand::Pooled, In::A}, {Operand::OptionalFormat, In::Low}}),
    row(Form::Call, "call",
        {{Operand::Result, In::B}, {Operand::Function, In::Low}, {Operand::OutgoingSlot, In::A}}),
    row(Form::CallCode, "call code",
        {{Operand::Result, In::B},
         {Operand::Read, In::C},
         {Operand::OutgoingSlot, In::A},
         {Operand::ArgumentWords, In::Low},
         {Operand::ResultType, In::High}}),
};

constexpr std::array<std::string_view, 24> memory_names{
    "D P",  "D F",  "D G",  "D PX",  "D FX",  "D GX",  //
    "S P",  "S F",  "S G",  "S PX",  "S FX",  "S GX",  //
    "Q P",  "Q F",  "Q G",  "Q PX",  "Q FX",  "Q GX",  //
    "Fn P", "Fn F", "Fn G", "Fn PX", "Fn FX", "Fn GX",
};
constexpr std::array memory_values{Operand::Written, Operand::Read, Operand::Pooled,
                                   Operand::Function};
constexpr std::size_t memory_ways = 6;

static_assert(plain_forms.size() + memory_names.size() == form_count,
              "a Form has no row here: add it to plain_forms or memory_names");
static_assert(memory_names.size() == memory_values.size() * memory_ways);

constexpr bool rows_are_in_order() {
    for (std::size_t i = 0; i < plain_forms.size(); ++i) {
        if (plain_forms[i].form != static_cast<Form>(i)) return false;
    }
    return true;
}
static_assert(rows_are_in_order(), "plain_forms is not in the order of Form");

constexpr MemoryForm way_of(std::size_t form) {
    if (form < plain_forms.size()) return MemoryForm::None;
    return static_cast<MemoryForm>(1 + (form - plain_forms.size()) % memory_ways);
}

constexpr bool has_index(MemoryForm way) { return way >= MemoryForm::PX; }

constexpr void append(FormInfo& info, OperandField field) { info.fields[info.count++] = field; }

constexpr void append_memory(FormInfo& info, MemoryForm way) {
    if (way == MemoryForm::G || way == MemoryForm::GX) {
        append(info, {Operand::Global, In::Low});
    } else {
        const bool pointer = way == MemoryForm::P || way == MemoryForm::PX;
        append(info, {pointer ? Operand::Pointer : Operand::Base, In::B});
        append(info, {Operand::Offset, In::Low});
    }
    if (has_index(way)) append(info, {Operand::Index, In::C});
}

// What is written comes first: d before the memory it is loaded from, memory before the value.
// `place` takes the high half of imm.
constexpr FormInfo memory_info(std::size_t form, OperandField place) {
    const std::size_t number = form - plain_forms.size();
    const OperandField value{memory_values[number / memory_ways], In::A};
    FormInfo info{memory_names[number], {}, 0};
    if (value.operand == Operand::Written) append(info, value);
    append_memory(info, way_of(form));
    if (place.operand != Operand::None) append(info, place);
    if (value.operand != Operand::Written) append(info, value);
    return info;
}

constexpr FormInfo info_of(std::size_t form, OperandField place) {
    return form < plain_forms.size() ? plain_forms[form].info : memory_info(form, place);
}

constexpr auto make_forms() {
    std::array<FormInfo, form_count> made{};
    for (std::size_t form = 0; form < form_count; ++form) made[form] = info_of(form, {});
    return made;
}
constexpr auto forms = make_forms();

constexpr std::array<OpcodeInfo, opcode_count> opcodes{{
#define FREEHOLD_OP(name, mnemonic, form, meaning) {#name, mnemonic, Form::form, meaning, false, 0},
#define FREEHOLD_MEMORY_OP(name, mnemonic, form, meaning, bytes) \
    {#name, mnemonic, Form::form, meaning, (bytes) == 0, bytes},
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
}};

constexpr OperandField place_field(const OpcodeInfo& opcode) {
    if (opcode.names_place) return {Operand::PlaceType, In::High};
    if (has_index(way_of(static_cast<std::size_t>(opcode.form)))) return {Operand::Bound, In::High};
    return {};
}

constexpr auto make_operands() {
    std::array<FormInfo, opcode_count> made{};
    for (std::size_t i = 0; i < opcode_count; ++i) {
        made[i] = info_of(static_cast<std::size_t>(opcodes[i].form), place_field(opcodes[i]));
    }
    return made;
}
constexpr auto operands = make_operands();

constexpr bool memory_rows_know_their_width() {
    for (const OpcodeInfo& opcode : opcodes) {
        const bool memory = way_of(static_cast<std::size_t>(opcode.form)) != MemoryForm::None;
        if (memory != (opcode.names_place || opcode.access_bytes != 0)) return false;
    }
    return true;
}
static_assert(memory_rows_know_their_width(),
              "a row of opcodes.def with a memory form does not go through FREEHOLD_MEMORY_OP");

constexpr std::uint64_t low_mask = 0xffffffff;

}  // namespace

const FormInfo& form_info(Form form) { return forms[static_cast<std::size_t>(form)]; }

const OpcodeInfo& opcode_info(Opcode opcode) { return opcodes[static_cast<std::size_t>(opcode)]; }

const FormInfo& operands_of(Opcode opcode) { return operands[static_cast<std::size_t>(opcode)]; }

MemoryForm memory_form(Form form) { return way_of(static_cast<std::size_t>(form)); }

std::uint64_t field(const Instruction& instruction, In in) {
    switch (in) {
        case In::A: return instruction.a;
        case In::B: return instruction.b;
        case In::C: return instruction.c;
        case In::BC: return raw(instruction.near_target());
        case In::Imm: return instruction.imm;
        case In::Low: return instruction.low();
        case In::High: return instruction.high();
    }
    return 0;
}

void set_field(Instruction& instruction, In in, std::uint64_t value) {
    switch (in) {
        case In::A: instruction.a = static_cast<std::uint16_t>(value); break;
        case In::B: instruction.b = static_cast<std::uint16_t>(value); break;
        case In::C: instruction.c = static_cast<std::uint16_t>(value); break;
        case In::BC:
            instruction.b = static_cast<std::uint16_t>(value);
            instruction.c = static_cast<std::uint16_t>(value >> 16);
            break;
        case In::Imm: instruction.imm = value; break;
        case In::Low: instruction.imm = (instruction.imm & ~low_mask) | (value & low_mask); break;
        case In::High: instruction.imm = (instruction.imm & low_mask) | value << 32; break;
    }
}

bool falls_through(Opcode opcode) {
    switch (opcode) {
        case Opcode::Jmp:
        case Opcode::Ret:
        case Opcode::RetWord:
        case Opcode::RetType:
        case Opcode::Exit:
        case Opcode::ExitK:
        case Opcode::PanicOp: return false;
        default: return true;
    }
}

}  // namespace freehold
