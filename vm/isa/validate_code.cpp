// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/shape.hpp"
#include "vm/isa/validate_memory.hpp"
#include "vm/isa/validate_parts.hpp"

namespace freehold {
namespace {

// ---- formats -----------------------------------------------------------------------------------

/// Every piece but text shows a value, whose type says how; a constant is a number.
bool is_piece_type(const Program& program, const Piece& piece) {
    if (piece.from == Piece::From::Text) return piece.type == TypeId::None;
    if (raw(piece.type) >= program.types.size()) return false;
    return piece.from != Piece::From::Constant || is_integer(program.type(piece.type).kind);
}

// Fields that a piece of its kind does not use are as they are by default, so that a text that
// shows only the used ones stands for all of it.
bool is_canonical(const Piece& piece) {
    Piece expected;
    expected.from = piece.from;
    expected.style = piece.from == Piece::From::Text ? Piece::Style::Plain : piece.style;
    expected.type = piece.from == Piece::From::Text ? TypeId::None : piece.type;
    if (piece.from == Piece::From::Text) expected.text = piece.text;
    if (piece.from == Piece::From::Frame) expected.slot = piece.slot;
    if (piece.from == Piece::From::Constant || piece.from == Piece::From::Static) {
        expected.number = piece.number;
    }
    return piece.from <= Piece::From::Static && piece.style <= Piece::Style::Pointer &&
           piece == expected;
}

bool names_static(const Program& program, const StaticIndex& statics, const Piece& piece) {
    if (piece.number < 0 || piece.number > 0xffffffff) return false;
    const Address address{static_cast<std::uint32_t>(piece.number)};
    const Static* item = statics.at(address);
    if (!item) return false;
    if (program.type(piece.type).kind == TypeKind::Run) {
        return item->type == piece.type && item->address == address;
    }
    const std::uint64_t end = std::uint64_t{raw(address)} + program.type(piece.type).size;
    return end <= std::uint64_t{raw(item->address)} + item->size;
}

class FormatCheck {
public:
    FormatCheck(const Program& program, const StaticIndex& statics, Flaws& flaws)
        : m_program(program), m_statics(statics), m_flaws(flaws) {}

    // How many slots the frame of whoever uses the format must have.
    std::uint32_t check(const Format& format, std::size_t index) {
        m_slots = 0;
        for (const Piece& piece : format.pieces) {
            if (const char* wrong = check(piece)) {
                m_flaws.add(fmt::format("format {} has a piece {}", index, wrong));
                break;
            }
        }
        return m_slots;
    }

private:
    const char* check(const Piece& piece) {
        if (!is_canonical(piece)) return "of no known kind, or with fields it does not use";
        if (!is_piece_type(m_program, piece))
            return "of a type that does not exist or does not suit";
        if (piece.from == Piece::From::Static && !names_static(m_program, m_statics, piece)) {
            return "that is no static of its type";
        }
        if (piece.from == Piece::From::Frame) return check_slot(piece);
        return nullptr;
    }

    const char* check_slot(const Piece& piece) {
        if (!is_sized(m_program, piece.type)) return "whose type has no size";
        const std::uint32_t words = words_of(m_program.type(piece.type).size);
        if (words > piece.slot + 1u) return "that begins before the first slot";
        m_slots = std::max(m_slots, piece.slot + 1u);
        return nullptr;
    }

    const Program& m_program;
    const StaticIndex& m_statics;
    Flaws& m_flaws;
    std::uint32_t m_slots = 0;
};

// ---- instructions ------------------------------------------------------------------------------

class CodeCheck {
public:
    CodeCheck(const Program& program, Flaws& flaws)
        : m_program(program),
          m_flaws(flaws),
          m_statics(program),
          m_memory(program, m_statics),
          m_format_used(program.formats.size(), false) {}

    void check() {
        FormatCheck formats(m_program, m_statics, m_flaws);
        m_format_slots.reserve(m_program.formats.size());
        for (std::size_t i = 0; i < m_program.formats.size(); ++i) {
            m_format_slots.push_back(formats.check(m_program.formats[i], i));
        }
        m_call_slots.reserve(m_program.functions.size());
        for (const Function& function : m_program.functions) {
            m_call_slots.push_back(call_slots(function));
        }
        for (const Function& function : m_program.functions) check(function);
        // A format that nothing names has no frame to be checked against.
        for (std::size_t i = 0; i < m_format_used.size(); ++i) {
            if (!m_format_used[i]) m_flaws.add(fmt::format("no instruction uses format {}", i));
        }
    }

private:
    void add(std::string text) { m_flaws.add(m_index, std::move(text)); }

