// SPDX-License-Identifier: MIT
// F302 to F308: blocks, bytes and bounds.
#include "tests/unit/execute/report_run.hpp"

namespace freehold::test {
namespace {

TEST(ReportUseAfterFree, tells_the_whole_life_and_what_C_would_do) {
    EXPECT_EQ(report_of(R"(fn main() {
    local a: own int
    local r: ref int
    local x: int
    new   a, int(1)
    borrow r, [a]
    drop  a
    load  x, [r]
    ret
}
)"),
              R"(
error[F302]: use of `r` after block #1 was freed
 --> x.fh:8:5
  |
5 |     new   a, int(1)
  |     --------------- @2 block #1, 8 bytes, allocated here for `a`
6 |     borrow r, [a]
  |     ------------- @3 `r` is borrowed from block #1 here
7 |     drop  a
  |     ------- @4 `a` is dropped here, and block #1 is freed
8 |     load  x, [r]
  |     ^^^^^^^^^^^^ @5 reads 8 bytes of it here
  = note: block #1 was 8 bytes, heap+0x10; this reads 8 bytes at offset 0
  = note: no block has taken its place yet: C would still have found the old
          bytes there, by luck
  = help: free it after the last use of `r`, not before
  = more: freehold explain F302
          freehold debug --goto=5 x.fh
)");
}

TEST(ReportUseAfterFree, says_whose_the_bytes_are_now) {
    const Diagnostic fault = fault_of(in_main(R"(
    local p, q: raw int
    local x: int
    unsafe {
        alloc p, 8
        free  p
        alloc q, 8
        load  x, [p]
    })"));
    EXPECT_THAT(fault.notes,
                testing::Contains("these bytes belong to block #2 now, allocated @3: C "
                                  "would have read someone else's value"));
}

TEST(ReportUseAfterFree, helps_by_what_freed_the_block) {
    const Diagnostic fault = fault_of(in_main(R"(
    local p, q: raw int
    local x: int
    unsafe {
        alloc   p, 8
        realloc q, p, 64
        load    x, [p]
    })"));
    EXPECT_THAT(fault.help->text, HasSubstr("after `realloc` only the pointer it gives is good"));
}

TEST(ReportUseAfterFree, by_print_names_the_pointer_it_followed) {
    const Diagnostic fault = fault_of(R"(
data WORD: bytes = "hello"
fn main() {
    local s: own bytes
    local r: ref bytes
    new   s, WORD
    borrow r, [s]
    drop  s
    print "{}\n", r
    ret
}
)");
    EXPECT_EQ(fault.headline, "use of `r` after block #1 was freed");
}

TEST(ReportUseAfterFree, counts_the_moves_it_leaves_out) {
    const Diagnostic fault = fault_of(R"(
fn pass(p: own int) -> own int {
    ret   p
}
fn main() {
    local a: own int
    local r: ref int
    local i, x: int
    new   a, int(7)
    borrow r, [a]
    const i, 0
next:
    call  a, pass(move a)
    add   i, i, 1
    blt   i, 1000, next
    drop  a
    load  x, [r]
    ret
}
)");
    EXPECT_EQ(fault.labels.size(), 6u);
    EXPECT_EQ(fault.notes.front(), "block #1 moved 2,000 times; the last are shown");
}

TEST(ReportDoubleFree, shows_the_first_free) {
    const Diagnostic fault = fault_of(in_main(R"(
    local p: raw int
    unsafe {
        alloc p, 8
        free  p
        free  p
    })"));
    EXPECT_EQ(fault.headline, "block #1 is freed twice, now through `p`");
    EXPECT_THAT(labels_of(fault), ElementsAre("@1 block #1, 8 bytes, allocated here for `p`",
                                              "@2 `p` is freed here", "@3 freed again here"));
}

TEST(ReportInvalidFree, says_what_the_pointer_points_at_instead) {
    const auto headline = [](std::string_view statements) {
        return fault_of("bss B: int\n" + in_main(statements)).headline;
    };
    EXPECT_EQ(
        headline("local x: int\nlocal p: raw int\nconst x, 1\nunsafe {\naddr p, x\nfree p\n}"),
        "`free` of `p`, which points at `x`, which is no heap block");
    EXPECT_EQ(headline("local p: raw int\nunsafe {\naddr p, B\nfree p\n}"),
              "`free` of `p`, which points at static `B`, which is no heap block");
    EXPECT_EQ(headline("local p: raw int\nunsafe {\nalloc p, 16\noffset p, p, 1\nfree p\n}"),
              "`free` of `p`, which points at byte 8 of block #1, not its beginning");
    EXPECT_EQ(
        headline("local p: raw int\nlocal n: int\nconst n, 8208\nunsafe {\ncast p, n\nfree p\n}"),
        "`free` of `p`, which points at no object: it is a number");
}

TEST(ReportBounds, of_an_index_say_its_value_the_bound_and_what_lies_there) {
    EXPECT_EQ(report_of(R"(fn main() {
    local a: [10 x int]
    local i: int
    fill  a, 0
    const i, 10
    store a[i], 1
    ret
}
)"),
              R"(
error[F305]: index 10 is out of bounds of `a`, which has 10 elements
 --> x.fh:6:5
  |
2 |     local a: [10 x int]
  |           - `a` is declared here
...
5 |     const i, 10
  |     ----------- @2 `i` becomes 10 here
6 |     store a[i], 1
  |     ^^^^^^^^^^^^^ @3 `i` is 10; the last element is 9
  = note: index 10 would reach stack-0x10: the caller's frame pointer, kept by
          `main`
  = help: leave before the end: `bge i, 10, LABEL`
  = more: freehold explain F305
          freehold debug --goto=3 x.fh
)");
}

TEST(ReportBounds, of_a_run_come_from_its_object) {
    const Diagnostic fault = fault_of(in_main(R"(
    local a: own [int]
    local i, x: int
    new   a, [5 x int]
    const i, -1
    load  x, [a][i])"));
    EXPECT_EQ(fault.headline, "index -1 is out of bounds of `[a]`, which has 5 elements");
    EXPECT_THAT(fault.notes.front(), "index -1 would reach heap+0x8: the header of block #1");
}

TEST(ReportBounds, of_a_pointer_are_told_as_a_distance_and_drawn) {
    EXPECT_EQ(report_of(R"(fn main() {
    local p: raw int
    unsafe {
        alloc p, 16
        offset p, p, 2
        store [p], 1
    }
    ret
}
)"),
              R"(
error[F305]: `store` through `p` is out of bounds: right past the end of block #1
 --> x.fh:6:9
  |
4 |         alloc p, 16
  |         ----------- @1 block #1, 16 bytes, allocated here for `p`
5 |         offset p, p, 2
  |         -------------- @2 `p` is moved on here
6 |         store [p], 1
  |         ^^^^^^^^^^^^ @3 writes 8 bytes there
  = note: it may reach block #1, 16 bytes, heap+0x10; at heap+0x20 lies free
          heap
  = note: 1 block (16 bytes) was still alive: abandoned, not leaked
      heap+0x10 __ __ __ __ __ __ __ __  __ __ __ __ __ __ __ __
      heap+0x20 .. .. .. .. .. .. .. ..  .. .. .. .. .. .. .. ..
                ^^ ^^ ^^ ^^ ^^ ^^ ^^ ^^
  = help: keep `p` inside block #1: compare how far it goes with the size
  = more: freehold explain F305
          freehold debug --goto=3 x.fh
)");
}

TEST(ReportBounds, name_the_return_address) {
    const Diagnostic fault = fault_of(R"(
fn f() {
    local x: int
    local p: raw int
    const x, 1
    unsafe {
        addr  p, x
        offset p, p, 2
        store [p], 4096
    }
    ret
}
fn main() {
    call  f()
    ret
}
)");
    EXPECT_THAT(fault.notes.front(), HasSubstr("lies the return address of `f`"));
    EXPECT_THAT(*fault.picture, HasSubstr("call stack, 2 frames, innermost first:\n"
                                          "  2  f     x.fh:9:9\n"
                                          "  1  main  x.fh:14:5"));
}

TEST(ReportUninitialisedMemory, draws_the_bytes_without_a_value) {
    EXPECT_EQ(report_of(R"(fn main() {
    local p: raw u8
    local q: raw u32
    local x: int
    unsafe {
        alloc p, 4
        store [p], 7
        cast  q, p
        load  x, [q]
    }
    ret
}
)"),
              R"(
error[F306]: read of `[q]` in block #1, where nothing was written
 --> x.fh:9:9
  |
6 |         alloc p, 4
  |         ---------- @1 block #1, 4 bytes, allocated here for `p`
7 |         store [p], 7
8 |         cast  q, p
  |         ---------- @3 `q` is made a pointer here
9 |         load  x, [q]
  |         ^^^^^^^^^^^^ @4 reads 4 bytes here: bytes 1 to 3 of them have no
  |                      value
  = note: block #1, 4 bytes, heap+0x10; read at offset 0; `__` is a byte without
          a value
  = note: 1 block (4 bytes) was still alive: abandoned, not leaked
      heap+0x10 07 __ __ __ .. .. .. ..  .. .. .. .. .. .. .. ..
                ^^ ^^ ^^ ^^
  = help: store a value first: `alloc` gives bytes without values, `new` a block
          with them
  = more: freehold explain F306
          freehold debug --goto=4 x.fh
)");
}

TEST(ReportMisaligned, says_by_how_much) {
    const Diagnostic fault = fault_of(in_main(R"(
    local p: raw u8
    local q: raw int
    local x: int
    unsafe {
        alloc  p, 16
        offset p, p, 3
        cast   q, p
        load   x, [q]
    })"));
    EXPECT_EQ(fault.headline, "misaligned `load`: 8 bytes at heap+0x13, which is no multiple of 8");
    EXPECT_EQ(primary_label(fault)->text, "reads 8 bytes here, 3 past a multiple of 8");
}

TEST(ReportWriteProtected, offers_data_mut) {
    const Ran ran("data LIMIT: int = 5\n" + in_main("    store LIMIT, 6"));
    const Diagnostic fault = ran.fault();
    EXPECT_EQ(fault.headline, "write to static `LIMIT`, which is immutable");
    EXPECT_THAT(ran.drawn(fault), HasSubstr("1 | data mut LIMIT: int = 5\n"));
}

}  // namespace
}  // namespace freehold::test
