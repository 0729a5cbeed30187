// SPDX-License-Identifier: MIT
#include "tests/agreement/library/mutate.hpp"

#include <cctype>

#include "tests/agreement/library/lines.hpp"
#include "vm/isa/form.hpp"

namespace freehold::agreement {
namespace {

std::string text_of(const Lines& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    return text;
}

bool is_instruction(const std::string& line) {
    if (line.empty() || line.back() == ':' || line.back() == '{' || line.back() == '}')
        return false;
    for (const char* word : {"fn ", "local ", "struct ", "data ", "bss "}) {
        if (line.rfind(word, 0) == 0) return false;
    }
    return true;
}

bool is_of_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

/// `x3` becomes another `x`.
void rename_one(std::string& line, Random& random) {
    std::vector<std::size_t> names;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const bool begins = i == 0 || (std::isalnum(static_cast<unsigned char>(line[i - 1])) == 0 &&
                                       line[i - 1] != '.' && line[i - 1] != '_');
        if (begins && line[i] == 'x' &&
            std::isdigit(static_cast<unsigned char>(line[i + 1])) != 0) {
            names.push_back(i);
        }
    }
    if (names.empty()) return;
    const std::size_t at = random.of(names);
    std::size_t end = at + 1;
    while (end < line.size() && std::isdigit(static_cast<unsigned char>(line[end])) != 0) ++end;
    line.replace(at, end - at, "x" + std::to_string(random.below(6)));
}

/// Another opcode with the same operands.
void exchange_opcode(Instruction& instruction, Random& random) {
    const OpcodeInfo& here = opcode_info(instruction.opcode());
    for (int tries = 0; tries < 50; ++tries) {
        const auto other = static_cast<Opcode>(random.below(opcode_count));
        const OpcodeInfo& there = opcode_info(other);
        if (there.form != here.form || there.names_place != here.names_place) continue;
        instruction.op = static_cast<std::uint16_t>(other);
        return;
    }
}

}  // namespace

std::string mutate_text(const std::string& text, Random& random) {
    Lines lines = lines_of(text);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (is_instruction(lines[i])) places.push_back(i);
    }
    if (places.size() < 2) return text;
    const std::size_t which = random.below(places.size() - 1);
    const std::size_t a = places[which];
    const std::size_t b = places[which + 1];
    const auto place = [&](std::size_t at) {
        return lines.begin() + static_cast<std::ptrdiff_t>(at);
    };
    switch (random.below(6)) {
        case 0: lines.erase(place(a)); break;
        case 1: lines.insert(place(a), std::string(lines[a])); break;
        case 2: std::swap(lines[a], lines[b]); break;
        case 3: {  // to anywhere else
            const std::string moved = lines[a];
            lines.insert(place(random.of(places)), moved);
            break;
        }
        default: rename_one(lines[a], random);
    }
    return text_of(lines);
}

std::string exchange_word(const std::string& text, Random& random) {
    struct Word {
        std::size_t begin, size;
    };
    std::vector<Word> words;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_of_word(text[i])) continue;
        if (i == 0 || !is_of_word(text[i - 1])) words.push_back({i, 0});
        ++words.back().size;
    }
    if (words.empty()) return text;
    const Word to = random.of(words);
    const Word from = random.of(words);
    return text.substr(0, to.begin) + text.substr(from.begin, from.size) +
           text.substr(to.begin + to.size);
}

void mutate_code(freehold::Program& program, Random& random) {
    std::vector<Instruction>& code = program.code;
    if (code.size() < 2) return;
    const std::uint32_t at = random.below(code.size() - 1);
    Instruction& here = code[at];
    switch (random.below(9)) {
        case 0:
        case 1: {
            Instruction jump;
            jump.op = static_cast<std::uint16_t>(Opcode::Jmp);
            set_field(jump, form_info(Form::L).operands()[0].in, raw(code_address(at + 1)));
            here = jump;
            return;
        }
        case 2: code[at + 1] = here; return;
        case 3:
        case 4: std::swap(here, code[at + 1]); return;
        case 5: exchange_opcode(here, random); return;
        default: break;
    }
    const auto operands = operands_of(here.opcode()).operands();
    if (operands.empty()) return;
    const OperandField operand = operands[random.below(operands.size())];
    switch (operand.operand) {
        case Operand::Written:
        case Operand::Read:
        case Operand::Pointer:
        case Operand::Index: {
            const Function& function = program.function(function_at(program, at));
            set_field(here, operand.in, random.below(function.slots == 0 ? 1 : function.slots));
            return;
        }
        case Operand::Target: {
            const Function& function = program.function(function_at(program, at));
            const std::uint32_t to = function.first + random.below(function.count);
            set_field(here, operand.in, raw(code_address(to)));
            return;
        }
        case Operand::Offset: set_field(here, operand.in, 4u * random.below(6)); return;
        case Operand::Type:
        case Operand::ElementType:
        case Operand::ResultType:
        case Operand::PlaceType:
            set_field(here, operand.in, random.below(program.types.size()));
            return;
        case Operand::Function:
            set_field(here, operand.in, random.below(program.functions.size()));
            return;
        case Operand::Bound: set_field(here, operand.in, random.below(5)); return;
        default: return;
    }
}

}  // namespace freehold::agreement
