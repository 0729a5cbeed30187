// SPDX-License-Identifier: MIT
#include "assembler/other_assemblies.hpp"

#include <algorithm>
#include <array>

namespace freehold::assembler {
namespace {

constexpr std::string_view to_a_slot =
    "a number goes into a slot with `const x, 5`, a value with `copy x, y`, an owner with "
    "`move x, y`";
constexpr std::string_view from_memory =
    "memory is read with `load x, [p]`, in the width of the place";
constexpr std::string_view to_memory =
    "memory is written with `store [p], x`, in the width of the place";
constexpr std::string_view address =
    "the address of a place is `borrow p, x`; a raw one, in `unsafe`, is `addr p, x`";
constexpr std::string_view no_stack =
    "values stand in named locals instead, and `call f(x)` passes them";
constexpr std::string_view no_flags =
    "there are no flags: `blt x, y, L` compares and branches, `lt d, x, y` gives 1 or 0";
constexpr std::string_view constants_too = "`add`, `sub` and the others take a constant as well";
constexpr std::string_view no_system =
    "there are no system calls: `print`, `read_int` and `exit` are instructions";
constexpr std::string_view condition =
    "a condition is a branch: `bne x, y, L` goes to the label L if x and y differ";
constexpr std::string_view loop =
    "a loop is a label and a branch: `next:` before it, `blt i, n, next` at its end";
constexpr std::string_view input = "`read_int x` reads a number, `read_line s` a line";
constexpr std::string_view ends =
    "the program ends where `main` does `ret`; `exit 0` ends it anywhere";

// clang-format off
constexpr std::array words{
    ForeignWord{"mov",     "", to_a_slot},
    ForeignWord{"movl",    "", to_a_slot},
    ForeignWord{"movq",    "", to_a_slot},
    ForeignWord{"mv",      "", to_a_slot},
    ForeignWord{"set",     "", to_a_slot},
    ForeignWord{"let",     "", "a slot is declared by `local x: int`, and `const x, 5` gives it a number"},
    ForeignWord{"var",     "", "a slot is declared by `local x: int`, and `const x, 5` gives it a number"},
    ForeignWord{"li",      "const", ""},
    ForeignWord{"ldi",     "const", ""},
    ForeignWord{"inc",     "", "one is added with `add x, x, 1`"},
    ForeignWord{"dec",     "", "one is taken off with `sub x, x, 1`"},
    ForeignWord{"neg",     "", "the sign is turned with `sub x, 0, x`"},
    ForeignWord{"addi",    "add", constants_too},
    ForeignWord{"addiu",   "add", constants_too},
    ForeignWord{"subi",    "sub", constants_too},
    ForeignWord{"muli",    "mul", constants_too},
    ForeignWord{"andi",    "and", constants_too},
    ForeignWord{"ori",     "or",  constants_too},
    ForeignWord{"xori",    "xor", constants_too},
    ForeignWord{"imul",    "mul", ""},
    ForeignWord{"idiv",    "div", ""},
    ForeignWord{"mod",     "rem", ""},
    ForeignWord{"sll",     "shl", ""},
    ForeignWord{"srl",     "shru", ""},
    ForeignWord{"sra",     "shr", ""},
    ForeignWord{"sal",     "shl", ""},
    ForeignWord{"sar",     "shr", ""},
    ForeignWord{"lea",     "", address},
    ForeignWord{"la",      "", address},
    ForeignWord{"lb",      "", from_memory},
    ForeignWord{"lbu",     "", from_memory},
    ForeignWord{"lh",      "", from_memory},
    ForeignWord{"lw",      "", from_memory},
    ForeignWord{"ld",      "", from_memory},
    ForeignWord{"ldr",     "", from_memory},
    ForeignWord{"sb",      "", to_memory},
    ForeignWord{"sh",      "", to_memory},
    ForeignWord{"sw",      "", to_memory},
    ForeignWord{"sd",      "", to_memory},
    ForeignWord{"st",      "", to_memory},
    ForeignWord{"str",     "", to_memory},
    ForeignWord{"push",    "", no_stack},
    ForeignWord{"pop",     "", no_stack},
    ForeignWord{"cmp",     "", no_flags},
    ForeignWord{"test",    "", no_flags},
    ForeignWord{"je",      "", "`beq x, y, L` goes to L if x and y are equal"},
    ForeignWord{"jz",      "", "`beq x, 0, L` goes to L if x is 0; of a pointer, `bnull p, L` asks"},
    ForeignWord{"beqz",    "", "`beq x, 0, L` goes to L if x is 0; of a pointer, `bnull p, L` asks"},
    ForeignWord{"jne",     "", "`bne x, y, L` goes to L if x and y differ"},
    ForeignWord{"jnz",     "", "`bne x, 0, L` goes to L if x is not 0; of a pointer, `bnonnull p, L` asks"},
    ForeignWord{"bnez",    "", "`bne x, 0, L` goes to L if x is not 0; of a pointer, `bnonnull p, L` asks"},
    ForeignWord{"jl",      "", "`blt x, y, L` goes to L if x < y"},
    ForeignWord{"jle",     "", "`ble x, y, L` goes to L if x <= y"},
    ForeignWord{"jg",      "", "`bgt x, y, L` goes to L if x > y"},
    ForeignWord{"jge",     "", "`bge x, y, L` goes to L if x >= y"},
    ForeignWord{"jb",      "", "`bltu x, y, L` goes to L if x < y, both unsigned"},
    ForeignWord{"ja",      "", "`bgtu x, y, L` goes to L if x > y, both unsigned"},
    ForeignWord{"j",       "jmp", ""},
    ForeignWord{"b",       "jmp", ""},
    ForeignWord{"br",      "jmp", ""},
    ForeignWord{"goto",    "jmp", ""},
    ForeignWord{"jal",     "", "a function is called with `call f(x)`"},
    ForeignWord{"jalr",    "", "a function is called with `call f(x)`"},
    ForeignWord{"bl",      "", "a function is called with `call f(x)`"},
    ForeignWord{"jr",      "", "a function is left with `ret`"},
    ForeignWord{"return",  "ret", ""},
    ForeignWord{"halt",    "", ends},
    ForeignWord{"hlt",     "", ends},
    ForeignWord{"stop",    "", ends},
    ForeignWord{"nop",     "", "nothing takes no instruction: leave the line out"},
    ForeignWord{"syscall", "", no_system},
    ForeignWord{"ecall",   "", no_system},
    ForeignWord{"swi",     "", no_system},
    ForeignWord{"svc",     "", no_system},
    ForeignWord{"int",     "", no_system},
    ForeignWord{"if",      "", condition},
    ForeignWord{"elif",    "", condition},
    ForeignWord{"else",    "", "the other case stands behind a label; `jmp L` goes past it"},
    ForeignWord{"while",   "", loop},
    ForeignWord{"for",     "", loop},
    ForeignWord{"do",      "", loop},
    ForeignWord{"loop",    "", loop},
    ForeignWord{"break",   "", "`jmp L` goes to a label, out of a scope as well"},
    ForeignWord{"continue", "", "`jmp L` goes to a label, out of a scope as well"},
    ForeignWord{"println", "print", ""},
    ForeignWord{"echo",    "print", ""},
    ForeignWord{"scanf",   "", input},
    ForeignWord{"read",    "", input},
    ForeignWord{"input",   "", input},
    ForeignWord{"printf",  "print", ""},
    ForeignWord{"puts",    "", "a text is printed with `print \"text\\n\"`, a static of bytes with `print \"{}\\n\", NAME`"},
    ForeignWord{"malloc",  "", "a block comes from `new p, int(5)`, one of raw bytes, in `unsafe`, from `alloc p, 16`"},
    ForeignWord{"delete",  "drop", ""},
};
// clang-format on

constexpr std::string_view integers = "numbers are integers: an `int` has 64 bits";
constexpr std::string_view texts =
    "`own bytes` owns a text, `ref bytes` borrows one; `include <string.fh>` brings `String`";
constexpr std::string_view as_unsigned =
    "an `int` has 64 bits; `divu`, `bltu` and others take it as unsigned";

constexpr std::array types{
    ForeignType{"float", "", integers},
    ForeignType{"double", "", integers},
    ForeignType{"f32", "", integers},
    ForeignType{"f64", "", integers},
    ForeignType{"string", "", texts},
    ForeignType{"str", "", texts},
    ForeignType{"integer", "int", ""},
    ForeignType{"long", "int", ""},
    ForeignType{"short", "int", ""},
    ForeignType{"i64", "int", ""},
    ForeignType{"isize", "int", ""},
    ForeignType{"unsigned", "", as_unsigned},
    ForeignType{"u64", "", as_unsigned},
    ForeignType{"usize", "", as_unsigned},
    ForeignType{"size_t", "", as_unsigned},
    ForeignType{"boolean", "bool", ""},
    ForeignType{"void", "", "what has no result has no `->`"},
};

}  // namespace

const ForeignType* find_foreign_type(std::string_view word) {
    const auto found = std::find_if(types.begin(), types.end(),
                                    [&](const ForeignType& row) { return row.word == word; });
    return found == types.end() ? nullptr : &*found;
}

const ForeignWord* find_foreign(std::string_view word) {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const ForeignWord& row) { return row.word == word; });
    return found == words.end() ? nullptr : &*found;
}

}  // namespace freehold::assembler
