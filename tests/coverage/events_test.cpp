// SPDX-License-Identifier: MIT
// Every kind of event, and every reason, happens in some case.
#include <gtest/gtest.h>

#include "tests/support/everything.hpp"

namespace freehold::test {
namespace {

TEST(Events, each_kind_happens_in_some_case) {
    std::set<EventKind> told;
    for (const Covered& program : everything_run()) {
        told.insert(program.outcome.told.begin(), program.outcome.told.end());
    }
    for (std::uint32_t kind = 0; kind < event_count; ++kind) {
        const auto event = static_cast<EventKind>(kind);
        EXPECT_TRUE(told.contains(event)) << event_info(event).name;
    }
}

TEST(Events, each_reason_happens_in_some_case) {
    std::set<Reason> told;
    for (const Covered& program : everything_run()) {
        for (const Event& event : program.outcome.events) told.insert(event.reason);
    }
    for (const Reason reason :
         {Reason::Explicit, Reason::ScopeEnd, Reason::Reassigned, Reason::Content,
          Reason::UnusedResult, Reason::Unboxed, Reason::Resized, Reason::Moved, Reason::Null,
          Reason::Uninitialised, Reason::Adopted}) {
        EXPECT_TRUE(told.contains(reason)) << reason_text(reason);
    }
}

TEST(Events, number_their_parts_within_a_step) {
    for (const Covered& program : everything_run()) {
        EXPECT_FALSE(program.outcome.misnumbered)
            << program.path << ": an event of step " << program.outcome.misnumbered->step;
    }
}

}  // namespace
}  // namespace freehold::test
