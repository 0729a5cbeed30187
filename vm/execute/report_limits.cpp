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

/// The longest piece of the heap that no block has, without its header.
std::uint32_t largest_free(const Report& report, const std::vector<BlockInfo>& blocks) {
    const Layout& layout = report.machine.layout();
    Address end = layout.heap_begin;
    std::uint32_t largest = 0;
    for (const BlockInfo& block : blocks) {
        largest = std::max(largest, (block.address - 16) - end);
        end = block.end;
    }
    largest = std::max(largest, layout.heap_end - end);
    return largest < 16 ? 0 : largest - 16;
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
    const std::uint32_t room = largest_free(report, blocks);
    report.note(room == 0 ? "no free piece is left"
                          : "the largest free piece has room for " + quantity(room, "byte"));
    if (asked > std::uint64_t{1} << 31) {
        return report.help(
            "so large a block has no place in 32 bits of addresses: is the size right?");
    }
    if (help_drop_first(report, asked)) return;
    report.help(
        fmt::format("free blocks that are not needed any more; or give it a larger heap: "
                    "`--heap={}`",
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
