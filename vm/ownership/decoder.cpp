// SPDX-License-Identifier: MIT
#include "vm/ownership/decoder.hpp"

#include <algorithm>

#include "vm/isa/shape.hpp"

namespace freehold::ownership {

Decoder::Decoder(ProgramFacts& facts, const FrameMap& frame, const FlowGraph& graph,
                 std::vector<Mistake>& mistakes)
    : m_facts(facts),
      m_program(facts.program()),
      m_statics(facts.statics()),
      m_frame(frame),
      m_graph(graph),
      m_mistakes(mistakes) {}

FunctionEffects Decoder::decode() {
    const Function& function = m_frame.function();
    for (std::uint32_t i = 0; i < function.parameters; ++i) {
        const TypeKind kind = type(function.locals[i].type).kind;
        if (kind != TypeKind::Ref && kind != TypeKind::Mut) continue;
        m_effects.loans.push_back({.parameter = i, .exclusive = kind == TypeKind::Mut});
    }
    m_effects.first.reserve(function.count + 1);
    for (std::uint32_t i = 0; i < function.count; ++i) {
        m_at = function.first + i;
        m_i = m_program.code[m_at];
        if (m_graph.blocks()[m_graph.block_of(i)].begin == i) begin_block();
        m_effects.first.push_back(static_cast<std::uint32_t>(m_effects.effects.size()));
        instruction();
    }
    begin_block();
    m_effects.first.push_back(static_cast<std::uint32_t>(m_effects.effects.size()));
    return std::move(m_effects);
}

void Decoder::instruction() {
    const Opcode opcode = m_i.opcode();
    const MemoryForm form = memory_form(opcode_info(opcode).form);
    m_family = form == MemoryForm::None
                   ? opcode
                   : static_cast<Opcode>(m_i.op - (static_cast<unsigned>(form) - 1));
    if (form != MemoryForm::None) {
        memory();
    } else if (!arithmetic() && !raw_operation() && !owners() && !calls()) {
        print();
    }
}

// ---- mistakes ----------------------------------------------------------------------------------

Mistake& Decoder::mistake(Code code, Mistake::Why why, Slot slot) {
    Mistake& made = m_mistakes.emplace_back();
    made.code = code;
    made.at = m_at;
    made.why = why;
    made.slot = slot;
    return made;
}

void Decoder::wrong_kind(Slot slot, const Word& found, ValueKind wanted) {
    Mistake& made = mistake(Code::WrongKind, Mistake::Why::Wanted, slot);
    made.found = found;
    made.wanted_kind = wanted;
}

void Decoder::wrong_type(Slot slot, const Word& found, TypeId wanted) {
    Mistake& made = mistake(Code::WrongKind, Mistake::Why::Wanted, slot);
    made.found = found;
    made.wanted = wanted;
}

// Slots are filled whole (engine: assign_words), so that a neighbour in the last one is
// overwritten.
void Decoder::shared_word(Slot slot, TypeId what) {
    mistake(Code::WrongKind, Mistake::Why::SharedWord, slot).wanted = what;
}

bool Decoder::in_unsafe() const {
    const auto after =
        std::upper_bound(m_program.unsafe.begin(), m_program.unsafe.end(), m_at,
                         [](std::uint32_t at, const auto& range) { return at < range.first; });
    return after != m_program.unsafe.begin() && m_at < (after - 1)->second;
}

void Decoder::need_unsafe() {
    if (!in_unsafe()) mistake(Code::UnsafeOutside, Mistake::Why::Plain);
}

// ---- values in the frame -----------------------------------------------------------------------

Effect& Decoder::emit(Effect::Do what) {
    Effect& made = m_effects.effects.emplace_back();
    made.what = what;
    return made;
}

// A value of exactly that type in a result or local.
Decoder::Value Decoder::value_at(Slot slot, TypeId wanted) {
    Value value;
    value.type = wanted;
    const FrameValue* holder = m_frame.value_at(slot);
    if (holder == nullptr) {
        mistake(Code::WrongKind,
                m_frame.is_outgoing(slot) ? Mistake::Why::Outgoing : Mistake::Why::NoValue, slot);
        return value;
    }
    value.bytes = m_frame.bytes(slot, 0, type(wanted).size);
    const TypeSpot spot{holder->type, value.bytes.begin - holder->bytes.begin};
    if (!holds_at(m_program, spot, wanted)) {
        mistake(Code::WrongKind, Mistake::Why::NotPlain, slot).wanted = wanted;
        return value;
    }
    value.leaves = m_frame.leaves_in(value.bytes);
    value.part = value.leaves.count() == 1 && m_frame.leaf(value.leaves.first).bytes != value.bytes;
    value.good = true;
    return value;
}

// The scalar that fills the slot.
Decoder::Value Decoder::word_at(Slot slot) {
    const FrameValue* holder = m_frame.value_at(slot);
    if (holder == nullptr) return value_at(slot, TypeId{0});
    const Bytes bytes = m_frame.bytes(slot, 0, 8);
    const TypeId scalar = scalar_at(m_program, {holder->type, bytes.begin - holder->bytes.begin});
    if (scalar != TypeId::None && type(scalar).size == 8) return value_at(slot, scalar);
    mistake(Code::WrongKind, Mistake::Why::NoValue, slot);
    return {};
}

void Decoder::use(const Value& value, Access access) {
    Effect& made = emit(Effect::Do::Use);
    made.access = access;
    made.leaves = value.leaves;
    made.part = value.part;
    made.place.frame = value.bytes;
    made.may_be_null = value.part && is_scalar(type(value.type).kind) && type(value.type).nullable;
}

// A number in the outgoing area, on its way into the middle of a word there.
const Decoder::Passed* Decoder::passed_number(Slot slot) const {
    const Bytes bytes = m_frame.bytes(slot, 0, 8);
    for (const Passed& passed : m_passed) {
        if (passed.bytes == bytes && passed.word.kind == ValueKind::Int) return &passed;
    }
    return nullptr;
}

// The word in a slot is read; None where there is none.
Word Decoder::use_word(Slot slot, Access access) {
    if (const Passed* number = passed_number(slot)) return number->word;
    const Value value = word_at(slot);
    if (!value.good) return {};
    use(value, access);
    return word_of(m_program, value.type);
}

// A value leaves its slots. False where it may not.
bool Decoder::consume(const Value& value, Access access, Slot slot) {
    const Type& what = type(value.type);
    const bool moves = what.owns || what.kind == TypeKind::Mut;
    if (value.part && moves) {
        mistake(Code::MoveOutOfPlace, Mistake::Why::OfElement, slot).wanted = value.type;
        use(value);
        return false;
    }
    if (!moves) {
        use(value);
        return true;
    }
    Effect& made = emit(Effect::Do::Consume);
    made.access = access;
    made.leaves = value.leaves;
    made.place.frame = value.bytes;
    return true;
}

bool Decoder::need(Slot slot, ValueKind kind) {
    const Word word = use_word(slot);
    if (word.kind == kind) return true;
    if (word.kind != ValueKind::None) wrong_kind(slot, word, kind);
    return false;
}

void Decoder::fresh(bool may_be_null) { emit(Effect::Do::Fresh).may_be_null = may_be_null; }

// The slot gets the word in hand. One that is None was complained about already, and will do.
void Decoder::give_word(Slot slot, const Word& word) {
    if (m_frame.is_outgoing(slot)) return pass_word(slot, word);
    const Value value = word_at(slot);
    if (!value.good) return;
    const bool good = word.kind == ValueKind::None || fits(m_program, word, value.type);
    if (!good) wrong_type(slot, word, value.type);
    Effect& made = emit(Effect::Do::Give);
    made.access = Access::Assign;
    made.leaves = value.leaves;
    made.part = value.part;
    made.place.frame = value.bytes;
    made.asks_value = good && word.kind != ValueKind::None && forbids_null(type(value.type));
}

// The slots get the value in hand, of a type that is known.
void Decoder::give_value(Slot slot, TypeId what) {
    const Type& given = type(what);
    if (is_scalar(given.kind) && given.size == 8) {
        return give_word(slot, word_of(m_program, what));
    }
    if (m_frame.is_outgoing(slot)) return pass_value(slot, what);
    const Value value = value_at(slot, what);
    if (!value.good) return;
    const std::uint32_t end = value.bytes.end;
    if (!m_frame.leaves_in({end, (end + 7) / 8 * 8}).empty()) shared_word(slot, what);
    Effect& made = emit(Effect::Do::Give);
    made.access = Access::Assign;
    made.leaves = value.leaves;
    made.part = value.part;
    made.place.frame = value.bytes;
}

// The same, but a narrow number fills the whole slot.
void Decoder::give_widened(Slot slot, TypeId what) {
    if (is_integer(type(what).kind)) return give_word(slot, {ValueKind::Int});
    give_value(slot, what);
}

}  // namespace freehold::ownership
