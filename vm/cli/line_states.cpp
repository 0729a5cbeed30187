// SPDX-License-Identifier: MIT
#include "vm/cli/line_states.hpp"

#include "vm/isa/code_place.hpp"

namespace freehold::cli {

namespace {

bool same_line(const Program& program, std::uint32_t a, std::uint32_t b) {
    const std::uint32_t line = line_of(program, a);
    return line != 0 && line == line_of(program, b) &&
           program.span_of(a).file == program.span_of(b).file;
}

}  // namespace

std::vector<LineFacts> LineStates::of(FunctionId id) {
    const Function& function = m_program.function(id);
    const std::uint32_t end = function.first + function.count;
    std::vector<LineFacts> lines;
    for (std::uint32_t i = function.first; i < end;) {
        LineFacts& line = lines.emplace_back();
        line.begin = i++;
        while (i < end && same_line(m_program, line.begin, i)) ++i;
        line.end = i;
        line.slots = m_states.before(line.begin);
    }
    return lines;
}

}  // namespace freehold::cli
