// SPDX-License-Identifier: MIT
// Words in the text of a statement: one put in place of another, one to be marked.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "freehold/diagnostic.hpp"

namespace freehold {

/// `now` in place of the word `was` that begins the text of a span, with the blanks behind it that
/// keep the rest where it is; nothing when something else begins it.
std::vector<Edit> replace_word(std::string_view text, Span span, std::string_view was,
                               std::string_view now);

/// Which of the operands is meant where a name stands there more than once.
enum class Side : std::uint8_t {
    Any,     ///< neither: then nothing is marked
    Target,  ///< the first, which is written
    Source,  ///< one behind it
};

/// Where an operand stands in the text of a span; the whole span where it is not there, or more
/// than once on its side, or only in a string.
Span operand_span(std::string_view text, Span span, std::string_view operand,
                  Side side = Side::Any);

}  // namespace freehold
