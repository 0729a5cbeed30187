// SPDX-License-Identifier: MIT
// What `freehold run` was asked for.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "freehold/event.hpp"
#include "freehold/machine.hpp"
#include "vm/cli/arguments.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/load.hpp"

namespace freehold::cli {

struct RunRequest {
    std::string path;
    Options options;  ///< without input and output
    EventSet events;
    bool verify = true;  ///< first; what is not proven does not run
    bool debug_on_fault = false;
    bool quiet = false;
    bool map = false;
    bool heap_stats = false;
    bool json = false;  ///< standard output is the JSON document
    bool leaks_are_errors = false;
    std::optional<std::string> input;
    std::optional<std::string> record;
    std::optional<std::string> report_file;
};

RunRequest run_request(const Arguments& arguments);

/// A source that is read from standard input leaves nothing there for the program: nullptr.
std::unique_ptr<DescriptorInput> open_input(const RunRequest& request);

/// What contradicts itself in it.
std::optional<UsageError> contradiction(const RunRequest& request);

/// The file that the run would read and write, or write twice.
std::optional<UsageError> overwriting(const RunRequest& request, const Loaded& loaded);

/// Whether the segments fit together in 32 bits of addresses.
std::optional<UsageError> too_large(const RunRequest& request, const Program& program);

}  // namespace freehold::cli
