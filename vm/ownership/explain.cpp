// SPDX-License-Identifier: MIT
#include "vm/ownership/explain.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/isa/form.hpp"

namespace freehold::ownership {

Story::Story(const Analysis& the_analysis, const Mistake& the_mistake)
    : analysis(the_analysis),
      program(the_analysis.program()),
      mistake(the_mistake),
      names(the_analysis) {
    finding.code = mistake.code;
    finding.function = analysis.id();
    finding.at = mistake.at;
    finding.diagnostic.code = mistake.code;
    if (mistake.leaf == none) return;
    const Bytes bytes = analysis.frame().leaf(mistake.leaf).bytes;
    finding.last_slot = analysis.frame().slot_of(bytes);
    finding.first_slot =
        static_cast<Slot>(finding.last_slot - (bytes.end - 1) / 8 + bytes.begin / 8);
}

void Story::here(std::string text, Span where) {
    finding.diagnostic.labels.push_back({where, std::move(text), true});
    finding.way.push_back(mistake.at);
}

void Story::here(std::string text, std::string_view operand, Side side) {
    const bool quoted = operand.size() > 2 && operand.front() == '`' && operand.back() == '`';
    if (quoted) operand = operand.substr(1, operand.size() - 2);
    const Span whole = span(mistake.at);
    here(std::move(text), operand_span(names.text(whole), whole, operand, side));
}

void Story::at(std::uint32_t instruction, std::string text) {
    finding.diagnostic.labels.push_back({span(instruction), std::move(text)});
    finding.way.push_back(instruction);
}

void Story::declared(Span where, std::string text) {
    if (!where.empty()) finding.diagnostic.labels.push_back({where, std::move(text)});
}

void Story::declared_type(Slot slot) {
    if (slot == no_slot) return;
    const Local* local = names.local_of(analysis.frame().bytes(slot, 0, 8));
    if (local == nullptr) return;
    declared(local->span,
             fmt::format("{} is {}", code(printable(local->name)), type_words(local->type)));
}

void Story::help(std::string text, std::vector<Edit> edits) {
    finding.diagnostic.help = Help{std::move(text), std::move(edits)};
}

std::string Story::subject() const {
    if (mistake.slot != no_slot) return code(names.slot(mistake.slot));
    const std::string memory = names.memory(mistake.at);
    return memory.empty() ? "the value" : code(memory);
}

std::string Story::type_words(TypeId id) const { return code(printable(type_name(program, id))); }

std::string Story::word_words(const Word& word) const {
    if (word.kind == ValueKind::None) return "a value";
    if (!is_pointer(word.kind)) return std::string(kind_words(word.kind));
    return code(printable(word_name(program, word)));
}

std::string Story::look_at_owned(TypeId owner) const {
    const MemoryForm form = memory_form(opcode_info(program.code[mistake.at].opcode()).form);
    const std::string memory = names.memory(mistake.at);
    if (memory.empty() || form == MemoryForm::G || form == MemoryForm::GX) return {};
    if (owner == TypeId::None) return {};
    const Type& pointer = type(owner);
    return fmt::format("{} with {}", code(fmt::format("borrow r, [{}]", memory)),
                       code(fmt::format("r: ref{} {}", pointer.nullable ? "?" : "",
                                        printable(type_name(program, pointer.element)))));
}

TypeId Story::word_type(Slot slot) const {
    const FrameValue* value = analysis.frame().value_at(slot);
    if (value == nullptr) return TypeId::None;
    const std::uint32_t begin = analysis.frame().bytes(slot, 0, 8).begin;
    return scalar_at(program, {value->type, begin - value->bytes.begin});
}

std::vector<Edit> Story::replace(std::uint32_t instruction, std::string_view from,
                                 std::string_view to) const {
    const Span whole = span(instruction);
    const std::string_view text = names.text(whole);
    if (text.find(',') == text.npos) return {};
    return replace_word(text, whole, from, to);
}

bool Story::moves_owner(std::uint32_t instruction) const {
    const Instruction& i = program.code[instruction];
    if (i.opcode() != Opcode::Move) return false;
    const TypeId moved = word_type(i.b);
    return moved != TypeId::None && type(moved).kind == TypeKind::Own;
}

std::vector<Edit> Story::clone_instead(std::uint32_t instruction) const {
    return moves_owner(instruction) ? replace(instruction, "move", "clone") : std::vector<Edit>{};
}

namespace {

void explain_too_large(Story& story) {
    const Function& function = story.analysis.function();
    story.headline(fmt::format("{} is too large to verify", code(printable(function.name))));
    story.here(fmt::format("{} with {} and as many ways through them",
                           quantity(function.count, "instruction"),
                           quantity(function.locals.size(), "local")),
               function.span);
    story.note("nothing was found wrong with it, but not everything was looked at");
    story.help("divide it into functions");
}

void tell(Story& story) {
    switch (story.mistake.code) {
        case Code::ReadUninitialised:
        case Code::UseAfterMove:
        case Code::MaybeMoved: return explain_no_value(story);
        case Code::SecondWrite: return explain_second_write(story);
        case Code::MoveOutOfPlace: return explain_move_out(story);
        case Code::CopyOfOwner: return explain_copy(story);
        case Code::TwoExclusiveBorrows:
        case Code::SharedAndExclusive:
        case Code::ReadWhileExclusive:
        case Code::MovedWhileBorrowed:
        case Code::AssignedWhileBorrowed:
        case Code::BorrowOutlivesScope: return explain_conflict(story);
        case Code::BorrowOfLocalReturned:
        case Code::ReturnedFromOther: return explain_returned(story);
        case Code::WriteThroughShared: return explain_read_only(story);
        case Code::BorrowStored: return explain_stored(story);
        case Code::MutableStaticBorrowed:
        case Code::UnsafeOutside: return explain_unsafe(story);
        case Code::NullDereference: return explain_null(story);
        case Code::TooLargeToVerify: return explain_too_large(story);
        default: return explain_kind(story);
    }
}

}  // namespace

Finding explain(const Analysis& analysis, const Mistake& mistake) {
    Story story(analysis, mistake);
    if (mistake.why == Mistake::Why::Missing || mistake.why == Mistake::Why::Itself) {
        explain_kind(story);
    } else {
        tell(story);
    }
    return std::move(story.finding);
}

}  // namespace freehold::ownership
