// SPDX-License-Identifier: MIT
// Source text and places in it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/ids.hpp"

namespace freehold {

/// A file could not be read or written. The one exception of the library: it is the environment's
/// fault, never a program's. `what()` names the path and the reason.
class FileError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The text of one file, with the name under which the user gave it.
class Source {
public:
    Source(std::string name, std::string text);

    /// Reads a file; "-" is standard input (named `<stdin>`). Throws FileError when the file cannot
    /// be read, is a directory, or is larger than `max_bytes`.
    static Source read(const std::string& path);
    static constexpr std::size_t max_bytes = 256u << 20;

    const std::string& name() const { return m_name; }
    std::string_view text() const { return m_text; }

    /// Line and column, both from 1; the column counts code points. An offset past the end is the
    /// end.
    struct Position {
        std::uint32_t line;
        std::uint32_t column;
        friend bool operator==(Position, Position) = default;
    };
    Position position(std::uint32_t offset) const;

    /// The text of a line (from 1), without its line ending; empty past the last line.
    std::string_view line(std::uint32_t number) const;
    std::uint32_t line_count() const { return static_cast<std::uint32_t>(m_line_starts.size()); }
    /// Where a line (from 1, at most line_count()) begins.
    std::uint32_t line_start(std::uint32_t number) const { return m_line_starts[number - 1]; }

private:
    std::string m_name;
    std::string m_text;
    std::vector<std::uint32_t> m_line_starts;
};

/// All files of one program; FileId is the index. The first is the one the user named.
using Sources = std::vector<Source>;

/// Bytes [begin, end) of a file. Empty spans mark a place between two characters.
struct Span {
    FileId file{};
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    constexpr bool empty() const { return begin == end; }
    friend constexpr bool operator==(Span, Span) = default;
};

/// The smallest span that covers both; both lie in the same file.
constexpr Span join(Span a, Span b) {
    return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace freehold
