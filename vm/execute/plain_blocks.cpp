// SPDX-License-Identifier: MIT
#include "vm/execute/plain_blocks.hpp"

#include "vm/execute/owners.hpp"

namespace freehold {

namespace {

/// What may be done without a look at the clock: little, and not for ever.
bool is_soon_done(const Run& run, std::uint64_t size) {
    constexpr std::uint64_t little = 4096;
    return size <= little && run.work < Run::much_work;
}

/// Whether allocate() will succeed, and has nothing to look at.
bool has_room(const Run& run, std::uint64_t size) {
    return is_soon_done(run, size) && blocks_unseen(run) && !run.unchecked() &&
           run.objects.has_ids() && run.heap.has_room_on_top(size);
}

}  // namespace

Pointer new_zeros_plainly(Run& run, TypeId element, std::int64_t count) {
    const Type& type = run.program.type(element);
    const std::uint64_t most = run.space.extent();
    if (static_cast<std::uint64_t>(count) > most || type.owns) return {};
    const std::uint64_t size = static_cast<std::uint64_t>(count) * type.size;
    Pointer block;
    if (!has_room(run, size) || !allocate(run, size, false, Address{}, block)) return {};
    fill_with_zeros(run, block, element, static_cast<std::uint32_t>(size));
    run.heap.set_owned(block.address, true);
    return block;
}

Pointer new_value_plainly(Run& run, TypeId type, Address from) {
    const Type& it = run.program.type(type);
    Pointer block;
    if (!has_room(run, it.size) || !allocate(run, it.size, it.owns, Address{}, block)) return {};
    fill_from_slots(run, block, it.size, from);
    run.heap.set_owned(block.address, true);
    return block;
}

bool free_plainly(Run& run, Pointer block) {
    if (!blocks_unseen(run) || run.unchecked()) return false;
    if (!run.heap.is_block(block) || run.heap.may_own(block.address)) return false;
    if (!is_soon_done(run, run.heap.size_of(block.address))) return false;
    return release(run, block, Reason::Explicit, Address{}, ObjectId::None);
}

}  // namespace freehold
