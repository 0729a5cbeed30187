// SPDX-License-Identifier: MIT
// F311: a value of one kind or type where another is asked for.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/isa/passing.hpp"
#include "vm/isa/shape.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

namespace {

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

/// `load d, M` where M holds an owner.
void help_loaded_owner(Story& story) {
    const Mistake& mistake = story.mistake;
    const TypeId target = story.word_type(story.program.code[mistake.at].a);
    const bool owner = target != TypeId::None && story.type(target).kind == TypeKind::Own;
    if (owner && mistake.there != TypeId::None && story.type(mistake.there).nullable &&
        may_be_written(story)) {
        return story.help("`take` moves it out, and leaves null behind",
                          story.replace(mistake.at, "load", "take"));
    }
    const std::string look = story.look_at_owned(mistake.there);
    story.help(look.empty() ? "`load` copies numbers: an owner is moved by `take` or `swap`"
                            : "`load` copies numbers; to look at what it owns: " + look);
}

/// The parameter that an argument is for, which also says what it asks for; nullptr: it is none.
const Local* tell_parameter(Story& story) {
    const Mistake& mistake = story.mistake;
    if (mistake.slot != no_slot || mistake.wanted == TypeId::None) return nullptr;
    if (!story.analysis.frame().is_outgoing(story.program.code[mistake.at].a)) return nullptr;
    const Local* parameter = parameter_of_argument(story.program, mistake.at);
    if (parameter == nullptr) return nullptr;
    story.declared(parameter->span, fmt::format("{} is {}", code(printable(parameter->name)),
                                                story.type_words(parameter->type)));
    return parameter;
}

void help_wanted(Story& story, const std::string& asked) {
    const Mistake& mistake = story.mistake;
    if (help_number_for_pointer(story) || help_lent(story)) return;
    const bool owner = mistake.found.kind == ValueKind::Own;
    if (mnemonic(story.program, mistake.at) == "load" && owner) return help_loaded_owner(story);
    if (mistake.wanted_kind == ValueKind::Int && is_pointer(mistake.found.kind) &&
        mistake.slot != no_slot) {
        return story.help(fmt::format("for what it points at, `load` a number from `[{}]`",
                                      story.names.slot(mistake.slot)));
    }
    story.help(fmt::format("give it {}", asked));
}

}  // namespace

void explain_wanted(Story& story) {
    const Mistake& mistake = story.mistake;
    const std::string found = story.word_words(mistake.found);
    const bool by_kind = mistake.wanted == TypeId::None;
    const std::string asked =
        by_kind ? std::string(kind_words(mistake.wanted_kind)) : story.type_words(mistake.wanted);
    story.headline(fmt::format("{} where {} is needed", found, asked));
    story.declared_type(mistake.slot);
    const Local* parameter = tell_parameter(story);
    const std::string subject =
        parameter == nullptr ? story.subject() : code(printable(parameter->name));
    story.here(fmt::format("{} is {}{}", subject, by_kind ? "" : "given ", found),
               parameter == nullptr ? subject : std::string());
    help_wanted(story, asked);
}

}  // namespace freehold::ownership
