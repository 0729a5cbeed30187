// SPDX-License-Identifier: MIT
// F501 to F510: numbers, and what a program says and is told.
#include "tests/unit/execute/report_run.hpp"

namespace freehold::test {
namespace {

TEST(ReportOverflow, shows_the_calculation_and_offers_wrap) {
    const Ran ran(in_main(R"(    local a, x: int
    const a, 0x7fff_ffff_ffff_ffff
    add   x, a, 1)"));
    const Diagnostic fault = ran.fault();
    EXPECT_EQ(fault.headline, "`a + 1` overflows: 9223372036854775807 + 1");
    EXPECT_THAT(labels_of(fault), ElementsAre("@1 `a` becomes 9223372036854775807 here",
                                              "@2 9223372036854775807 + 1 does not fit in an int"));
    EXPECT_THAT(ran.drawn(fault), HasSubstr("4 +     add.wrap x, a, 1\n"));
}

TEST(ReportOverflow, of_a_shift_says_how_far_one_may_shift) {
    const Diagnostic fault =
        fault_of(in_main("local a, n: int\nconst a, 1\nconst n, 64\nshl a, a, n"));
    EXPECT_EQ(fault.headline, "`a << n`: cannot shift by 64");
    EXPECT_THAT(fault.help->text, HasSubstr("0 to 63"));
}

TEST(ReportDivision, follows_the_zero_back) {
    const Diagnostic fault = fault_of(R"(
fn half(n: int, by: int) -> int {
    div   n, n, by
    ret   n
}
fn main() {
    local z, x: int
    const z, 0
    call  x, half(8, z)
    ret
}
)");
    EXPECT_EQ(fault.headline, "division by zero: `n / by` is 8 / 0");
    EXPECT_THAT(labels_of(fault), ElementsAre("@1 `main.z` becomes 0 here",
                                              "@3 `by` becomes 0 here", "@5 `by` is 0 here"));
}

TEST(ReportDoesNotFit, tells_the_range) {
    const Diagnostic fault =
        fault_of("bss B: i8\n" + in_main("local n: int\nconst n, 128\nstore B, n"));
    EXPECT_EQ(fault.headline, "128 does not fit in `B`, an `i8`");
    EXPECT_EQ(primary_label(fault)->text, "an `i8` holds -128 to 127");
    EXPECT_THAT(fault.help->text, HasSubstr("low 8 bits are wanted (0x80)"));
}

TEST(ReportDoesNotFit, of_a_negative_length_says_so) {
    const Diagnostic fault =
        fault_of(in_main("local a: own [int]\nlocal n: int\nconst n, -5\nnew a, [n x int]"));
    EXPECT_EQ(fault.headline, "`new` of -5 elements: there is no block of negative size");
}

TEST(ReportAssertion, shows_the_comparison_and_its_values) {
    const Diagnostic fault = fault_of(in_main(R"(
    local percent: int
    local fits: bool
    const percent, 150
    le    fits, percent, 100
    assert fits, "{} is no percentage", percent)"));
    EXPECT_EQ(fault.headline, "assertion failed: 150 is no percentage");
    EXPECT_THAT(labels_of(fault),
                ElementsAre("@2 `fits` becomes 0 here: `percent` is 150", "@3 `fits` is 0 here"));
}

TEST(ReportPanic, says_what_the_program_said) {
    EXPECT_EQ(fault_of("fn main() {\n    panic \"no {}\", 7\n}\n").headline, "panic: no 7");
}

TEST(ReportExit, names_the_range) {
    const Diagnostic fault = fault_of("fn main() {\nlocal s: int\nconst s, 256\nexit s\n}\n");
    EXPECT_EQ(fault.headline, "exit status 256 is out of range");
    EXPECT_EQ(primary_label(fault)->text, "a program may end with 0 to 99");
}

const char* const reader =
    "fn main() {\n    local n: int\nnext:\n    read_int n\n    jmp next\n}\n";

TEST(ReportInput, says_what_stood_there_and_where) {
    const Diagnostic fault = fault_of(reader, {.input = "1 2\n3 x4"});
    EXPECT_EQ(fault.headline, "`x4` in the input is no number");
    EXPECT_THAT(primary_label(fault)->text, HasSubstr("`x4` stands at line 2, column 3"));
}

TEST(ReportInput, at_its_end_offers_a_label) {
    const Diagnostic fault = fault_of(reader, {.input = "1 2\n"});
    EXPECT_EQ(fault.headline, "`read_int` at the end of the input");
    EXPECT_THAT(fault.help->text, HasSubstr("`read_int n, LABEL`"));
}

TEST(ReportInput, is_read_again_by_the_replay) {
    const Diagnostic fault = fault_of(in_main(R"(
    local d, x: int
    read_int d
    div   x, 8, d)"),
                                      {.input = "0"});
    EXPECT_THAT(labels_of(fault), ElementsAre("@1 `d` becomes 0 here", "@2 `d` is 0 here"));
}

}  // namespace
}  // namespace freehold::test
