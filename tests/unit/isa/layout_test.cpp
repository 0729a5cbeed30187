// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "freehold/program.hpp"

namespace freehold {
namespace {

TEST(Layout, segments_follow_each_other_from_page_to_page) {
    const Layout layout = Layout::of(32, 24, 16, 8, 4096, 8192);
    EXPECT_EQ(layout.code_begin, Address{0x1000});
    EXPECT_EQ(layout.code_end, Address{0x1020});
    EXPECT_EQ(layout.data_begin, Address{0x2000});
    EXPECT_EQ(layout.data_writable, Address{0x2010});
    EXPECT_EQ(layout.data_end, Address{0x2020});
    EXPECT_EQ(layout.bss_begin, Address{0x3000});
    EXPECT_EQ(layout.bss_end, Address{0x3010});
    EXPECT_EQ(layout.heap_begin, Address{0x4000});
    EXPECT_EQ(layout.heap_end, Address{0x5000});
    EXPECT_EQ(layout.stack_begin, Address{0x15000});
    EXPECT_EQ(layout.stack_end, Address{0x17000});
}

TEST(Layout, an_empty_segment_takes_no_room) {
    const Layout layout = Layout::of(16, 0, 0, 0, 0, 16);
    EXPECT_EQ(layout.data_begin, layout.data_end);
    EXPECT_EQ(layout.bss_begin, layout.data_begin);
    EXPECT_EQ(layout.heap_begin, Address{0x2000});
}

TEST(Layout, an_address_has_the_segment_it_lies_in) {
    const Layout layout = Layout::of(32, 24, 16, 8, 4096, 8192);
    EXPECT_EQ(layout.segment_of(Address{0}), Segment::None);
    EXPECT_EQ(layout.segment_of(Address{0x0fff}), Segment::None);
    EXPECT_EQ(layout.segment_of(Address{0x1000}), Segment::Code);
    EXPECT_EQ(layout.segment_of(Address{0x1020}), Segment::None);
    EXPECT_EQ(layout.segment_of(Address{0x2017}), Segment::Data);
    EXPECT_EQ(layout.segment_of(Address{0x3000}), Segment::Bss);
    EXPECT_EQ(layout.segment_of(Address{0x4fff}), Segment::Heap);
    EXPECT_EQ(layout.segment_of(Address{0x5000}), Segment::Gap);
    EXPECT_EQ(layout.segment_of(Address{0x15000}), Segment::Stack);
    EXPECT_EQ(layout.segment_of(Address{0x17000}), Segment::None);
}

TEST(Layout, a_segment_has_a_name) {
    EXPECT_STREQ(segment_name(Segment::Bss), "bss");
    EXPECT_STREQ(segment_name(Segment::None), "no segment");
}

TEST(Layout, what_does_not_fit_in_the_address_space_is_told_before_it_wraps) {
    Program program;
    program.code.resize(1);
    EXPECT_TRUE(Layout::fits(program, 64 << 20, 1 << 20));
    EXPECT_TRUE(Layout::fits(program, 0xf0000000, 4096));
    EXPECT_FALSE(Layout::fits(program, 0xffff0000, 4096));
    EXPECT_FALSE(Layout::fits(program, 4096, 0xffff0000));
    EXPECT_FALSE(Layout::fits(program, UINT64_MAX, 4096));
    EXPECT_FALSE(Layout::fits(program, UINT64_MAX - 4096, 8192));
    program.bss = 0xffffffff;
    EXPECT_FALSE(Layout::fits(program, 0, 0));
}

TEST(Layout, an_instruction_has_an_address) {
    EXPECT_EQ(code_address(2), Address{0x1020});
    EXPECT_EQ(code_index(Address{0x1020}), 2u);
}

}  // namespace
}  // namespace freehold
