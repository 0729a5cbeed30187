// SPDX-License-Identifier: MIT
// Which lines of a file a report shows, and what is marked on each.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "vm/base/excerpt.hpp"

namespace freehold {

/// A span that lies in a text we have, its end within that text and not before its begin.
struct PlacedSpan {
    const Source* source;
    std::uint32_t begin;
    std::uint32_t end;
};

/// Nothing when the file is unknown, has no text (a stripped image), or ends before the span
/// begins.
std::optional<PlacedSpan> place(Span span, const Sources& sources);

/// The line, from 1, in which an offset lies; in O(log n), however long the line is.
std::uint32_t line_number(const Source& source, std::uint32_t offset);

/// The text of a label with its step: "@7 block #1 freed here".
std::string told_text(const Label& label);

/// A label, or what is drawn for a part of it, on one line.
struct LineLabel {
    ByteRange bytes;  ///< of the line
    bool primary = false;
    std::string text;
};

/// A label over several lines: a bar in one of the lanes left of the source.
struct LongLabel {
    std::uint32_t first_line = 0;
    std::uint32_t last_line = 0;
    LineLabel first;  ///< its first character, without text
    LineLabel last;   ///< its last character, with the text
    std::size_t lane = 0;
};

/// What is marked on one line.
struct MarkedLine {
    std::vector<LineLabel> labels = {};    ///< ascending by begin, then by end
    std::vector<std::size_t> begins = {};  ///< the long labels that begin here, as indices
    std::vector<std::size_t> ends = {};    ///< and that end here
};

struct SnippetPlan {
    std::map<std::uint32_t, MarkedLine> lines = {};  ///< by number
    std::vector<LongLabel> long_labels = {};
    std::size_t lanes = 0;  ///< at most 4; further long labels are marked on their first line only
};

/// The labels all lie in `source` and are placed.
SnippetPlan plan_snippet(const Source& source, const std::vector<const Label*>& labels);

}  // namespace freehold
