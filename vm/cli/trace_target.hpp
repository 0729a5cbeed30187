// SPDX-License-Identifier: MIT
// Where a trace goes: standard output, or the file of `-o`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "vm/cli/console.hpp"
#include "vm/cli/files.hpp"

namespace freehold::cli {

class TraceTarget {
public:
    /// "-" is standard output. Throws FileError.
    TraceTarget(const std::string& path, Console& console);

    /// Takes whole lines; false once it takes no more.
    bool write(std::string_view lines);
    /// Throws FileError when not all could be written to the file. What is wrong with standard
    /// output, the console knows.
    void close();
    bool to_terminal() const { return m_to_terminal; }

private:
    bool flush();

    Console& m_console;
    std::optional<FileWriter> m_file;
    bool m_to_terminal;
    std::string m_waiting;
};

}  // namespace freehold::cli
