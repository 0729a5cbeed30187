// SPDX-License-Identifier: MIT
// Commands that ask about what was.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/debug/commands.hpp"
#include "vm/debug/difference.hpp"
#include "vm/debug/history.hpp"
#include "vm/debug/session.hpp"
#include "vm/debug/why.hpp"
#include "vm/debug/words.hpp"

namespace freehold::debug {

void ask_why(Session& session, std::string_view rest, bool) {
    if (rest.empty()) return session.refuse("`why` takes a place: `why s1`, `why #4+8`");
    const Found found = find_place(session.scene(), rest, session.depth());
    if (!found) return session.refuse(found.problem);
    session.show(why_view(session.timeline(), session.style(), *found.place));
}

void ask_history(Session& session, std::string_view rest, bool) {
    const auto number = rest.starts_with('#') ? number_in(rest.substr(1)) : number_in(rest);
    if (!number || *number == 0 || *number > 0xffffffff) {
        return session.refuse("`history` takes a block: `history #4`");
    }
    const ObjectId block{static_cast<std::uint32_t>(*number)};
    const std::string text = history_view(session.timeline(), session.style(), block);
    if (!text.empty()) return session.show(text);
    session.refuse(fmt::format("there is no block #{} in the {} that ran so far", *number,
                               quantity(session.timeline().furthest(), "step")));
}

void ask_difference(Session& session, std::string_view rest, bool) {
    Words words{rest};
    const auto step_in = [&](std::string_view text) {
        return text == "end" ? std::optional{session.timeline().furthest()} : number_in(text);
    };
    const auto first = step_in(words.take());
    const Step here = session.timeline().position();
    const auto second = words.rest().empty() ? std::optional{here} : step_in(words.rest());
    if (!first || !second) {
        return session.refuse("`diff` takes one step or two: `diff 12`, `diff 12 31`");
    }
    session.show(difference_view(session.timeline(), session.style(), *first, *second));
}

}  // namespace freehold::debug
