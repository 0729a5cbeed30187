// SPDX-License-Identifier: MIT
// Formatting for a binary that holds all its libraries: many systems have fmt only as a shared
// library. Everywhere else fmt is a library; with all of it in its headers a build takes thrice as
// long.
#define FMT_HEADER_ONLY
#include <fmt/format.h>

namespace freehold {

// Whoever formats calls this. Taking its address brings it here, with all that it needs; compiled
// with -fno-inline, so that others find each piece.
extern std::string (*const format_anything)(fmt::string_view, fmt::format_args);
std::string (*const format_anything)(fmt::string_view, fmt::format_args) = fmt::vformat;

}  // namespace freehold
