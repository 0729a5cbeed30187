// SPDX-License-Identifier: MIT
// The heap as a laboratory: which allocator works in it, and what can be measured of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace freehold {

/// Which free chunk a block is given.
enum class HeapPolicy : std::uint8_t {
    Segregated,  ///< a list for each class of sizes, the newest chunk of the smallest that fits
    FirstFit,    ///< one list by address, the first that is large enough
    NextFit,     ///< the same, from where the last search ended
    BestFit,     ///< the smallest that is large enough
    WorstFit,    ///< the largest
    Buddy,       ///< sizes are powers of two; halves are split off, and joined with their twin
    Bump,        ///< none: every block is new, what is freed is never used again
};
inline constexpr std::uint32_t heap_policy_count = 7;

/// "first-fit", as in `--heap-policy=first-fit`.
std::string_view policy_word(HeapPolicy policy);
/// "first fit".
std::string_view policy_name(HeapPolicy policy);

/// When free neighbours become one chunk.
enum class Coalesce : std::uint8_t {
    Now,       ///< as soon as a block is freed
    Deferred,  ///< all at once, when no free chunk is large enough for a request
    Off,       ///< never
};
/// "now".
std::string_view coalesce_word(Coalesce coalesce);

/// What an allocator is built of. The default is the one whose addresses all documents show.
struct HeapSettings {
    HeapPolicy policy = HeapPolicy::Segregated;
    Coalesce coalesce = Coalesce::Now;
    std::uint32_t quarantine = 0;  ///< so many freed blocks wait, before the oldest is free
    std::uint32_t redzone = 0;  ///< guarding bytes before and behind each block; rounded up to 16
    std::optional<std::uint8_t> fill_new = {};   ///< what the bytes of a new block are
    std::optional<std::uint8_t> fill_free = {};  ///< and those of a freed one
    /// Searches, splits and joins are counted. Costs a little; nothing else differs.
    bool counts = false;
    /// Events say why a place was chosen (Event::placement). Counts, too.
    bool tells_placement = false;

    /// The bytes of a red zone, as they are.
    std::uint32_t zone() const { return (redzone + 15) & ~15u; }
    /// All free chunks are in one list, in order of addresses; else in lists by size.
    bool has_one_list() const {
        return policy != HeapPolicy::Segregated && policy != HeapPolicy::Buddy;
    }

    friend bool operator==(const HeapSettings&, const HeapSettings&) = default;
};

inline constexpr std::uint32_t most_redzone = 4096;
inline constexpr std::uint32_t most_quarantine = 1'000'000;

/// Where a new block came from, and what it took to find that.
struct Placement {
    enum class From : std::uint8_t {
        Untold,  ///< nobody asked
        Top,     ///< behind all other chunks: bytes never used, or used no longer
        Free,    ///< a free chunk
    };
    From from = From::Untold;
    HeapPolicy policy{};
    std::uint32_t examined = 0;   ///< free chunks whose size was looked at
    std::uint32_t free = 0;       ///< free chunks there were
    std::uint32_t chunk = 0;      ///< bytes of the chunk found, header included
    std::uint32_t split_off = 0;  ///< bytes of it that stay free
    std::uint32_t joined = 0;     ///< chunks that were joined first (Coalesce::Deferred)
    friend bool operator==(const Placement&, const Placement&) = default;
};

/// The heap in numbers. What is counted is 0 unless HeapSettings::counts.
struct HeapStats {
    HeapSettings settings{};
    std::uint32_t blocks = 0;         ///< alive
    std::uint32_t asked = 0;          ///< bytes asked for by those
    std::uint32_t peak_asked = 0;     ///< most at once
    std::uint32_t span = 0;           ///< bytes from the heap's begin to its top
    std::uint32_t peak_span = 0;      ///< to the highest byte ever used
    std::uint32_t header_bytes = 0;   ///< of headers of living blocks
    std::uint32_t zone_bytes = 0;     ///< of their red zones
    std::uint32_t padding_bytes = 0;  ///< of their chunks beyond all that: internal fragmentation
    std::uint32_t free_chunks = 0;
    std::uint32_t free_bytes = 0;  ///< headers included
    std::uint32_t largest_free = 0;
    std::uint32_t quarantined = 0;        ///< blocks
    std::uint32_t quarantined_bytes = 0;  ///< of their chunks
    std::uint64_t allocations = 0;        ///< ever
    std::uint64_t frees = 0;

    // Counted:
    std::uint64_t examined = 0;       ///< free chunks looked at by all allocations
    std::uint32_t most_examined = 0;  ///< by one
    std::uint64_t splits = 0;         ///< one chunk became two
    std::uint64_t joins = 0;          ///< two became one
    std::uint64_t all_asked = 0;      ///< bytes asked for by all blocks that ever were
    std::uint64_t all_padding = 0;    ///< of their chunks beyond that, header and red zones
    std::uint32_t free_at_peak = 0;   ///< bytes free when the heap last grew larger than ever

    /// How much of the heap at its largest was put to use at the best moment: peak_asked of
    /// peak_span, in thousandths. 1000 where nothing was allocated.
    std::uint32_t utilisation() const;
    /// How much of the free bytes is not in the largest free chunk, in thousandths.
    std::uint32_t external_fragmentation() const;
    /// How much of the heap was free when it last had to grow all the same, in thousandths.
    std::uint32_t fragmentation_at_peak() const;
    /// How much of what all blocks ever took, headers and red zones apart, nobody had asked for, in
    /// thousandths.
    std::uint32_t internal_fragmentation() const;
};

}  // namespace freehold
