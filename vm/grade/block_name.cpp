// SPDX-License-Identifier: MIT
#include "vm/grade/block_name.hpp"

namespace freehold::grade {

std::optional<BlockName> block_name(std::string_view text) {
    const auto hash = text.rfind('#');
    if (hash == std::string_view::npos) return std::nullopt;
    const std::string_view digits = text.substr(hash + 1);
    if (digits.empty() || digits.size() > 9) return std::nullopt;
    BlockName name{std::string{text.substr(0, hash)}, 0};
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        name.number = name.number * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    return name.number == 0 || name.number > most_named_blocks ? std::nullopt : std::optional{name};
}

}  // namespace freehold::grade
