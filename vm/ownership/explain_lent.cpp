// SPDX-License-Identifier: MIT
// F311 of a borrow that is made where one of another kind is asked for, or one of what a pointer
// points at instead of the pointer: `borrow s` for `borrow [s]`.
#include <fmt/format.h>

#include <optional>

#include "vm/isa/form.hpp"
#include "vm/isa/shape.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

namespace {

constexpr std::string_view blanks = " \t";
constexpr std::string_view borrow_word = "borrow";

/// `borrow mut d, PLACE`, or as an argument `borrow mut PLACE`: where its parts stand in its text.
struct Borrowing {
    std::size_t kind_end = borrow_word.size();  ///< behind `borrow`, or behind `mut`
    bool exclusive = false;
    std::size_t place = 0;
};

std::optional<Borrowing> borrowing_in(std::string_view text, bool argument) {
    if (!text.starts_with(borrow_word)) return std::nullopt;
    Borrowing it;
    std::size_t at = text.find_first_not_of(blanks, it.kind_end);
    if (at == text.npos || at == it.kind_end) return std::nullopt;
    it.exclusive = text.substr(at).starts_with("mut ");
    if (it.exclusive) it.kind_end = at + 3;
    at = it.kind_end;
    if (!argument) at = text.find(',', at);
    if (at == text.npos) return std::nullopt;
    it.place = text.find_first_not_of(blanks, argument ? at : at + 1);
    return it.place == text.npos ? std::nullopt : std::optional(it);
}

bool fits_as(const Story& story, Word word, ValueKind kind) {
    word.kind = kind;
    return fits(story.program, word, story.mistake.wanted);
}

/// What to lend instead of the place that is named there.
struct Instead {
    std::string place;
    std::string help;
    bool may_be_null = false;
};

std::optional<Instead> instead_of(const Story& story, std::string_view place, ValueKind kind) {
    const Word& found = story.mistake.found;
    if (fits_as(story, found, kind)) {
        return Instead{std::string(place),
                       kind == ValueKind::Mut ? "lend it exclusively" : "lend it shared"};
    }
    if (found.pointee == TypeId::None) return std::nullopt;
    const Type& pointee = story.type(found.pointee);
    if (pointee.kind == TypeKind::Own &&
        fits_as(story, word_of(story.program, found.pointee), kind)) {
        return Instead{fmt::format("[{}]", place), fmt::format("lend what {} owns", code(place)),
                       pointee.nullable && !story.type(story.mistake.wanted).nullable};
    }
    const Instruction& i = story.program.code[story.mistake.at];
    if (memory_form(opcode_info(i.opcode()).form) != MemoryForm::P) return std::nullopt;
    const std::string pointer = story.names.slot(i.b);
    if (place != "[" + pointer + "]") return std::nullopt;
    if (!fits_as(story, {kind, story.word_type(i.b), true}, kind)) return std::nullopt;
    return Instead{pointer, fmt::format("lend {} itself", code(pointer))};
}

/// The words of a `borrow` that change for another kind and another place.
std::vector<Edit> edits_for(Span span, std::string_view text, const Borrowing& made,
                            const Instead& instead, bool exclusive) {
    const auto part = [&](std::size_t begin, std::size_t end, std::string now) {
        return Edit{{span.file, span.begin + static_cast<std::uint32_t>(begin),
                     span.begin + static_cast<std::uint32_t>(end)},
                    std::move(now)};
    };
    std::vector<Edit> edits;
    if (exclusive != made.exclusive) {
        edits.push_back(part(borrow_word.size(), made.kind_end, exclusive ? " mut" : ""));
    }
    if (instead.place != text.substr(made.place)) {
        edits.push_back(part(made.place, text.size(), instead.place));
    }
    return edits;
}

/// The kind of borrow that is asked for in place of another borrow; None where it is no borrow.
ValueKind asked_kind(const Story& story) {
    const auto is_borrow = [](ValueKind kind) {
        return kind == ValueKind::Ref || kind == ValueKind::Mut;
    };
    const Mistake& mistake = story.mistake;
    if (!is_borrow(mistake.found.kind) || mistake.wanted == TypeId::None) return ValueKind::None;
    const ValueKind kind = kind_of(story.type(mistake.wanted));
    return is_borrow(kind) ? kind : ValueKind::None;
}

}  // namespace

bool may_be_written(const Story& story) {
    const Instruction& i = story.program.code[story.mistake.at];
    switch (memory_form(opcode_info(i.opcode()).form)) {
        case MemoryForm::P:
        case MemoryForm::PX: {
            const TypeId pointer = story.word_type(i.b);
            if (pointer == TypeId::None || story.type(pointer).kind == TypeKind::Ref) return false;
            if (story.type(pointer).kind != TypeKind::Own) return true;
            [[fallthrough]];
        }
        case MemoryForm::F:
        case MemoryForm::FX: {
            const Local* local = story.names.local_of(story.analysis.frame().bytes(i.b, 0, 8));
            return local != nullptr && !local->ro;
        }
        default: return story.analysis.statics().at(Address{i.low()})->mut;
    }
}

bool help_lent(Story& story) {
    const ValueKind kind = asked_kind(story);
    if (kind == ValueKind::None) return false;
    const Span span = story.span(story.mistake.at);
    const std::string_view text = story.names.text(span);
    const Slot target = story.program.code[story.mistake.at].a;
    const auto made = borrowing_in(text, story.analysis.frame().is_outgoing(target));
    if (!made) return false;
    const std::string_view place = text.substr(made->place);
    const auto instead = instead_of(story, place, kind);
    const bool exclusive = kind == ValueKind::Mut;
    if (!instead || (exclusive && !made->exclusive && !may_be_written(story))) return false;
    if (instead->may_be_null) {
        story.help(fmt::format("lend what {} owns, {}, where a `bnull` has shown that it is there",
                               code(place),
                               code((exclusive ? "borrow mut " : "borrow ") + instead->place)));
    } else {
        story.help(instead->help, edits_for(span, text, *made, *instead, exclusive));
    }
    return true;
}

}  // namespace freehold::ownership
