// SPDX-License-Identifier: MIT
// A broken rule in words: what happened, where the right was given, where it was lost, why it
// matters, and one help.
#pragma once

#include "freehold/verify.hpp"
#include "vm/base/words_in_line.hpp"
#include "vm/ownership/names.hpp"
#include "vm/ownership/traces.hpp"

namespace freehold::ownership {

/// Tells a mistake. It refers to the analysis it came from.
Finding explain(const Analysis& analysis, const Mistake& mistake);

/// Statements that follow each other and want one `unsafe` around them are one mistake, which the
/// first of them tells.
std::vector<Mistake> join_neighbours(const Analysis& analysis, std::vector<Mistake> mistakes);

/// A Finding in the making.
class Story {
public:
    Story(const Analysis& analysis, const Mistake& mistake);

    const Analysis& analysis;
    const Program& program;
    const Mistake& mistake;
    Names names;
    Finding finding;

    void headline(std::string text) { finding.diagnostic.headline = std::move(text); }
    /// The place where the mistake is made.
    void here(std::string text) { here(std::move(text), span(mistake.at)); }
    void here(std::string text, Span at);
    /// The same, with one operand of the instruction marked, where it can be told from others:
    /// "[p].next", with or without backticks.
    void here(std::string text, std::string_view operand, Side side = Side::Any);
    /// Another instruction that matters, in the order in which a run meets them.
    void at(std::uint32_t instruction, std::string text);
    /// A declaration.
    void declared(Span where, std::string text);
    /// The same of the local that a slot is of: what type it has. Nothing without one.
    void declared_type(Slot slot);
    void note(std::string text) { finding.diagnostic.notes.push_back(std::move(text)); }
    void help(std::string text, std::vector<Edit> edits = {});

    Span span(std::uint32_t instruction) const { return program.span_of(instruction); }
    std::string name() const { return code(names.leaf(mistake.leaf)); }
    const Type& type(TypeId id) const { return program.type(id); }
    /// What the mistake is about, in backticks: its slot, else the memory that is named.
    std::string subject() const;
    std::string type_words(TypeId id) const;
    std::string word_words(const Word& word) const;
    /// How to look at what the owner in the memory that is named owns: "`borrow r, [[p].name]` with
    /// `r: ref bytes`". Empty where that would need `unsafe`, or `owner` is None: nobody knows.
    std::string look_at_owned(TypeId owner) const;
    /// The declared type of the word in a slot of the frame; None where no word lies there.
    TypeId word_type(Slot slot) const;
    /// Puts one word at the beginning of a statement in place of another; no edit where the text
    /// begins otherwise, or is that of an argument.
    std::vector<Edit> replace(std::uint32_t instruction, std::string_view from,
                              std::string_view to) const;
    /// Whether it is a `move` of one owner, as a statement or an argument.
    bool moves_owner(std::uint32_t instruction) const;
    /// `clone` in place of `move`; no edit where something else than one owner moves.
    std::vector<Edit> clone_instead(std::uint32_t instruction) const;
};

/// Whether the memory that is named may be written where it stands, as far as types say.
bool may_be_written(const Story& story);
/// The help of a borrow that another `borrow` would make as it is asked for; false where none
/// would.
bool help_lent(Story& story);

// ---- by subject --------------------------------------------------------------------------------
void explain_no_value(Story& story);      // F101 F102 F103
void explain_second_write(Story& story);  // F107
void explain_move_out(Story& story);      // F104
void explain_copy(Story& story);          // F105
void explain_conflict(Story& story);      // F201 to F206
void explain_returned(Story& story);      // F207 F211
void explain_read_only(Story& story);     // F209
void explain_stored(Story& story);        // F212
void explain_unsafe(Story& story);        // F213 F214
void explain_null(Story& story);          // F301
void explain_wanted(Story& story);        // F311
void explain_kind(Story& story);          // F311 and what only images hold

}  // namespace freehold::ownership
