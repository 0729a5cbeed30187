// SPDX-License-Identifier: MIT
#include "vm/memory/mapping.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <limits>
#include <new>

namespace freehold::test {
namespace {

TEST(Mapping, begins_as_zeros) {
    const Mapping mapping(10'000);
    EXPECT_TRUE(std::all_of(mapping.begin(), mapping.begin() + 10'000,
                            [](std::byte it) { return it == std::byte{0}; }));
}

TEST(Mapping, says_when_the_host_has_no_room) {
    EXPECT_THROW(Mapping(std::numeric_limits<std::size_t>::max() / 4), std::bad_alloc);
}

TEST(MappingDeathTest, ends_before_a_page_that_is_nobodys) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    const Mapping mapping(page);
    EXPECT_DEATH(*const_cast<volatile std::byte*>(mapping.begin() + page) = std::byte{1}, "");
}

}  // namespace
}  // namespace freehold::test
