// SPDX-License-Identifier: MIT
// What the renderer has to know about where its text goes: how wide it is, and whether it takes
// colours. Asking the system and deciding are two functions, so that the decisions can be tested.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace freehold {

/// `--color=auto|always|never`.
enum class ColorChoice : std::uint8_t { Auto, Always, Never };

/// What the system says about a file descriptor and the environment.
struct TerminalFacts {
    bool is_terminal = false;
    std::optional<std::uint32_t> columns = {};         ///< as the terminal itself says
    std::optional<std::string> columns_variable = {};  ///< $COLUMNS
    std::optional<std::string> no_color = {};          ///< $NO_COLOR
    std::optional<std::string> term = {};              ///< $TERM
};

/// Asks the system; changes nothing. For a descriptor that is closed it is "no terminal".
TerminalFacts terminal_facts(int file_descriptor);

inline constexpr std::uint32_t default_columns = 80;
inline constexpr std::uint32_t fewest_columns = 40;

/// How many columns to use: what the terminal says, else $COLUMNS when it is a positive number,
/// else 80; never fewer than 40.
std::uint32_t usable_columns(const TerminalFacts& facts);

/// Whether to write colours. An explicit choice wins; `auto` means a terminal that is not `dumb`,
/// and no $NO_COLOR that is set and not empty.
bool use_color(ColorChoice choice, const TerminalFacts& facts);

/// "auto", "always" or "never"; nothing for any other word.
std::optional<ColorChoice> color_choice(std::string_view word);

}  // namespace freehold
