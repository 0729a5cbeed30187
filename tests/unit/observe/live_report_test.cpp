// SPDX-License-Identifier: MIT
#include "vm/observe/live_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/observe/hand_made.hpp"
#include "vm/base/text.hpp"

namespace freehold {
namespace {

using namespace test;

/// A live report whose lines are kept.
struct Kept {
    explicit Kept(ReportStyle style = {}, EventSet wanted = EventSet::all(),
                  std::string file = "x.fh")
        : names(std::move(file)), report(names, wanted, style, [this](std::string_view line) {
              lines.emplace_back(line);
          }) {}

    HandMadeNames names;
    std::vector<std::string> lines;
    LiveReport report;
};

RunTotals exited(std::uint64_t allocated, std::uint64_t freed) {
    RunTotals totals;
    totals.allocated = allocated;
    totals.freed = freed;
    totals.step = 6;
    totals.peak_stack = 64;
    return totals;
}

TEST(LiveReport, tells_the_life_of_a_block_in_aligned_lines) {
    Kept kept;
    kept.report.on_event(alloc(1, 5, 1, 1));
    kept.report.on_event(move(1, 2, 2));
    kept.report.on_event(free(Reason::ScopeEnd, 2, 5));
    kept.report.finish(exited(1, 1));
    ASSERT_EQ(kept.lines.size(), 4u);
    EXPECT_EQ(kept.lines[0],
              "alloc   #1  5 bytes  heap+16    main.s1                         @1       x.fh:1\n");
    EXPECT_EQ(kept.lines[1],
              "move    #1  main.s1 ==> main.s2                                 @2       x.fh:2\n");
    EXPECT_EQ(kept.lines[2],
              "free    #1  5 bytes  main.s2, end of scope                      @5       x.fh:5\n");
    EXPECT_EQ(kept.lines[3],
              "exit    0   1 block allocated, 1 freed, 0 leaked                @6\n"
              "            stack peak 64 bytes\n");
}

/// Where the step stands in a line.
std::size_t step_column(const std::string& line) { return line.find('@'); }

TEST(LiveReport, the_step_stands_in_one_column_on_every_line) {
    Kept kept;
    kept.report.on_event(alloc(1, 5, 1, 418));
    Event freed = free(Reason::Reassigned, 1, 418);
    freed.part = 1;
    kept.report.on_event(freed);
    kept.report.on_event(alloc(10, 33'554'432, 1, 1027));
    RunTotals totals = exited(1, 1);
    totals.peak_heap = 5;
    kept.report.finish(totals);
    ASSERT_EQ(kept.lines.size(), 4u);
    for (const std::string& line : kept.lines) {
        EXPECT_EQ(step_column(line), step_column(kept.lines[0])) << line;
    }
}

TEST(LiveReport, the_peaks_stand_in_the_last_line_where_they_fit) {
    Kept kept({false, 100});
    kept.report.finish(exited(0, 0));
    EXPECT_NE(kept.lines[0].find("no block allocated; stack peak 64 bytes  "), std::string::npos);
}

TEST(LiveReport, no_line_is_wider_than_the_terminal) {
    for (const std::uint32_t width : {40u, 60u, 80u, 100u}) {
        Kept kept({false, width}, EventSet::all(), "a_program_with_a_long_name.fh");
        kept.report.on_event(alloc(123456, 4'000'000, 60000, 1));
        kept.report.on_event(free(Reason::Unboxed, 60000, 123456));
        for (const std::string& line : kept.lines) {
            EXPECT_LE(display_width(line.substr(0, line.size() - 1)), width) << line;
        }
    }
}

TEST(LiveReport, a_wide_terminal_is_not_used_beyond_120_columns) {
    Kept kept({false, 300});
    kept.report.on_event(alloc(1, 5, 1));
    EXPECT_LE(kept.lines[0].size(), 121u);
}

TEST(LiveReport, the_first_block_explains_its_address_where_there_is_room) {
    Kept kept({false, 100});
    kept.report.on_event(alloc(1, 5, 1));
    kept.report.on_event(alloc(2, 5, 1));
    EXPECT_NE(kept.lines[0].find("main.s1  (after its 16-byte header)"), std::string::npos);
    EXPECT_EQ(kept.lines[1].find("header"), std::string::npos);
}

TEST(LiveReport, on_a_narrow_terminal_no_line_has_an_address_and_every_line_its_step) {
    Kept kept({false, 60});
    kept.report.on_event(alloc(1, 5, 1, 3));
    kept.report.on_event(free(Reason::Unboxed, 1));
    EXPECT_EQ(kept.lines[0].find("heap+16"), std::string::npos);
    EXPECT_NE(kept.lines[0].find("@3"), std::string::npos);
    EXPECT_NE(kept.lines[1].find("@5"), std::string::npos);
}

Event write(Slot to, ValueKind kind, Step step) {
    Event written = event(EventKind::Write, step);
    written.to = slot(to);
    written.to.address = Address{64};
    written.address = Address{64};
    written.value = kind;
    written.word = 32;
    return written;
}

TEST(LiveReport, the_write_of_what_an_allocation_or_a_move_gave_is_not_told_again) {
    Kept kept;
    Event made = alloc(1, 5, 1, 3);
    made.to.address = Address{64};
    kept.report.on_event(made);
    kept.report.on_event(write(1, ValueKind::Own, 3));
    EXPECT_EQ(kept.lines.size(), 1u);
    kept.report.on_event(write(1, ValueKind::Int, 4));
    EXPECT_EQ(kept.lines.size(), 2u);
}

TEST(LiveReport, the_write_of_a_borrow_is_told_only_where_borrows_are_not) {
    const Event borrowed = write(1, ValueKind::Ref, 3);
    for (const bool borrows : {false, true}) {
        Kept kept({}, borrows ? EventSet::all() : EventSet{EventKind::Write});
        kept.names.by = "borrow";
        kept.report.on_event(borrowed);
        EXPECT_EQ(kept.lines.size(), borrows ? 0u : 1u);
    }
}

TEST(LiveReport, a_result_is_told_where_it_is_made_and_not_again_by_ret) {
    Kept kept;
    kept.names.by = "ret.word";
    kept.report.on_event(write(1, ValueKind::Int, 3));
    EXPECT_TRUE(kept.lines.empty());
}

TEST(LiveReport, a_program_without_spans_has_no_source_column) {
    Kept kept({}, EventSet::all(), "");
    kept.report.on_event(move(1, 2));
    EXPECT_EQ(kept.lines[0].substr(0, 31), "move    #1  main.s1 ==> main.s2");
    EXPECT_EQ(kept.lines[0].substr(kept.lines[0].size() - 4), " @2\n");
}

TEST(LiveReport, counts_what_comes_after_the_last_line_by_kind) {
    Kept kept({false, 80, 2});
    for (int i = 0; i < 4; ++i) kept.report.on_event(alloc(1, 5, 1));
    for (int i = 0; i < 1500; ++i) kept.report.on_event(free(Reason::Explicit, 1));
    kept.report.finish(exited(4, 4));
    ASSERT_EQ(kept.lines.size(), 4u);
    EXPECT_EQ(kept.lines[2], "more    1,502 events counted, not shown: 1,500 free, 2 alloc\n");
}

TEST(LiveReport, the_count_of_the_rest_is_one_line_however_many_kinds_there_are) {
    Kept kept({false, 80, 0});
    for (std::size_t kind = 0; kind < event_count; ++kind) {
        kept.report.on_event(event(static_cast<EventKind>(kind)));
    }
    kept.report.finish(exited(0, 0));
    EXPECT_LE(display_width(kept.lines[0]), 81u);
    EXPECT_THAT(kept.lines[0], testing::EndsWith(", …\n"));
}

TEST(LiveReport, moves_of_exclusive_borrows_are_told_only_with_borrows) {
    Event moved = move(1, 2);
    moved.value = ValueKind::Mut;
    Kept owners({}, {EventKind::Move});
    owners.report.on_event(moved);
    EXPECT_TRUE(owners.lines.empty());
    Kept borrows({}, {EventKind::Move, EventKind::Borrow});
    borrows.report.on_event(moved);
    EXPECT_EQ(borrows.lines.size(), 1u);
}

TEST(LiveReport, a_fault_is_a_line_with_its_code_and_counts_blocks_alive) {
    Kept kept;
    RunTotals totals = exited(2, 1);
    totals.end = RunTotals::End::Fault;
    totals.code = Code::UseAfterFree;
    totals.abandoned = 1;
    kept.report.finish(totals);
    EXPECT_EQ(kept.lines[0],
              "fault   F302  2 blocks allocated, 1 freed, 1 alive              @6\n"
              "              stack peak 64 bytes\n");
}

TEST(LiveReport, without_exit_in_its_set_it_ends_in_silence) {
    Kept kept({}, {EventKind::Alloc});
    kept.report.finish(exited(0, 0));
    EXPECT_TRUE(kept.lines.empty());
}

TEST(LiveReport, colours_the_word_only) {
    Kept kept({true, 80});
    kept.report.on_event(alloc(1, 5, 1));
    EXPECT_EQ(kept.lines[0].substr(0, 20), "\x1b[32malloc\x1b[0m   #1 ");
}

TEST(RunTotals, blocks_are_counted_in_words) {
    RunTotals totals = exited(1, 0);
    totals.leaked = 1;
    EXPECT_EQ(blocks_text(totals), "1 block allocated, 0 freed, 1 leaked");
    totals.owned = 1;
    EXPECT_EQ(blocks_text(totals), "1 block allocated, 0 freed, 1 leaked, 1 still owned");
    EXPECT_EQ(blocks_text(exited(0, 0)), "no block allocated");
}

TEST(ReportLine, cuts_at_either_end_and_says_so) {
    EXPECT_EQ(cut_to("ownership", 5), "owne…");
    EXPECT_EQ(cut_front_to("ownership", 5), "…ship");
    EXPECT_EQ(cut_to("ownership", 9), "ownership");
}

}  // namespace
}  // namespace freehold