    void check(const Function& function) {
        m_function = &function;
        for (m_index = function.first; m_index < function.first + function.count; ++m_index) {
            if (m_flaws.full()) return;
            m_instruction = m_program.code[m_index];
            if (m_instruction.op >= opcode_count) {
                add(fmt::format("there is no opcode {}", m_instruction.op));
            } else if (instruction() && m_index + 1 == function.first + function.count &&
                       falls_through(m_instruction.opcode())) {
                add("control runs off the end of the function");
            }
        }
    }

    bool instruction() {
        const Opcode opcode = m_instruction.opcode();
        Instruction used;
        for (const OperandField& each : operands_of(opcode).operands()) {
            set_field(used, each.in, ~std::uint64_t{0});
            const auto value = field(m_instruction, each.in);
            if (const std::string wrong = operand(each.operand, value); !wrong.empty()) {
                add(wrong);
                return false;
            }
        }
        const Instruction& i = m_instruction;
        if (((i.a & ~used.a) | (i.b & ~used.b) | (i.c & ~used.c)) != 0 ||
            (i.imm & ~used.imm) != 0) {
            add("a field that it does not use is not zero");
            return false;
        }
        const std::string wrong = together();
        if (!wrong.empty()) add(wrong);
        return wrong.empty();
    }

    // One operand by itself; the empty text when it is sound.
    std::string operand(Operand operand, std::uint64_t value) {
        switch (operand) {
            case Operand::Written:
            case Operand::Read:
            case Operand::FirstSlot:
            case Operand::LastSlot:
            case Operand::OutgoingSlot:
            case Operand::Pointer:
            case Operand::Base:
            case Operand::Index: return slot(value);
            case Operand::Result: return value == no_slot ? std::string() : slot(value);
            case Operand::Pooled: return index(value, m_program.constants.size(), "constant");
            case Operand::Function: return index(value, m_program.functions.size(), "function");
            case Operand::EndTarget: return value == 0 ? std::string() : target(value);
            case Operand::Target: return target(value);
            case Operand::Type:
            case Operand::ElementType: return sized(value);
            case Operand::ResultType: return value == raw(TypeId::None) ? "" : sized(value);
            case Operand::PlaceType: return index(value, m_program.types.size(), "type");
            case Operand::OptionalFormat: return value == no_format ? std::string() : format(value);
            case Operand::Format: return format(value);
            case Operand::Kind: return kind(value);
            case Operand::None:
            case Operand::Number:
            case Operand::ArgumentWords:
            case Operand::Offset:
            case Operand::Global:
            case Operand::Bound: return {};
        }
        return {};
    }

    std::string slot(std::uint64_t value) const {
        if (value < m_function->slots) return {};
        return fmt::format("slot {} lies past the {} of the frame", value,
                           quantity(m_function->slots, "slot"));
    }

    static std::string index(std::uint64_t value, std::size_t count, const char* noun) {
        if (value < count) return {};
        return fmt::format("there is no {} {}; there are {}", noun, value, with_commas(count));
    }

    std::string target(std::uint64_t value) const {
        const std::uint64_t begin = raw(code_address(m_function->first));
        const std::uint64_t end = begin + std::uint64_t{m_function->count} * sizeof(Instruction);
        if (value >= begin && value < end && value % sizeof(Instruction) == 0) return {};
        return fmt::format("the target {:#x} is no instruction of the function", value);
    }

    std::string sized(std::uint64_t value) const {
        if (is_sized(m_program, TypeId{static_cast<std::uint32_t>(value)})) return {};
        return fmt::format("type {} does not exist or has no size", value);
    }

    std::string format(std::uint64_t value) {
        if (std::string wrong = index(value, m_program.formats.size(), "format"); !wrong.empty()) {
            return wrong;
        }
        m_format_used[value] = true;
        if (m_format_slots[value] <= m_function->slots) return {};
        return fmt::format("format {} shows slots past the {} of the frame", value,
                           quantity(m_function->slots, "slot"));
    }

