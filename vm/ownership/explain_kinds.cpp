// SPDX-License-Identifier: MIT
// F311 and what only a damaged or hand-made image can hold.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

namespace {

std::string subject(const Story& story) {
    if (story.mistake.slot != no_slot) return code(story.names.slot(story.mistake.slot));
    const std::string memory = story.names.memory(story.mistake.at);
    return memory.empty() ? "the value" : code(memory);
}

void tell_local(Story& story) {
    if (story.mistake.slot == no_slot) return;
    const Local* local =
        story.names.local_of(story.analysis.frame().bytes(story.mistake.slot, 0, 8));
    if (local == nullptr) return;
    story.declared(local->span, fmt::format("{} is {}", code(printable(local->name)),
                                            story.type_words(local->type)));
}

/// A number as an argument or field that is a pointer. False where it is something else.
bool help_number_argument(Story& story, const Type& asked) {
    switch (asked.kind) {
        case TypeKind::Own:
            story.help(fmt::format("make a block first, `new p, {}(…)`, and pass `move p`",
                                   printable(type_name(story.program, asked.element))));
            return true;
        case TypeKind::Ref:
            story.help("put it in a slot first, and pass `borrow SLOT`");
            return true;
        case TypeKind::Mut:
            story.help("put it in a slot first, and pass `borrow mut SLOT`");
            return true;
        default: return false;
    }
}

/// `const p, 5`: a number where a pointer is declared. False where it is something else.
bool help_number_for_pointer(Story& story) {
    const Mistake& mistake = story.mistake;
    const Instruction& i = story.program.code[mistake.at];
    if (i.opcode() != Opcode::Const || mistake.wanted == TypeId::None) return false;
    const Type& asked = story.type(mistake.wanted);
    if (story.analysis.frame().is_outgoing(i.a)) return help_number_argument(story, asked);
    if (asked.kind == TypeKind::Ref || asked.kind == TypeKind::Mut) {
        story.help(
            fmt::format("put the number in a slot of its own, and lend that: "
                        "`borrow{} {}, SLOT`",
                        asked.kind == TypeKind::Mut ? " mut" : "", story.names.slot(i.a)));
        return true;
    }
    if (asked.kind != TypeKind::Own) return false;
    const std::string block = printable(type_name(story.program, asked.element));
    const Span span = story.span(mistake.at);
    const std::string_view text = story.names.text(span);
    const auto comma = text.find(',');
    const bool edits = is_integer(story.type(asked.element).kind) && text.starts_with("const ") &&
                       comma != text.npos;
    const auto value = edits ? text.find_first_not_of(' ', comma + 1) : text.npos;
    if (value == text.npos) {
        story.help(
            "an owner comes from `new`, which makes a block, or from another owner by `move`");
        return true;
    }
    story.help("an owner comes from `new`, which makes a block for the number",
               {{span, fmt::format("new  {}, {}({})", text.substr(5, comma - 5), block,
                                   text.substr(value))}});
    return true;
}

void wanted(Story& story) {
    const Mistake& mistake = story.mistake;
    const std::string found = story.word_words(mistake.found);
    const std::string asked = mistake.wanted == TypeId::None
                                  ? std::string(kind_words(mistake.wanted_kind))
                                  : story.type_words(mistake.wanted);
    story.headline(fmt::format("{} where {} is needed", found, asked));
    tell_local(story);
    story.here(mistake.wanted == TypeId::None
                   ? fmt::format("{} is {}", subject(story), found)
                   : fmt::format("{} is given {}", subject(story), found),
               subject(story));
    if (help_number_for_pointer(story)) return;
    const bool owner = mistake.found.kind == ValueKind::Own;
    const std::string_view word = mnemonic(story.program, mistake.at);
    if (word == "load" && owner) {
        story.help("`load` copies numbers: an owner is moved by `take`, `swap` or `unbox`");
    } else if (mistake.wanted_kind == ValueKind::Int && is_pointer(mistake.found.kind) &&
               mistake.slot != no_slot) {
        story.help(fmt::format("for what it points at, `load` a number from `[{}]`",
                               story.names.slot(mistake.slot)));
    } else {
        story.help(fmt::format("give it {}", asked));
    }
}

void lost(Story& story) {
    story.headline(fmt::format("{} still owns where its slot ends", story.name()));
    story.here("the block would have no owner from here on");
    story.help("an image needs a `drop.end` for every owner before its slot ends");
}

// `put x, x` frees what it puts; after `swap [x].n, x` the block would own itself.
void itself(Story& story) {
    const std::string what = subject(story);
    const bool exchanged = story.mistake.code == Code::TwoExclusiveBorrows;
    const std::string memory = code(story.names.memory(story.mistake.at));
    story.headline(exchanged ? fmt::format("`swap` of {} with {}, which lies in what {} owns", what,
                                           memory, what)
                             : fmt::format("{} is put where it already is", what));
    tell_local(story);
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
        case Why::Wanted: return wanted(story);
        case Why::StillOwned: return lost(story);
        case Why::NoValue:
            story.headline(fmt::format("{} is no value of its own", subject(story)));
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
