// SPDX-License-Identifier: MIT
// The values of options, by their rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "freehold/event.hpp"
#include "vm/cli/arguments.hpp"
#include "vm/cli/catalogue.hpp"
#include "vm/cli/numbers.hpp"

namespace freehold::cli {

/// Of a Size, Count or Duration.
Parsed<std::uint64_t> number_of(const OptionSpec& option, std::string_view text);

/// "heap,moves".
Parsed<EventSet> events_in(std::string_view text);

/// "N=1000".
Parsed<std::pair<std::string, std::int64_t>> define_in(std::string_view text);

/// What is wrong with the value of an option; nothing when it is in order.
std::optional<UsageError> check_value(const OptionSpec& option, const std::string& text);

/// The parts of a text between separators; at least one, perhaps empty.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The words of a text, in backticks each.
std::vector<std::string> quoted_words(std::string_view words);

}  // namespace freehold::cli
