// SPDX-License-Identifier: MIT
// F201 to F211: borrows that are disturbed while somebody still looks, or live too long.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

namespace {

const Loan& loan_of(const Story& story) {
    return story.analysis.effects().loans[story.mistake.loan];
}

std::string kind_of_borrow(const Loan& loan) { return loan.exclusive ? "exclusively" : "shared"; }

// What the mistake touches, as the source calls it.
std::string touched(const Story& story) {
    if (story.mistake.place.follows > 0 || story.mistake.access == Access::Exclude ||
        story.mistake.access == Access::Share) {
        const std::string memory = story.names.memory(story.mistake.at);
        if (!memory.empty()) return code(memory);
    }
    return code(story.names.place(story.mistake.at, story.mistake.place.frame));
}

struct Said {
    std::string headline;
    std::string here;
};

Said scope_words(const Story& story, const std::string& lent) {
    const std::string root = code(story.names.place(story.mistake.at, story.mistake.place.frame));
    if (story.mistake.access == Access::ScopeDrop) {
        return {fmt::format("{} does not live long enough", lent),
                fmt::format("{} is dropped here, while {} is still borrowed", root, lent)};
    }
    return {fmt::format("{} does not live long enough", lent),
            fmt::format("{} is gone here, while it is still borrowed", lent)};
}

Said words_of(const Story& story, const std::string& lent) {
    const std::string what = touched(story);
    const std::string same = what == lent ? "it is" : lent + " is";
    const std::string how = kind_of_borrow(loan_of(story));
    const auto say = [&](std::string_view verb, std::string_view past) {
        return Said{fmt::format("{} of {} while {} borrowed", verb, what, same),
                    fmt::format("{} is {} here", what, past)};
    };
    switch (story.mistake.access) {
        case Access::Test:
        case Access::Read:
            return {fmt::format("read of {} while {} exclusively borrowed", what, same),
                    fmt::format("{} is read here", what)};
        case Access::Share:
            return {fmt::format("shared borrow of {} while {} exclusively borrowed", what, same),
                    fmt::format("{} is borrowed here, shared", what)};
        case Access::Exclude: {
            const bool twice = loan_of(story).exclusive;
            return {twice ? fmt::format("second exclusive borrow of {} at once", what)
                          : fmt::format("exclusive borrow of {} while {} borrowed", what, same),
                    fmt::format("{} is borrowed here, exclusively", what)};
        }
        case Access::Assign: return say("assignment", "assigned");
        case Access::Take: return say("change", "changed");
        case Access::Move: return say("move", "moved");
        case Access::Drop: return say("drop", "dropped");
        case Access::Forget: return say("loss", "forgotten");
        case Access::Unbox: return say("`unbox`", "emptied and freed");
        case Access::ScopeDrop:
        case Access::ScopeEnd: return scope_words(story, lent);
    }
    return {};
}

Side side_of(const Story& story) {
    return story.mistake.access == Access::Assign ? Side::Target : Side::Source;
}

// The use that makes it matter.
void tell_later_use(Story& story) {
    const Mistake& mistake = story.mistake;
    if (mistake.holder == none) {
        if (const auto taker = find_taker(story.analysis, mistake.at)) {
            story.at(taker->at, "the first borrow is used by this call");
        }
        return;
    }
    const std::string holder = code(story.names.leaf(mistake.holder));
    const auto use = find_later_use(story.analysis, mistake.at, mistake.holder);
    if (!use) return;
    if (use->at == mistake.at) {
        story.note(fmt::format("the same instruction uses {}", holder));
    } else {
        story.at(use->at, fmt::format("{} is used here{}", holder,
                                      use->wraps ? ", in the next iteration of the loop"
                                                 : ", with the borrow in it"));
    }
}

/// Two elements of one array by different names: the index of one is computed.
bool are_elements(const Story& story) {
    const std::string touched = story.names.memory(story.mistake.at);
    const std::string lent = story.names.lent(loan_of(story));
    const auto array = touched.rfind('[');
    return touched != lent && array != touched.npos && array != 0 && array == lent.rfind('[') &&
           touched.substr(0, array) == lent.substr(0, array);
}

void note_conflict(Story& story) {
    if (are_elements(story)) {
        return story.note("a computed index counts as the whole array, whatever its value");
    }
    switch (story.mistake.code) {
        case Code::TwoExclusiveBorrows:
            story.note("an exclusive borrow promises that nobody else reads or writes meanwhile");
            break;
        case Code::SharedAndExclusive:
            story.note("many may read, or one may write, but not both at once");
            break;
        case Code::MovedWhileBorrowed:
            story.note(
                "a borrow points at the place: what is moved or freed is not there any more");
            break;
        default: break;
    }
}

// A clone only looks at the block, which an exclusive borrow forbids as well.
void help_move(Story& story, const std::string& holder) {
    const auto edits =
        loan_of(story).exclusive ? std::vector<Edit>{} : story.clone_instead(story.mistake.at);
    if (edits.empty()) return story.help(fmt::format("move it after the last use of {}", holder));
    story.help(fmt::format("move it after the last use of {}, or make a second block", holder),
               edits);
}

/// The other use is another argument of the call that gets the borrow.
void help_in_call(Story& story) {
    const std::string what = touched(story);
    switch (story.mistake.access) {
        case Access::Test:
        case Access::Read:
            return story.help(
                fmt::format("read {} into a local before the call, and pass that", what));
        case Access::Move:
            if (story.moves_owner(story.mistake.at)) {
                return story.help(
                    fmt::format("`clone` {} before the call, and hand the clone on", what));
            }
            return story.help(fmt::format("lend {} in a call before this one", what));
        default:
            return story.help(are_elements(story)
                                  ? "lend them in two calls"
                                  : "lend them in two calls, or borrow different parts");
    }
}

void help_conflict(Story& story) {
    const Mistake& mistake = story.mistake;
    if (mistake.holder == none) return help_in_call(story);
    const std::string holder = code(story.names.leaf(mistake.holder));
    switch (mistake.access) {
        case Access::ScopeDrop:
        case Access::ScopeEnd: {
            const Local* local = story.names.local_of(loan_of(story).place.ended_with());
            return story.help(fmt::format("declare {} in the scope where {} is used",
                                          local == nullptr ? "it" : code(printable(local->name)),
                                          holder));
        }
        case Access::Move: return help_move(story, holder);
        case Access::Test:
        case Access::Read:
            return story.help(
                fmt::format("read it before the borrow or after the last use of {}, "
                            "or read through {}",
                            holder, holder));
        case Access::Exclude:
        case Access::Share:
            return story.help(fmt::format("borrow it after the last use of {}", holder));
        case Access::Drop:
            return story.help(fmt::format("drop it after the last use of {}", holder));
        default:
            return story.help(
                fmt::format("do this before the borrow, or after the last use of {}", holder));
    }
}

}  // namespace

