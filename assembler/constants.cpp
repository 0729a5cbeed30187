// SPDX-License-Identifier: MIT
// The values of constant expressions.
#include <fmt/format.h>

#include "assembler/resolver.hpp"
#include "assembler/unknown.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {
namespace {

constexpr Folded overflow{std::nullopt, "the result does not fit in 64 bits"};

Folded fold_shift(Operator op, std::int64_t left, std::int64_t right) {
    if (right < 0 || right > 63) return {std::nullopt, "a shift moves by 0 to 63 bits"};
    if (op == Operator::ShiftRight) return {left >> right};
    return {static_cast<std::int64_t>(static_cast<std::uint64_t>(left) << right)};
}

Folded fold_divide(Operator op, std::int64_t left, std::int64_t right) {
    if (right == 0) return {std::nullopt, "this divides by zero"};
    if (left == INT64_MIN && right == -1) {
        return op == Operator::Divide ? overflow : Folded{0};
    }
    return {op == Operator::Divide ? left / right : left % right};
}

}  // namespace

Folded fold(Operator op, std::int64_t left, std::int64_t right) {
    std::int64_t result = 0;
    switch (op) {
        case Operator::Add:
            return __builtin_add_overflow(left, right, &result) ? overflow : Folded{result};
        case Operator::Subtract:
            return __builtin_sub_overflow(left, right, &result) ? overflow : Folded{result};
        case Operator::Multiply:
            return __builtin_mul_overflow(left, right, &result) ? overflow : Folded{result};
        case Operator::Divide:
        case Operator::Remainder: return fold_divide(op, left, right);
        case Operator::ShiftLeft:
        case Operator::ShiftRight: return fold_shift(op, left, right);
        case Operator::And: return {left & right};
        case Operator::Or: return {left | right};
        case Operator::Xor: return {left ^ right};
        case Operator::Invert: return {~left};
        case Operator::Negate: return fold(Operator::Subtract, 0, left);
        case Operator::None: break;
    }
    return {left};
}

std::optional<Value> Resolver::evaluate(NodeId id) {
    const Node& node = m_unit.node(id);
    const Level level(*this);
    if (level.too_deep()) {
        report_depth(node.span);
        return std::nullopt;
    }
    switch (node.kind) {
        case NodeKind::Bad: return std::nullopt;
        case NodeKind::Number: return Value{static_cast<std::int64_t>(node.number)};
        case NodeKind::Char: return Value{static_cast<std::int64_t>(node.number), TypeKind::Char};
        case NodeKind::Name: return evaluate_name(id);
        case NodeKind::Field: return evaluate_field(id);
        case NodeKind::Unary: return evaluate_unary(node);
        case NodeKind::Binary: return evaluate_binary(id);
        default: return no_constant(id);
    }
}

std::optional<Value> Resolver::no_constant(NodeId id) {
    m_unit.reporter.add(Mistake(Code::BadConstant,
                                fmt::format("{} is not a constant", m_unit.quoted(id)),
                                m_unit.node(id).span, "a number is needed here")
                            .note("constant expressions are worked out before the program runs"));
    return std::nullopt;
}

std::optional<Value> Resolver::evaluate_name(NodeId id) {
    const Node& node = m_unit.node(id);
    if (node.a == Word::True || node.a == Word::False) {
        return Value{node.a == Word::True, TypeKind::Bool};
    }
    const Symbol& symbol = m_unit.symbol(node.a);
    if (symbol.kind == SymbolKind::Const) return constant(symbol.index, node.span);
    if (symbol.kind != SymbolKind::None || node.a == Word::Null) return no_constant(id);
    unknown_name(id, "constant", {SymbolKind::Const});
    return std::nullopt;
}

std::optional<Value> Resolver::constant(std::uint32_t index, Span use) {
    ConstState& state = m_unit.constants[index];
    if (state.progress == Progress::Done) return state.value;
    if (state.progress == Progress::Failed) return std::nullopt;
    const ConstItem& item = m_unit.tree.constants[index];
    if (state.progress == Progress::Busy) {
        m_unit.reporter.add(
            Mistake(Code::BadConstant,
                    fmt::format("the value of {} depends on itself", m_unit.quoted_name(item.name)),
                    use, "needed again here, before it is known")
                .also(item.span, "declared here"));
        return std::nullopt;
    }
    state.progress = Progress::Busy;
    const std::optional<Value> value = item.value == no_node ? std::nullopt : evaluate(item.value);
    state.progress = value ? Progress::Done : Progress::Failed;
    if (value) state.value = *value;
    return value;
}

