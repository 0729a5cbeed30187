// SPDX-License-Identifier: MIT
#include "vm/cli/trace_target.hpp"

#include <unistd.h>

namespace freehold::cli {

TraceTarget::TraceTarget(const std::string& path, Console& console)
    : m_console(console), m_to_terminal(path == "-" && isatty(STDOUT_FILENO) == 1) {
    if (path != "-") m_file.emplace(path);
}

/// A person sees each step at once, also where the program then waits for input.
bool TraceTarget::write(std::string_view lines) {
    constexpr std::size_t enough = 1u << 16;
    if (m_waiting.empty() && lines.size() >= enough) {
        return m_file ? m_file->write_lines(lines) : m_console.output().write_lines(lines);
    }
    m_waiting += lines;
    return (m_waiting.size() < enough && !m_to_terminal) || flush();
}

bool TraceTarget::flush() {
    const bool taken =
        m_file ? m_file->write_lines(m_waiting) : m_console.output().write_lines(m_waiting);
    m_waiting.clear();
    return taken;
}

void TraceTarget::close() {
    flush();
    if (m_file) m_file->close();
}

}  // namespace freehold::cli
