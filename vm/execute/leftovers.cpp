// SPDX-License-Identifier: MIT
#include "vm/execute/leftovers.hpp"

#include <algorithm>
#include <unordered_map>

#include "vm/execute/live_words.hpp"

namespace freehold {

namespace {

template <class Visit>
void for_each_content(const Run& run, Address block, Visit visit) {
    if (!run.heap.may_own(block)) return;
    visit_content(run, block,
                  [&](Address begin, Address end) { for_each_owner(run, begin, end, visit); });
}

/// Statics and live slots.
template <class Visit>
void for_each_root(const Run& run, Visit visit) {
    const auto look = [&](Address begin, Address end) { for_each_owner(run, begin, end, visit); };
    for_each_static_range(run, look);
    for_each_stack_range(run, look);
}

}  // namespace

Where find_owner(const Run& run, ObjectId block) {
    Where found;
    const auto look = [&](Address at, Address owned) {
        if (run.heap.id_of(owned) == block) found = run.where_memory(at);
    };
    for_each_root(run, look);
    run.heap.for_each_block([&](Address it) { for_each_content(run, it, look); });
    return found;
}

std::vector<Leftover> leftovers(const Run& run) {
    std::unordered_map<std::uint32_t, Address> owner;  // block address -> the place that owns it
    std::vector<Address> waiting;
    const auto reach = [&](Address at, Address block) {
        if (owner.emplace(raw(block), at).second) waiting.push_back(block);
    };
    for_each_root(run, reach);
    while (!waiting.empty()) {
        const Address block = waiting.back();
        waiting.pop_back();
        for_each_content(run, block, reach);
    }
    std::unordered_map<std::uint32_t, Address> leaked;  // the same, for owners in leaked blocks
    run.heap.for_each_block([&](Address block) {
        if (owner.contains(raw(block))) return;
        for_each_content(run, block,
                         [&](Address at, Address owned) { leaked.emplace(raw(owned), at); });
    });
    std::vector<Leftover> result;
    run.heap.for_each_block([&](Address block) {
        Leftover left{{run.heap.id_of(block), block, run.heap.size_of(block),
                       run.heap.end_of(block), run.heap.zone()},
                      false,
                      {}};
        if (const auto found = owner.find(raw(block)); found != owner.end()) {
            left.owned = true;
            left.owner = run.where_memory(found->second);
        } else if (const auto held = leaked.find(raw(block)); held != leaked.end()) {
            left.owner = run.where_memory(held->second);
        }
        result.push_back(left);
    });
    std::sort(result.begin(), result.end(),
              [](const Leftover& a, const Leftover& b) { return a.block.object < b.block.object; });
    return result;
}

}  // namespace freehold
