// SPDX-License-Identifier: MIT
// For the tests of validate(): programs that are well-formed until a test breaks one thing.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/support/program_builder.hpp"
#include "vm/isa/validate.hpp"

namespace freehold::test {

/// What is wrong with the program, one flaw a line.
inline std::string flaws_of(const Program& program) {
    std::string text;
    for (const Flaw& flaw : validate(program)) text += flaw_text(program, flaw) + '\n';
    return text;
}

/// Expects a flaw with these words.
inline void expect_flaw(const Program& program, const std::string& words) {
    const std::string flaws = flaws_of(program);
    EXPECT_NE(flaws.find(words), std::string::npos)
        << "flaws: " << (flaws.empty() ? "none" : flaws);
}
inline void expect_sound(const Program& program) { EXPECT_EQ(flaws_of(program), ""); }

/// A program with one of most things. Its functions are `twice`, with a parameter `n`, and `main`.
struct Sample {
    Program program;
    TypeId integer{}, byte{}, array{}, text{}, node{}, owner{};
    Slot x = 0, list = 0, a = 0;

    Sample() {
        ProgramBuilder b;
        integer = b.type(TypeKind::Int);
        byte = b.type(TypeKind::U8);
        array = b.array(4, integer);
        text = b.run(byte);
        node = b.structure("Node", {{"value", integer}, {"tag", byte}});
        owner = b.pointer(TypeKind::Own, node, true);
        hello = b.data("HELLO", text, "hello");
        table = b.data("TABLE", array, std::string(32, '\0'), true);
        b.bss("COUNT", integer);
        b.constant(7);
        auto& twice = b.function("twice", {{"n", integer}}, integer);
        twice.op(Opcode::Add, 0, twice.slot(0), twice.slot(0)).op(Opcode::RetWord);
        auto& main = b.function("main");
        x = main.local("x", integer);
        list = main.local("list", owner);
        a = main.local("a", array);
        const Slot area = main.outgoing(4);
        b.format({text_piece("x = "), slot_piece(x, integer)});
        main.op(Opcode::Const, x, 5)            // instruction 1 of main
            .op(Opcode::StoreKG, table, 0)      // 2
            .op(Opcode::LoadFX, x, a, 0, x, 4)  // 3
            .label("again")
            .op(Opcode::Call, x, twice.id, area)  // 4
            .op(Opcode::New, list, a, node)       // 5
            .op(Opcode::Print, 0)                 // 6
            .op(Opcode::DropEnd, list, owner)     // 7
            .op(Opcode::BeqK, x, 3, 3)            // 8
            .op(Opcode::Ret);                     // 9
        program = b.build();
    }

    Function& twice() { return program.functions[0]; }
    Function& main() { return program.functions[1]; }
    /// An instruction of main, from 1.
    Instruction& at(std::uint32_t number) { return program.code[main().first + number - 1]; }
    void expect(const std::string& words) const { expect_flaw(program, words); }

    Address hello{}, table{};
};

// The sample, with another instruction in place of its first, which is not the last.

inline void expect_flaw_of(const Instruction& instruction, const std::string& words) {
    Sample s;
    s.at(1) = instruction;
    s.expect(words);
}
inline void expect_sound_with(const Instruction& instruction) {
    Sample s;
    s.at(1) = instruction;
    expect_sound(s.program);
}

}  // namespace freehold::test
