// SPDX-License-Identifier: MIT
// Functions that want the same argument in different ways.
#pragma once

namespace freehold::test {

/// `borrows` lends its argument, so its slot has a shadow; `adds` only reads and writes it.
inline constexpr const char* borrows_and_adds = R"(fn borrows(n: int) -> int {
    local r: ref int
    borrow r, n
    load   n, [r]
    ret    n
}
fn adds(n: int) -> int {
    add n, n, 1
    ret n
}
)";

}  // namespace freehold::test
