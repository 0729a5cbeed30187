// SPDX-License-Identifier: MIT
// What the parts of a fault's report work on: the facts, names for them, and the Diagnostic that
// grows. Each report_*.cpp tells the faults of one kind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vm/execute/story.hpp"

namespace freehold::reports {

struct Report {
    Report(const Machine& the_machine, const Fault& the_fault);

    const Machine& machine;
    const Program& program;
    const Fault& fault;
    const Instruction instruction;        ///< the one that faulted
    const FunctionId function;            ///< whose instruction it is
    const std::vector<FrameInfo> frames;  ///< innermost first; none when main's did not fit
    /// Whether the instruction's slots are those of the innermost frame: not when a `ret` faults
    /// after its frame has ended.
    const bool at_home;

    Diagnostic diagnostic;
    Story story;
    bool full_names = false;  ///< name() says the function always, also of the innermost frame

    // ---- names, in backticks where they are code -----------------------------------------------
    /// "`s1`" in the innermost frame, "`main.s1`" elsewhere, "static `WORD`", "block #4".
    std::string name(const Where& where) const;
    /// A slot of the instruction: "`s1`".
    std::string slot(Slot slot) const;
    /// The same without backticks, as source writes it.
    std::string plain_slot(Slot slot) const;
    std::string function_name(FunctionId id) const;
    /// "block #4", "`main.x`", "static `WORD`", "function `f`"; "a number" for no object.
    std::string object(ObjectId id) const;
    bool is_block(ObjectId id) const;
    /// The word that begins the line: "load", "store", "drop".
    std::string verb() const;

    // ---- where things are --------------------------------------------------------------------
    Address slot_address(Slot slot) const;
    SlotInfo slot_info(Slot slot) const;
    /// The local that holds a slot of the instruction, or a slot elsewhere; nullptr: none.
    const Local* local(Slot slot) const;
    const Local* local(const Where& where) const;
    const Static* find_static(ObjectId id) const;
    /// The source text of a span; empty when it was stripped or is not valid.
    std::string_view text(Span span) const;

    // ---- the story ---------------------------------------------------------------------------
    /// Runs the program again; `words` are heard with their writes if `writes`.
    void ask(std::vector<ObjectId> objects, std::vector<Address> words, bool writes);

    // ---- what is said ------------------------------------------------------------------------
    void headline(std::string text) { diagnostic.headline = std::move(text); }
    /// The place of the fault; where its text names `operand` once, only that is marked.
    void here(std::string text, std::string_view operand = {});
    /// A place where something happened before.
    void at(const Event& event, std::string text);
    /// A place without a step: a declaration.
    void declared(Span span, std::string text);
    void note(std::string text) { diagnostic.notes.push_back(std::move(text)); }
    void help(std::string text, std::vector<Edit> edits = {});
    void picture(const std::string& lines);
    /// Whether a label stands at an instruction already.
    bool told(const Event& event) const;
};

/// "`x`", and back.
std::string code(std::string_view text);
std::string_view bare(std::string_view text);

/// `now` in place of the word `was` that begins a span, with the blanks behind it that keep the
/// rest where it is; nothing when something else begins it.
std::vector<Edit> replace_word(const Report& report, Span span, std::string_view was,
                               std::string_view now);

}  // namespace freehold::reports
