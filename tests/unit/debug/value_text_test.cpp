// SPDX-License-Identifier: MIT
// How values are written.
#include "vm/debug/value_text.hpp"

#include "tests/unit/debug/seen.hpp"

namespace freehold::test {
namespace {

using debug::Known;

std::string value_in(const Seen& seen, std::string_view text, const debug::ValueStyle& style = {}) {
    return debug::value_text(seen.scene(), seen.place(text), style);
}

TEST(ValueText, of_numbers_follows_their_types) {
    const Seen seen(R"(data mut SMALL: i8 = -3
data LETTER: char = 'z'
fn main() {
    local n: int
    local yes: bool
    local c, line: char
    local f: code
    const n, -5
    const yes, true
    const c, 'a'
    const line, '\n'
    const f, main
    ret
}
)",
                    13);
    EXPECT_EQ(value_in(seen, "n"), "-5");
    EXPECT_EQ(value_in(seen, "yes"), "true");
    EXPECT_EQ(value_in(seen, "c"), "'a'");
    EXPECT_EQ(value_in(seen, "line"), "'\\n'");
    EXPECT_EQ(value_in(seen, "f"), "code main");
    EXPECT_EQ(value_in(seen, "SMALL"), "-3");
    EXPECT_EQ(value_in(seen, "LETTER"), "'z'");
}

constexpr const char* shapes = R"(struct Point { x: int, y: int }
struct Line { from: Point, to: Point, name: own? bytes }
data WORD: bytes = "he said \"hi\"\n"
data RAW: [4 x u8] = [1, 2, 3, 255]
bss MANY: [100 x int]
fn main() {
    local line: Line
    local owner: own bytes
    local half: Point
    local none: own? int
    const line.from.x, 1
    const line.from.y, 2
    const line.to.x, 3
    const line.to.y, 4
    new   owner, WORD
    move  line.name, owner
    const half.y, 9
    const none, null
    ret
}
)";

TEST(ValueText, of_structs_names_their_fields) {
    const Seen seen(shapes, 19);
    EXPECT_EQ(value_in(seen, "line", {.columns = 80}),
              "{from: {x: 1, y: 2}, to: {x: 3, y: 4}, name: own #1 heap+0x10}");
    EXPECT_EQ(value_in(seen, "line", {.depth = 1}), "{from: {…}, to: {…}, name: own #1 heap+0x10}");
    EXPECT_EQ(value_in(seen, "line", {.columns = 20}), "{from: {x: 1, y: 2}…");
}

TEST(ValueText, says_what_has_no_value) {
    const Seen seen(shapes, 19);
    EXPECT_EQ(value_in(seen, "half"), "{x: uninit, y: 9}");
    EXPECT_EQ(value_in(seen, "owner"), "moved");
    EXPECT_EQ(value_in(seen, "none"), "null");
    const auto known = [&](std::string_view text) {
        return debug::known_of(seen.scene(), seen.place(text));
    };
    EXPECT_EQ(known("line"), Known::All);
    EXPECT_EQ(known("half"), Known::Some);
    EXPECT_EQ(known("half.x"), Known::None);
    EXPECT_EQ(known("owner"), Known::Moved);
}

TEST(ValueText, of_bytes_is_text_where_they_are_text) {
    const Seen seen(shapes, 19);
    EXPECT_EQ(value_in(seen, "WORD"), "\"he said \\\"hi\\\"\\n\"");
    EXPECT_EQ(value_in(seen, "RAW"), "[01 02 03 ff]");
}

TEST(ValueText, of_long_arrays_tells_how_many_more_there_are) {
    const Seen seen(shapes, 19);
    EXPECT_EQ(value_in(seen, "MANY", {.elements = 3}), "[0, 0, 0, … 97 more]");
}

TEST(ValueText, of_pointers_says_what_they_point_at) {
    const Seen seen(R"(struct Pair { a: int, b: int }
data TABLE: [4 x int] = [1, 2, 3, 4]
fn main() {
    local block: own Pair
    local n: int
    local whole, part: ref Pair
    local field, local_one, element: ref int
    local table: ref [4 x int]
    const n, 1
    new   block, Pair(1, 2)
    borrow whole, [block]
    borrow field, [block].b
    borrow local_one, n
    borrow table, TABLE
    borrow element, TABLE[2]
    ret
}
)",
                    16);
    EXPECT_EQ(value_in(seen, "block"), "own #1 heap+0x10");
    EXPECT_EQ(value_in(seen, "whole"), "ref #1 heap+0x10");
    EXPECT_EQ(value_in(seen, "field"), "ref #1+8 heap+0x18");
    EXPECT_EQ(value_in(seen, "local_one"), "ref main.n");
    EXPECT_EQ(value_in(seen, "table"), "ref TABLE");
    EXPECT_EQ(value_in(seen, "element"), "ref TABLE[2]");
}

TEST(ValueText, of_dangling_pointers_says_so) {
    const Seen seen(R"(fn main() {
    local a: own int
    local r, s: ref int
    local x: int
    new   a, int(1)
    borrow r, [a]
    {
        local n: int
        const n, 1
        borrow s, n
    }
    drop  a
    load  x, [r]
    ret
}
)");
    EXPECT_EQ(value_in(seen, "r"), "ref #1 heap+0x10, freed");
    EXPECT_THAT(value_in(seen, "s"), HasSubstr(", its local is no more"));
}

}  // namespace
}  // namespace freehold::test
