// SPDX-License-Identifier: MIT
#include "vm/grade/block_check.hpp"

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/grade/block_name.hpp"

namespace freehold::grade {

namespace {

/// The block that a rubric means; of an owner's name the first that was freed as its. nullptr:
/// there is none.
const BlockFacts* block_called(const std::string& name, const std::vector<BlockFacts>& blocks) {
    const auto numbered = block_name(name);
    if (numbered && numbered->type.empty()) {
        return numbered->number <= blocks.size() ? &blocks[numbered->number - 1] : nullptr;
    }
    const BlockFacts* found = nullptr;
    for (const BlockFacts& block : blocks) {
        if (numbered) {
            if (block.type == numbered->type && block.nth == numbered->number) return &block;
        } else if (block.last_owner == name && (found == nullptr || block.freed < found->freed)) {
            found = &block;
        }
    }
    return found;
}

std::string no_such_block(const std::string& name) {
    return is_block_name(name) ? "no block `" + name + "` was made"
                               : "no block was freed as `" + name + "`'s";
}

/// The first of the list that comes too early, or is not freed at all.
std::string order_miss(const std::vector<std::string>& names,
                       const std::vector<BlockFacts>& blocks) {
    std::uint64_t last = 0;
    std::string before;
    for (const std::string& name : names) {
        const BlockFacts* block = block_called(name, blocks);
        if (block == nullptr) return no_such_block(name);
        if (block->freed == 0) return "`" + name + "` is never freed";
        if (block->freed <= last) return "`" + name + "` is freed before `" + before + "`";
        last = block->freed;
        before = name;
    }
    return "";
}

}  // namespace

std::vector<std::string> block_misses(const Expectations& expects,
                                      const std::vector<BlockFacts>& blocks, bool hidden) {
    std::vector<std::string> misses;
    if (std::string miss = order_miss(expects.freed, blocks); !miss.empty()) {
        misses.push_back(hidden ? "blocks are not freed in the order that is expected" : miss);
    }
    for (const std::string& name : expects.moved) {
        const BlockFacts* block = block_called(name, blocks);
        if (block != nullptr && block->moved) continue;
        if (hidden) {
            misses.push_back("a block did not change its owner that should");
        } else if (block == nullptr) {
            misses.push_back(no_such_block(name));
        } else {
            misses.push_back("`" + name + "` never changed its owner");
        }
    }
    return misses;
}

}  // namespace freehold::grade
