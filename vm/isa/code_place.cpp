// SPDX-License-Identifier: MIT
#include "vm/isa/code_place.hpp"

#include "vm/base/text.hpp"
#include "vm/isa/instruction_text.hpp"

namespace freehold {

namespace {

const Source* source_of(const Program& program, std::uint32_t index) {
    const Span span = program.span_of(index);
    const bool known = index < program.spans.size() && raw(span.file) < program.sources.size();
    return known ? &program.sources[raw(span.file)] : nullptr;
}

std::string_view trimmed(std::string_view line) {
    const auto begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return line.substr(begin, line.find_last_not_of(" \t") - begin + 1);
}

std::string_view last_part(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::string_view without_comment(std::string_view line) {
    char quote = '\0';
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (quote != '\0') {
            if (c == '\\') ++at;
            if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == ';') {
            return line.substr(0, at);
        }
    }
    return line;
}

std::uint32_t line_of(const Program& program, std::uint32_t index) {
    const Source* source = source_of(program, index);
    return source == nullptr ? 0 : source->position(program.span_of(index).begin).line;
}

std::string file_of(const Program& program, std::uint32_t index) {
    const Source* source = source_of(program, index);
    return source == nullptr ? "" : source->name();
}

std::string place_of(const Program& program, std::uint32_t index) {
    const std::uint32_t line = line_of(program, index);
    if (line == 0) {
        const Function& function = program.function(function_at(program, index));
        return "instruction " + std::to_string(index - function.first);
    }
    if (raw(program.span_of(index).file) == 0) return "line " + std::to_string(line);
    return printable(last_part(file_of(program, index))) + ":" + std::to_string(line);
}

std::string text_of_line(const Program& program, std::uint32_t index) {
    if (const std::uint32_t line = line_of(program, index); line != 0) {
        const Source& source = *source_of(program, index);
        return printable(trimmed(without_comment(source.line(line))));
    }
    const StaticIndex statics(program);
    const Function& function = program.function(function_at(program, index));
    return printable(InstructionText(program, function, statics).text(program.code[index]));
}

std::vector<FunctionId> own_functions(const Program& program, FunctionId left_out) {
    std::vector<FunctionId> own;
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        const bool included = raw(program.functions[f].span.file) != 0;
        if (!included && FunctionId{f} != left_out) own.push_back(FunctionId{f});
    }
    return own;
}

}  // namespace freehold
