// SPDX-License-Identifier: MIT
// F104, F105: owners that may not be moved or copied.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/passing.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

// ---- F104 --------------------------------------------------------------------------------------

namespace {

std::string place_of(const Story& story) {
    const std::string memory = story.names.memory(story.mistake.at);
    if (!memory.empty()) return code(memory);
    if (story.mistake.slot == no_slot) return "the place";
    const Bytes word = story.analysis.frame().bytes(story.mistake.slot, 0, 8);
    return code(story.names.place(story.mistake.at, word));
}

/// The kind of the pointer that leads to the place; Struct without one.
TypeKind kind_of_pointer(const Story& story) {
    if (story.mistake.slot == no_slot) return TypeKind::Struct;
    const TypeId pointer = story.word_type(story.mistake.slot);
    return pointer == TypeId::None ? TypeKind::Struct : story.type(pointer).kind;
}

void why_not(Story& story) {
    using Why = Mistake::Why;
    if (story.mistake.why == Why::ThroughRef) {
        return story.note("through a shared borrow others look at the same place: nothing may go");
    }
    if (story.mistake.why == Why::OfElement) {
        return story.note("an array has a value as a whole, or none: no element can be missing");
    }
    if (story.mistake.why == Why::NeverNull && kind_of_pointer(story) == TypeKind::Mut) {
        return story.note("an exclusive borrow is given back as it came: with a value there");
    }
    story.note("memory is never left without a value: whoever looks there next finds one");
}

/// "`a`" for "`a[i]`"; empty where no element is meant.
std::string array_of(const Story& story, const std::string& what) {
    const MemoryForm form =
        memory_form(opcode_info(story.program.code[story.mistake.at].opcode()).form);
    const auto index = what.rfind('[');
    const bool element = story.mistake.why == Mistake::Why::OfElement || form >= MemoryForm::PX;
    return element && index != what.npos ? what.substr(0, index) + "`" : std::string();
}

/// An owner that may not be null can only be changed for another.
void help_never_null(Story& story, const std::string& what) {
    const std::string array = array_of(story, what);
    const TypeId owner = story.mistake.wanted;
    const bool one = owner != TypeId::None && story.type(owner).kind == TypeKind::Own;
    const std::string look = one && array.empty() ? story.look_at_owned(owner) : std::string();
    if (!look.empty()) {
        return story.help(
            fmt::format("to look at what it owns: {}; only an `own?` can be taken", look));
    }
    if (!one || array.empty()) {
        return story.help(
            fmt::format("`swap` another owner in, or declare {} `own?` and `take` it", what));
    }
    const std::string element =
        fmt::format("own? {}", printable(type_name(story.program, story.type(owner).element)));
    const std::string begin =
        story.mistake.why == Mistake::Why::OfElement
            ? fmt::format(", begin with `fill {}, null`,", array.substr(1, array.size() - 2))
            : "";
    story.help(
        fmt::format("`swap` another owner in; or declare the elements of {} {}{} and `take` "
                    "them",
                    array, code(element), begin));
}

/// The local array that an element would leave; nullptr: it is none.
const Local* array_local(const Story& story) {
    if (story.mistake.why != Mistake::Why::OfElement) return nullptr;
    const Slot named = story.mistake.slot;
    const Slot slot = named == no_slot ? story.program.code[story.mistake.at].b : named;
    return story.names.local_of(story.analysis.frame().bytes(slot, 0, 8));
}

void help_move_out(Story& story, const std::string& what) {
    const TypeId owner = story.mistake.wanted;
    if (story.mistake.why == Mistake::Why::ThroughRef) {
        return story.help(
            fmt::format("to look at what it owns: {}; owners change only through `mut`",
                        story.look_at_owned(owner)));
    }
    const bool one = owner != TypeId::None && story.type(owner).kind == TypeKind::Own;
    if (!one || !story.type(owner).nullable) return help_never_null(story, what);
    const Local* local = array_local(story);
    const bool fixed = local != nullptr && local->ro;
    story.help(fixed ? "`take` moves it out and leaves null behind, where the array is not `ro`"
                     : "`take` moves it out and leaves null behind",
               fixed ? std::vector<Edit>{} : story.replace(story.mistake.at, "move", "take"));
}

}  // namespace

void explain_move_out(Story& story) {
    const std::string what = place_of(story);
    story.headline(story.mistake.why == Mistake::Why::ThroughRef
                       ? fmt::format("move out of {} through a shared borrow", what)
                       : fmt::format("move out of {}, which must keep an owner", what));
    if (!story.names.memory(story.mistake.at).empty()) story.declared_type(story.mistake.slot);
    story.here(fmt::format("{} would be left without an owner here", what), what);
    why_not(story);
    help_move_out(story, what);
}

// ---- F105 --------------------------------------------------------------------------------------

