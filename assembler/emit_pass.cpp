// SPDX-License-Identifier: MIT
// Giving a value away: to a parameter, a field of a new block, or the result.
#include <fmt/format.h>

#include <algorithm>

#include "assembler/emitter.hpp"

namespace freehold::assembler {

// The place a value has in the frame when it begins at a slot.
Place Emitter::frame_place(std::uint32_t first_slot, TypeId id) const {
    Place place;
    place.whole = !is_narrow(type(id).kind);
    place.slot = static_cast<Slot>(first_slot + slots_needed(m_unit, id) - 1);
    place.type = id;
    return place;
}

// Makes room in the outgoing area, which all calls of a function share.
bool Emitter::reserve(std::uint32_t slots) {
    if (m_frame.outgoing() + std::uint64_t{slots} <= max_slots) {
        m_outgoing_most = std::max(m_outgoing_most, slots);
        return true;
    }
    if (!m_too_large) {
        m_unit.reporter.add(
            Mistake(Code::FrameTooLarge,
                    fmt::format("the frame of `{}` is too large", m_function.name), span(),
                    "with what this passes it has more than 65,535 slots of 8 bytes")
                .help("pass a borrow of large values instead of the values"));
    }
    m_too_large = true;
    return false;
}

// Whether a pointer of type `pointer` may point at the whole place.
bool Emitter::points_at(TypeId pointer, const Place& place) const {
    const Type& what = type(pointer);
    if (!is_pointer(what.kind) || what.kind == TypeKind::Raw) return false;
    if (what.element == place.type) return true;
    const Type& pointee = type(what.element);
    const Type& array = type(place.type);
    return pointee.kind == TypeKind::Run && array.kind == TypeKind::Array &&
           array.element == pointee.element;
}

bool Emitter::has_elements(TypeId id) const {
    return type(id).kind == TypeKind::Array || type(id).kind == TypeKind::Run;
}

// Elements where an owner of them is needed.
void Emitter::report_not_owned(NodeId id, const Operand& value, TypeId wanted, Passing passing) {
    m_unit.reporter.add(
        wrong(id, describe(value) + ", not an owner of one")
            .help(fmt::format("make a block of it first: `new t, {}` with `t: {}`, then `{} t`",
                              m_unit.files.text(span_of(id)), type_name(m_unit.program, wanted),
                              passing == Passing::Result ? "ret" : "move")));
}

// A value where its borrow is needed. Of one word it can be written, and is the verifier's affair.
void Emitter::report_not_borrowed(NodeId id, TypeId found, TypeId wanted) {
    const std::string word = type(wanted).kind == TypeKind::Mut ? "borrow mut" : "borrow";
    m_unit.reporter.add(Mistake(Code::WrongOperands,
                                fmt::format("{} is {}, where {} is needed", m_unit.quoted(id),
                                            m_unit.quoted_type(found), m_unit.quoted_type(wanted)),
                                span_of(id), "the value itself, not a pointer to it")
                            .help("lend it for the call", span_of(id),
                                  fmt::format("{} {}", word, m_unit.files.text(span_of(id)))));
}

// The edit declares the text before the function, under a name.
void Emitter::report_text_argument(NodeId id, NodeId text_node, TypeId wanted) {
    const std::string_view text = m_unit.files.text(span_of(text_node));
    const std::string name = unused_static("TEXT");
    const std::string line = fmt::format("data {}: bytes = {}", name, text);
    const std::string_view file = m_unit.files[m_item.span.file].text();
    const auto begin = static_cast<std::uint32_t>(file.rfind('\n', m_item.span.begin) + 1);
    m_unit.reporter.add(
        Mistake(Code::WrongOperands,
                fmt::format("{} is a text, where {} is needed", m_unit.quoted(text_node),
                            m_unit.quoted_type(wanted)),
                span_of(text_node), "a text lies in memory: it is declared, and has a name")
            .help("declare it outside functions", {m_item.span.file, begin, begin}, line + "\n")
            .edit(span_of(id), fmt::format("borrow {}", name)));
}

std::string Emitter::unused_static(const std::string& wanted) const {
    const auto used = [&](const std::string& name) {
        const auto names = symbol_names(m_unit, {SymbolKind::Const, SymbolKind::Static,
                                                 SymbolKind::Function, SymbolKind::Struct});
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    std::string name = wanted;
    for (int number = 2; used(name); ++number) name = wanted + std::to_string(number);
    return name;
}

void Emitter::pass(const Place& to, NodeId id, Passing passing) {
    const Node& node = m_unit.node(id);
    const bool borrow = type(to.type).kind == TypeKind::Ref || type(to.type).kind == TypeKind::Mut;
    const bool text = node.kind == NodeKind::String ||
                      (node.kind == NodeKind::Mode && m_unit.node(node.a).kind == NodeKind::String);
    if (text && passing == Passing::Argument && borrow) {
        report_text_argument(id, node.kind == NodeKind::String ? id : node.a, to.type);
    } else if (node.kind != NodeKind::Mode) {
        const Operand value = m_operands.resolve(id);
        if (!value.is(Operand::Kind::Bad)) pass_plain(to, id, value, passing);
    } else if (node.mode != Mode::Move) {
        pass_borrow(to, id, node.a, node.mode == Mode::BorrowMut);
    } else if (passing == Passing::Result) {
        m_unit.reporter.add(wrong(id, "what `ret` names moves by itself")
                                .help("leave `move` out", span_of(id),
                                      std::string(m_unit.files.text(span_of(node.a)))));
    } else {
        pass_move(to, id, node.a);
    }
}

void Emitter::pass_plain(const Place& to, NodeId id, const Operand& value, Passing passing) {
    if (!value.is(Operand::Kind::Place)) {
        if (m_operands.is_scalar(to)) {
            put_constant(to, value, Fit::Check, id, span_of(id));
        } else {
            m_unit.reporter.add(wrong(id, fmt::format("{}; a {} is needed", describe(value),
                                                      m_unit.quoted_type(to.type))));
        }
        return;
    }
    const Place& from = value.place;
    const bool whole = !m_operands.is_scalar(from) || !m_operands.is_slot(from);
    if (whole && points_at(to.type, from)) {
        const bool owned = type(to.type).kind == TypeKind::Own;
        if (owned && has_elements(from.type)) {
            return report_not_owned(id, value, to.type, passing);
        }
        if (!owned && passing == Passing::Argument) {
            return report_not_borrowed(id, from.type, to.type);
        }
    }
    if (!m_operands.is_slot(from)) {
        if (!memory(id)) return;
        if (m_operands.is_word(to)) return put_load(m_operands.slot_of(to), from, span_of(id));
        m_unit.reporter.add(
            wrong(id, describe(value) + "; a slot is needed").help("`load` it into a slot first"));
        return;
    }
    const TypeKind kind = type(from.type).kind;
    if (passing == Passing::Argument && kind == TypeKind::Mut && m_operands.is_word(to)) {
        Place lent;  // [m]: lent on for the call
        lent.base = Place::Base::Pointer;
        lent.slot = m_operands.slot_of(from);
        lent.type = type(from.type).element;
        return put_borrow(m_operands.slot_of(to), lent, Opcode::BorrowMutP, Opcode::ReachMutP,
                          span_of(id));
    }
    const bool moves =
        passing == Passing::Result && (type(from.type).owns || kind == TypeKind::Mut);
    if (m_operands.is_slot(to)) {
        put_copy(to, from, moves, id, span_of(id));
    } else if (m_operands.is_scalar(to) && m_operands.is_scalar(from)) {
        put_store(to, m_operands.slot_of(from), Fit::Check, span_of(id));
    } else {
        put_part(to, from, false, id, span_of(id));
    }
}

void Emitter::pass_move(const Place& to, NodeId id, NodeId source) {
    const Operand value = m_operands.resolve(source);
    if (value.is(Operand::Kind::Bad)) return;
    if (!value.is(Operand::Kind::Place)) {
        m_unit.reporter.add(Mistake(Code::WrongArguments,
                                    fmt::format("{} cannot be moved", m_unit.quoted(source)),
                                    span_of(id), describe(value))
                                .help("leave `move` out", span_of(id),
                                      std::string(m_unit.files.text(span_of(source)))));
    } else if (owner_named_by(source) && type(to.type).kind == TypeKind::Own) {
        Mistake mistake = wrong(source, describe(value) + ", not its owner");
        help_without_brackets(mistake, source);
        m_unit.reporter.add(mistake);
    } else if (!m_operands.is_slot(value.place)) {
        if (memory(source)) put_move_out(to, value.place, source, span_of(id));
    } else if (m_operands.is_slot(to)) {
        put_copy(to, value.place, true, source, span_of(id));
    } else {
        put_part(to, value.place, true, source, span_of(id));
    }
}

void Emitter::pass_borrow(const Place& to, NodeId id, NodeId source, bool exclusive) {
    const Operand value = m_operands.resolve(source);
    if (value.is(Operand::Kind::Bad)) return;
    if (!value.is(Operand::Kind::Place)) {
        m_unit.reporter.add(Mistake(Code::WrongArguments,
                                    fmt::format("{} cannot be borrowed", m_unit.quoted(source)),
                                    span_of(id), describe(value) + ", which lies in no memory"));
    } else if (!m_operands.is_word(to)) {
        m_unit.reporter.add(Mistake(
            Code::WrongArguments, fmt::format("a borrow cannot be {}", m_unit.quoted_type(to.type)),
            span_of(id), "a borrow is a pointer, one word"));
    } else if (exclusive) {
        put_borrow(m_operands.slot_of(to), value.place, Opcode::BorrowMutP, Opcode::ReachMutP,
                   span_of(id));
    } else {
        put_borrow(m_operands.slot_of(to), value.place, Opcode::BorrowP, Opcode::ReachP,
                   span_of(id));
    }
}

}  // namespace freehold::assembler
