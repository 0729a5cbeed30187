// SPDX-License-Identifier: MIT
// What a command must not write over: the files it reads, and its own other outputs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "freehold/source.hpp"
#include "vm/cli/arguments.hpp"

namespace freehold::cli {

/// A file that an option names, to be written.
struct OutputFile {
    std::string option;  ///< "--record"
    std::string path;
};

/// The first output that would destroy a file that is read ("-" is standard input), or another
/// output. Paths are told apart by the file they lead to, through links as well. What is no regular
/// file (/dev/null, a pipe) loses nothing.
std::optional<UsageError> overwriting(const std::vector<OutputFile>& outputs,
                                      const std::vector<std::string>& inputs);

/// The same for what `-o` names ("-" is standard output), of a program read from `path`.
std::optional<UsageError> overwriting_by_o(const std::string& target, const std::string& path,
                                           const Sources& sources);

/// The files that a program was read from: the one named, and those it includes.
std::vector<std::string> files_of(const std::string& path, const Sources& sources);

}  // namespace freehold::cli
