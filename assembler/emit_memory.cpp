// SPDX-License-Identifier: MIT
// load, store; whole arrays; owners in memory; borrows.
#include <fmt/format.h>

#include "assembler/emitter.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {

void Emitter::emit_load() {
    const std::optional<Place> to = word_place(operand(0));
    const std::optional<Place> from = memory(operand(1));
    if (!to || !from) return;
    if (!is_pointer(type(to->type).kind) && is_bare_pointer(*from)) {
        return report_bare_pointer(operand(1), *from);
    }
    put_load(m_operands.slot_of(*to), *from, span());
}

// A local that points is rarely meant itself where memory is asked for and a number goes in or out.
bool Emitter::is_bare_pointer(const Place& place) const {
    return place.base == Place::Base::Frame && place.whole && is_pointer(type(place.type).kind);
}

void Emitter::report_bare_pointer(NodeId node, const Place& place) {
    const std::string name(m_unit.files.text(span_of(node)));
    m_unit.reporter.add(
        wrong(node, fmt::format("the pointer itself, of type {}", m_unit.quoted_type(place.type)))
            .did_you_mean(span_of(node), fmt::format("[{}]", name)));
}

void Emitter::emit_store() {
    const Fit fit = m_row->mnemonic == "store.wrap" ? Fit::Wrap : Fit::Check;
    const std::optional<Place> to = memory(operand(0));
    const Operand value = m_operands.resolve(operand(1));
    if (!to || value.is(Operand::Kind::Bad)) return;
    const bool number =
        value.is(Operand::Kind::Number) ||
        (value.is(Operand::Kind::Place) && !is_pointer(type(value.place.type).kind));
    if (number && is_bare_pointer(*to)) return report_bare_pointer(operand(0), *to);
    if (is_owner(value) && type(to->type).kind == TypeKind::Own && !m_operands.is_word(*to)) {
        m_unit.reporter.add(
            wrong(operand(1), describe(value) + "; `store` writes no owners")
                .help("`put` moves an owner into memory", m_statement->word, "put"));
        return;
    }
    if (put_constant(*to, value, fit, operand(1), span())) return;
    if (m_operands.is_word(value.place)) {
        put_store(*to, m_operands.slot_of(value.place), fit, span());
    } else {
        report_no_slot(operand(1), value);
    }
}

void Emitter::emit_fill() {
    const std::optional<Place> array = array_place(operand(0));
    const Operand value = m_operands.resolve(operand(1));
    if (!array || value.is(Operand::Kind::Bad)) return;
    const TypeId element = type(array->type).element;
    if (!is_scalar(type(element).kind)) {
        Mistake mistake = wrong(operand(0), fmt::format("its elements are {}, more than one value",
                                                        m_unit.quoted_type(element)));
        if (array->base == Place::Base::Frame && array->whole && m_resolver.may_be_zero(element)) {
            mistake.help(fmt::format(
                "zeros come out of a block: `new b, {0}`, with `b: own {0}`, "
                "then `unbox {1}, b`",
                type_name(m_unit.program, array->type), m_unit.files.text(span_of(operand(0)))));
        } else {
            mistake.help("write its elements one by one, or `copy` the whole from another");
        }
        m_unit.reporter.add(mistake);
        return;
    }
    const bool null = value.is(Operand::Kind::Null) && is_pointer(type(element).kind);
    if (null || value.is(Operand::Kind::Number)) {
        const std::int64_t number = null ? 0 : value.value.number;
        if (!fits(operand(1), element, number)) return;
        const auto index = pooled(operand(1), number);
        if (index) put_memory(Opcode::FillKP, *index, *array, span());
    } else if (value.is(Operand::Kind::Place) && m_operands.is_word(value.place)) {
        put_memory(Opcode::FillP, m_operands.slot_of(value.place), *array, span());
    } else if (!value.is(Operand::Kind::Place)) {
        Mistake mistake = wrong(operand(1), fmt::format("{}; the elements are {}", describe(value),
                                                        m_unit.quoted_type(element)));
        if (value.is(Operand::Kind::Function) && type(element).kind == TypeKind::Code) {
            mistake.help("`const` it into a slot, and `fill` with that");
        }
        m_unit.reporter.add(mistake);
    } else {
        report_no_slot(operand(1), value);
    }
}