    std::string kind(std::uint64_t value) const {
        // Not as a ValueKind: the field is wider than one.
        const auto is = [value](ValueKind kind) {
            return value == static_cast<std::uint64_t>(kind);
        };
        const bool raw_or_int = is(ValueKind::Raw) || is(ValueKind::Int);
        const bool pointer =
            is(ValueKind::Own) || is(ValueKind::Ref) || is(ValueKind::Mut) || is(ValueKind::Raw);
        if (m_instruction.opcode() == Opcode::Cast ? raw_or_int : pointer) return {};
        return fmt::format("{} is no kind of value that it makes", value);
    }

    // What the operands are to each other.
    std::string together() {
        const Instruction& i = m_instruction;
        switch (i.opcode()) {
            case Opcode::CopyWords:
            case Opcode::MoveWords: return apart(first_of(value_at(i.a), value_at(i.b)));
            case Opcode::New: return value_at(i.b);
            case Opcode::Unbox:
            case Opcode::Drop:
            case Opcode::DropEnd:
            case Opcode::Forget: return value_at(i.a);
            case Opcode::NewRun:
            case Opcode::NewRunK: return elements();
            case Opcode::End: return i.a <= i.b ? "" : "the range of slots ends before it begins";
            case Opcode::Call:
                return call(m_call_slots[i.low()], m_program.functions[i.low()].result);
            case Opcode::CallCode: return call_code();
            case Opcode::Ret:
            case Opcode::RetWord:
            case Opcode::RetType: return returns();
            default: return m_memory.check(*m_function, i);
        }
    }

    static std::string first_of(std::string a, std::string b) { return a.empty() ? b : a; }

    // A value of the instruction's type, named by its last slot.
    std::string value_at(Slot last) const { return value_at(last, m_instruction.type()); }
    std::string value_at(Slot last, TypeId type) const {
        const std::uint32_t words = words_of(m_program.type(type).size);
        if (words <= last + 1u) return {};
        return fmt::format("a value of {} cannot end at slot {}", quantity(words, "word"), last);
    }

    // What is copied may be what it replaces, but not a part of it.
    std::string apart(std::string wrong) const {
        const auto [a, b] = std::minmax(m_instruction.a, m_instruction.b);
        const std::uint32_t words = words_of(m_program.type(m_instruction.type()).size);
        if (!wrong.empty() || a == b || static_cast<std::uint32_t>(b - a) >= words) return wrong;
        return "the value and the place it goes to lie partly in each other";
    }

    std::string elements() const {
        if (m_program.type(m_instruction.type()).size > 0) return {};
        return "a run of elements of no bytes has no length";
    }

    std::string call_code() const {
        const TypeId result{m_instruction.high()};
        const std::uint32_t words = result == TypeId::None ? 0 : slots_of(m_program.type(result));
        return call(2 + std::uint64_t{words} + m_instruction.low(), result);
    }

    // The callee's frame overlays what lies behind the area, so that must be nothing but the area.
    std::string call(std::uint64_t area, TypeId result) const {
        const Instruction& i = m_instruction;
        if (i.a < outgoing_begin(*m_function)) {
            return fmt::format("the area of the call begins at slot {}, among the locals", i.a);
        }
        if (i.a + area > m_function->slots) {
            return fmt::format(
                "the area of the call, {} from slot {}, does not fit in the {} of the "
                "frame",
                quantity(area, "slot"), i.a, quantity(m_function->slots, "slot"));
        }
        if (i.b == no_slot) return {};
        if (result == TypeId::None) return "it takes a result that the function does not have";
        return value_at(i.b, result);
    }

    std::string returns() const {
        const Opcode opcode = m_instruction.opcode();
        const bool sound = opcode == Opcode::Ret       ? m_function->result == TypeId::None
                           : opcode == Opcode::RetWord ? m_function->result_words == 1
                                                       : m_instruction.type() == m_function->result;
        return sound ? "" : "it does not return what the function says it returns";
    }

    const Program& m_program;
    Flaws& m_flaws;
    StaticIndex m_statics;
    MemoryCheck m_memory;
    std::vector<std::uint32_t> m_format_slots;
    std::vector<bool> m_format_used;
    std::vector<std::uint32_t> m_call_slots;
    const Function* m_function = nullptr;
    std::uint32_t m_index = 0;
    Instruction m_instruction{};
};

}  // namespace

void check_code(const Program& program, Flaws& flaws) { CodeCheck(program, flaws).check(); }

}  // namespace freehold
