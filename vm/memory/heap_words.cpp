// SPDX-License-Identifier: MIT
// What the heap's settings are called, and its numbers as fractions.
#include "freehold/heap.hpp"

namespace freehold {

namespace {

/// part of whole, in thousandths.
std::uint32_t thousandths(std::uint64_t part, std::uint64_t whole) {
    return static_cast<std::uint32_t>(part * 1000 / whole);
}

}  // namespace

std::string_view policy_word(HeapPolicy policy) {
    switch (policy) {
        case HeapPolicy::Segregated: return "segregated";
        case HeapPolicy::FirstFit: return "first-fit";
        case HeapPolicy::NextFit: return "next-fit";
        case HeapPolicy::BestFit: return "best-fit";
        case HeapPolicy::WorstFit: return "worst-fit";
        case HeapPolicy::Buddy: return "buddy";
        case HeapPolicy::Bump: break;
    }
    return "bump";
}

std::string_view policy_name(HeapPolicy policy) {
    switch (policy) {
        case HeapPolicy::FirstFit: return "first fit";
        case HeapPolicy::NextFit: return "next fit";
        case HeapPolicy::BestFit: return "best fit";
        case HeapPolicy::WorstFit: return "worst fit";
        default: return policy_word(policy);
    }
}

std::string_view coalesce_word(Coalesce coalesce) {
    switch (coalesce) {
        case Coalesce::Now: return "now";
        case Coalesce::Deferred: return "deferred";
        case Coalesce::Off: break;
    }
    return "off";
}

std::uint32_t HeapStats::utilisation() const {
    return peak_span == 0 ? 1000 : thousandths(peak_asked, peak_span);
}

std::uint32_t HeapStats::external_fragmentation() const {
    return free_bytes == 0 ? 0 : thousandths(free_bytes - largest_free, free_bytes);
}

std::uint32_t HeapStats::fragmentation_at_peak() const {
    return peak_span == 0 ? 0 : thousandths(free_at_peak, peak_span);
}

std::uint32_t HeapStats::internal_fragmentation() const {
    return all_asked + all_padding == 0 ? 0 : thousandths(all_padding, all_asked + all_padding);
}

}  // namespace freehold
