// SPDX-License-Identifier: MIT
#include "vm/cli/exit_status.hpp"

#include <gtest/gtest.h>

namespace freehold::cli {
namespace {

RunTotals ended(RunTotals::End end, Code code = {}) {
    RunTotals totals;
    totals.end = end;
    totals.code = code;
    return totals;
}

TEST(ExitStatus, is_the_programs_own_where_it_exits) {
    RunTotals totals = ended(RunTotals::End::Exit);
    totals.status = 42;
    EXPECT_EQ(exit_status(totals, false), 42);
    EXPECT_EQ(exit_status(totals, true), 42);
}

TEST(ExitStatus, tells_leaks_only_where_they_are_errors) {
    RunTotals totals = ended(RunTotals::End::Exit);
    totals.leaked = 1;
    EXPECT_EQ(exit_status(totals, false), 0);
    EXPECT_EQ(exit_status(totals, true), 103);
}

TEST(ExitStatus, a_block_that_is_still_owned_is_no_leak) {
    RunTotals totals = ended(RunTotals::End::Exit);
    totals.owned = 1;
    EXPECT_EQ(exit_status(totals, true), 0);
}

TEST(ExitStatus, tells_limits_from_other_faults) {
    EXPECT_EQ(exit_status(ended(RunTotals::End::Fault, Code::UseAfterFree), false), 101);
    EXPECT_EQ(exit_status(ended(RunTotals::End::Fault, Code::StepLimit), false), 102);
    EXPECT_EQ(exit_status(ended(RunTotals::End::Fault, Code::TimeLimit), false), 102);
}

TEST(ExitStatus, of_an_interrupted_run_is_that_of_any_program) {
    EXPECT_EQ(exit_status(ended(RunTotals::End::Interrupted), true), 130);
}

}  // namespace
}  // namespace freehold::cli
