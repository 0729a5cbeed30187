// SPDX-License-Identifier: MIT
#include "vm/base/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace freehold {
namespace {

std::optional<std::string> variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? std::optional<std::string>(value) : std::nullopt;
}

std::optional<std::uint32_t> window_columns(int file_descriptor) {
    winsize size{};
    if (ioctl(file_descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
    return size.ws_col;
}

/// The number that is the whole of the text; nothing when it is none or too large.
std::optional<std::uint32_t> number(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    std::uint32_t value = 0;
    const char* end = text->data() + text->size();
    const auto [stopped, error] = std::from_chars(text->data(), end, value);
    if (error != std::errc{} || stopped != end || value == 0) return std::nullopt;
    return value;
}

}  // namespace

TerminalFacts terminal_facts(int file_descriptor) {
    return {isatty(file_descriptor) == 1, window_columns(file_descriptor), variable("COLUMNS"),
            variable("NO_COLOR"), variable("TERM")};
}

std::uint32_t usable_columns(const TerminalFacts& facts) {
    const std::uint32_t columns =
        facts.columns.value_or(number(facts.columns_variable).value_or(default_columns));
    return std::max(columns, fewest_columns);
}

bool use_color(ColorChoice choice, const TerminalFacts& facts) {
    if (choice != ColorChoice::Auto) return choice == ColorChoice::Always;
    const bool refused = facts.no_color && !facts.no_color->empty();
    return facts.is_terminal && !refused && facts.term != "dumb";
}

std::optional<ColorChoice> color_choice(std::string_view word) {
    if (word == "auto") return ColorChoice::Auto;
    if (word == "always") return ColorChoice::Always;
    if (word == "never") return ColorChoice::Never;
    return std::nullopt;
}

}  // namespace freehold
