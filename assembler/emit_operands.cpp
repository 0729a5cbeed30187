// SPDX-License-Identifier: MIT
// Operands of the kinds that instructions ask for, and what to say when they are of another.
#include <fmt/format.h>

#include <algorithm>

#include "assembler/emitter.hpp"

namespace freehold::assembler {

Mistake Emitter::wrong(NodeId node, std::string label) const {
    Mistake mistake(Code::WrongOperands,
                    fmt::format("`{}` cannot take {} here", m_row->mnemonic, m_unit.quoted(node)),
                    span_of(node), std::move(label));
    mistake.help(forms_text(*m_row));
    return mistake;
}

Mistake Emitter::wrong_statement(std::string headline) const {
    Mistake mistake(Code::WrongOperands, std::move(headline), span());
    mistake.help(forms_text(*m_row));
    return mistake;
}

// What an operand is, as a label says it.
std::string Emitter::describe(const Operand& operand) const {
    switch (operand.kind) {
        case Operand::Kind::Number: return "a constant";
        case Operand::Kind::Null: return "null";
        case Operand::Kind::Function: return "a function";
        case Operand::Kind::Bad: return "";
        case Operand::Kind::Place: break;
    }
    const std::string text = m_unit.quoted_type(operand.place.type);
    if (!m_operands.is_scalar(operand.place)) return "a whole " + text;
    if (m_operands.is_slot(operand.place)) return "a slot of type " + text;
    if (operand.place.base == Place::Base::Static) return "memory of a static, of type " + text;
    return (operand.place.base == Place::Base::Frame ? "part of a slot, of type "
                                                     : "memory, of type ") +
           text;
}

void Emitter::report_no_slot(NodeId node, const Operand& operand) {
    Mistake mistake = wrong(node, describe(operand) + "; a slot is needed");
    if (operand.is(Operand::Kind::Place) && m_operands.is_scalar(operand.place)) {
        const Type& what = type(operand.place.type);
        if (what.kind == TypeKind::Own && !operand.place.reach) {
            if (what.nullable) {
                mistake.note("an owner goes into memory with `put`, and comes out with `take`");
            }
            help_look(mistake, node, operand.place.type, no_node);
        } else {
            mistake.note("memory is read into a slot by `load`, and written by `store`");
        }
    } else if (owner_named_by(node)) {
        help_without_brackets(mistake, node);
    }
    m_unit.reporter.add(mistake);
}

// The owner in a slot whose content is named: `s` of `[s]`.
bool Emitter::owner_named_by(NodeId node) {
    if (m_unit.node(node).kind != NodeKind::Deref) return false;
    const NodeId inner = m_unit.node(node).a;
    const NodeKind kind = m_unit.node(inner).kind;
    if (kind != NodeKind::Name && kind != NodeKind::Field) return false;
    const Operand owner = m_operands.resolve(inner);
    return owner.is(Operand::Kind::Place) && m_operands.is_word(owner.place) &&
           type(owner.place.type).kind == TypeKind::Own;
}

void Emitter::help_without_brackets(Mistake& mistake, NodeId node) {
    mistake.help("leave the brackets out: they name what the owner owns", span_of(node),
                 std::string(m_unit.files.text(span_of(m_unit.node(node).a))));
}

// How what an owner in memory owns can be looked at, where the owner itself has to stay: by a
// borrow. `shown` is the operand that the borrow may take the place of.
void Emitter::help_look(Mistake& mistake, NodeId owner, TypeId id, NodeId shown) {
    const Type& what = type(id);
    const std::string_view place = m_unit.files.text(span_of(owner));
    const std::string borrow = what.nullable ? "ref?" : "ref";
    const std::string content = type_name(m_unit.program, what.element);
    const std::string name = unused_name("r");
    const std::string line = fmt::format("borrow {}, [{}]", name, place);
    const std::string local = fmt::format("local {}: {} {}", name, borrow, content);
    const std::optional<std::string> indent = indentation();
    if (shown == no_node || !indent) {
        mistake.help(fmt::format("to look at it, `{}` and `{}`", local, line));
        return;
    }
    const Span begin{span().file, span().begin, span().begin};
    mistake.help("look at it through a borrow", begin,
                 fmt::format("{}\n{}{}\n{}", local, *indent, line, *indent));
    mistake.edit(span_of(shown), name);
}

// A name that means nothing in the function so far.
std::string Emitter::unused_name(const std::string& wanted) const {
    const auto used = [&](const std::string& name) {
        const auto same = [&](const Local& local) { return local.name == name; };
        return std::any_of(m_function.locals.begin(), m_function.locals.end(), same);
    };
    std::string name = wanted;
    for (int number = 2; used(name); ++number) name = wanted + std::to_string(number);
    return name;
}

// The blanks before the statement; nothing where it does not begin its line.
std::optional<std::string> Emitter::indentation() const {
    const std::string_view file = m_unit.files[span().file].text();
    const std::size_t line = file.rfind('\n', span().begin) + 1;
    const std::string indent(file.substr(line, span().begin - line));
    if (indent.find_first_not_of(" \t") != std::string::npos) return std::nullopt;
    return indent;
}

void Emitter::report_mismatch(NodeId node, TypeId found, TypeId wanted) {
    m_unit.reporter.add(Mistake(Code::WrongOperands,
                                fmt::format("{} is {}, where {} is needed", m_unit.quoted(node),
                                            m_unit.quoted_type(found), m_unit.quoted_type(wanted)),
                                span_of(node), "of another size or shape"));
}

std::optional<Place> Emitter::slot_place(NodeId node) {
    const Operand operand = m_operands.resolve(node);
    if (operand.is(Operand::Kind::Bad)) return std::nullopt;
    if (operand.is(Operand::Kind::Place) && m_operands.is_slot(operand.place)) return operand.place;
    report_no_slot(node, operand);
    return std::nullopt;
}

std::optional<Place> Emitter::word_place(NodeId node) {
    const Operand operand = m_operands.resolve(node);
    if (operand.is(Operand::Kind::Bad)) return std::nullopt;
    if (operand.is(Operand::Kind::Place) && m_operands.is_word(operand.place)) return operand.place;
    report_no_slot(node, operand);
    return std::nullopt;
}

std::optional<freehold::Slot> Emitter::word_slot(NodeId node) {
    const std::optional<Place> place = word_place(node);
    if (!place) return std::nullopt;
    return m_operands.slot_of(*place);
}

std::optional<Emitter::Word> Emitter::word_or_number(NodeId node) {
    const Operand operand = m_operands.resolve(node);
    if (operand.is(Operand::Kind::Bad)) return std::nullopt;
    if (operand.is(Operand::Kind::Number)) return Word{true, operand.value.number};
    if (operand.is(Operand::Kind::Place) && m_operands.is_word(operand.place)) {
        return Word{false, 0, m_operands.slot_of(operand.place)};
    }
    if (operand.is(Operand::Kind::Null)) {
        m_unit.reporter.add(wrong(node, "null, where a number is needed")
                                .help("`bnull` and `bnonnull` ask whether a pointer is null"));
    } else {
        report_no_slot(node, operand);
    }
    return std::nullopt;
}

// Any place that holds one scalar: memory, or a slot.
std::optional<Place> Emitter::memory(NodeId node) {
    const Operand operand = m_operands.resolve(node);
    if (operand.is(Operand::Kind::Bad)) return std::nullopt;
    if (!operand.is(Operand::Kind::Place)) {
        m_unit.reporter.add(wrong(node, describe(operand) + "; memory is needed"));
        return std::nullopt;
    }
    if (operand.place.reach) {
        m_unit.reporter.add(
            wrong(node, "this takes two accesses: one for the pointer, one for what it points at")
                .help(fmt::format("one instruction makes one access: `borrow` {} first",
                                  m_unit.quoted(node))));
        return std::nullopt;
    }
    if (!m_operands.is_scalar(operand.place)) {
        const bool fields = type(operand.place.type).kind == TypeKind::Struct;
        Mistake mistake = wrong(node, describe(operand) + "; one access moves one scalar");
        mistake.help(fields ? "name a field, as in `[p].f`"
                            : "name an element, as in `[p][i]` or `a[i]`");
        m_unit.reporter.add(mistake);
        return std::nullopt;
    }
    return operand.place;
}

std::optional<Place> Emitter::array_place(NodeId node) {
    const Operand operand = m_operands.resolve(node);
    if (operand.is(Operand::Kind::Bad)) return std::nullopt;
    if (!operand.is(Operand::Kind::Place)) {
        m_unit.reporter.add(wrong(node, describe(operand) + "; an array is needed"));
        return std::nullopt;
    }
    const Place& place = operand.place;
    const Type& what = type(place.type);
    const bool array = what.kind == TypeKind::Array || what.kind == TypeKind::Run;
    if (array && !place.reach && !place.indexed) return place;
    Mistake mistake = wrong(node, describe(operand) + "; an array is needed");
    if (array) {
        mistake.help(fmt::format("`borrow` {} first", m_unit.quoted(node)));
    } else if (is_pointer(what.kind) && !place.reach && !place.indexed) {
        const TypeKind pointee = type(what.element).kind;
        if (pointee == TypeKind::Run || pointee == TypeKind::Array) {
            mistake.did_you_mean(span_of(node),
                                 fmt::format("[{}]", m_unit.files.text(span_of(node))));
        }
    }
    m_unit.reporter.add(mistake);
    return std::nullopt;
}

bool Emitter::fits(NodeId node, TypeId id, std::int64_t number) {
    const IntegerRange range = range_of(type(id).kind);
    if (range.has(number)) return true;
    m_unit.reporter.add(Mistake(
        Code::NumberOutOfRange,
        fmt::format("{} does not fit in a {}", number, m_unit.quoted_type(id)), span_of(node),
        fmt::format("a {} holds {} to {}", m_unit.quoted_type(id), range.least, range.most)));
    return false;
}

std::optional<std::uint16_t> Emitter::pooled(NodeId node, std::int64_t number) {
    const auto index = m_code.pooled(number);
    if (!index) {
        m_unit.reporter.add(
            Mistake(Code::ProgramTooLarge, "the program has more than 65,536 different constants",
                    span_of(node), "the first too many")
                .help("`const` puts a number in a slot without taking one of them"));
    }
    return index;
}

}  // namespace freehold::assembler
