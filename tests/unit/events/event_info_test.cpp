// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <set>
#include <string_view>

#include "freehold/event.hpp"

namespace freehold {
namespace {

TEST(EventInfo, every_kind_has_a_word_of_its_own) {
    std::set<std::string_view> words;
    for (std::uint32_t kind = 0; kind < event_count; ++kind) {
        words.insert(event_info(static_cast<EventKind>(kind)).word);
    }
    EXPECT_EQ(words.size(), event_count);
    EXPECT_EQ(event_info(EventKind::Alloc).word, "alloc");
    EXPECT_EQ(event_info(EventKind::Leak).name, "Leak");
}

TEST(EventSet, holds_what_was_put_in_and_nothing_else) {
    EventSet set{EventKind::Alloc};
    set.add({EventKind::Free});
    EXPECT_TRUE(set.has(EventKind::Alloc));
    EXPECT_TRUE(set.has(EventKind::Free));
    EXPECT_FALSE(set.has(EventKind::Move));
}

TEST(ReasonText, every_reason_but_none_has_words) {
    EXPECT_EQ(reason_text(Reason::None), "");
    for (auto reason = 1; reason <= static_cast<int>(Reason::Adopted); ++reason) {
        EXPECT_NE(reason_text(static_cast<Reason>(reason)), "");
    }
}

}  // namespace
}  // namespace freehold
