// SPDX-License-Identifier: MIT
// What `freehold trace` was asked for.
#pragma once

#include <optional>
#include <string>

#include "vm/cli/run_request.hpp"
#include "vm/observe/trace_text.hpp"

namespace freehold::cli {

struct TraceRequest {
    enum class Format : std::uint8_t { Text, Lines, Chrome };

    RunRequest run;
    Format format = Format::Text;
    std::string target = "-";  ///< `-o`; "-" is standard output
    Step first = 1;
    Step last = ~Step{0};
    std::optional<Step> last_steps;  ///< --last
    TraceText::Entries entries = TraceText::Entries::Instructions;
    TraceFilter filter;  ///< but for its function, which takes a program to look for it in
    std::optional<std::string> function;
};

TraceRequest trace_request(const Arguments& arguments);

/// What contradicts itself in it.
std::optional<UsageError> contradiction(const TraceRequest& request, const Arguments& arguments);

/// The file that it would read and write, or write twice.
std::optional<UsageError> overwriting(const TraceRequest& request, const Loaded& loaded);

/// Looks for --function; what is wrong with it.
std::optional<UsageError> find_function(TraceRequest& request, const Program& program);

}  // namespace freehold::cli