namespace {

/// Whether the slots can be left empty: nobody looks at them behind the copy.
bool may_move(const Story& story, std::uint32_t bytes) {
    const Bytes place = story.analysis.frame().bytes(story.mistake.slot, 0, bytes);
    const Leaves leaves = story.analysis.frame().leaves_in(place);
    const bool part =
        leaves.count() == 1 && story.analysis.frame().leaf(leaves.first).bytes != place;
    return !part && !is_used_after(story.analysis, story.mistake.at, leaves);
}

/// Another first word before the operands of `copy d, s`, and another source.
std::vector<Edit> statement(const Story& story, const std::string& word,
                            const std::string& source) {
    const Span span = story.span(story.mistake.at);
    const std::string_view text = story.names.text(span);
    const auto comma = text.find(',');
    if (!text.starts_with("copy ") || comma == text.npos) return {};
    const auto target = text.find_first_not_of(' ', 5);
    return {{span, fmt::format("{} {}, {}", word, text.substr(target, comma - target), source)}};
}

/// `copy d, s` of one word; `way` is how it could be passed to who asks for the type of `d`.
void help_copied_word(Story& story, const std::string& name, const std::string& way) {
    const std::uint32_t at = story.mistake.at;
    const bool exclusive = story.mistake.found.kind == ValueKind::Mut;
    if (way.starts_with("borrow")) {
        const auto source = way.rfind(' ') + 1;
        return story.help("lend it instead",
                          statement(story, way.substr(0, source - 1), way.substr(source)));
    }
    if (!exclusive) {
        return story.help("`clone` makes a second block; `move` would hand this one on",
                          way.empty() ? std::vector<Edit>{} : story.replace(at, "copy", "clone"));
    }
    if (!way.empty() && may_move(story, 8)) {
        return story.help("hand the borrow on: `move`", story.replace(at, "copy", "move"));
    }
    story.help(fmt::format("lend it on for a while: `borrow mut` of what {} points at", name));
}

/// An argument passed without a word, with that word; no edit where there is another one.
std::vector<Edit> as_argument(const Story& story, const std::string& way) {
    const Span span = story.span(story.mistake.at);
    const std::string_view text = story.names.text(span);
    const bool plain = !text.empty() && text.find(' ') == text.npos;
    return plain && !way.empty() ? std::vector<Edit>{{span, way}} : std::vector<Edit>{};
}

void help_moved_argument(Story& story, const std::string& name, std::uint32_t bytes) {
    if (!may_move(story, bytes)) {
        return story.help(fmt::format(
            "`move` hands the owner on; as {} is used again, pass on a `clone` of it", code(name)));
    }
    story.help("say how it is passed: `move` hands the owner on",
               as_argument(story, "move " + name));
}

void help_argument(Story& story, const std::string& name, const std::string& way) {
    if (way.starts_with("borrow")) {
        return story.help("say how it is passed: the callee only borrows it",
                          as_argument(story, way));
    }
    if (story.mistake.found.kind == ValueKind::Mut) {
        return story.help(
            fmt::format("`load` what {} points at into a slot, and pass that", code(name)));
    }
    help_moved_argument(story, name, 8);
}

/// One word that was copied for a local or for a call.
void help_word(Story& story) {
    const std::uint32_t at = story.mistake.at;
    const Slot target = story.program.code[at].a;
    const bool argument = story.analysis.frame().is_outgoing(target);
    const Local* parameter = argument ? parameter_of_argument(story.program, at) : nullptr;
    const TypeId given = story.word_type(story.mistake.slot);
    const TypeId asked = !argument              ? story.word_type(target)
                         : parameter != nullptr ? parameter->type
                                                : given;
    const std::string name = story.names.slot(story.mistake.slot);
    const bool known = given != TypeId::None && asked != TypeId::None;
    const std::string way = known ? passed_as(story.program, given, asked, name) : std::string();
    if (argument) return help_argument(story, name, way);
    help_copied_word(story, code(name), way);
}

/// A struct or an array with owners in it.
void help_words(Story& story) {
    const std::uint32_t at = story.mistake.at;
    const std::uint32_t size = story.type(story.program.code[at].type()).size;
    const bool moves = story.mistake.slot != no_slot && may_move(story, size);
    if (story.analysis.frame().is_outgoing(story.program.code[at].a)) {
        return help_moved_argument(
            story, story.names.bytes(story.analysis.frame().bytes(story.mistake.slot, 0, size)),
            size);
    }
    story.help("`move` hands the owners on; or `clone` each of them",
               moves ? story.replace(at, "copy", "move") : std::vector<Edit>{});
}

}  // namespace

void explain_copy(Story& story) {
    const std::string what = place_of(story);
    story.headline(
        fmt::format("copy of {}, which holds {}", what, kind_words(story.mistake.found.kind)));
    story.declared_type(story.mistake.slot);
    story.here(fmt::format("{} is copied here", what), what, Side::Source);
    story.note(story.mistake.found.kind == ValueKind::Mut
                   ? "an exclusive borrow has one holder: two could write behind each other's back"
                   : "a block has one owner: two would each free it");
    switch (story.program.code[story.mistake.at].opcode()) {
        case Opcode::Copy: return help_word(story);
        case Opcode::CopyWords: return help_words(story);
        default: return story.help("make the new array of `own?`, and `put` a `clone` of each in");
    }
}

}  // namespace freehold::ownership