void explain_conflict(Story& story) {
    const Loan& loan = loan_of(story);
    const std::string lent = code(story.names.lent(loan));
    const Said said = words_of(story, lent);
    story.headline(said.headline);
    const bool loop = loan.at >= story.mistake.at;
    const Local* local = story.names.local_of(loan.place.ended_with());
    if (story.mistake.code == Code::BorrowOutlivesScope && local != nullptr) {
        story.declared(local->span, fmt::format("{} lives until the end of its scope",
                                                code(printable(local->name))));
    }
    if (loan.at == story.mistake.at) {
        story.here(fmt::format("{}, and already in the previous iteration of the loop", said.here),
                   touched(story), side_of(story));
    } else {
        story.at(loan.at, fmt::format("{} is borrowed here, {}{}", lent, kind_of_borrow(loan),
                                      loop ? ", in the previous iteration of the loop" : ""));
        story.here(said.here, touched(story), side_of(story));
    }
    tell_later_use(story);
    note_conflict(story);
    help_conflict(story);
}

// ---- F207, F211 --------------------------------------------------------------------------------

namespace {

void of_local(Story& story, const Loan& loan) {
    const std::string lent = code(story.names.lent(loan));
    const Local* local = story.names.local_of(loan.place.ended_with());
    const bool content = loan.place.follows > 0;
    story.headline(content ? fmt::format("return of a borrow of {}, which this function owns", lent)
                           : fmt::format("return of a borrow of the local {}", lent));
    if (local != nullptr) {
        story.declared(local->span, fmt::format("{} lives until the function returns",
                                                code(printable(local->name))));
    }
    story.at(loan.at, fmt::format("{} is borrowed here", lent));
    story.here("and the borrow leaves the function here");
    story.note("when the caller looks, the frame is gone, and what its slots owned is freed");
    story.help(
        "return the value or its owner instead of a borrow, or let the caller lend the "
        "place as a parameter");
}

void of_other_parameter(Story& story, const Loan& loan) {
    const Function& function = story.analysis.function();
    const Local& parameter = function.locals[loan.parameter];
    const std::string name = code(printable(parameter.name));
    story.headline(fmt::format("return of a borrow from {}, which `from` does not name", name));
    story.declared(parameter.span, fmt::format("{} comes in here", name));
    story.declared(function.span,
                   fmt::format("what {} returns is said here", code(printable(function.name))));
    story.here(fmt::format("a borrow from {} is returned here", name));
    story.note("callers keep only what `from` names borrowed as long as the result is used");
    const std::string list = function.from.empty() && !function.from_static ? "from " : ", ";
    story.help(fmt::format("name it in the signature: `{}{}`", list, printable(parameter.name)));
}

}  // namespace

void explain_returned(Story& story) {
    const Loan& loan = loan_of(story);
    if (loan.is_callers()) {
        of_other_parameter(story, loan);
    } else {
        of_local(story, loan);
    }
}

}  // namespace freehold::ownership
