// SPDX-License-Identifier: MIT
#include "tests/unit/assembler/support.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "vm/isa/form.hpp"
#include "vm/isa/static_index.hpp"
#include "vm/isa/validate.hpp"

namespace freehold::test {
namespace {

std::string slot(std::uint64_t value) { return value == no_slot ? "-" : fmt::format("s{}", value); }

std::string global(const Program& program, std::uint64_t address) {
    const StaticIndex index(program);
    const Address at{static_cast<std::uint32_t>(address)};
    const Static* item = index.at(at);
    if (item == nullptr) return "?";
    return fmt::format("{}+{}", item->name, at - item->address);
}

std::string show(const Program& program, const Function& function, Operand operand,
                 std::uint64_t value) {
    const TypeId type{static_cast<std::uint32_t>(value)};
    switch (operand) {
        case Operand::Number: return fmt::format("{}", static_cast<std::int64_t>(value));
        case Operand::Pooled: return fmt::format("#{}", program.constants[value]);
        case Operand::Target:
        case Operand::EndTarget:
            if (value == 0) return "-";
            return fmt::format(
                "@{}", code_index(Address{static_cast<std::uint32_t>(value)}) - function.first);
        case Operand::Type:
        case Operand::ElementType:
        case Operand::PlaceType: return fmt::format("<{}>", type_name(program, type));
        case Operand::ResultType:
            return type == TypeId::None ? "-" : fmt::format("<{}>", type_name(program, type));
        case Operand::Kind: return std::string(kind_name(static_cast<ValueKind>(value)));
        case Operand::Function: return program.functions[value].name;
        case Operand::Format:
        case Operand::OptionalFormat: return value == no_format ? "-" : "format";
        case Operand::ArgumentWords: return fmt::format("{} words", value);
        case Operand::Pointer: return fmt::format("[s{}]", value);
        case Operand::Base: return fmt::format("&s{}", value);
        case Operand::Offset: return fmt::format("+{}", value);
        case Operand::Global: return global(program, value);
        case Operand::Index: return fmt::format("[s{}]", value);
        case Operand::Bound: return value == no_bound ? "of ?" : fmt::format("of {}", value);
        default: return slot(value);
    }
}

std::string show(const Program& program, const Function& function, const Instruction& instruction) {
    std::string line(opcode_info(instruction.opcode()).name);
    const char* separator = " ";
    for (const OperandField& each : operands_of(instruction.opcode()).operands()) {
        const bool joined = each.operand == Operand::Offset;
        line += joined ? "" : separator;
        line += show(program, function, each.operand, field(instruction, each.in));
        separator = ", ";
    }
    return line;
}

std::string in_main(std::string_view statements, std::string_view declarations,
                    std::string_view end) {
    return fmt::format("fn main() {{\n{}\n{}}}\n{}", statements, end, declarations);
}

}  // namespace

Assembly assemble_text(std::string_view text, const std::map<std::string, std::string>& files,
                       AssembleOptions options) {
    options.read = [files](const std::string& path, const std::string&) {
        const auto found = files.find(path);
        if (found == files.end()) throw FileError(path + ": no such file");
        return Source(path, found->second);
    };
    return assemble(Source("test.fh", std::string(text)), options);
}

Program program_of(std::string_view text) {
    Assembly assembly = assemble_text(text);
    EXPECT_EQ(messages(text), Lines{});
    if (!assembly.program) return {};
    for (const Flaw& flaw : validate(*assembly.program)) {
        ADD_FAILURE() << flaw_text(*assembly.program, flaw);
    }
    return std::move(*assembly.program);
}

Lines code_of(std::string_view text, std::string_view name) {
    const Program program = program_of(text);
    Lines lines;
    for (const Function& function : program.functions) {
        if (function.name != name) continue;
        for (std::uint32_t i = 0; i < function.count; ++i) {
            lines.push_back(show(program, function, program.code[function.first + i]));
        }
    }
    return lines;
}

Lines body(std::string_view statements, std::string_view declarations) {
    return code_of(in_main(statements, declarations, ""));
}

Lines messages(std::string_view text) {
    const Assembly assembly = assemble_text(text);
    Lines lines;
    for (const Diagnostic& diagnostic : assembly.diagnostics) {
        const Label* label = primary_label(diagnostic);
        std::string place;
        if (label != nullptr) {
            const Source& source = assembly.sources[raw(label->span.file)];
            const Source::Position at = source.position(label->span.begin);
            place = fmt::format(" {}:{}", at.line, at.column);
        }
        lines.push_back(code_name(diagnostic.code) + place + " " + diagnostic.headline);
    }
    return lines;
}

Lines messages_in_body(std::string_view statements, std::string_view declarations) {
    return messages(in_main(statements, declarations, "ret\n"));
}

std::string edited(const Assembly& assembly, std::size_t diagnostic) {
    std::string text(assembly.sources[0].text());
    const auto& help = assembly.diagnostics.at(diagnostic).help;
    if (!help) return text;
    for (std::size_t i = help->edits.size(); i-- > 0;) {
        const Edit& edit = help->edits[i];
        text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.replacement);
    }
    return text;
}

Diagnostic only_mistake(std::string_view text) {
    const Assembly assembly = assemble_text(text);
    EXPECT_EQ(assembly.diagnostics.size(), 1u)
        << fmt::format("{}", fmt::join(messages(text), "\n"));
    return assembly.diagnostics.empty() ? Diagnostic{} : assembly.diagnostics.front();
}

std::string repeated(std::string_view piece, std::size_t count) {
    std::string text;
    text.reserve(piece.size() * count);
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
}

}  // namespace freehold::test
