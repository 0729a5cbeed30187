// SPDX-License-Identifier: MIT
// The stack as text.
#include "tests/unit/debug/seen.hpp"

namespace freehold::test {
namespace {

std::string stack(const Seen& seen, std::uint32_t depth = 0) {
    return "\n" + debug::stack_view(seen.scene(), narrow, depth);
}

TEST(StackView, shows_every_word_of_a_frame_from_its_high_end) {
    const Seen seen(R"(data WORD: bytes = "hello"
fn length(text: ref bytes) -> int {
    local n: int
    len   n, [text]
    ret   n
}
fn main() {
    local s, t: own bytes
    local n: int
    new   s, WORD
    move  t, s
    call  n, length(borrow [t])
    ret
}
)",
                    5);
    EXPECT_EQ(stack(seen), R"(
stack   2 frames, 80 of 1,048,576 bytes in use, at most 80 so far

length   line 5: ret   n
    depth 2, 40 bytes below fp stack-0x28
    stack-0x30  return address     → main, line 12
    stack-0x38  caller's fp        ↑ stack-0x0
    stack-0x40  result  int        · uninit
    stack-0x48  text    ref bytes  ● ref #1 heap+0x10   since @3
    stack-0x50  n       int        ● 5

main   line 12: call  n, length(borrow [t])
    depth 1, 72 bytes below fp stack-0x0
    stack-0x8   return address    → none: ends the program
    stack-0x10  caller's fp       ↑ none: the program begins here
    stack-0x18  s     own bytes   ○ moved
    stack-0x20  t     own bytes   ● own #1 heap+0x10
                                    lent to `length.text` since @3
    stack-0x28  n     int         · uninit
)");
}

TEST(StackView, shows_the_first_and_last_of_repeated_frames) {
    const Seen seen(R"(fn down(n: int) {
    local less: int
    beq   n, 0, done
    sub   less, n, 1
    call  down(less)
done:
    ret
}
fn main() {
    call  down(99)
    ret
}
)",
                    7);
    const std::string frames = "\n" + debug::frames_view(seen.scene(), narrow, 1);
    EXPECT_EQ(frames, R"(
  101  down(100)  line 7   ret
  100  down(99)   line 5   call  down(less)
       … 97 frames more of down ×97, 3,104 bytes
    2  down       line 5   call  down(less)
>   1  main       line 10  call  down(99)
)");
    EXPECT_THAT(stack(seen), HasSubstr("frames more of down ×"));
    EXPECT_THAT(stack(seen, 50), HasSubstr("\ndown(49)   line 5"));
    EXPECT_EQ(stack(seen, 102), "\nno frame has depth 102\n");
}

TEST(StackView, says_that_the_frame_of_main_does_not_fit) {
    const Seen seen("fn main() {\n    local a: [100 x int]\n    ret\n}\n", 0, {.stack_bytes = 64});
    EXPECT_EQ(stack(seen), "\nno frames: main's frame does not fit the stack\n");
    EXPECT_EQ(debug::frames_view(seen.scene(), narrow),
              "no frames: main's frame does not fit the stack\n");
}

TEST(StackView, says_that_main_has_returned) {
    const Seen seen("fn main() {\n    ret\n}\n");
    EXPECT_EQ(stack(seen), "\nno frames: main has returned\n");
}

TEST(StackView, counts_locals_that_are_not_in_scope) {
    const Seen seen(R"(fn main() {
    local a: int
    const a, 1
    {
        local b: int
        const b, 2
    }
    ret
}
)",
                    3);
    EXPECT_THAT(stack(seen), HasSubstr("    1 local out of scope here\n"));
    EXPECT_THAT(stack(seen), Not(HasSubstr(" b ")));
}

TEST(StackView, marks_a_record_that_was_overwritten) {
    const Seen seen(R"(fn main() {
    local n: int
    local p: raw int
    const n, 1
    unsafe {
        addr  p, n
        offset p, p, 1
        store [p], n
    }
    ret
}
)",
                    10, {.enforce = Enforce::None});
    EXPECT_THAT(stack(seen), HasSubstr("overwritten"));
}

}  // namespace
}  // namespace freehold::test
