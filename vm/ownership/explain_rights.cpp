// SPDX-License-Identifier: MIT
// F209, F212 and F301: paths that do not allow what is done.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/isa/declare_mut.hpp"
#include "vm/isa/passing.hpp"
#include "vm/isa/shape.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

namespace {

const Local* local_at_slot(const Story& story, Slot slot) {
    if (slot == no_slot) return nullptr;
    return story.names.local_of(story.analysis.frame().bytes(slot, 0, 8));
}

bool borrows_exclusively(const Story& story) {
    return mnemonic(story.program, story.mistake.at).starts_with("borrow.mut");
}

void help_immutable(Story& story, const Static& item, bool borrows) {
    const std::string name = printable(item.name);
    const bool lent = is_borrowed_safely(story.program, item);
    const std::string_view more = !lent     ? ""
                                  : borrows ? ", and write it with `store`: its borrows need "
                                              "`unsafe` then"
                                            : "; where it is borrowed it needs `unsafe` then";
    story.help(fmt::format("declare it `data mut {}`{}", name, more),
               declare_mut(story.program, item));
}

}  // namespace

void explain_read_only(Story& story) {
    using Why = Mistake::Why;
    const bool borrows = borrows_exclusively(story);
    const std::string verb = borrows ? "exclusive borrow" : "write";
    const std::string memory = code(story.names.memory(story.mistake.at));
    const Local* local = local_at_slot(story, story.mistake.slot);
    const std::string name = local == nullptr ? "it" : code(printable(local->name));
    switch (story.mistake.why) {
        case Why::ThroughRef:
            story.headline(fmt::format("{} through {}, a shared borrow", verb, name));
            story.declared_type(story.mistake.slot);
            story.here(fmt::format("{} would change what others may be reading", memory), memory);
            return story.help(fmt::format("make {} a `mut` borrow", name));
        case Why::ReadOnlySlot:
            story.headline(fmt::format("{} of {}, which is `ro`", verb, memory));
            if (local != nullptr) {
                story.declared(local->span,
                               fmt::format("{} is declared here as `ro`: written once", name));
            }
            story.here(fmt::format("{} could be written {}", memory,
                                   borrows ? "through this borrow" : "here"),
                       memory);
            return story.help("take `ro` away");
        default: {
            const Instruction& i = story.program.code[story.mistake.at];
            const Static* item = story.analysis.statics().at(Address{i.low()});
            story.headline(fmt::format("{} of {}, which is immutable", verb, memory));
            story.declared(item->span, fmt::format("{} is declared here, with `data`",
                                                   code(printable(item->name))));
            story.here(
                borrows ? "it could be written through this borrow" : "it would be written here",
                memory);
            return help_immutable(story, *item, borrows);
        }
    }
}

namespace {

/// What can be stored instead depends on what the borrow points at.
void help_stored(Story& story, const std::string& name) {
    const TypeId pointee = story.mistake.found.pointee;
    const TypeKind kind = pointee == TypeId::None ? TypeKind::Struct : story.type(pointee).kind;
    if (is_integer(kind)) {
        return story.help(
            fmt::format("store the number that {} points at, which `load` reads", name));
    }
    if (kind != TypeKind::Array && kind != TypeKind::Run) {
        return story.help(
            "store an owner instead of a borrow: `new` makes one, and `move` hands it on");
    }
    const bool local = story.mistake.slot != no_slot;
    story.help(fmt::format(
        "store an owner of a copy: `new o, {}` makes one",
        local ? fmt::format("[{}]", story.names.slot(story.mistake.slot)) : std::string("PLACE")));
}

}  // namespace

void explain_stored(Story& story) {
    const Mistake& mistake = story.mistake;
    const Local* local = local_at_slot(story, mistake.slot);
    const std::string what =
        local == nullptr ? "a borrow" : code(printable(local->name)) + ", a borrow,";
    const std::string memory = story.names.memory(mistake.at);
    const bool lends = mnemonic(story.program, mistake.at).starts_with("borrow");
    const bool block = memory.empty() || lends || local == nullptr;
    const std::string where = block ? "a block" : code(memory);
    story.headline(fmt::format("{} cannot be stored in {}", what, where));
    story.declared_type(mistake.slot);
    story.here("it would leave its slot here", local == nullptr ? std::string() : local->name);
    story.note("a borrow lives in a slot, where everybody sees how long it is used");
    help_stored(story, local == nullptr ? "it" : code(printable(local->name)));
}

