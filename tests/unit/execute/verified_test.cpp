// SPDX-License-Identifier: MIT
// A machine of a proven program.
#include <gtest/gtest.h>

#include "freehold/assemble.hpp"
#include "freehold/machine.hpp"
#include "freehold/verify.hpp"

namespace freehold {
namespace {

TEST(VerifiedProgram, runs_as_the_plain_program_does) {
    const Assembly built = assemble(Source("x.fh", R"(data WORD: bytes = "hello"
fn main() {
    local s: own bytes
    new s, WORD
    exit 7
}
)"));
    ASSERT_TRUE(built.program);
    const Verification proof = verify(*built.program);
    ASSERT_TRUE(proof.program);
    Machine proven{*proof.program};
    Machine plain{*built.program};
    EXPECT_EQ(proven.run().status, 7);
    EXPECT_EQ(plain.run().status, 7);
    EXPECT_EQ(proven.step(), plain.step());
    EXPECT_EQ(proven.heap_use().allocated, plain.heap_use().allocated);
}

}  // namespace
}  // namespace freehold
