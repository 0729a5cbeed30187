// SPDX-License-Identifier: MIT
// Programs made by hand, in a few lines:
//
//     ProgramBuilder b;
//     const TypeId integer = b.type(TypeKind::Int);
//     auto& main = b.function("main");
//     const Slot x = main.local("x", integer);
//     main.op(Opcode::Const, x, 20).op(Opcode::AddK, x, x, 22).op(Opcode::Ret);
//     const Program program = b.build();
//
// What build() gives is well-formed when what it was told is: types are laid out, frames counted,
// ids and addresses given. At most 256 instructions (a page; more on request) and a page of data,
// so that data lies at 0x2000 and bss at 0x3000.
#pragma once

#include <cstring>
#include <deque>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "freehold/program.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/operand_text.hpp"
#include "vm/isa/shape.hpp"
#include "vm/isa/type_layout.hpp"

namespace freehold::test {

/// The bits of an operand: a number, or an id.
template <class Value>
constexpr std::uint64_t operand_bits(Value value) {
    if constexpr (std::is_enum_v<Value>) {
        return static_cast<std::uint64_t>(static_cast<std::underlying_type_t<Value>>(value));
    } else {
        return static_cast<std::uint64_t>(value);
    }
}

/// One instruction. The operands come in the order in which they are written (operands_of); those
/// that may be left out, at the end, may be left out.
template <class... Values>
Instruction op(Opcode opcode, Values... values) {
    const std::vector<std::uint64_t> given{operand_bits(values)...};
    Instruction made;
    made.op = static_cast<std::uint16_t>(opcode);
    std::size_t next = 0;
    for (const OperandField& each : operands_of(opcode).operands()) {
        const std::uint64_t absent = left_out(each.operand).value_or(0);
        set_field(made, each.in, next < given.size() ? given[next++] : absent);
    }
    return made;
}

/// A function in the making. Jumps name instructions by their number in the function, from 0.
class FunctionBuilder {
public:
    FunctionBuilder(const Program& program, Function head)
        : m_program(program), m_function(std::move(head)) {}

    /// Declares a local and gives its base slot, behind all that were declared before.
    Slot local(std::string name, TypeId type) {
        Local local{};
        local.name = std::move(name);
        local.type = type;
        m_function.locals.push_back(std::move(local));
        place();
        return m_function.locals.back().base();
    }
    /// The base slot of a parameter or local.
    Slot slot(std::size_t index) const { return m_function.locals[index].base(); }
    /// The first slot of the outgoing area, which gets that many slots.
    Slot outgoing(std::uint32_t slots) {
        m_outgoing = slots;
        return static_cast<Slot>(place());
    }

    template <class... Values>
    FunctionBuilder& op(Opcode opcode, Values... values) {
        return append(test::op(opcode, values...));
    }
    FunctionBuilder& append(const Instruction& instruction) {
        m_code.push_back(instruction);
        return *this;
    }
    /// The next instruction has this label.
    FunctionBuilder& label(std::string name) {
        m_labels.push_back({std::move(name), id, size()});
        return *this;
    }
    /// How many instructions there are so far.
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_code.size()); }

    /// What calls name it by.
    FunctionId id = FunctionId::None;

    /// Adds the function to a program, behind its last.
    void finish(Program& program) {
        m_function.slots = place() + m_outgoing;
        m_function.first = static_cast<std::uint32_t>(program.code.size());
        m_function.count = size();
        for (Local& local : m_function.locals) {
            local.scope_begin = m_function.first;
            local.scope_end = m_function.first + m_function.count;
        }
        for (Instruction instruction : m_code) {
            relocate(instruction);
            program.code.push_back(instruction);
        }
        for (CodeLabel label : m_labels) {
            label.index += m_function.first;
            program.labels.push_back(std::move(label));
        }
        program.functions.push_back(m_function);
    }

private:
    // Puts result, parameters and locals one behind the other; the slot after them.
    std::uint32_t place() {
        std::uint32_t next = 0;
        if (m_function.result != TypeId::None) next = slots_of(m_program.type(m_function.result));
        m_function.result_words = static_cast<std::uint16_t>(next);
        for (Local& local : m_function.locals) {
            local.slot = static_cast<Slot>(next);
            local.words = static_cast<std::uint16_t>(slots_of(m_program.type(local.type)));
            next += local.words;
        }
        return next;
    }

    void relocate(Instruction& instruction) const {
        for (const OperandField& each : operands_of(instruction.opcode()).operands()) {
            const std::uint64_t number = field(instruction, each.in);
            const bool jumps = each.operand == Operand::Target ||
                               (each.operand == Operand::EndTarget && number != 0);
            if (!jumps) continue;
            const auto index = m_function.first + static_cast<std::uint32_t>(number);
            set_field(instruction, each.in, raw(code_address(index)));
        }
    }

    const Program& m_program;
    Function m_function;
    std::uint32_t m_outgoing = 0;
    std::vector<Instruction> m_code;
    std::vector<CodeLabel> m_labels;
};

class ProgramBuilder {
public:
    explicit ProgramBuilder(std::uint32_t pages_of_code = 1)
        : m_data_begin(Layout::code_begin + pages_of_code * Layout::page) {}

