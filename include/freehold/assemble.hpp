// SPDX-License-Identifier: MIT
// Text to Program.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/program.hpp"

namespace freehold {

struct AssembleOptions {
    /// `-D name=value`: the value of `const name` instead of the one in the source.
    std::vector<std::pair<std::string, std::int64_t>> defines = {};
    /// Folders in which `include <name>` is looked up, in order.
    std::vector<std::string> library = {};
    /// Reads a file that the file called `from` includes (empty: the assembler itself looks for a
    /// name in its library); by default Source::read(path). May throw FileError (reported as F001).
    std::function<Source(const std::string& path, const std::string& from)> read = {};
    /// After so many errors the rest is only counted.
    std::uint32_t max_errors = 100;
};

struct Assembly {
    std::optional<Program> program;       ///< exactly when there is no error
    std::vector<Diagnostic> diagnostics;  ///< in the order of the source; errors and warnings
    std::uint32_t uncounted = 0;          ///< errors beyond max_errors
    bool library = false;                 ///< there are functions, and all they lack is a `main`
    Sources sources;                      ///< what the diagnostics' spans refer to
};

/// Assembles a program, its includes included. Never throws for what a text contains. A text whose
/// first line is `.expanded` is read as the disassembler writes it.
Assembly assemble(Source source, const AssembleOptions& options = {});

}  // namespace freehold
