// SPDX-License-Identifier: MIT
// F101 to F107: values that are not there, or may not be moved, copied or written.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

namespace {

// ---- never given a value -----------------------------------------------------------------------

void uninitialised(Story& story) {
    const std::string name = story.name();
    const bool maybe = story.mistake.maybe;
    story.headline(maybe ? fmt::format("read of {}, which may have no value", name)
                         : fmt::format("read of {}, which has no value", name));
    if (const Local* local = story.names.local(story.mistake.leaf)) {
        story.declared(local->span, fmt::format("{} is declared here, without a value",
                                                code(printable(local->name))));
    }
    if (maybe) {
        const auto gift = find_gift(story.analysis, story.mistake.at, story.mistake.leaf);
        if (gift && !gift->wraps) {
            story.at(gift->at,
                     fmt::format("{} gets a value here, but not on every way to its use", name));
        }
    }
    story.here(fmt::format("{} is used here", name));
    const Leaf& leaf = story.analysis.frame().leaf(story.mistake.leaf);
    if (leaf.is_array) {
        story.note("an array gets its value as a whole: `fill`, `copy`, `move` or a call's result");
    }
    story.help(fmt::format("give {} a value on every way here", name));
}

// ---- moved -------------------------------------------------------------------------------------

std::string how_it_went(const Story& story, std::uint32_t at, const std::string& name) {
    switch (story.program.code[at].opcode()) {
        case Opcode::Drop: return fmt::format("{} is dropped here", name);
        case Opcode::DropEnd:
            return fmt::format("{} is dropped here, at the end of its scope", name);
        case Opcode::Forget: return fmt::format("{} is forgotten here", name);
        case Opcode::Unbox: return fmt::format("the content of {} is moved out here", name);
        default: return fmt::format("{} is moved here", name);
    }
}

void help_moved(Story& story, std::uint32_t move, const std::string& name) {
    const Leaf& leaf = story.analysis.frame().leaf(story.mistake.leaf);
    const Opcode opcode = story.program.code[move].opcode();
    if (opcode == Opcode::Drop || opcode == Opcode::Forget) {
        const std::string_view word = mnemonic(story.program, move);
        return story.help(fmt::format("{} {} after its last use", word, name));
    }
    if (opcode == Opcode::Unbox) {
        return story.help("use the content from where `unbox` put it");
    }
    if (leaf.borrow != none) {
        return story.help(
            fmt::format("lend it on instead: `borrow mut` of what {} points at", name));
    }
    if (story.program.type(leaf.type).kind != TypeKind::Own) {
        return story.help(fmt::format("give {} a new value before this", name));
    }
    const std::string_view text = story.names.text(story.span(move));
    const auto edits = story.replace(move, "move", "clone");
    const auto comma = text.find(',');
    if (!edits.empty() && comma != text.npos) {
        return story.help("make a second block instead of moving the first", edits);
    }
    // An argument: `move s`.
    if (text.starts_with("move ")) {
        return story.help(
            fmt::format("if the callee only looks at it, lend it: `borrow [{}]` to a "
                        "`ref` parameter; else pass on a `clone` of it",
                        story.names.leaf(story.mistake.leaf)));
    }
    story.help(fmt::format("give {} a new value before this", name));
}

void moved(Story& story) {
    const std::string name = story.name();
    const Leaf& leaf = story.analysis.frame().leaf(story.mistake.leaf);
    const bool maybe = story.mistake.code == Code::MaybeMoved;
    const auto move = find_move(story.analysis, story.mistake.at, story.mistake.leaf);
    const bool loop = move && move->wraps;
    story.headline(maybe && !loop ? fmt::format("use of {}, which may have been moved", name)
                                  : fmt::format("use of moved value {}", name));
    if (const Local* local = story.names.local(story.mistake.leaf)) {
        story.declared(local->span,
                       leaf.borrow != none
                           ? fmt::format("{} is an exclusive borrow: it has one holder", name)
                           : fmt::format("{} owns, so it is moved and not copied", name));
    }
    if (!move) {
        story.here(fmt::format("{} has left its slot when {} is looked for", name,
                               code(story.names.memory(story.mistake.at))));
        story.note("an owner cannot be put into the block that it owns: nobody else would own it");
        return;
    }
    if (move->at == story.mistake.at) {
        story.here(fmt::format("{} is moved here, in the previous iteration of the loop", name));
        story.help(
            fmt::format("give {} a new value before the loop comes back, or `clone` it", name));
        return;
    }
    story.at(move->at,
             how_it_went(story, move->at, name) + (loop ? ", in the previous iteration of the loop"
                                                   : maybe ? ", on one way here"
                                                           : ""));
    story.here(fmt::format("{} is used here, after it was moved", name));
    help_moved(story, move->at, name);
}

}  // namespace

