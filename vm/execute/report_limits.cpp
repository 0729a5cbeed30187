// SPDX-License-Identifier: MIT
// F313, F314, F505, F506, F509: what the machine does not have, or was told not to give.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/execute/report_commands.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/report_origin.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"

namespace freehold::reports {

namespace {

/// What no block has of the heap.
struct FreePieces {
    std::uint32_t largest = 0;  ///< room in the longest, without its header
    std::uint32_t pieces = 0;   ///< those that have any
    std::uint64_t bytes = 0;    ///< in all of them

    void add(std::uint32_t piece) {
        if (piece <= 16) return;
        ++pieces;
        bytes += piece - 16;
        largest = std::max(largest, piece - 16);
    }
};

FreePieces free_pieces(const Report& report, const std::vector<BlockInfo>& blocks) {
    const Layout& layout = report.machine.layout();
    FreePieces free;
    Address end = layout.heap_begin;
    for (const BlockInfo& block : blocks) {
        free.add(block.header() - end);
        end = block.end;
    }
    free.add(layout.heap_end - end);
    return free;
}

void note_room(Report& report, const FreePieces& free, std::uint64_t asked) {
    if (free.largest == 0) return report.note("no free piece is left");
    const std::uint64_t zones = 2 * std::uint64_t{report.machine.options().heap.zone()};
    if (zones != 0) {
        report.note("each block takes " + quantity(zones, "byte") + " more, for its red zones");
    }
    std::string text = "the largest free piece has room for " + quantity(free.largest, "byte");
    if (free.largest < asked && free.bytes >= asked) {
        text += fmt::format("; {} are free in all, but in {}: the heap is fragmented",
                            quantity(free.bytes, "byte"), quantity(free.pieces, "piece"));
    }
    report.note(text);
}

/// There is room, but not for the allocator that was asked for.
bool help_other_allocator(Report& report, const FreePieces& free, std::uint64_t asked) {
    const HeapSettings& heap = report.machine.options().heap;
    const bool fits = free.largest >= asked + 2 * std::uint64_t{heap.zone()};
    const auto say = [&](std::string_view why, std::string_view option) {
        report.help(fmt::format("{}: with `{}` there is room", why, option));
        return true;
    };
    if (!fits) return false;
    if (heap.policy == HeapPolicy::Bump) {
        return say("`bump` never uses a freed place again", "--heap-policy=first-fit");
    }
    if (heap.quarantine != 0) return say("freed blocks wait in quarantine", "--quarantine=0");
    if (heap.coalesce != Coalesce::Now) {
        return say("free neighbours are not joined", "--coalesce=now");
    }
    if (heap.policy != HeapPolicy::Buddy) return false;
    return say("`buddy` takes powers of two, at multiples of their size", "--heap-policy=best-fit");
}

void tell_site(Report& report, const std::vector<BlockInfo>& blocks) {
    if (blocks.size() < 2) return;
    const AllocationSite site = busiest_site(report.machine, blocks, report.fault.step);
    const std::string how_many =
        site.blocks == blocks.size()
            ? fmt::format("all {} blocks alive", with_commas(site.blocks))
            : fmt::format("{} of the {} blocks alive", with_commas(site.blocks),
                          with_commas(blocks.size()));
    if (site.blocks < 2 || site.first.index == report.fault.index) {
        if (site.blocks >= 2) report.note(how_many + " were allocated by this instruction");
        return;
    }
    report.at(site.first, how_many + " were allocated here, the first one at this step");
}

/// What is assigned to still owns a block that would make room: it goes only after the new exists.
bool help_drop_first(Report& report, std::uint64_t asked) {
    const Where& place = report.fault.place;
    if (report.local(place) == nullptr || !report.at_home) return false;
    if (report.slot_address(place.slot) != place.address) return false;
    const SlotInfo slot = report.slot_info(place.slot);
    const ObjectId object = Pointer::from_word(slot.word).object;
    const auto old = range_of(report, object);
    if (slot.kind != ValueKind::Own || slot.state != SlotInfo::State::Init || !old) return false;
    const std::uint64_t others = report.machine.heap_use().bytes - old->size;
    if (others + asked + 64 > report.machine.options().heap_bytes) return false;
    const std::string name = report.name(place);
    report.note(fmt::format("{} still owns {}: an old block is freed once the new one exists", name,
                            region(report, object)));
    report.help(
        fmt::format("`drop {}` first, if the new block does not need the old one", bare(name)));
    return true;
}

}  // namespace

void heap_exhausted(Report& report) {
    const Fault& fault = report.fault;
    const auto asked = static_cast<std::uint64_t>(fault.x);
    const HeapUse use = report.machine.heap_use();
    const std::uint32_t limit = report.machine.options().heap_bytes;
    const std::vector<BlockInfo> blocks = report.machine.blocks();
    report.headline(fmt::format("heap exhausted: no room for {}", quantity(asked, "byte")));
    tell_site(report, blocks);
    report.here(fmt::format("{} asked for here", quantity(asked, "byte")));
    report.note(
        fmt::format("the heap may have {} (--heap={}); {} alive with {}, and a header of 16 "
                    "for each",
                    quantity(limit, "byte"), option_size(limit), quantity(use.blocks, "block"),
                    quantity(use.bytes, "byte")));
    const FreePieces free = free_pieces(report, blocks);
    note_room(report, free, asked);
    if (asked > std::uint64_t{1} << 31) {
        return report.help(
            "so large a block has no place in 32 bits of addresses: is the size right?");
    }
    if (help_other_allocator(report, free, asked) || help_drop_first(report, asked)) return;
    report.help(
        fmt::format("free blocks that are not needed any more; or, if there is an end to them, "
                    "give it a larger heap: `--heap={}`",
                    option_size(next_size(limit, limit + asked))));
}

namespace {

/// Without checks: a store reached the frame's record.
void smashed_return(Report& report) {
    const Address record{raw(report.fault.place.address) & ~7u};
    report.headline(fmt::format("{} is overwritten: execution would go on at {}",
                                report.name(report.fault.place),
                                place(report, report.fault.address)));
    report.ask({}, {record}, true);
    tell_written(report, report.name(report.fault.place), record);
    report.here("returns here, to wherever those bytes say");
    report.note(fmt::format("at {} lies {}", place(report, report.fault.address),
                            what_lies_at(report, report.fault.address)));
    report.help("with `--enforce=memory` the store that did it is the fault");
}

}  // namespace

void execution_outside_code(Report& report) {
    const Fault& fault = report.fault;
    if (fault.found == ValueKind::Record) return smashed_return(report);
    std::string name = "a value";
    if (report.at_home) {
        const Slot slot = report.instruction.c;
        name = report.slot(slot);
        report.ask({}, {report.slot_address(slot)}, true);
        tell_origin(report, report.slot_address(slot));
    }
    const std::string held = fault.pointer.object == ObjectId::None
                                 ? "a number, not a function"
                                 : place(report, fault.address) + ": no function begins there";
    report.headline(fmt::format("call of {}, which holds {}", name, held));
    report.here("called here");
    report.note(fmt::format("at {} lies {}", place(report, fault.address),
                            what_lies_at(report, fault.address)));
    report.help(fmt::format("give {} a function: `const {}, FUNCTION`", name, bare(name)));
}

namespace {

/// Where it stopped: before an instruction, which has no step yet.
void about_to(Report& report) {
    report.here("about to run this");
    report.diagnostic.labels.back().step.reset();
}

}  // namespace

void step_limit(Report& report) {
    const auto limit = static_cast<std::uint64_t>(report.fault.x);
    report.headline(fmt::format("still running after {}", quantity(limit, "step")));
    about_to(report);
    report.note(
        fmt::format("--max-steps={} ended it; the program itself did nothing wrong", limit));
    report.help(
        fmt::format("does the loop end? if it only needs longer: `--max-steps={}`", limit * 10));
}

void time_limit(Report& report) {
    report.headline(fmt::format("still running after {} ms",
                                with_commas(static_cast<std::uint64_t>(report.fault.x))));
    about_to(report);
    report.note(fmt::format("it had done {}", quantity(report.fault.step, "step")));
    report.help(
        "does the loop end? if it only needs longer, give it more time; a limit of steps "
        "(`--max-steps`) stops at the same place every time");
}

void ids_exhausted(Report& report) {
    report.headline("no object ids left: 4,294,967,295 objects were made");
    report.here("another object is made here");
    report.note("every block and every borrowed local has a number of its own, never used again");
    report.help("make fewer blocks: keep one and use it again");
}

}  // namespace freehold::reports
