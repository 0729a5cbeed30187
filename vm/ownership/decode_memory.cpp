// SPDX-License-Identifier: MIT
// The six ways to name memory; loads and stores.
#include "vm/isa/shape.hpp"
#include "vm/ownership/decoder.hpp"

namespace freehold::ownership {

// ---- places ------------------------------------------------------------------------------------

// Where the place begins and who leads there; its type is found by locate_scalar or locate_typed.
Decoder::Spot Decoder::locate() {
    Spot spot;
    spot.form = memory_form(opcode_info(m_i.opcode()).form);
    switch (spot.form) {
        case MemoryForm::P:
        case MemoryForm::PX: locate_pointer(spot); break;
        case MemoryForm::F:
        case MemoryForm::FX: locate_frame(spot); break;
        default: locate_static(spot); break;
    }
    if (spot.form >= MemoryForm::PX && !need_int(m_i.c)) spot.good = false;
    return spot;
}

void Decoder::locate_pointer(Spot& spot) {
    const Value value = word_at(m_i.b);
    if (!value.good) return;
    const Type& pointer = type(value.type);
    if (!is_pointer(pointer.kind)) {
        use(value);
        return wrong_kind(m_i.b, word_of(m_program, value.type), ValueKind::Raw);
    }
    const Leaf& leaf = m_frame.leaf(value.leaves.first);
    spot.via = pointer.kind;
    spot.pointer = value.leaves.first;
    spot.pointer_in_array = value.part;
    spot.pointer_nullable = pointer.nullable;
    spot.ro = leaf.ro && pointer.kind == TypeKind::Own;
    spot.at = {pointer.element, m_i.low()};
    spot.place.frame = value.bytes;
    spot.place.follows = 1;
    spot.place.via = kind_of(pointer);
    if (pointer.kind == TypeKind::Raw) need_unsafe();
    spot.good = true;
}

void Decoder::locate_frame(Spot& spot) {
    const FrameValue* holder = m_frame.value_at(m_i.b);
    if (holder == nullptr) {
        mistake(Code::WrongKind,
                m_frame.is_outgoing(m_i.b) ? Mistake::Why::Outgoing : Mistake::Why::NoValue, m_i.b);
        return;
    }
    const Bytes begin = m_frame.bytes(m_i.b, m_i.low(), 0);
    spot.at = {holder->type, begin.begin - holder->bytes.begin};
    spot.place.frame = begin;
    spot.ro = holder->local != nullptr && holder->local->ro;
    spot.good = true;
}

void Decoder::locate_static(Spot& spot) {
    const Address address{m_i.low()};
    spot.item = m_statics.at(address);  // there is one (ensured by validation)
    spot.at = {spot.item->type, address - spot.item->address};
    spot.good = true;
}

// Says which bytes a place takes, counted from its beginning.
void Decoder::cover(Spot& spot, std::uint32_t back, std::uint32_t bytes) {
    if (spot.through_pointer()) {
        const std::uint32_t begin = spot.at.offset - back;
        const bool endless = bytes == everything.end || begin + bytes < begin;
        spot.place.inside = {begin, endless ? everything.end : begin + bytes};
    } else if (spot.in_frame()) {
        const std::uint32_t begin = spot.place.frame.begin - back;
        spot.place.frame = {begin, begin + bytes};
        spot.leaves = m_frame.leaves_in(spot.place.frame);
        spot.part =
            spot.leaves.count() == 1 && (spot.form == MemoryForm::FX ||
                                         m_frame.leaf(spot.leaves.first).bytes != spot.place.frame);
    }
}

// One scalar of so many bytes.
void Decoder::locate_scalar(Spot& spot, std::uint32_t bytes) {
    if (!spot.good) return;
    if (spot.form >= MemoryForm::PX) return locate_element(spot, bytes);
    spot.type = scalar_at(m_program, spot.at);
    spot.good = spot.type != TypeId::None && type(spot.type).size == bytes;
    if (!spot.good) {
        mistake(Code::WrongKind, Mistake::Why::NotPlain);
    } else {
        cover(spot, 0, bytes);
    }
}

// One of an array of scalars. With a bound all below it must lie in the array, without one it is a
// run, whose object knows its length.
void Decoder::locate_element(Spot& spot, std::uint32_t bytes) {
    const ArraySpot array = array_at(m_program, spot.at);
    spot.good = array.array != TypeId::None && type(array.element).size == bytes &&
                array.offset % bytes == 0;
    if (spot.good) {
        const Type& whole = type(array.array);
        const std::uint64_t end = array.offset + std::uint64_t{m_i.high()} * bytes;
        const std::uint64_t size =
            spot.item != nullptr && whole.kind == TypeKind::Run ? spot.item->size : whole.size;
        const bool open = whole.kind == TypeKind::Run && spot.item == nullptr;
        spot.good = open || (m_i.high() != no_bound && end <= size);
        cover(spot, array.offset, open ? everything.end : static_cast<std::uint32_t>(size));
    }
    spot.type = array.element;
    if (!spot.good) mistake(Code::WrongKind, Mistake::Why::NotPlain);
}

// The type that the instruction names lies there.
void Decoder::locate_typed(Spot& spot) {
    if (!spot.good) return;
    const TypeId named{m_i.high()};
    spot.good = holds_at(m_program, spot.at, named);
    if (!spot.good) {
        mistake(Code::WrongKind, Mistake::Why::NotPlain).wanted = named;
        return;
    }
    const Type& what = type(named);
    spot.type = spot.form >= MemoryForm::PX ? what.element : named;
    cover(spot, 0, what.kind == TypeKind::Run ? everything.end : what.size);
    const bool all = spot.form < MemoryForm::PX && spot.at.root == named && spot.at.offset == 0;
    spot.whole =
        all && (!spot.through_pointer() || spot.via == TypeKind::Own || what.kind == TypeKind::Run);
}

Decoder::Spot Decoder::scalar_spot(std::uint32_t bytes) {
    Spot spot = locate();
    locate_scalar(spot, bytes);
    return spot;
}

Decoder::Spot Decoder::typed_spot() {
    Spot spot = locate();
    locate_typed(spot);
    return spot;
}

// The place is read or written. What is assigned in the frame is given, not touched.
void Decoder::touch(const Spot& spot, Access access) {
    if (!spot.good || spot.in_static()) {
        if (spot.in_static()) fresh(spot.type != TypeId::None && type(spot.type).nullable);
        return;
    }
    const bool reads = spot.in_frame() && only_reads(access);
    Effect& made = emit(reads ? Effect::Do::Use : Effect::Do::Touch);
    made.access = access;
    made.place = spot.place;
    made.leaves = spot.leaves;
    made.part = spot.part;
    made.pointer = spot.pointer;
    made.pointer_may_be_null = spot.pointer_in_array && spot.pointer_nullable;
    made.asks_pointer = spot.through_pointer() && spot.via != TypeKind::Raw;
    made.may_be_null = (spot.through_pointer() || spot.part) && type(spot.type).nullable;
}

// A write through a path that only reads: F209.
bool Decoder::check_writable(const Spot& spot) {
    if (!spot.good) return false;
    if (spot.via == TypeKind::Ref) {
        mistake(Code::WriteThroughShared, Mistake::Why::ThroughRef, m_i.b);
    } else if (spot.through_pointer() && spot.ro) {
        mistake(Code::WriteThroughShared, Mistake::Why::ReadOnlySlot, m_i.b);
    } else if (spot.in_static() && !spot.item->mut) {
        mistake(Code::WriteThroughShared, Mistake::Why::ImmutableStatic);
    } else {
        return true;
    }
    return false;
}

bool Decoder::need_place_kind(const Spot& spot, ValueKind kind) {
    if (!spot.good) return false;
    if (kind_of(type(spot.type)) == kind) return true;
    Mistake& made = mistake(Code::WrongKind, Mistake::Why::Wanted);
    made.found = word_of(m_program, spot.type);
    made.wanted_kind = kind;
    made.there = spot.type;
    return false;
}

// ---- loads and stores --------------------------------------------------------------------------

bool Decoder::memory() {
    switch (m_family) {
        case Opcode::LoadU8P:
        case Opcode::LoadI8P: load(1, ValueKind::Int); return true;
        case Opcode::LoadU16P:
        case Opcode::LoadI16P: load(2, ValueKind::Int); return true;
        case Opcode::LoadU32P:
        case Opcode::LoadI32P: load(4, ValueKind::Int); return true;
        case Opcode::LoadP: load(8, ValueKind::Int); return true;
        case Opcode::LoadRawP: load(8, ValueKind::Raw); return true;
        case Opcode::LoadCodeP: load(8, ValueKind::Code); return true;
        case Opcode::StoreU8P:
        case Opcode::StoreI8P:
        case Opcode::Store8P: store(1, ValueKind::Int); return true;
        case Opcode::StoreU16P:
        case Opcode::StoreI16P:
        case Opcode::Store16P: store(2, ValueKind::Int); return true;
        case Opcode::StoreU32P:
        case Opcode::StoreI32P:
        case Opcode::Store32P: store(4, ValueKind::Int); return true;
        case Opcode::StoreP: store(8, ValueKind::Int); return true;
        case Opcode::StoreRawP: store(8, ValueKind::Raw); return true;
        case Opcode::StoreCodeP: store(8, ValueKind::Code); return true;
        case Opcode::StoreK8P: store_constant(1, ValueKind::Int); return true;
        case Opcode::StoreK16P: store_constant(2, ValueKind::Int); return true;
        case Opcode::StoreK32P: store_constant(4, ValueKind::Int); return true;
        case Opcode::StoreKP: store_constant(8, ValueKind::Int); return true;
        case Opcode::StoreNullP: store_constant(8, ValueKind::Raw); return true;
        case Opcode::StoreFnP: store_constant(8, ValueKind::Code); return true;
        case Opcode::LenP: len(); return true;
        case Opcode::FillP: fill(false); return true;
        case Opcode::FillKP: fill(true); return true;
        case Opcode::WriteP: write(false); return true;
        case Opcode::WriteKP: write(true); return true;
        case Opcode::NewCopyP: new_copy(); return true;
        case Opcode::TakeP: take(); return true;
        case Opcode::PutP: put(); return true;
        case Opcode::SwapP: swap(); return true;
        case Opcode::MoveOutP: move_out(); return true;
        case Opcode::BorrowP: borrow(ValueKind::Ref); return true;
        case Opcode::BorrowMutP: borrow(ValueKind::Mut); return true;
        case Opcode::AddrP: borrow(ValueKind::Raw); return true;
        case Opcode::ReachP: reach(ValueKind::Ref); return true;
        case Opcode::ReachMutP: reach(ValueKind::Mut); return true;
        case Opcode::ReachAddrP: reach(ValueKind::Raw); return true;
        default: return false;
    }
}

void Decoder::load(std::uint32_t bytes, ValueKind kind) {
    const Spot spot = scalar_spot(bytes);
    touch(spot, Access::Read);
    const bool good = need_place_kind(spot, kind);
    give_word(m_i.a, good ? word_of(m_program, spot.type) : Word{});
}

// The place gets the value in hand, which is of its type.
void Decoder::assign(const Spot& spot) {
    // The pointer is followed all the same, and must be there.
    if (!check_writable(spot)) return touch(spot, Access::Read);
    const bool asks = forbids_null(type(spot.type));
    if (!spot.in_frame()) {
        touch(spot, Access::Assign);
        if (!spot.in_static()) m_effects.effects.back().asks_value = asks;
        return;
    }
    Effect& made = emit(Effect::Do::Give);
    made.access = Access::Assign;
    made.leaves = spot.leaves;
    made.part = spot.part;
    made.place = spot.place;
    made.asks_value = asks;
}

void Decoder::store(std::uint32_t bytes, ValueKind kind) {
    const Word word = use_word(m_i.a);
    if (word.kind == ValueKind::Ref || word.kind == ValueKind::Mut) {
        mistake(Code::BorrowStored, Mistake::Why::Plain, m_i.a).found = word;
        return;
    }
    if (word.kind != ValueKind::None && word.kind != kind) {
        return wrong_kind(m_i.a, word, kind);
    }
    if (memory_form(opcode_info(m_i.opcode()).form) == MemoryForm::F &&
        m_frame.is_outgoing(m_i.b)) {
        return pass_part(m_frame.bytes(m_i.b, m_i.low(), bytes), kind);
    }
    const Spot spot = scalar_spot(bytes);
    if (!need_place_kind(spot, kind)) return;
    if (word.kind == ValueKind::Raw && !fits(m_program, word, spot.type)) {
        return wrong_type(m_i.a, word, spot.type);
    }
    assign(spot);
}

void Decoder::store_constant(std::uint32_t bytes, ValueKind kind) {
    if (memory_form(opcode_info(m_i.opcode()).form) == MemoryForm::F &&
        m_frame.is_outgoing(m_i.b)) {
        return pass_part(m_frame.bytes(m_i.b, m_i.low(), bytes), kind);
    }
    const Spot spot = scalar_spot(bytes);
    if (need_place_kind(spot, kind)) assign(spot);
}

}  // namespace freehold::ownership
