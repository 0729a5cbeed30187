// SPDX-License-Identifier: MIT
// From a file name to a Program, whether it is a text or an image.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/program.hpp"
#include "vm/cli/arguments.hpp"
#include "vm/cli/console.hpp"

namespace freehold::cli {

/// The program itself could not be read; the text of F001.
class UnreadableProgram : public FileError {
public:
    using FileError::FileError;
    Diagnostic diagnostic() const;
};

struct Loaded {
    std::string name;  ///< as reports call it
    bool image = false;
    bool library = false;            ///< all that it lacks, or was given, is a `main`
    std::optional<Program> program;  ///< exactly when there is no error
    std::vector<Diagnostic> diagnostics;
    std::uint32_t uncounted = 0;
    Sources sources;  ///< what the diagnostics refer to

    /// Errors found, those beyond the limit included.
    std::uint64_t errors() const;
};

/// Which of the two it is, the content tells. `-` is standard input. Throws UnreadableProgram
/// when the file itself cannot be read.
Loaded load_program(const std::string& path, const Arguments& arguments);

/// The functions of a library, with an empty `main` behind them, so that they can be verified.
Loaded load_library(const Loaded& loaded, const Arguments& arguments);

/// The diagnostics as text, with a last line that counts the errors.
void say_diagnostics(const Loaded& loaded, Console& console);

}  // namespace freehold::cli
