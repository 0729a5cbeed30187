// SPDX-License-Identifier: MIT
// Printing, assertions, input.
#include "vm/isa/shape.hpp"
#include "vm/ownership/decoder.hpp"

namespace freehold::ownership {

bool Decoder::print() {
    const Opcode opcode = m_i.opcode();
    switch (opcode) {
        case Opcode::Assert: need_int(m_i.a); break;
        case Opcode::ReadInt:
        case Opcode::ReadByte: give_word(m_i.a, {ValueKind::Int}); return true;
        case Opcode::ReadLine:
            give_word(m_i.a, {ValueKind::Own, TypeId::None, true, m_facts.byte(), Word::unknown});
            return true;
        default: break;
    }
    if (opcode_info(opcode).form != Form::None && m_i.low() != no_format) format(m_i.low());
    return true;
}

void Decoder::format(std::uint32_t index) {
    for (const Piece& piece : m_program.formats[index].pieces) {
        if (piece.from == Piece::From::Frame) piece_of_frame(piece);
        if (piece.from == Piece::From::Static) piece_of_static(piece);
    }
}

namespace {

bool is_text(const Program& program, const Type& type) {
    return (type.kind == TypeKind::Run || type.kind == TypeKind::Array) &&
           program.type(type.element).kind == TypeKind::U8;
}

}  // namespace

// `{}` of a pointer shows the text or number it points at, if it is said to point at one.
void Decoder::check_followed(const Piece& piece, TypeId real, Slot slot) {
    const Type& said = type(piece.type);
    if (piece.style != Piece::Style::Plain || !is_pointer(said.kind)) return;
    const Type& pointee = type(said.element);
    if (!is_text(m_program, pointee) && !is_integer(pointee.kind)) return;
    const Word word = word_of(m_program, real);
    if (!is_pointer(word.kind)) return;  // a number is shown as one
    if (!fits(m_program, word, piece.type)) return wrong_type(slot, word, piece.type);
    if (word.kind == ValueKind::Raw) need_unsafe();
}

void Decoder::piece_of_frame(const Piece& piece) {
    const Type& what = type(piece.type);
    if (is_scalar(what.kind)) {
        const Value value = word_at(piece.slot);
        if (!value.good) return;
        use(value);
        return check_followed(piece, value.type, piece.slot);
    }
    if (!is_text(m_program, what) || piece.style != Piece::Style::Plain) return;
    const Value value = value_at(piece.slot, piece.type);
    if (value.good) use(value);
}

void Decoder::piece_of_static(const Piece& piece) {
    const Type& what = type(piece.type);
    if (piece.style == Piece::Style::Pointer) return;
    const bool text = is_text(m_program, what);
    if (!text && !is_scalar(what.kind)) return;
    const Address address{static_cast<std::uint32_t>(piece.number)};
    const Static* item = m_statics.at(address);  // there is one (ensured by validation)
    const TypeSpot spot{item->type, address - item->address};
    if (holds_at(m_program, spot, piece.type)) {
        if (is_pointer(what.kind)) check_followed(piece, piece.type, no_slot);
        return;
    }
    const TypeId real = scalar_at(m_program, spot);
    if (text || real == TypeId::None || type(real).size != what.size) {
        mistake(Code::WrongKind, Mistake::Why::NotPlain).wanted = piece.type;
    } else {
        check_followed(piece, real, no_slot);
    }
}

}  // namespace freehold::ownership
