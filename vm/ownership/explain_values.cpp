// SPDX-License-Identifier: MIT
// F101 to F103, F107: values that are not there, or may not be written.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

namespace {

// ---- never given a value -----------------------------------------------------------------------

// No element of an array is given a value before the whole has one.
void help_array(Story& story, const std::string& name, const Type& element) {
    const std::string bare = story.names.leaf(story.mistake.leaf);
    story.note(
        "an array gets its value as a whole: `fill`, `copy`, `move`, `unbox` or a call's result");
    if (is_integer(element.kind)) {
        return story.help(fmt::format("`fill {}, 0` gives every element a value", bare));
    }
    if (element.kind == TypeKind::Own && !element.nullable) {
        return story.help(fmt::format(
            "declare its elements {}, and begin with `fill {}, null`; "
            "`put` and `take` move owners in and out",
            code(fmt::format("own? {}", printable(type_name(story.program, element.element)))),
            bare));
    }
    if (element.kind == TypeKind::Code) {
        return story.help(
            fmt::format("`fill {}, SLOT` gives every element the function in SLOT", bare));
    }
    if (is_pointer(element.kind)) {
        return story.help(fmt::format("`fill {}, null` gives every element a value", bare));
    }
    const TypeId whole = story.analysis.frame().leaf(story.mistake.leaf).type;
    if (element.kind == TypeKind::Struct && story.analysis.may_be_zero(whole)) {
        const std::string block = printable(type_name(story.program, whole));
        return story.help(
            fmt::format("`new h, {}` with `h: own {}`, then `unbox {}, h`, fills it with zeros",
                        block, block, bare));
    }
    story.help(fmt::format("give {} a value on every way here", name));
}

void help_uninitialised(Story& story, const std::string& name) {
    const Leaf& leaf = story.analysis.frame().leaf(story.mistake.leaf);
    if (leaf.is_array) {
        const TypeId element = story.type(leaf.type).element;
        return help_array(story, name, story.type(element));
    }
    story.help(fmt::format("give {} a value on every way here", name));
}

void uninitialised(Story& story) {
    const std::string name = story.name();
    const bool maybe = story.mistake.maybe;
    const bool written = story.mistake.access == Access::Assign;
    story.headline(fmt::format("{} {}, which {} no value",
                               written ? "write to a part of" : "read of", name,
                               maybe ? "may have" : "has"));
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
    story.here(written ? fmt::format("a part of {} is written here", name)
                       : fmt::format("{} is used here", name),
               name, written ? Side::Target : Side::Source);
    help_uninitialised(story, name);
}

// ---- moved -------------------------------------------------------------------------------------

/// How an instruction leaves a value behind: "dropped", "moved".
std::string_view departure(const Story& story, std::uint32_t at) {
    switch (story.program.code[at].opcode()) {
        case Opcode::Drop:
        case Opcode::DropEnd: return "dropped";
        case Opcode::Forget: return "forgotten";
        case Opcode::Unbox: return "unboxed";
        default: return "moved";
    }
}

std::string how_it_went(const Story& story, std::uint32_t at, const std::string& name) {
    const Opcode opcode = story.program.code[at].opcode();
    if (opcode == Opcode::Unbox) return fmt::format("the content of {} is moved out here", name);
    return fmt::format("{} is {} here{}", name, departure(story, at),
                       opcode == Opcode::DropEnd ? ", at the end of its scope" : "");
}

/// All moves that lead here made clones; no edit where that would not mend it.
std::vector<Edit> clones_instead(const Story& story) {
    if (story.mistake.never) return {};
    std::vector<Edit> edits;
    for (const std::uint32_t move :
         find_moves(story.analysis, story.mistake.at, story.mistake.leaf)) {
        const std::vector<Edit> edit = story.clone_instead(move);
        if (edit.empty()) return {};
        edits.insert(edits.end(), edit.begin(), edit.end());
    }
    return edits;
}

void help_moved(Story& story, std::uint32_t move, const std::string& name) {
    const Leaf& leaf = story.analysis.frame().leaf(story.mistake.leaf);
    const Opcode opcode = story.program.code[move].opcode();
    if (story.program.code[story.mistake.at].opcode() == Opcode::Drop) {
        return story.help(
            story.mistake.code == Code::MaybeMoved
                ? fmt::format(
                      "leave this `drop` out: the end of its scope drops {} where it is there",
                      name)
                : fmt::format("leave this `drop` out: {} owns nothing any more", name));
    }
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
    if (auto edits = clones_instead(story); !edits.empty()) {
        const std::string_view which = edits.size() == 1 ? "the first" : "it";
        return story.help(fmt::format("make a second block instead of moving {}", which),
                          std::move(edits));
    }
    // An argument: `move s`.
    const bool owner = story.program.type(leaf.type).kind == TypeKind::Own;
    if (owner && story.names.text(story.span(move)).starts_with("move ") &&
        story.analysis.frame().is_outgoing(story.program.code[move].a)) {
        return story.help(
            fmt::format("if the callee only looks at it, lend it: `borrow [{}]` to a "
                        "`ref` parameter; else pass on a `clone` of it",
                        story.names.leaf(story.mistake.leaf)));
    }
    story.help(fmt::format("give {} a new value before this", name));
}

std::string headline_moved(const std::string& name, std::string_view how, bool maybe) {
    if (maybe) return fmt::format("use of {}, which may have been {}", name, how);
    return how == "moved" ? fmt::format("use of moved value {}", name)
                          : fmt::format("use of {} after it was {}", name, how);
}

void in_the_round_before(Story& story, std::uint32_t move, const std::string& name) {
    story.here(how_it_went(story, move, name) + ", in the previous iteration of the loop", name,
               Side::Source);
    auto edits = clones_instead(story);
    if (edits.empty()) {
        return story.help(
            fmt::format("give {} a new value before the loop comes back to it", name));
    }
    story.help("make a second block in each iteration instead of moving the first",
               std::move(edits));
}

void moved(Story& story) {
    const std::string name = story.name();
    const Leaf& leaf = story.analysis.frame().leaf(story.mistake.leaf);
    const bool maybe = story.mistake.code == Code::MaybeMoved;
    const auto move = find_move(story.analysis, story.mistake.at, story.mistake.leaf);
    const bool loop = move && move->wraps;
    const std::string_view how = move ? departure(story, move->at) : "moved";
    story.headline(headline_moved(name, how, maybe && !loop));
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
    if (move->at == story.mistake.at) return in_the_round_before(story, move->at, name);
    story.at(move->at,
             how_it_went(story, move->at, name) + (loop ? ", in the previous iteration of the loop"
                                                   : maybe ? ", on one way here"
                                                           : ""));
    story.here(fmt::format("{} is used here, after it was {}", name, how), name, Side::Source);
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
                     : fmt::format("{} is written again here", name),
               name, Side::Target);
    story.help("take `ro` away, or write to another local");
}

}  // namespace freehold::ownership
