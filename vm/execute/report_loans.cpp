// SPDX-License-Identifier: MIT
// F201 to F205: a borrow used after its place was used in a way it excludes.
#include <fmt/format.h>

#include "vm/execute/memory_names.hpp"
#include "vm/execute/report_operands.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/isa/form.hpp"

namespace freehold::reports {

namespace {

/// What is known of a borrow that has ended.
struct Lost {
    std::string slot;                ///< that holds it: "`r`"
    std::string what = "its place";  ///< what it borrows: "`x`", "block #1"
    std::string used;                ///< what was used past it: the same, or another element
    bool exclusive = false;
    bool past_parent = false;  ///< a shared one, ended by another: with what it was made through
    std::string_view verb;     ///< of the instruction that ended it
};

std::string_view mnemonic_of(const Report& report, const std::optional<Event>& event) {
    if (!event) return {};
    return opcode_info(report.program.code[event->index].opcode()).mnemonic;
}

std::string_view verb_of(std::string_view mnemonic) {
    return mnemonic.substr(0, mnemonic.find('.'));
}

/// Whether it is about an element with a computed index.
bool has_index(const Report& report, const std::optional<Event>& event) {
    if (!event) return false;
    const Opcode op = report.program.code[event->index].opcode();
    return memory_form(opcode_info(op).form) >= MemoryForm::PX;
}

Lost lost_of(const Report& report) {
    Lost lost;
    lost.slot = report.name(report.fault.place);
    lost.exclusive = report.fault.found == ValueKind::Mut;
    const auto& [lent, ended] = report.story.loan;
    if (lent) {
        lost.what = report.name(lent->from);
    } else if (report.fault.object != ObjectId::None) {
        lost.what = report.object(report.fault.object);
    }
    const std::string_view by = mnemonic_of(report, ended);
    lost.verb = verb_of(by);
    lost.past_parent = !lost.exclusive && lost.verb == "borrow" && !by.starts_with("borrow.mut");
    lost.used = lost.what;
    const bool elements = has_index(report, lent) || has_index(report, ended);
    if (elements && ended && report.fault.code != Code::MovedWhileBorrowed) {
        const std::string memory = memory_name(report.program, ended->index);
        if (!memory.empty()) lost.used = code(memory);
    }
    return lost;
}

/// How an owner went: "moved", "dropped".
std::string_view how_moved(std::string_view verb) {
    if (verb == "drop") return "dropped";
    if (verb == "forget") return "forgotten";
    if (verb == "unbox") return "unboxed";
    return "moved";
}

/// How a place got another value: `take` leaves null.
std::string_view how_written(std::string_view verb) {
    if (verb == "take") return "taken away";
    if (verb == "swap") return "exchanged";
    return "written";
}

std::string headline(const Report& report, const Lost& lost) {
    const std::string use = "use of " + lost.slot;
    switch (report.fault.code) {
        case Code::TwoExclusiveBorrows:
            return fmt::format("{} after {} was borrowed exclusively{}", use, lost.used,
                               lost.used == lost.what ? " a second time" : ", too");
        case Code::SharedAndExclusive:
            if (lost.exclusive) {
                return fmt::format("{}, an exclusive borrow, after {} was borrowed again", use,
                                   lost.used);
            }
            return lost.past_parent
                       ? use + " after the exclusive borrow that it came through has ended"
                       : fmt::format("{} after {} was borrowed exclusively", use, lost.used);
        case Code::ReadWhileExclusive:
            return fmt::format("{} after {} was read past the exclusive borrow", use, lost.used);
        case Code::MovedWhileBorrowed:
            return fmt::format("{} after {} was {}", use, lost.used, how_moved(lost.verb));
        default: return fmt::format("{} after {} was {}", use, lost.used, how_written(lost.verb));
    }
}

void tell_lent(Report& report, const Lost& lost) {
    const auto& lent = report.story.loan.lent;
    if (!lent) return;
    const char* how = lent->value == ValueKind::Mut ? "exclusively " : "";
    report.at(*lent, fmt::format("{} borrows {} {}here", report.name(lent->to), lost.what, how));
}

std::string ended_words(const Report& report, const Lost& lost) {
    switch (report.fault.code) {
        case Code::TwoExclusiveBorrows:
            return lost.used == lost.what ? "borrowed exclusively once more here"
                                          : "borrowed exclusively here";
        case Code::SharedAndExclusive:
            return lost.exclusive ? "borrowed once more here" : "borrowed exclusively here";
        case Code::ReadWhileExclusive: return "read here, past the borrow";
        case Code::MovedWhileBorrowed: return std::string{how_moved(lost.verb)} + " here";
        default: return std::string{how_written(lost.verb)} + " here";
    }
}

void note_rule(Report& report, const Lost& lost) {
    const std::string rule = lost.exclusive || lost.past_parent
                                 ? "an exclusive borrow must be the only way to what it borrows"
                             : report.fault.code == Code::MovedWhileBorrowed
                                 ? "what is borrowed stays where it is and with whom it is"
                                 : "what is borrowed does not change";
    if (lost.used != lost.what) {
        report.note("a computed index counts as the whole array, whatever its value");
    }
    report.note(fmt::format("rule broken: {}, from here to the last use of the borrow", rule));
    report.note(
        fmt::format("memory is not harmed: {} is alive, and C would have {} it as it is now",
                    report.object(report.fault.object), report.fault.write ? "written" : "read"));
}

std::string help(const Report& report, const Lost& lost) {
    switch (report.fault.code) {
        case Code::ReadWhileExclusive:
            return fmt::format("read it through {}, or after the last use of {}", lost.slot,
                               lost.slot);
        case Code::MovedWhileBorrowed:
            return fmt::format("use {} for the last time before {} is {}", lost.slot, lost.what,
                               how_moved(lost.verb));
        case Code::AssignedWhileBorrowed:
            return fmt::format(
                "use {} for the last time before {} is {}, or borrow again after that", lost.slot,
                lost.what, how_written(lost.verb));
        default:
            return fmt::format(
                "use {} for the last time before the other borrow is made, or borrow again after "
                "the last use of that",
                lost.slot);
    }
}

/// No borrow has ended: an owner was to be exchanged with a place in its own block.
void swapped_with_itself(Report& report) {
    const std::string slot = report.name(report.fault.place);
    report.headline(fmt::format("`swap` of {} with a place in the block that it owns", slot));
    report.here(fmt::format("the place is reached through {}, and both are changed here", slot));
    report.note("the block would own itself, and nobody else: it could never be freed");
    report.help("`take` the inner owner into a slot of its own first");
}

}  // namespace

void borrow_ended(Report& report) {
    if (report.fault.found == ValueKind::Own) return swapped_with_itself(report);
    report.ask({report.fault.object}, {}, false);
    const Lost lost = lost_of(report);
    report.headline(headline(report, lost));
    tell_lent(report, lost);
    if (const auto& ended = report.story.loan.ended; ended && !report.told(*ended)) {
        report.at(*ended, lost.past_parent
                              ? "this borrow is made past the exclusive one, and ends both"
                              : fmt::format("{} is {}, which ends the borrow", lost.used,
                                            ended_words(report, lost)));
    }
    report.here(report.fault.size == 0
                    ? fmt::format("{} is used here all the same", lost.slot)
                    : fmt::format("{} through {} here", access(report), lost.slot));
    note_rule(report, lost);
    report.help(help(report, lost));
}

}  // namespace freehold::reports
