// SPDX-License-Identifier: MIT
#include "vm/observe/segment_map.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace freehold {
namespace {

SegmentUse segment(std::uint32_t size, std::uint32_t used) {
    return {"heap", "rw-", Address{0x2000}, size, used, used, true};
}

TEST(SegmentMap, has_a_row_for_each_segment_below_its_title) {
    EXPECT_EQ(segment_map({segment(64u << 20, 24)}, "at the end"),
              "at the end\n"
              "segment perm  addresses                         size  bytes in use          peak\n"
              "heap    rw-   0x00002000..0x04001fff          64 MiB            24            24\n");
}

TEST(SegmentMap, fits_80_columns_also_with_the_largest_numbers) {
    std::istringstream rows{segment_map({segment(0x7fff'fff1, 0x7fff'fff1)}, "")};
    for (std::string row; std::getline(rows, row);) EXPECT_LE(row.size(), 80u) << row;
}

}  // namespace
}  // namespace freehold