void Resolver::report_depth(Span use) {
    m_unit.reporter.add(Mistake(Code::NestedTooDeep,
                                "declarations that need each other, nested too deep", use,
                                "the assembler follows no further"));
}

std::optional<Value> Resolver::evaluate_unary(const Node& node) {
    const std::optional<Value> value = evaluate(node.a);
    if (!value) return std::nullopt;
    const Folded folded = fold(node.op, value->number, 0);
    if (folded.number) return Value{*folded.number};
    m_unit.reporter.add(Mistake(Code::BadConstant, "this constant has no value", node.span,
                                std::string(folded.problem)));
    return std::nullopt;
}

std::optional<Value> Resolver::evaluate_binary(NodeId id) {
    const Node& node = m_unit.node(id);
    const std::optional<Value> left = evaluate(node.a);
    const std::optional<Value> right = evaluate(node.b);
    if (!left || !right) return std::nullopt;
    const Folded folded = fold(node.op, left->number, right->number);
    if (folded.number) return Value{*folded.number};
    m_unit.reporter.add(Mistake(Code::BadConstant,
                                fmt::format("{} has no value", m_unit.quoted(id)), node.span,
                                std::string(folded.problem)));
    return std::nullopt;
}

// `Node.size` and `Node.next`: bytes of a struct, offset of a field. A field named size is the
// field.
std::optional<Value> Resolver::evaluate_field(NodeId id) {
    const Node& node = m_unit.node(id);
    const Node& base = m_unit.node(node.a);
    if (base.kind != NodeKind::Name) return no_constant(id);
    const Symbol& symbol = m_unit.symbol(base.a);
    if (symbol.kind == SymbolKind::None) {
        unknown_name(node.a, "struct", {SymbolKind::Struct});
        return std::nullopt;
    }
    if (symbol.kind != SymbolKind::Struct) return no_constant(id);
    if (!complete(m_unit.types.structure(symbol.index), base.span)) return std::nullopt;
    if (const Field* field = m_unit.field(symbol.index, node.b)) return Value{field->offset};
    if (node.b == Word::Size) return Value{m_unit.program.structs[symbol.index].size};
    const auto length = static_cast<std::uint32_t>(m_unit.names.text(node.b).size());
    unknown_field(symbol.index, node.b, {node.span.file, node.span.end - length, node.span.end});
    return std::nullopt;
}

void Resolver::unknown_name(NodeId id, std::string_view wanted,
                            std::initializer_list<SymbolKind> kinds) {
    const Node& node = m_unit.node(id);
    Mistake mistake(Code::UnknownName,
                    fmt::format("there is no {} {}", wanted, m_unit.quoted_name(node.a)), node.span,
                    "not declared");
    if (!m_unit.reporter.full()) {
        const auto meant = nearest(m_unit.names.text(node.a), symbol_names(m_unit, kinds));
        if (meant) mistake.did_you_mean(node.span, *meant);
    }
    report_undeclared(m_unit, std::move(mistake), node.a, node.span);
}

void Resolver::unknown_field(std::uint32_t structure, NameId name, Span span) {
    if (!m_unit.tree.structs[structure].complete) return;  // it may be one of those not read
    const Struct& owner = m_unit.program.structs[structure];
    std::vector<std::string_view> candidates;
    std::vector<std::string> list;
    for (const Field& field : owner.fields) {
        candidates.push_back(field.name);
        if (list.size() < 8) list.push_back("`" + field.name + "`");
    }
    Mistake mistake(
        Code::UnknownName,
        fmt::format("{} has no field {}", in_backticks(owner.name), m_unit.quoted_name(name)), span,
        "no such field");
    mistake.also(owner.span, fmt::format("{} is declared here", in_backticks(owner.name)));
    if (const auto meant = nearest(m_unit.names.text(name), candidates)) {
        mistake.did_you_mean(span, *meant);
    } else if (!list.empty() && candidates.size() <= 8) {
        mistake.help("its fields are " + list_of(list, "and"));
    }
    m_unit.reporter.add(mistake);
}

}  // namespace freehold::assembler
