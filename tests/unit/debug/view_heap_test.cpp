// SPDX-License-Identifier: MIT
// The heap as text.
#include "tests/unit/debug/seen.hpp"
#include "vm/debug/heap_picture.hpp"

namespace freehold::test {
namespace {

std::string heap(const Seen& seen, const RenderStyle& style = narrow) {
    return "\n" + debug::heap_view(seen.scene(), style);
}

constexpr const char* holes = R"(data WORD: bytes = "hello"
data LONG: bytes = "a longer text than that"
fn main() {
    local a, b, c, d: own bytes
    local r: ref bytes
    local n: int
    new   a, WORD
    new   b, LONG
    new   c, WORD
    new   d, LONG
    borrow r, [b]
    forget c
    drop  a
    drop  b
    load  n, [r][0]
    ret
}
)";

TEST(HeapView, has_a_row_for_each_chunk_and_says_who_owns_it) {
    const Seen seen(holes, 13);
    EXPECT_EQ(heap(seen), R"(
heap   4 blocks alive, 56 bytes asked for; 0 freed so far
  [##########]   # block  - free  + both; 16 bytes each

  header     chunk  asked  id  type   owner     content
  heap+0x0      32      5  #1  bytes  main.a    "hello"
  heap+0x20     48     23  #2  bytes  main.b    "a longer text than that"
  heap+0x50     32      5  #3  ?      no owner  [68 65 6c 6c 6f]
  heap+0x70     48     23  #4  bytes  main.d    "a longer text than that"

  taken: 160 of 67,108,864 bytes, at most 160 so far; free from heap+0xa0 on
)");
}

TEST(HeapView, shows_free_chunks_and_what_points_at_dead_blocks) {
    const Seen seen(holes);
    EXPECT_EQ(heap(seen), R"(
heap   2 blocks alive, 28 bytes asked for; 2 freed so far
  [-----#####]   # block  - free  + both; 16 bytes each

  header     chunk  asked  id  type   owner     content
  heap+0x0      80         free
  heap+0x50     32      5  #3  ?      no owner  [68 65 6c 6c 6f]
  heap+0x70     48     23  #4  bytes  main.d    "a longer text than that"

  free lists, by chunk size: the first is taken next
    80                heap+0x0
    1 free chunk, 80 bytes; the largest has 80: 0 % fragmented

  taken: 160 of 67,108,864 bytes, at most 160 so far; free from heap+0xa0 on

  pointers to what is no more
    #2      heap+0x30     main.r (ref)
)");
}

TEST(HeapView, says_how_fragmented_the_free_part_is_and_which_chunk_is_taken_next) {
    const Seen seen(R"(data WORD: bytes = "hello"
fn main() {
    local a, b, c, d: own bytes
    new   a, WORD
    new   b, WORD
    new   c, WORD
    new   d, WORD
    drop  a
    drop  c
    ret
}
)",
                    10);
    EXPECT_THAT(heap(seen), HasSubstr(R"(
    32                heap+0x40 -> heap+0x0
    2 free chunks, 64 bytes; the largest has 32: 50 % fragmented
)"));
}

TEST(HeapView, tells_blocks_apart_from_their_headers_where_there_is_room) {
    const Seen seen(holes, 8);
    EXPECT_THAT(heap(seen, wide), HasSubstr(R"(
  header     block      chunk  asked  id  type   owner   content
  heap+0x0   heap+0x10     32      5  #1  bytes  main.a  "hello"
)"));
}

TEST(HeapView, of_an_empty_heap_says_so_in_two_lines) {
    const Seen seen("fn main() {\n    ret\n}\n", 2);
    EXPECT_EQ(heap(seen), R"(
heap   0 blocks alive, 0 bytes asked for; 0 freed so far
  taken: 0 of 67,108,864 bytes, at most 0 so far; free from heap+0x0 on
)");
}

TEST(HeapView, leaves_out_the_middle_of_a_long_heap) {
    const Seen seen(R"(struct Node { value: int, next: own? Node }
fn main() {
    local i: int
    local list: own? Node
    const i, 0
    const list, null
more:
    bge   i, 2000, done
    new   list, Node(i, move list)
    add   i, i, 1
    jmp   more
done:
    ret
}
)",
                    13);
    const std::string text = heap(seen);
    EXPECT_THAT(text, HasSubstr("… 1,968 chunks more, 0 of them free; 62,976 bytes\n"));
    EXPECT_THAT(text, HasSubstr("#1     Node  #2.next"));
    EXPECT_THAT(text, HasSubstr("#2000  Node  main.list"));
    EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 45);
}

TEST(HeapView, finds_rings_that_nobody_owns) {
    const Seen seen(R"(struct Node { value: int, next: own? Node }
fn main() {
    local a: own Node
    local b: mut Node
    new   a, Node(1, null)
    borrow mut b, [a]
    put   [b].next, a
    ret
}
)",
                    8, {.enforce = Enforce::Memory});
    EXPECT_THAT(heap(seen), HasSubstr("#1.next, leaked"));
}

TEST(HeapView, marks_headers_that_were_overwritten) {
    const Seen seen(R"(fn main() {
    local a, b: own int
    local p: raw int
    new   a, int(1)
    new   b, int(2)
    unsafe {
        addr  p, [a]
        offset p, p, 2
        store [p], 7
    }
    ret
}
)",
                    11, {.enforce = Enforce::None});
    EXPECT_THAT(heap(seen), HasSubstr("header overwritten"));
}

TEST(HeapPicture, doubles_what_a_cell_stands_for_until_it_fits) {
    const Seen seen(holes);
    EXPECT_EQ(debug::heap_picture(seen.scene(), 10).cells, "-----#####");
    const debug::HeapPicture half = debug::heap_picture(seen.scene(), 9);
    EXPECT_EQ(half.cells, "--+##");
    EXPECT_EQ(half.cell_bytes, 32u);
}

}  // namespace
}  // namespace freehold::test
