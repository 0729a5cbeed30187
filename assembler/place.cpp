// SPDX-License-Identifier: MIT
// Places: x.f, a[3], [p].f, [p][i], NAME[i], [[p].next]. One instruction makes one access, so a
// place has one pointer and one computed index at most.
#include <fmt/format.h>

#include "assembler/operand.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {

// A field or element can be named only of what one access reaches.
bool Operands::can_step(NodeId id, NodeId base, const Place& place) {
    if (place.indexed) {
        const bool anybodys =
            place.base == Place::Base::Static && m_unit.program.statics[place.item].mut;
        const std::string element = m_unit.quoted(base);
        m_unit.reporter.add(
            wrong(id, fmt::format("{} goes on after a computed index", m_unit.quoted(id)),
                  "an index in a slot comes last")
                .help(anybodys ? fmt::format("`borrow` {} first, in `unsafe`: every function can "
                                             "reach what is static",
                                             element)
                               : fmt::format("`borrow` {} first, and go on from there", element)));
        return false;
    }
    if (place.reach) {
        m_unit.reporter.add(
            wrong(id, fmt::format("{} takes two accesses to memory", m_unit.quoted(id)),
                  fmt::format("{} is read first", m_unit.quoted(m_unit.node(base).a)))
                .help(fmt::format("one instruction makes one access: `borrow` {} first",
                                  m_unit.quoted(base))));
        return false;
    }
    return true;
}

// Whether `p.f` names an owner. What could not be declared has no type.
bool Operands::is_owner_field(NodeId id, TypeId pointee) const {
    const Node& node = m_unit.node(id);
    if (node.kind != NodeKind::Field || pointee == TypeId::None) return false;
    if (type(pointee).kind != TypeKind::Struct) return false;
    const Field* field = m_unit.field(type(pointee).structure, node.b);
    return field != nullptr && field->type != TypeId::None &&
           type(field->type).kind == TypeKind::Own;
}

// `p.f` and `p[i]` on a pointer: what was meant is nearly always `[p].f`. `brackets` is the `[…]`
// around the node, if that is what stands there.
void Operands::report_pointer_step(NodeId id, NodeId base, const Place& place, NodeId brackets) {
    const Span span = m_unit.node(id).span;
    const Span inner = m_unit.node(base).span;
    const std::string_view all = m_unit.files.text(span);
    const std::string text =
        fmt::format("[{}]{}", m_unit.files.text(inner), all.substr(inner.end - inner.begin));
    const Span edit = brackets == no_node ? span : m_unit.node(brackets).span;
    Mistake mistake = wrong(id,
                            fmt::format("{} is a pointer, of type {}", m_unit.quoted(base),
                                        m_unit.quoted_type(place.type)),
                            "what it points at is written in brackets");
    also_declared(mistake, place);
    if (m_near_only) {
        m_unit.reporter.add(
            mistake.help(is_owner_field(id, type(place.type).element)
                             ? fmt::format("`borrow r, [{}]` first, and show `r`", text)
                             : fmt::format("`load` `{}` into a slot first, and show that", text)));
        return;
    }
    m_unit.reporter.add(mistake.did_you_mean(edit, text));
}

Operand Operands::resolve_field(NodeId id, NodeId brackets) {
    const Node& node = m_unit.node(id);
    Operand operand = resolve(node.a);
    if (operand.is(Operand::Kind::Bad)) return operand;
    Place& place = operand.place;
    const bool is_place = operand.is(Operand::Kind::Place);
    operand.kind = Operand::Kind::Bad;
    if (!is_place) {
        m_unit.reporter.add(wrong(id, fmt::format("{} has no fields", m_unit.quoted(node.a)),
                                  "only structs have fields"));
        return operand;
    }
    const Type& owner = type(place.type);
    if (is_pointer(owner.kind) && !place.indexed && !place.reach) {
        report_pointer_step(id, node.a, place, brackets);
        return operand;
    }
    if (!can_step(id, node.a, place)) return operand;
    if (owner.kind != TypeKind::Struct) {
        Mistake mistake = wrong(id,
                                fmt::format("{} has no fields: it is {}", m_unit.quoted(node.a),
                                            m_unit.quoted_type(place.type)),
                                "only structs have fields");
        also_declared(mistake, place);
        m_unit.reporter.add(mistake);
        return operand;
    }
    if (!m_resolver.complete(place.type, node.span)) return operand;
    const Field* field = m_unit.field(type(place.type).structure, node.b);
    if (field == nullptr) {
        const auto length = static_cast<std::uint32_t>(m_unit.names.text(node.b).size());
        m_resolver.unknown_field(type(place.type).structure, node.b,
                                 {node.span.file, node.span.end - length, node.span.end});
        return operand;
    }
    place.offset += field->offset;
    place.type = field->type;
    place.whole = false;
    operand.kind = Operand::Kind::Place;
    return operand;
}

