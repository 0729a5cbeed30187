// SPDX-License-Identifier: MIT
// The smaller views: owners, bytes, segments, and single values.
#include "tests/unit/debug/seen.hpp"

namespace freehold::test {
namespace {

constexpr const char* sharing = R"(struct Pair { left: own int, tag: u8, mark: u8, on: bool }
data WORD: bytes = "hello"
data mut KEPT: own? int = null
fn main() {
    local pair: Pair
    local s, t: own bytes
    local r: ref bytes
    local n: int
    new   s, WORD
    borrow r, [s]
    new   t, WORD
    drop  t
    const n, 7
    ret
}
)";

TEST(OwnersView, says_who_may_do_what_and_why_not) {
    const Seen seen(sharing, 14);
    EXPECT_EQ("\n" + debug::owners_view(seen.scene(), narrow), R"(
owners and borrows of main at line 14
  R read  W write  O move or drop: now, without ending anyone's borrow
  pair.left  -W-  own int                  no value yet
  s          R--  own #1 heap+0x10, bytes  lent to `r` since @2
  t          -W-  own bytes                moved
  r          R--  ref #1 heap+0x10         since @2
  KEPT       RWO  null
)");
}

TEST(OwnersView, of_nothing_to_own_says_so) {
    const Seen seen("fn main() {\n    ret\n}\n", 2);
    EXPECT_EQ(debug::owners_view(seen.scene(), narrow),
              "owners and borrows of main at line 2\n  none here owns or borrows\n");
}

std::string bytes(const Seen& seen, std::string_view place, std::uint32_t count,
                  const RenderStyle& style = narrow) {
    return "\n" + debug::bytes_view(seen.scene(), style, seen.place(place).address, count);
}

TEST(BytesView, names_what_lies_there_and_shows_what_has_no_value) {
    const Seen seen(sharing, 14);
    EXPECT_EQ(bytes(seen, "heap+0", 64), R"(
heap+0x0   20 00 00 00 03 00 00 00  01 00 00 00 05 00 00 00  header #1
heap+0x10  68 65 6c 6c 6f __ __ __  __ __ __ __ __ __ __ __  #1 | padding
heap+0x20  __ __ __ __ __ __ __ __  __ __ __ __ __ __ __ __  free again
heap+0x30  __ __ __ __ __ __ __ __  __ __ __ __ __ __ __ __
)");
}

TEST(BytesView, names_a_frame_once_and_shows_its_record) {
    const Seen seen(sharing, 14);
    EXPECT_EQ(bytes(seen, "n", 64), R"(
stack-0x50  __ __ __ __ __ __ __ __  07 00 00 00 00 00 00 00  unused | main.n
stack-0x40  10 30 00 00 01 00 00 00  __ __ __ __ __ __ __ __  r ref | t moved
stack-0x30  10 30 00 00 01 00 00 00  __ __ __ __ __ __ __ __  s own | pair.left
stack-0x20  __ __ __ __ __ __ __ __  __ __ __ __ __ __ __ __  pair.tag,.mark | …
stack-0x10  00 30 11 04 fd ff ff ff  00 00 00 00 00 00 00 00  saved fp | return
)");
}

TEST(BytesView, has_room_for_characters_on_a_wide_terminal) {
    const Seen seen(sharing, 14);
    EXPECT_EQ(bytes(seen, "WORD", 5, wide),
              "\ndata+0x0  68 65 6c 6c 6f __ __ __  __ __ __ __ __ __ __ __  hello             "
              "WORD | padding\n");
}

TEST(BytesView, shows_nothing_where_there_is_no_segment) {
    const Seen seen(sharing, 14);
    EXPECT_EQ(debug::bytes_view(seen.scene(), narrow, Address{0xfffffff0}, 100),
              "0xfffffff0  .. .. .. .. .. .. .. ..  .. .. .. .. .. .. .. ..  no segment\n");
}

TEST(SegmentsView, has_a_bar_for_what_grows) {
    const Seen seen(sharing, 14);
    EXPECT_THAT(debug::segments_view(seen.scene(), narrow),
                HasSubstr("\nheap    [#.......................................]\n"));
}

std::string viewed(const Seen& seen, std::string_view place) {
    return "\n" + debug::value_view(seen.scene(), narrow, seen.place(place));
}

TEST(ValueView, follows_a_pointer_and_shows_the_bytes_of_text) {
    const Seen seen(sharing, 14);
    EXPECT_EQ(viewed(seen, "s"), R"(
main.s: own bytes at stack-0x30 = own #1 heap+0x10
  [main.s]: bytes at heap+0x10, #1 = "hello"
heap+0x10  68 65 6c 6c 6f __ __ __  __ __ __ __ __ __ __ __  #1 | padding
)");
    EXPECT_EQ(viewed(seen, "n"), "\nmain.n: int at stack-0x48 = 7\n");
    EXPECT_EQ(viewed(seen, "t"), "\nmain.t: own bytes at stack-0x38 = moved\n");
}

TEST(ValueView, gives_a_long_value_a_line_for_each_part) {
    const Seen seen(R"(bss SQUARES: [20 x int]
struct Long { first_of_them: int, second_of_them: int, third_of_them: int, fourth: int }
fn main() {
    local long: Long
    const long.first_of_them, 1
    ret
}
)",
                    6);
    EXPECT_EQ(viewed(seen, "long"), R"(
main.long: Long at stack-0x30
  .first_of_them: int = 1
  .second_of_them: int = uninit
  .third_of_them: int = uninit
  .fourth: int = uninit
)");
}

}  // namespace
}  // namespace freehold::test
