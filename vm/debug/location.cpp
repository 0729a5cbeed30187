// SPDX-License-Identifier: MIT
#include "vm/debug/location.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "vm/base/text.hpp"
#include "vm/isa/code_place.hpp"

namespace freehold::debug {

namespace {

bool is_in_file(const Program& program, std::uint32_t index, std::string_view file) {
    if (file.empty()) return raw(program.span_of(index).file) == 0;
    const std::string name = program.sources[raw(program.span_of(index).file)].name();
    const std::size_t slash = name.rfind('/');
    return name == file || (slash != name.npos && name.substr(slash + 1) == file);
}

Location at_line(const Program& program, std::string_view file, std::uint32_t line) {
    std::uint32_t best = 0;
    Location found;
    for (std::uint32_t k = 0; k < program.code.size(); ++k) {
        if (k >= program.spans.size() || !is_in_file(program, k, file)) continue;
        const std::uint32_t at = line_of(program, k);
        if (at < line || (best != 0 && at > best) || !begins_line(program, k)) continue;
        if (at != best) found.instructions.clear();
        best = at;
        found.instructions.push_back(k);
    }
    const std::string in = file.empty() ? "" : fmt::format(" in `{}`", printable(file));
    if (found.instructions.empty()) {
        found.problem = fmt::format("there is no code at line {}{} or after it", line, in);
    }
    found.name = fmt::format("line {}{}", best, in);
    return found;
}

std::string label_name(const Program& program, const CodeLabel& label) {
    return program.function(label.function).name + "." + label.name;
}

Location at_name(const Program& program, std::string_view name, std::uint32_t index) {
    for (const Function& function : program.functions) {
        if (function.name == name) return {{function.first}, fmt::format("`{}`", name), {}};
    }
    const FunctionId here = function_at(program, index);
    for (const bool anywhere : {false, true}) {
        for (const CodeLabel& label : program.labels) {
            const bool fits = (label.name == name && (anywhere || label.function == here)) ||
                              label_name(program, label) == name;
            if (fits) return {{label.index}, "`" + label_name(program, label) + "`", {}};
        }
    }
    const std::vector<std::string> names = location_names(program);
    const auto near = nearest(name, {names.begin(), names.end()});
    return {{},
            {},
            fmt::format("there is no function, label or line `{}`{}", printable(name),
                        near ? "; did you mean `" + *near + "`?" : std::string{})};
}

bool parse_line(std::string_view text, std::uint32_t& line) {
    const auto result = std::from_chars(text.data(), text.data() + text.size(), line);
    return !text.empty() && result.ec == std::errc{} && result.ptr == text.data() + text.size();
}

}  // namespace

bool begins_line(const Program& program, std::uint32_t index) {
    if (index == 0 || index == program.function(function_at(program, index)).first) return true;
    const Span here = program.span_of(index);
    const Span before = program.span_of(index - 1);
    return here.file != before.file || line_of(program, index) != line_of(program, index - 1);
}

std::vector<std::string> location_names(const Program& program) {
    std::vector<std::string> names;
    for (const Function& function : program.functions) names.push_back(function.name);
    for (const CodeLabel& label : program.labels) names.push_back(label.name);
    for (const CodeLabel& label : program.labels) names.push_back(label_name(program, label));
    return names;
}

Location find_location(const Program& program, std::string_view text, std::uint32_t index) {
    const std::size_t colon = text.rfind(':');
    const std::string_view file = colon == text.npos ? std::string_view{} : text.substr(0, colon);
    std::uint32_t line = 0;
    if (parse_line(text.substr(colon == text.npos ? 0 : colon + 1), line)) {
        return at_line(program, file, line);
    }
    return at_name(program, text, index);
}

}  // namespace freehold::debug
