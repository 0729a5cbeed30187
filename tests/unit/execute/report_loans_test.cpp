// SPDX-License-Identifier: MIT
// F201 to F205: a borrow used after what ended it.
#include "tests/unit/execute/report_run.hpp"

namespace freehold::test {
namespace {

TEST(ReportLoans, has_three_places_and_tells_the_rule_from_the_harm) {
    EXPECT_EQ(report_of(in_main(R"(    local x: int
    local a, b: mut int
    const x, 1
    borrow mut a, x
    borrow mut b, x
    store [a], 3)")),
              R"(
error[F201]: use of `a` after `x` was borrowed exclusively a second time
 --> x.fh:7:5
  |
5 |     borrow mut a, x
  |     --------------- @2 `a` borrows `x` exclusively here
6 |     borrow mut b, x
  |     --------------- @3 `x` is borrowed exclusively once more here, which
  |                     ends the borrow
7 |     store [a], 3
  |     ^^^^^^^^^^^^ @4 writes 8 bytes through `a` here
  = note: rule broken: an exclusive borrow must be the only way to what it
          borrows, from here to the last use of the borrow
  = note: memory is not harmed: `x` is alive, and C would have written it as it
          is now
  = help: use `a` for the last time before the other borrow is made, or borrow
          again after the last use of that
  = more: freehold explain F201
          freehold debug --goto=4 x.fh
)");
}

TEST(ReportLoans, names_the_parameter_of_a_call) {
    const Diagnostic fault = fault_of(R"(fn f(a: mut int, b: ref int) {
    store [a], 1
    ret
}
fn main() {
    local x: int
    const x, 1
    call  f(borrow mut x, borrow x)
    ret
}
)");
    EXPECT_EQ(fault.code, Code::SharedAndExclusive);
    EXPECT_THAT(labels_of(fault), testing::SizeIs(3));
    EXPECT_THAT(fault.headline, HasSubstr("`a`"));
}

TEST(ReportLoans, says_how_an_owner_went) {
    const Diagnostic fault = fault_of(in_main(R"(    local a, b: own int
    local r: ref int
    local x: int
    new   a, int(1)
    borrow r, [a]
    move  b, a
    load  x, [r])"));
    EXPECT_EQ(fault.headline, "use of `r` after block #1 was moved");
    EXPECT_THAT(fault.help->text, HasSubstr("before block #1 is moved"));
}

TEST(ReportLoans, of_a_write_offers_to_borrow_again) {
    const Diagnostic fault = fault_of(in_main(R"(    local x, y: int
    local r: ref int
    const x, 1
    borrow r, x
    const x, 2
    load  y, [r])"));
    EXPECT_EQ(fault.headline, "use of `r` after `x` was written");
    EXPECT_THAT(fault.help->text, HasSubstr("borrow again after that"));
}

}  // namespace
}  // namespace freehold::test
