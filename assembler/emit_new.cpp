// SPDX-License-Identifier: MIT
// new: a block of one value, of zeros, or with a copy of an array.
#include <fmt/format.h>

#include "assembler/emitter.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {

void Emitter::emit_new() {
    const std::optional<Slot> to = word_slot(operand(0));
    if (!to) return;
    switch (m_unit.node(operand(1)).kind) {
        case NodeKind::Call: return new_value(*to, operand(1));
        case NodeKind::Run: return new_run(*to, operand(1));
        default: return new_copy(*to, operand(1));
    }
}

// T(v, …): an image of the value in the outgoing area, then the block.
void Emitter::new_value(freehold::Slot to, NodeId id) {
    const Node& call = m_unit.node(id);
    const Node& name = m_unit.node(call.a);
    const TypeId content =
        name.kind == NodeKind::Name ? m_resolver.named_type(name.a) : TypeId::None;
    if (content == TypeId::None) {
        Mistake mistake(Code::UnknownType,
                        fmt::format("there is no type {}", m_unit.quoted(call.a)), name.span,
                        "a type and its values are needed here");
        if (name.kind == NodeKind::Name && !m_unit.reporter.full()) {
            const auto meant =
                nearest(m_unit.names.text(name.a), symbol_names(m_unit, {SymbolKind::Struct}));
            if (meant) mistake.did_you_mean(name.span, *meant);
        }
        m_unit.reporter.add(mistake);
        return;
    }
    if (!m_resolver.complete(content, name.span)) return;
    if (type(content).kind == TypeKind::Run) {
        m_unit.reporter.add(
            Mistake(Code::UnsizedType, "`bytes` has no size of its own", name.span, "how many?")
                .help("zeros are `new d, [8 x u8]`, a copy of an array is "
                      "`new d, NAME`"));
        return;
    }
    if (!reserve(slots_needed(m_unit, content))) return;
    const Place image = frame_place(m_frame.outgoing(), content);
    fill_image(call, image);
    put(Opcode::New, to, image.slot, 0, raw(content), span());
}

void Emitter::fill_image(const Node& call, const Place& image) {
    const Type what = type(image.type);
    if (what.kind != TypeKind::Struct) {
        if (check_count(call, 1, call.span, "value")) {
            pass(image, argument(call, 0), Passing::Field);
        }
        return;
    }
    const Struct& structure = m_unit.program.structs[what.structure];
    if (!m_unit.tree.structs[what.structure].complete) return;
    if (!check_count(call, structure.fields.size(), structure.span, "value")) return;
    for (std::uint32_t i = 0; i < structure.fields.size(); ++i) {
        Place field = image;
        field.whole = false;
        field.offset = structure.fields[i].offset;
        field.type = structure.fields[i].type;
        pass(field, argument(call, i), Passing::Field);
    }
}

void Emitter::new_run(freehold::Slot to, NodeId id) {
    const Node& run = m_unit.node(id);
    const std::optional<Word> count = word_or_number(run.a);
    const TypeId element = m_resolver.resolve(run.b, TypeUse::Block);
    if (!count || element == TypeId::None) return;
    const Span written = m_unit.tree.types[run.b].span;
    if (!m_resolver.may_be_zero(element)) {
        m_unit.reporter.add(
            Mistake(Code::TypeNotAllowed,
                    fmt::format("{} cannot begin as zeros", m_unit.quoted_type(element)), written,
                    "zero is no value of this type")
                .help("an `own?` may begin as null"));
    } else if (type(element).size == 0) {
        m_unit.reporter.add(Mistake(Code::UnsizedType, "a run of elements of no bytes", written,
                                    "nobody could tell how many there are"));
    } else if (!count->is_number) {
        put(Opcode::NewRun, to, count->slot, 0, raw(element), span());
    } else if (count->number >= 0 && count->number <= 0xffffffff) {
        put(Opcode::NewRunK, to, 0, 0,
            static_cast<std::uint64_t>(count->number) << 32 | raw(element), span());
    } else {
        m_unit.reporter.add(Mistake(Code::NumberOutOfRange,
                                    fmt::format("a block of {} elements", count->number),
                                    span_of(run.a), "0 to 4,294,967,295 are possible"));
    }
}

bool Emitter::is_number_type(NameId name) {
    const TypeId named = m_resolver.named_type(name);
    return named != TypeId::None && is_integer(type(named).kind);
}

void Emitter::new_copy(freehold::Slot to, NodeId id) {
    const Node& node = m_unit.node(id);
    const bool is_struct = node.kind == NodeKind::Name && !m_names.find(node.a) &&
                           m_unit.symbol(node.a).kind == SymbolKind::Struct;
    if (is_struct) {
        m_unit.reporter.add(wrong(id, "a struct needs its values, in parentheses"));
        return;
    }
    if (node.kind == NodeKind::Name && !m_names.find(node.a) && is_number_type(node.a)) {
        m_unit.reporter.add(wrong(id, "a type; its value is needed, in parentheses")
                                .help("give it a value", span_of(id),
                                      fmt::format("{}(0)", m_unit.names.text(node.a))));
        return;
    }
    if (const auto array = array_place(id)) put_memory(Opcode::NewCopyP, to, *array, span());
}

}  // namespace freehold::assembler