// ---- F301 --------------------------------------------------------------------------------------

namespace {

void tell_null(Story& story, const std::string& name) {
    if (story.mistake.leaf == none) return;
    if (const Local* local = story.names.local(story.mistake.leaf)) {
        story.declared(
            local->span,
            fmt::format("{} may be null: it is {}", name,
                        story.type_words(story.analysis.frame().leaf(story.mistake.leaf).type)));
    }
    if (const auto gift = find_gift(story.analysis, story.mistake.at, story.mistake.leaf)) {
        story.at(gift->at, fmt::format("{} gets its value here", name));
    }
    const auto lost = find_lost_value(story.analysis, story.mistake.at, story.mistake.leaf);
    if (!lost || lost->at == story.mistake.at) return;
    const bool lent = mnemonic(story.program, lost->at).starts_with("borrow");
    story.at(lost->at,
             fmt::format("{} {} here, whatever was known before", name,
                         lent ? "may become null through the borrow made" : "is left null"));
}

/// `const p, null`, or null as an argument.
void explain_null_constant(Story& story) {
    const Slot slot = story.program.code[story.mistake.at].a;
    const bool argument = story.analysis.frame().is_outgoing(slot);
    const Local* parameter =
        argument ? parameter_of_argument(story.program, story.mistake.at) : nullptr;
    const TypeId asked = !argument              ? story.word_type(slot)
                         : parameter != nullptr ? parameter->type
                                                : TypeId::None;
    if (asked == TypeId::None) {
        story.headline("null where a pointer that is never null is needed");
        story.here("null is given here");
        return story.help("give it a value that is not null");
    }
    const std::string name =
        code(parameter != nullptr ? printable(parameter->name) : story.names.slot(slot));
    const Local* local = parameter != nullptr ? parameter : local_at_slot(story, slot);
    const Type& type = story.type(asked);
    story.headline(fmt::format("null where {} is needed", story.type_words(asked)));
    if (local != nullptr) {
        story.declared(local->span, fmt::format("{} is {}", code(printable(local->name)),
                                                story.type_words(local->type)));
    }
    story.here(fmt::format("{} is given null here", name));
    story.help(fmt::format("where null is one of its values, declare {} as {}", name,
                           code(fmt::format("{}? {}", kind_name(kind_of(type)),
                                            printable(type_name(story.program, type.element))))));
}

}  // namespace

void explain_null(Story& story) {
    const bool known = story.mistake.leaf != none;
    const std::string name = known ? story.name() : std::string("this");
    const bool given = story.mistake.why == Mistake::Why::Given;
    if (given && story.program.code[story.mistake.at].opcode() == Opcode::ConstNull) {
        return explain_null_constant(story);
    }
    const std::string word = story.names.verb(story.mistake.at);
    const std::string memory = story.names.memory(story.mistake.at);
    if (given) {
        story.headline(fmt::format("{} may be null, where null is not allowed",
                                   known ? name : std::string("what is given")));
    } else {
        story.headline(memory.empty() ? fmt::format("{} of {}, which may be null", code(word), name)
                                      : fmt::format("{} at {}, but {} may be null", code(word),
                                                    code(memory), name));
    }
    tell_null(story, name);
    story.here(given ? "a pointer that is not null is needed here"
                     : fmt::format("{} is followed here", name),
               known ? name : std::string());
    if (known) {
        story.help(fmt::format("test it first: `bnull {}, LABEL` goes to LABEL when it is null",
                               story.names.leaf(story.mistake.leaf)));
    } else {
        story.help("put it in a slot of its own and test that: `bnull p, LABEL`");
    }
}

}  // namespace freehold::ownership
