// SPDX-License-Identifier: MIT
#include "vm/observe/names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "freehold/machine.hpp"
#include "vm/base/text.hpp"
#include "vm/execute/memory_names.hpp"
#include "vm/execute/names.hpp"
#include "vm/isa/form.hpp"

namespace freehold {

namespace {

std::string file_name(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos || slash + 1 == path.size() ? path : path.substr(slash + 1);
}

std::string short_place(const Program& program, const std::string& file, std::uint32_t line) {
    if (program.sources.size() == 1) return fmt::format("line {}", line);
    return fmt::format("{}:{}", file_name(file), line);
}

}  // namespace

std::string MachineNames::place(Address address) const { return m_machine.place_name(address); }

std::string MachineNames::where(const Where& where) const {
    return where.in == Where::In::Nowhere ? "" : m_machine.where_name(where);
}

std::vector<std::string> MachineNames::locals(const Where& first, const Where& last) const {
    if (first.in != Where::In::Frame || last.in != Where::In::Frame) return {};
    const Program& program = m_machine.program();
    const Function& function = program.function(first.function);
    const std::string frame = first.activation > 1
                                  ? function.name + "#" + std::to_string(first.activation)
                                  : function.name;
    std::vector<std::string> names;
    for (const Local& local : function.locals) {
        if (local.slot < first.slot || local.slot > last.slot) continue;
        names.push_back(frame + "." + local_name(program, function, local));
    }
    return names;
}

std::string MachineNames::function(FunctionId function) const {
    return function == FunctionId::None ? "" : m_machine.program().function(function).name;
}

std::string MachineNames::instruction(std::uint32_t index) const {
    const auto& code = m_machine.program().code;
    return index < code.size() ? std::string{opcode_info(code[index].opcode()).mnemonic} : "";
}

std::string MachineNames::memory(std::uint32_t index) const {
    const Program& program = m_machine.program();
    return index < program.code.size() ? printable(memory_name(program, index)) : "";
}

std::string MachineNames::source(std::uint32_t index) const {
    const SourceLine place = source_line(index);
    if (place.line == 0) return "";
    return short_place(m_machine.program(), place.file, place.line);
}

Names::SourceLine MachineNames::source_line(std::uint32_t index) const {
    const Program& program = m_machine.program();
    if (index >= program.spans.size()) return {};
    const Span span = program.spans[index];
    if (raw(span.file) >= program.sources.size()) return {};
    const Source& source = program.sources[raw(span.file)];
    return {source.name(), source.position(span.begin).line};
}

std::uint32_t MachineNames::source_columns() const {
    const Program& program = m_machine.program();
    if (program.spans.empty()) return 0;
    std::size_t longest = 0;
    for (const Source& source : program.sources) {
        const std::string last = short_place(program, source.name(), source.line_count());
        longest = std::max<std::size_t>(longest, display_width(last));
    }
    return static_cast<std::uint32_t>(longest);
}

}  // namespace freehold
