// SPDX-License-Identifier: MIT
// F311 but for what is asked for in place of something else (explain_wanted.cpp), and what only a
// damaged or hand-made image can hold.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

namespace {

void lost(Story& story) {
    story.headline(fmt::format("{} still owns where its slot ends", story.name()));
    story.here("the block would have no owner from here on");
    story.help("an image needs a `drop.end` for every owner before its slot ends");
}

// `put x, x` frees what it puts; after `swap [x].n, x` the block would own itself.
void itself(Story& story) {
    const std::string what = story.subject();
    const bool exchanged = story.mistake.code == Code::TwoExclusiveBorrows;
    const std::string memory = code(story.names.memory(story.mistake.at));
    story.headline(exchanged ? fmt::format("`swap` of {} with {}, which lies in what {} owns", what,
                                           memory, what)
                             : fmt::format("{} is put where it already is", what));
    story.declared_type(story.mistake.slot);
    if (!exchanged) {
        story.here("the block it owns would be freed, and owned");
        return story.help("leave this out: it changes nothing");
    }
    story.here(fmt::format("{} is reached through {}, and both are changed here", memory, what));
    story.note("the block would own itself, and nobody else: it could never be freed");
    story.help(fmt::format("`take` {} into a slot of its own first", memory));
}

}  // namespace

void explain_kind(Story& story) {
    using Why = Mistake::Why;
    const Mistake& mistake = story.mistake;
    switch (mistake.why) {
        case Why::Wanted: return explain_wanted(story);
        case Why::StillOwned: return lost(story);
        case Why::NoValue:
            story.headline(fmt::format("{} is no value of its own", story.subject()));
            story.here("no whole number or pointer lies there");
            break;
        case Why::Outgoing:
            story.headline("a slot where arguments are put together is used for something else");
            story.here("only a call or `new` reads what stands there");
            break;
        case Why::SharedWord:
            story.headline(fmt::format("{} put where its last word holds something else, too",
                                       story.type_words(mistake.wanted)));
            story.here("put here");
            story.note("slots are filled whole: what lies behind the value would be lost");
            break;
        case Why::NotPlain:
            story.headline(mistake.wanted == TypeId::None
                               ? "what is named here is no value of the type that lies there"
                               : fmt::format("no {} lies where one is named",
                                             story.type_words(mistake.wanted)));
            story.here("named here");
            break;
        case Why::LeftBehind:
            story.headline("a value is put ready for a call that does not take it");
            story.here("put here");
            break;
        case Why::Missing:
            story.headline(
                fmt::format("a call or `new` without its {}", story.type_words(mistake.wanted)));
            story.here("nothing was put where it is looked for");
            break;
        case Why::ZeroNoValue:
            story.headline(fmt::format("zero is no value of {}", story.type_words(mistake.wanted)));
            story.here("it would begin as zero here");
            story.help("an `own?` may begin as null");
            break;
        case Why::Itself: return itself(story);
        default:
            story.headline(std::string(code_info(mistake.code).title));
            story.here("here");
            break;
    }
}

}  // namespace freehold::ownership
