// SPDX-License-Identifier: MIT
// How a rubric names a block that a run makes: `#3`, the third; `Node#2`, the second Node.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace freehold::grade {

/// So many blocks of a run are noted one by one.
inline constexpr std::uint64_t most_named_blocks = 100'000;

struct BlockName {
    std::string type;  ///< empty: of any
    std::uint64_t number = 0;
};

/// Nothing where the text is of another form.
std::optional<BlockName> block_name(std::string_view text);
inline bool is_block_name(std::string_view text) { return block_name(text).has_value(); }

}  // namespace freehold::grade
