// SPDX-License-Identifier: MIT
// The five segments of a machine: where they lie, what may be done there, how full they are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "freehold/ids.hpp"
#include "freehold/machine.hpp"

namespace freehold {

struct SegmentUse {
    std::string name;         ///< "code"; "(guard)" and "(gap)" for what belongs to none
    std::string permissions;  ///< "r-x", "---"
    Address begin{};
    std::uint32_t size = 0;  ///< bytes; the segment is [begin, begin + size)
    std::uint32_t used = 0;  ///< now: of heap the bytes in blocks, of stack those in frames
    std::uint32_t peak = 0;  ///< most at once
    bool grows = false;      ///< heap and stack: `used` and `peak` say something
};

/// From low to high addresses. Data has two rows where a part of it may be written.
std::vector<SegmentUse> segments_of(const Machine& machine);

/// The table as text, one row a segment, every line ended by a newline. It needs no drawing to be
/// understood: each row says all about its segment.
std::string segment_map(const std::vector<SegmentUse>& segments, const std::string& title);

}  // namespace freehold