void explain_no_value(Story& story) {
    if (story.mistake.code == Code::ReadUninitialised) {
        uninitialised(story);
    } else {
        moved(story);
    }
}

// ---- F107 --------------------------------------------------------------------------------------

void explain_second_write(Story& story) {
    const std::string name = story.name();
    story.headline(fmt::format("second write to {}, which is `ro`", name));
    const Local* local = story.names.local(story.mistake.leaf);
    story.declared(local->span, fmt::format("{} is declared here as `ro`: written once",
                                            code(printable(local->name))));
    const auto first = find_gift(story.analysis, story.mistake.at, story.mistake.leaf);
    if (first && first->at != story.mistake.at) {
        story.at(first->at, fmt::format("{} gets its value here", name));
    }
    const bool again = first && first->at == story.mistake.at;
    story.here(again ? fmt::format("{} is written here, again in each iteration of the loop", name)
                     : fmt::format("{} is written again here", name));
    story.help("take `ro` away, or write to another local");
}

// ---- F104 --------------------------------------------------------------------------------------

namespace {

std::string place_of(const Story& story) {
    const std::string memory = story.names.memory(story.mistake.at);
    if (!memory.empty()) return code(memory);
    return story.mistake.slot == no_slot ? "the place" : code(story.names.slot(story.mistake.slot));
}

}  // namespace

void explain_move_out(Story& story) {
    using Why = Mistake::Why;
    const std::string what = place_of(story);
    const Why why = story.mistake.why;
    story.headline(why == Why::ThroughRef
                       ? fmt::format("move out of {} through a shared borrow", what)
                       : fmt::format("move out of {}, which must keep an owner", what));
    if (story.mistake.slot != no_slot && !story.names.memory(story.mistake.at).empty()) {
        if (const Local* local =
                story.names.local_of(story.analysis.frame().bytes(story.mistake.slot, 0, 8))) {
            story.declared(local->span, fmt::format("{} is {}", code(printable(local->name)),
                                                    story.type_words(local->type)));
        }
    }
    story.here(fmt::format("{} would be left without an owner here", what));
    switch (why) {
        case Why::ThroughRef:
            story.note("through a shared borrow others look at the same place: nothing may go");
            story.help("make it a `mut` borrow: only through one may owners change");
            break;
        case Why::OfElement:
            story.note("an array has a value as a whole, or none: no element can be missing");
            story.help("`take` it, where the elements are `own?`, or `swap` another owner in",
                       story.replace(story.mistake.at, "move", "take"));
            break;
        case Why::NeverNull:
            if (story.mistake.wanted != TypeId::None && story.type(story.mistake.wanted).nullable) {
                story.note("an exclusive borrow is given back as it came: with a value there");
                story.help("`take` moves it out and leaves null behind",
                           story.replace(story.mistake.at, "move", "take"));
                break;
            }
            story.note("memory is never left without a value: whoever looks there next finds one");
            story.help(
                fmt::format("`swap` another owner in, or declare {} `own?` and `take` it", what));
            break;
        default:
            story.note("memory is never left without a value: whoever looks there next finds one");
            story.help("`take` moves it out and leaves null behind",
                       story.replace(story.mistake.at, "move", "take"));
            break;
    }
}

// ---- F105 --------------------------------------------------------------------------------------

void explain_copy(Story& story) {
    const std::string what = place_of(story);
    const bool exclusive = story.mistake.found.kind == ValueKind::Mut;
    story.headline(
        fmt::format("copy of {}, which holds {}", what, kind_words(story.mistake.found.kind)));
    if (story.mistake.slot != no_slot) {
        if (const Local* local =
                story.names.local_of(story.analysis.frame().bytes(story.mistake.slot, 0, 8))) {
            story.declared(local->span, fmt::format("{} is {}", code(printable(local->name)),
                                                    story.type_words(local->type)));
        }
    }
    story.here(fmt::format("{} is copied here", what));
    const std::uint32_t at = story.mistake.at;
    const std::string_view text = story.names.text(story.span(at));
    if (exclusive) {
        story.note("an exclusive borrow has one holder: two could write behind each other's back");
        return story.help("hand the borrow on: `move`", story.replace(at, "copy", "move"));
    }
    story.note("a block has one owner: two would each free it");
    if (text.starts_with("copy")) {
        const bool words = story.program.code[at].opcode() != Opcode::Copy;
        return story.help(words ? "`move` hands the owners on; or `clone` each of them"
                                : "`clone` makes a second block; `move` would hand this one on",
                          story.replace(at, "copy", words ? "move" : "clone"));
    }
    std::vector<Edit> edits;
    const Span span = story.span(at);
    if (!text.empty() && text.find(' ') == text.npos) {
        edits.push_back({{span.file, span.begin, span.begin}, "move "});
    }
    story.help("say how it is passed: `move` hands the owner on", std::move(edits));
}

}  // namespace freehold::ownership