Operand Operands::resolve_index(NodeId id, NodeId brackets) {
    const Node& node = m_unit.node(id);
    Operand operand = resolve(node.a);
    const Operand index = resolve(node.b);
    if (operand.is(Operand::Kind::Bad) || index.is(Operand::Kind::Bad)) return {};
    if (!operand.is(Operand::Kind::Place)) {
        m_unit.reporter.add(wrong(id, fmt::format("{} has no elements", m_unit.quoted(node.a)),
                                  "only arrays have elements"));
        return {};
    }
    const Place& place = operand.place;
    const Type& array = type(place.type);
    if (is_pointer(array.kind) && !place.indexed && !place.reach) {
        report_pointer_step(id, node.a, place, brackets);
        return {};
    }
    if (!can_step(id, node.a, place)) return {};
    if (array.kind != TypeKind::Array && array.kind != TypeKind::Run) {
        Mistake mistake = wrong(id,
                                fmt::format("{} has no elements: it is {}", m_unit.quoted(node.a),
                                            m_unit.quoted_type(place.type)),
                                "only arrays have elements");
        also_declared(mistake, place);
        m_unit.reporter.add(mistake);
        return {};
    }
    if (!m_resolver.complete(place.type, node.span)) return {};
    return step_to_element(id, operand.place, index) ? operand : Operand{};
}

bool Operands::step_to_element(NodeId id, Place& place, const Operand& index) {
    const NodeId index_node = m_unit.node(id).b;
    if (index.is(Operand::Kind::Number)) return step_by_constant(id, place, index.value.number);
    if (!index.is(Operand::Kind::Place) || !is_word(index.place)) {
        m_unit.reporter.add(wrong(index_node,
                                  fmt::format("{} cannot be an index", m_unit.quoted(index_node)),
                                  "an index is a slot or a constant")
                                .help(index.is(Operand::Kind::Place) ? "`load` it into a slot first"
                                                                     : "use an `int`"));
        return false;
    }
    place.indexed = true;
    place.whole = false;
    place.index = slot_of(index.place);
    place.array = place.type;
    place.type = type(place.array).element;
    return true;
}

bool Operands::step_by_constant(NodeId id, Place& place, std::int64_t index) {
    const Type array = type(place.type);
    const Type& element = type(array.element);
    std::uint64_t count = array.count;
    if (array.kind == TypeKind::Run) {
        const bool known = place.base == Place::Base::Static;
        const std::uint32_t size = known ? m_unit.program.statics[place.item].size : 0xffffffff;
        count = element.size == 0 ? 0 : size / element.size;
    }
    const std::uint64_t offset = place.offset + static_cast<std::uint64_t>(index) * element.size;
    if (index < 0 || static_cast<std::uint64_t>(index) >= count || offset > 0xffffffff) {
        report_range(id, place, index, count);
        return false;
    }
    place.offset = static_cast<std::uint32_t>(offset);
    place.type = array.element;
    place.whole = false;
    return true;
}

void Operands::report_range(NodeId id, const Place& place, std::int64_t index,
                            std::uint64_t count) {
    const NodeId at = m_unit.node(id).b;
    const bool known =
        type(place.type).kind == TypeKind::Array || place.base == Place::Base::Static;
    Mistake mistake(Code::ElementOutOfRange,
                    index < 0 ? fmt::format("the index {} is negative", index)
                              : fmt::format("the index {} is past the end of {}", index,
                                            m_unit.quoted(m_unit.node(id).a)),
                    m_unit.node(at).span);
    if (known) {
        mistake.note(count == 0 ? "it has no elements"
                                : fmt::format("it has {}, numbered from 0 to {}",
                                              quantity(count, "element"), count - 1));
    }
    also_declared(mistake, place);
    m_unit.reporter.add(mistake);
}

void Operands::report_no_pointer(NodeId id, const Place& place) {
    const NodeId inner = m_unit.node(id).a;
    Mistake mistake = wrong(inner,
                            fmt::format("{} is not a pointer, but {}", m_unit.quoted(inner),
                                        m_unit.quoted_type(place.type)),
                            "brackets name what a pointer points at");
    also_declared(mistake, place);
    m_unit.reporter.add(mistake.did_you_mean(
        m_unit.node(id).span, std::string(m_unit.files.text(m_unit.node(inner).span))));
}

Operand Operands::resolve_deref(NodeId id) {
    const NodeId inner_id = m_unit.node(id).a;
    const NodeKind kind = m_unit.node(inner_id).kind;
    const bool is_field = kind == NodeKind::Field && !names_struct(m_unit.node(inner_id).a);
    const Operand inner = is_field                  ? resolve_field(inner_id, id)
                          : kind == NodeKind::Index ? resolve_index(inner_id, id)
                                                    : resolve(inner_id);
    if (inner.is(Operand::Kind::Bad)) return {};
    if (!inner.is(Operand::Kind::Place)) {
        m_unit.reporter.add(wrong(inner_id,
                                  fmt::format("{} is not a pointer", m_unit.quoted(inner_id)),
                                  "brackets name what a pointer points at"));
        return {};
    }
    if (!is_pointer(type(inner.place.type).kind)) {
        report_no_pointer(id, inner.place);
        return {};
    }
    if (inner.place.reach) {
        m_unit.reporter.add(
            wrong(id, fmt::format("{} takes more than one access to memory", m_unit.quoted(id)),
                  fmt::format("{} is already reached through memory", m_unit.quoted(inner_id)))
                .help(fmt::format("`borrow` {} first", m_unit.quoted(inner_id))));
        return {};
    }
    Operand operand = inner;
    operand.place.type = type(inner.place.type).element;
    operand.place.whole = false;
    if (is_word(inner.place)) {
        operand.place.base = Place::Base::Pointer;
        operand.place.slot = slot_of(inner.place);
        operand.place.offset = 0;
    } else {
        operand.place.reach = true;
    }
    if (!m_resolver.complete(operand.place.type, m_unit.node(id).span)) return {};
    return operand;
}

}  // namespace freehold::assembler