void Emitter::emit_len() {
    const std::optional<Slot> to = word_slot(operand(0));
    const std::optional<Place> array = array_place(operand(1));
    if (to && array) put_memory(Opcode::LenP, *to, *array, span());
}

// Whether an array has so many bytes. Of a run behind a pointer only the run itself knows it.
bool Emitter::has_bytes(const Place& array, std::int64_t count) {
    const bool in_static = array.base == Place::Base::Static;
    const bool is_run = type(array.type).kind == TypeKind::Run;
    const std::uint32_t size = !is_run     ? type(array.type).size
                               : in_static ? m_unit.program.statics[array.item].size
                                           : 0xffffffff;
    if (count >= 0 && count <= size) return true;
    const std::string name = m_unit.quoted(operand(0));
    Mistake mistake(Code::ElementOutOfRange,
                    count < 0
                        ? fmt::format("the number of bytes {} is negative", count)
                        : fmt::format("`write` of {} goes past the end of {}",
                                      quantity(static_cast<std::uint64_t>(count), "byte"), name),
                    m_unit.node(operand(1)).span);
    if (count >= 0) mistake.note(fmt::format("{} has {}", name, quantity(size, "byte")));
    m_unit.reporter.add(mistake);
    return false;
}

void Emitter::emit_write() {
    const std::optional<Place> array = array_place(operand(0));
    const std::optional<Word> count = word_or_number(operand(1));
    if (!array || !count) return;
    if (!count->is_number) {
        put_memory(Opcode::WriteP, count->slot, *array, span());
    } else if (has_bytes(*array, count->number)) {
        const auto index = pooled(operand(1), count->number);
        if (index) put_memory(Opcode::WriteKP, *index, *array, span());
    }
}

bool Emitter::is_owner(const Operand& operand) const {
    return operand.is(Operand::Kind::Place) && type(operand.place.type).kind == TypeKind::Own &&
           m_operands.is_word(operand.place);
}

// `swap s, M`, `take M, d`: the right operands in the wrong order.
bool Emitter::report_turned(bool memory_first) {
    if (m_unit.node(operand(memory_first ? 0 : 1)).kind != NodeKind::Name) return false;
    const Operand memory = m_operands.resolve(operand(memory_first ? 1 : 0));
    const Operand slot = m_operands.resolve(operand(memory_first ? 0 : 1));
    const bool turned = is_owner(slot) && memory.is(Operand::Kind::Place) && !memory.place.reach &&
                        type(memory.place.type).kind == TypeKind::Own &&
                        !m_operands.is_word(memory.place);
    if (!turned) return false;
    const Span both = join(span_of(operand(0)), span_of(operand(1)));
    const auto text = [&](std::uint32_t i) { return m_unit.files.text(span_of(operand(i))); };
    m_unit.reporter.add(
        Mistake(Code::WrongOperands,
                fmt::format("the operands of `{}` stand in the wrong order", m_row->mnemonic), both,
                memory_first ? "the place in memory comes first" : "the slot comes first")
            .help("turn them round", both, fmt::format("{}, {}", text(1), text(0))));
    return true;
}

void Emitter::emit_take() {
    if (report_turned(false)) return;
    const std::optional<Slot> to = word_slot(operand(0));
    const std::optional<Place> from = memory(operand(1));
    if (!to || !from) return;
    // Null is left behind, which only a place for `own?` can hold.
    const Type& owner = type(from->type);
    const bool may_be_null = owner.kind != TypeKind::Own || owner.nullable;
    put_memory(may_be_null ? m_row->op : Opcode::MoveOutP, *to, *from, span());
}

void Emitter::emit_put() {
    if (report_turned(true)) return;
    const std::optional<Place> to = memory(operand(0));
    const std::optional<Slot> from = word_slot(operand(1));
    if (to && from) put_memory(m_row->op, *from, *to, span());
}

void Emitter::emit_borrow() {
    const std::optional<Slot> to = word_slot(operand(0));
    const Operand what = m_operands.resolve(operand(1));
    if (!to || what.is(Operand::Kind::Bad)) return;
    if (what.is(Operand::Kind::Place)) {
        put_borrow(*to, what.place, m_row->op, m_row->constant, span());
    } else {
        m_unit.reporter.add(wrong(operand(1), describe(what) + ", which lies in no memory"));
    }
}

}  // namespace freehold::assembler
