// SPDX-License-Identifier: MIT
// A well-formed Program with every opcode in it, and some of everything else. Not one to run.
#pragma once

#include "tests/unit/support/program_builder.hpp"

namespace freehold::test {

class EveryOpcode {
public:
    static Program program() { return EveryOpcode().build(); }

private:
    EveryOpcode() : m_builder(2) {}

    Program build() {
        m_int = m_builder.type(TypeKind::Int);
        const TypeId byte = m_builder.type(TypeKind::U8);
        m_array = m_builder.array(8, m_int);
        const TypeId bytes = m_builder.run(byte);
        const TypeId node = m_builder.structure("Node", {{"value", m_int}, {"tag", byte}});
        const TypeId owner = m_builder.pointer(TypeKind::Own, node, true);
        const Address hello = m_builder.data("HELLO", bytes, "hello \"you\"\n");
        add_returning_functions();
        m_table = m_builder.data("TABLE", m_array, std::string(64, '\x01'), true);
        m_builder.bss("COUNT", m_int);
        m_builder.constant(-7);
        auto& main = m_builder.function("main");
        m_x = main.local("x", m_int);
        m_list = main.local("list", owner);
        m_a = main.local("a", m_array);
        m_area = main.outgoing(8);
        m_builder.format({text_piece("x = "), slot_piece(m_x, m_int), static_piece(hello, bytes),
                          number_piece(65, m_int, Piece::Style::Char)});
        main.label("again");
        for (std::uint16_t i = 0; i < opcode_count; ++i) add(main, static_cast<Opcode>(i));
        main.op(Opcode::Ret);
        Program program = m_builder.build();
        program.unsafe = {{5, 7}, {8, 8}, {8, 9}};
        return program;
    }

    void add_returning_functions() {
        auto& word = m_builder.function("word", {{"given", m_int}}, m_int);
        word.op(Opcode::Copy, 0, word.slot(0)).op(Opcode::RetWord);
        m_word = word.id;
        m_builder.function("typed", {}, m_int).op(Opcode::Const, 0, -1).op(Opcode::RetType, m_int);
    }

    void add(FunctionBuilder& main, Opcode opcode) {
        // What returns a result stands in functions that have one.
        if (opcode == Opcode::RetWord || opcode == Opcode::RetType) return;
        Instruction made;
        made.op = static_cast<std::uint16_t>(opcode);
        for (const OperandField& each : operands_of(opcode).operands()) {
            set_field(made, each.in, value(opcode, each.operand));
        }
        main.append(made);
    }

    // Something that fits any opcode with such an operand.
    std::uint64_t value(Opcode opcode, Operand operand) const {
        switch (operand) {
            case Operand::Written:
            case Operand::Result:
            case Operand::Read:
            case Operand::Index:
            case Operand::FirstSlot:
            case Operand::LastSlot: return m_x;
            case Operand::Pointer: return m_list;
            case Operand::Base: return m_a;
            case Operand::OutgoingSlot: return m_area;
            case Operand::Number: return 1234567;
            case Operand::Target: return 0;
            case Operand::EndTarget: return 3;
            case Operand::Type:
            case Operand::ElementType:
            case Operand::ResultType: return raw(m_int);
            case Operand::PlaceType: return raw(m_array);
            case Operand::Kind: return static_cast<std::uint64_t>(ValueKind::Raw);
            case Operand::Function: return raw(m_word);
            case Operand::ArgumentWords: return 2;
            case Operand::Offset: return opcode_info(opcode).names_place ? 0 : 16;
            case Operand::Global: return raw(m_table);
            case Operand::Bound: return 6;
            case Operand::Pooled:
            case Operand::Format:
            case Operand::OptionalFormat:
            case Operand::None: return 0;
        }
        return 0;
    }

    ProgramBuilder m_builder;
    TypeId m_int{}, m_array{};
    FunctionId m_word{};
    Address m_table{};
    Slot m_x = 0, m_a = 0, m_list = 0, m_area = 0;
};

}  // namespace freehold::test
