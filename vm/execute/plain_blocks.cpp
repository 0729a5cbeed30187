// SPDX-License-Identifier: MIT
#include "vm/execute/plain_blocks.hpp"

#include <cstring>

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
    const auto bytes = static_cast<std::uint32_t>(size);
    shape_block(run, block, element, bytes);
    std::memset(run.space.host(block.address), 0, bytes);
    run.heap.set_owned(block.address, true);
    return block;
}

Pointer new_value_plainly(Run& run, TypeId type, Address from) {
    const Type& it = run.program.type(type);
    Pointer block;
    if (!has_room(run, it.size) || !allocate(run, it.size, it.owns, Address{}, block)) return {};
    std::memcpy(run.space.host(block.address), run.space.host(from), it.size);
    const Shadow own = shadow::id_bits(block.object) | shadow::writable;
    Shadow* const to = &run.space.shadow(block.address);
    Shadow* const slots = &run.space.shadow(from);
    for (std::uint32_t left = it.size, k = 0; left > 0; ++k) {
        const std::uint32_t width = std::min(left, 8u);
        const Shadow inside = shadow::bytes(width, Address{}) << shadow::in_shift;
        to[k] = own | inside | (slots[k] & shadow::of_value);
        slots[k] = 0;
        left -= width;
    }
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
