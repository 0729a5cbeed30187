// SPDX-License-Identifier: MIT
// The words that a program may still use: of statics, of living blocks, of living frames.
#pragma once

#include "vm/execute/run.hpp"

namespace freehold {

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

/// Calls visit(begin, end) for the words of statics.
template <class Visit>
void for_each_static_range(const Run& run, Visit visit) {
    const Layout& layout = run.space.layout();
    visit(layout.data_begin, Address{raw(layout.data_end) & ~7u});
    visit(layout.bss_begin, Address{raw(layout.bss_end) & ~7u});
}

/// The same for those of living frames.
template <class Visit>
void for_each_stack_range(const Run& run, Visit visit) {
    if (run.depth() == 0) return;
    visit(run.fp_address() - run.function().frame_bytes(), run.space.layout().stack_end);
}

/// The same for those of a living block.
template <class Visit>
void visit_content(const Run& run, Address block, Visit visit) {
    visit(block, block + 8 * words_of(run.heap.size_of(block)));
}

}  // namespace freehold
