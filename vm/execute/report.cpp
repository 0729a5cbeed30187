// SPDX-License-Identifier: MIT
#include "vm/execute/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/words_in_line.hpp"
#include "vm/execute/names.hpp"
#include "vm/isa/form.hpp"

namespace freehold::reports {

std::string code(std::string_view text) { return fmt::format("`{}`", text); }

std::string_view bare(std::string_view text) {
    const bool quoted = text.size() >= 2 && text.front() == '`' && text.back() == '`';
    return quoted ? text.substr(1, text.size() - 2) : text;
}

Report::Report(const Machine& the_machine, const Fault& the_fault)
    : machine(the_machine),
      program(the_machine.program()),
      fault(the_fault),
      instruction(program.code[the_fault.index]),
      function(function_at(program, the_fault.index)),
      frames(the_machine.frames()),
      at_home(!frames.empty() && frames.front().function == function) {
    diagnostic.code = fault.code;
    diagnostic.headline = code_info(fault.code).title;
}

// ---- names -------------------------------------------------------------------------------------

std::string Report::name(const Where& where) const {
    if (where.in == Where::In::Memory) {
        if (is_block(where.object)) return object(where.object);
        const std::string text = machine.where_name(where);
        const auto space = text.find(' ');
        return space == text.npos ? code(text)
                                  : text.substr(0, space + 1) + code(text.substr(space + 1));
    }
    if (where.in == Where::In::Nowhere) return "an unknown place";
    if (where.building != TypeId::None)
        return "the new " + code(type_name(program, where.building));
    if (where.slot == no_slot) return "the return address of " + function_name(where.function);
    const bool innermost = !full_names && !frames.empty() && where.depth == frames.front().depth &&
                           where.function == frames.front().function;
    return code(innermost ? slot_name(program, where.function, where.slot, where.whole)
                          : machine.where_name(where));
}

std::string Report::plain_slot(Slot slot) const { return slot_name(program, function, slot); }

std::string Report::slot(Slot slot) const { return code(plain_slot(slot)); }

std::string Report::function_name(FunctionId id) const { return code(program.function(id).name); }

bool Report::is_block(ObjectId id) const {
    return id != ObjectId::None && raw(id) <= machine.heap_use().allocated;
}

std::string Report::object(ObjectId id) const {
    if (id == ObjectId::None) return "a number";
    if (is_block(id)) return fmt::format("block #{}", raw(id));
    if (const Static* it = find_static(id)) return "static " + code(it->name);
    for (const Function& it : program.functions) {
        if (it.object == id) return "function " + code(it.name);
    }
    const Life& life = story.life(id);
    return life.made ? name(life.made->to) : "a local";
}

std::string Report::verb() const {
    const std::string_view mnemonic = opcode_info(instruction.opcode()).mnemonic;
    return std::string{mnemonic.substr(0, mnemonic.find('.'))};
}

// ---- where things are --------------------------------------------------------------------------

Address Report::slot_address(Slot slot) const { return frames.front().fp - (24 + 8u * slot); }

SlotInfo Report::slot_info(Slot slot) const { return machine.slot(frames.front(), slot); }

const Local* Report::local(Slot slot) const { return local_at(program.function(function), slot); }

const Local* Report::local(const Where& where) const {
    if (where.in != Where::In::Frame || where.building != TypeId::None) return nullptr;
    return local_at(program.function(where.function), where.slot);
}

const Static* Report::find_static(ObjectId id) const {
    const auto found = std::find_if(program.statics.begin(), program.statics.end(),
                                    [&](const Static& it) { return it.object == id; });
    return found == program.statics.end() || id == ObjectId::None ? nullptr : &*found;
}

std::string_view Report::text(Span span) const {
    if (raw(span.file) >= program.sources.size()) return {};
    const std::string_view all = program.sources[raw(span.file)].text();
    if (span.begin > span.end || span.end > all.size()) return {};
    return all.substr(span.begin, span.end - span.begin);
}

// ---- the story ---------------------------------------------------------------------------------

void Report::ask(std::vector<ObjectId> objects, std::vector<Address> words, bool writes) {
    Question question;
    question.until = fault.step;
    question.objects = std::move(objects);
    question.words = std::move(words);
    question.writes = writes;
    question.lent = fault.made;
    question.loan_ended = fault.ended;
    for (Address& word : question.words) word = Address{raw(word) & ~7u};
    if (!frames.empty()) question.frame = frames.front().fp;
    story = replay(machine, question);
}

// ---- what is said ------------------------------------------------------------------------------

namespace {

/// Without source text a label names the instruction itself.
std::string placed(const Report& report, std::uint32_t index, std::string text) {
    if (!report.program.spans.empty()) return text;
    return fmt::format("{}, by `{}` in {}", text,
                       opcode_info(report.program.code[index].opcode()).mnemonic,
                       report.function_name(function_at(report.program, index)));
}

}  // namespace

namespace {}  // namespace

void Report::here(std::string text, std::string_view operand) {
    const Span whole = program.span_of(fault.index);
    Label label{operand_span(this->text(whole), whole, operand),
                placed(*this, fault.index, std::move(text)), true};
    if (fault.step != 0) label.step = fault.step;
    diagnostic.labels.push_back(std::move(label));
}

void Report::at(const Event& event, std::string text) {
    diagnostic.labels.push_back({program.span_of(event.index),
                                 placed(*this, event.index, std::move(text)), false, event.step});
}

void Report::declared(Span span, std::string text) {
    // Without spans there is no place to show.
    if (program.spans.empty()) return;
    diagnostic.labels.push_back({span, std::move(text)});
}

void Report::help(std::string text, std::vector<Edit> edits) {
    diagnostic.help = Help{std::move(text), std::move(edits)};
}

void Report::picture(const std::string& lines) {
    if (lines.empty()) return;
    std::optional<std::string>& all = diagnostic.picture;
    all = all ? *all + "\n\n" + lines : lines;
}

bool Report::told(const Event& event) const {
    const auto& labels = diagnostic.labels;
    return std::any_of(labels.begin(), labels.end(),
                       [&](const Label& label) { return label.step == event.step; });
}

std::vector<Edit> replace_word(const Report& report, Span span, std::string_view was,
                               std::string_view now) {
    return freehold::replace_word(report.text(span), span, was, now);
}

}  // namespace freehold::reports