    // ---- types: each is asked for once -------------------------------------------------------
    TypeId type(TypeKind kind) { return add({kind}); }
    TypeId pointer(TypeKind kind, TypeId to, bool nullable = false) {
        Type type{kind, nullable};
        type.element = to;
        return add(type);
    }
    TypeId array(std::uint32_t count, TypeId element) {
        Type type{TypeKind::Array};
        type.element = element;
        type.count = count;
        return add(type);
    }
    TypeId run(TypeId element) {
        Type type{TypeKind::Run};
        type.element = element;
        return add(type);
    }
    TypeId structure(std::string name,
                     std::initializer_list<std::pair<const char*, TypeId>> fields) {
        Type type{TypeKind::Struct};
        type.structure = static_cast<std::uint32_t>(m_program.structs.size());
        Struct& structure = m_program.structs.emplace_back();
        structure.name = std::move(name);
        for (const auto& [field, field_type] : fields) {
            structure.fields.push_back({field, field_type});
        }
        return add(type);
    }

    // ---- statics: read-only ones first -------------------------------------------------------
    /// An initialised static; its bytes are its size.
    Address data(std::string name, TypeId type, const std::string& bytes, bool mut = false) {
        const auto offset = static_cast<std::uint32_t>(m_program.data.size());
        m_program.data.resize(offset + words_of(static_cast<std::uint32_t>(bytes.size())) * 8);
        if (!bytes.empty()) std::memcpy(m_program.data.data() + offset, bytes.data(), bytes.size());
        if (!mut) m_program.read_only_data = static_cast<std::uint32_t>(m_program.data.size());
        const auto size = static_cast<std::uint32_t>(bytes.size());
        return add(std::move(name), type, Segment::Data, mut, m_data_begin + offset, size);
    }
    /// A zeroed static. Data is declared before.
    Address bss(std::string name, TypeId type) {
        const std::uint32_t offset = m_program.bss;
        const std::uint32_t size = m_program.type(type).size;
        m_program.bss += words_of(size) * 8;
        return add(std::move(name), type, Segment::Bss, true, bss_begin() + offset, size);
    }

    // ---- functions: main is the one of that name ---------------------------------------------
    FunctionBuilder& function(std::string name,
                              std::initializer_list<std::pair<const char*, TypeId>> parameters = {},
                              TypeId result = TypeId::None) {
        Function head;
        head.name = std::move(name);
        head.object = next_id();
        head.result = result;
        head.parameters = static_cast<std::uint16_t>(parameters.size());
        FunctionBuilder& made = m_functions.emplace_back(m_program, std::move(head));
        made.id = FunctionId{static_cast<std::uint32_t>(m_functions.size() - 1)};
        for (const auto& [parameter, type] : parameters) made.local(parameter, type);
        return made;
    }

    std::uint16_t constant(std::int64_t number) {
        m_program.constants.push_back(number);
        return static_cast<std::uint16_t>(m_program.constants.size() - 1);
    }
    std::uint32_t format(std::vector<Piece> pieces) {
        m_program.formats.push_back({std::move(pieces)});
        return static_cast<std::uint32_t>(m_program.formats.size() - 1);
    }

    Program build() {
        Program program = m_program;
        for (FunctionBuilder& function : m_functions) function.finish(program);
        for (std::uint32_t i = 0; i < program.functions.size(); ++i) {
            if (program.functions[i].name == "main") program.main = FunctionId{i};
        }
        return program;
    }

private:
    TypeId add(const Type& type) {
        m_program.types.push_back(type);
        lay_out(m_program);
        return TypeId{static_cast<std::uint32_t>(m_program.types.size() - 1)};
    }
    Address add(std::string name, TypeId type, Segment segment, bool mut, Address address,
                std::uint32_t size) {
        Static item;
        item.name = std::move(name);
        item.object = next_id();
        item.type = type;
        item.mut = mut;
        item.segment = segment;
        item.address = address;
        item.size = size;
        m_program.statics.push_back(std::move(item));
        return address;
    }
    Address bss_begin() const { return m_data_begin + (m_program.data.empty() ? 0 : Layout::page); }
    ObjectId next_id() { return ObjectId{m_next_id--}; }

    Address m_data_begin;
    Program m_program;
    std::deque<FunctionBuilder> m_functions;
    std::uint32_t m_next_id = 0xffffffff;
};

/// Pieces of a format.
inline Piece text_piece(std::string text) {
    Piece piece;
    piece.text = std::move(text);
    return piece;
}
inline Piece slot_piece(Slot slot, TypeId type, Piece::Style style = Piece::Style::Plain) {
    Piece piece;
    piece.from = Piece::From::Frame;
    piece.slot = slot;
    piece.type = type;
    piece.style = style;
    return piece;
}
inline Piece static_piece(Address address, TypeId type) {
    Piece piece;
    piece.from = Piece::From::Static;
    piece.number = raw(address);
    piece.type = type;
    return piece;
}
inline Piece number_piece(std::int64_t number, TypeId type, Piece::Style style) {
    Piece piece;
    piece.from = Piece::From::Constant;
    piece.number = number;
    piece.type = type;
    piece.style = style;
    return piece;
}

}  // namespace freehold::test
