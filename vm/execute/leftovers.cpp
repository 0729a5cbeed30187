// SPDX-License-Identifier: MIT
#include "vm/execute/leftovers.hpp"

#include <algorithm>
#include <unordered_map>

namespace freehold {

namespace {

/// Calls visit(address, block) for each word of [begin, end) that owns a living block.
template <class Visit>
void for_each_owner(const Run& run, Address begin, Address end, Visit visit) {
    for (Address at = begin; at < end; at = at + 8) {
        const Shadow s = run.space.shadow(at);
        if (!owns(shadow::kind(s)) || shadow::init(s) != 0xff) continue;
        const auto owned = Pointer::from_word(run.space.read<std::uint64_t>(at));
        if (run.heap.is_block(owned)) visit(at, owned.address);
    }
}

template <class Visit>
void for_each_content(const Run& run, Address block, Visit visit) {
    if (!run.heap.may_own(block)) return;
    for_each_owner(run, block, block + 8 * words_of(run.heap.size_of(block)), visit);
}

/// Statics and live slots.
template <class Visit>
void for_each_root(const Run& run, Visit visit) {
    const Layout& layout = run.space.layout();
    for_each_owner(run, layout.data_begin, Address{raw(layout.data_end) & ~7u}, visit);
    for_each_owner(run, layout.bss_begin, Address{raw(layout.bss_end) & ~7u}, visit);
    if (run.depth() == 0) return;
    const Address low = run.fp_address() - run.function().frame_bytes();
    for_each_owner(run, low, layout.stack_end, visit);
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
        Leftover left{
            {run.heap.id_of(block), block, run.heap.size_of(block), run.heap.end_of(block)},
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
