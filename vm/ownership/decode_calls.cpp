// SPDX-License-Identifier: MIT
// The outgoing area: what calls and `new` are given. It is used only from the first argument to the
// call, within one stretch of code; nothing else reads it.
#include <algorithm>

#include "vm/isa/shape.hpp"
#include "vm/ownership/decoder.hpp"

namespace freehold::ownership {

// ---- what is passed ----------------------------------------------------------------------------

// Control cannot come here with arguments waiting.
void Decoder::begin_block() {
    if (m_passed.empty()) return;
    mistake(Code::WrongKind, Mistake::Why::LeftBehind).at = m_passed.front().at;
    m_passed.clear();
}

void Decoder::pass_word(Slot slot, const Word& word) {
    end_passed(slot);  // where a number lay, the next one may
    Passed& made = m_passed.emplace_back();
    made.bytes = m_frame.bytes(slot, 0, 8);
    made.word = word;
    made.effect = static_cast<std::uint32_t>(m_effects.effects.size());
    made.at = m_at;
    Effect& effect = emit(Effect::Do::Pass);
    effect.slot = slot;
    effect.access = Access::Assign;
}

void Decoder::pass_value(Slot slot, TypeId what) {
    if (type(what).size == 0) return;
    const Bytes bytes = m_frame.bytes(slot, 0, type(what).size);
    const Bytes behind{bytes.end, (bytes.end + 7) / 8 * 8};
    const bool shared = std::any_of(m_passed.begin(), m_passed.end(), [&](const Passed& before) {
        return overlap(before.bytes, behind);
    });
    if (shared) shared_word(slot, what);
    Passed& made = m_passed.emplace_back();
    made.bytes = bytes;
    made.type = what;
    made.at = m_at;
}

void Decoder::pass_part(Bytes bytes, ValueKind kind) {
    Passed& made = m_passed.emplace_back();
    made.bytes = bytes;
    made.word = {kind};
    made.at = m_at;
}

// In the order of memory. False where two lie on top of each other.
bool Decoder::sort_passed() {
    std::sort(m_passed.begin(), m_passed.end(),
              [](const Passed& a, const Passed& b) { return a.bytes.begin < b.bytes.begin; });
    for (std::size_t i = 1; i < m_passed.size(); ++i) {
        if (m_passed[i - 1].bytes.end <= m_passed[i].bytes.begin) continue;
        mistake(Code::WrongKind, Mistake::Why::Outgoing).at =
            std::max(m_passed[i - 1].at, m_passed[i].at);
        return false;
    }
    return true;
}

bool Decoder::match_word(Passed& passed, TypeId wanted) {
    const Type& what = type(wanted);
    const std::uint32_t size = passed.bytes.end - passed.bytes.begin;
    const bool unknown = passed.word.kind == ValueKind::None && passed.type == TypeId::None;
    if (!unknown && (size != what.size || !fits(m_program, passed.word, wanted))) {
        Mistake& made = mistake(Code::WrongKind, Mistake::Why::Wanted);
        made.at = passed.at;
        made.found = passed.word;
        made.wanted = wanted;
        return false;
    }
    if (!unknown && passed.effect != none) {
        m_effects.effects[passed.effect].asks_value = forbids_null(what);
    }
    passed.taken = true;
    return true;
}

// Whether a value of the type has been put together from `begin` on.
bool Decoder::match(TypeId wanted, std::uint32_t begin) {
    const Type& what = type(wanted);
    if (what.size == 0) return true;
    const auto found = std::lower_bound(
        m_passed.begin(), m_passed.end(), begin,
        [](const Passed& passed, std::uint32_t at) { return passed.bytes.begin < at; });
    const bool here = found != m_passed.end() && found->bytes.begin == begin;
    if (here && is_scalar(what.kind)) return match_word(*found, wanted);
    if (here && found->type == wanted) {
        found->taken = true;
        return true;
    }
    if (here && what.kind == TypeKind::Array) return match_elements(what, begin);
    if (what.kind != TypeKind::Struct) {
        mistake(Code::ReadUninitialised, Mistake::Why::Missing).wanted = wanted;
        return false;
    }
    for (const Field& field : m_program.structs[what.structure].fields) {
        if (!match(field.type, begin + field.offset)) return false;
    }
    return true;
}

// Element by element, as narrow ones are put into the middle of a word. Each has to be there, so
// this ends when what was passed does.
bool Decoder::match_elements(const Type& array, std::uint32_t begin) {
    const std::uint32_t stride = type(array.element).size;
    for (std::uint32_t i = 0; i < array.count; ++i) {
        if (!match(array.element, begin + i * stride)) return false;
    }
    return true;
}

void Decoder::finish_passed() {
    for (const Passed& each : m_passed) {
        if (each.taken) continue;
        mistake(Code::WrongKind, Mistake::Why::LeftBehind).at = each.at;
        return;
    }
}

// A number that was put together with others is no argument of its own. False where there is none.
bool Decoder::end_passed(Slot slot) {
    const Passed* number = passed_number(slot);
    if (number == nullptr) return false;
    m_passed.erase(m_passed.begin() + (number - m_passed.data()));
    return true;
}

// ---- calls -------------------------------------------------------------------------------------

bool Decoder::calls() {
    switch (m_i.opcode()) {
        case Opcode::Call: call(); return true;
        case Opcode::CallCode: call_code(); return true;
        case Opcode::Ret:
        case Opcode::RetWord:
        case Opcode::RetType: leave(); return true;
        case Opcode::Exit: need_int(m_i.a); return true;
        case Opcode::ExitK: return true;
        default: return false;
    }
}

void Decoder::call() {
    const FunctionId id{m_i.low()};
    const Function& callee = m_program.function(id);
    bool good = sort_passed();
    for (std::uint32_t p = 0; good && p < callee.parameters; ++p) {
        const Local& parameter = callee.locals[p];
        const auto slot = static_cast<Slot>(m_i.a + 2 + parameter.base());
        good = match(parameter.type, m_frame.bytes(slot, 0, 0).begin);
    }
    if (good) finish_passed();
    m_passed.clear();
    Effect& made = emit(Effect::Do::Call);
    made.callee = id;
    made.slot = m_i.a;
    if (callee.result != TypeId::None) {
        const Type& what = type(callee.result);
        made.may_be_null = !is_scalar(what.kind) || what.nullable;
    }
    if (m_i.b != no_slot) result(m_i.b, callee.result);
}

void Decoder::call_code() {
    const Word word = use_word(m_i.c);
    if (word.kind == ValueKind::Code) {
        need_unsafe();
    } else if (word.kind != ValueKind::None) {
        wrong_kind(m_i.c, word, ValueKind::Code);
    }
    m_passed.clear();
    const TypeId type_id{m_i.high()};
    Effect& made = emit(Effect::Do::Call);
    made.slot = m_i.a;
    made.may_be_null = false;  // as every raw operation: what comes back is a promise
    if (m_i.b != no_slot) result(m_i.b, type_id);
}

void Decoder::result(Slot slot, TypeId what) {
    if (m_frame.is_outgoing(slot)) {
        mistake(Code::WrongKind, Mistake::Why::Outgoing, slot);
    } else {
        give_value(slot, what);
    }
}

void Decoder::leave() {
    const FrameValue* result = m_frame.result();
    if (m_i.opcode() == Opcode::RetWord) {
        const Type& what = type(result->type);  // there is one (ensured by validation)
        if (what.size != 8 || !is_scalar(what.kind) || what.owns) {
            mistake(Code::WrongKind, Mistake::Why::NoValue, 0);
        }
    }
    Effect& made = emit(Effect::Do::Return);
    made.access = Access::Move;
    if (result == nullptr) return;
    made.leaves = result->leaves;
    made.place.frame = result->bytes;
}

}  // namespace freehold::ownership
