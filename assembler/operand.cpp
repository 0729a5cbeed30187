// SPDX-License-Identifier: MIT
#include "assembler/operand.hpp"

#include <fmt/format.h>

#include "assembler/instruction_table.hpp"
#include "assembler/unknown.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {

bool Operands::is_slot(const Place& place) const {
    if (place.base != Place::Base::Frame || place.indexed || place.reach) return false;
    if (place.whole) return true;
    const std::uint32_t size = type(place.type).size;
    return size > 0 && size % 8 == 0 && place.offset % 8 == 0;
}

bool Operands::is_scalar(const Place& place) const {
    return freehold::is_scalar(type(place.type).kind);
}

bool Operands::is_word(const Place& place) const { return is_slot(place) && is_scalar(place); }

Operand Operands::resolve(NodeId id) {
    const Node& node = m_unit.node(id);
    switch (node.kind) {
        case NodeKind::Bad: return {};
        case NodeKind::Number:
        case NodeKind::Char:
        case NodeKind::Unary:
        case NodeKind::Binary: return constant(id);
        case NodeKind::Name: return resolve_name(id);
        case NodeKind::Field:
            return names_struct(node.a) ? constant(id) : resolve_field(id, no_node);
        case NodeKind::Index: return resolve_index(id, no_node);
        case NodeKind::Deref: return resolve_deref(id);
        default: return not_an_operand(id);
    }
}

Operand Operands::resolve_near(NodeId id) {
    m_near_only = true;
    const Operand operand = resolve(id);
    m_near_only = false;
    return operand;
}

Operand Operands::not_an_operand(NodeId id) {
    const NodeKind kind = m_unit.node(id).kind;
    const char* label =
        kind == NodeKind::String ? "a text lies in memory: it is declared, and has a name"
        : kind == NodeKind::Call ? "neither a slot, a constant nor memory"
        : kind == NodeKind::Run  ? "only `new` takes this"
        : kind == NodeKind::Mode ? "`move` and `borrow` stand in the arguments of a call"
                                 : "only an initial value can be a list";
    Mistake mistake = wrong(id, fmt::format("{} is no operand here", m_unit.quoted(id)), label);
    if (kind == NodeKind::String) {
        mistake.help(
            fmt::format("declare `data TEXT: bytes = {}` outside functions, and write `TEXT`; in "
                        "the arguments of a call `borrow TEXT`",
                        m_unit.files.text(m_unit.node(id).span)));
    }
    m_unit.reporter.add(mistake);
    return {};
}

Mistake Operands::wrong(NodeId id, std::string headline, std::string label) const {
    return Mistake(Code::WrongOperands, std::move(headline), m_unit.node(id).span,
                   std::move(label));
}

void Operands::also_declared(Mistake& mistake, const Place& place) const {
    if (place.base == Place::Base::Static) {
        mistake.also(m_unit.program.statics[place.item].span, "declared here");
    } else {
        const Local& local = m_function.locals[place.local];
        mistake.also(local.span, fmt::format("`{}` is declared here", local.name));
    }
}

// A slot inside an expression, which is worked out before the program runs.
std::optional<NodeId> Operands::slot_in(NodeId id) const {
    const Node& node = m_unit.node(id);
    if (node.kind == NodeKind::Name && m_names.find(node.a)) return id;
    if (node.kind != NodeKind::Unary && node.kind != NodeKind::Binary) return std::nullopt;
    const std::optional<NodeId> left = slot_in(node.a);
    return left || node.kind == NodeKind::Unary ? left : slot_in(node.b);
}

void Operands::report_arithmetic(NodeId id, NodeId slot) {
    const Node& node = m_unit.node(id);
    const auto text = [&](NodeId part) { return m_unit.files.text(m_unit.node(part).span); };
    const auto is_leaf = [&](NodeId part) {
        const NodeKind kind = m_unit.node(part).kind;
        return kind == NodeKind::Name || kind == NodeKind::Number || kind == NodeKind::Char;
    };
    const std::string_view mnemonic = mnemonic_of(node.op);
    std::string operands = fmt::format("{}, 1", text(slot));
    if (node.kind == NodeKind::Binary && is_leaf(node.a) && is_leaf(node.b)) {
        operands = fmt::format("{}, {}", text(node.a), text(node.b));
    } else if (node.op == Operator::Negate) {
        operands = fmt::format("0, {}", text(slot));
    } else if (node.op == Operator::Invert) {
        operands = text(slot);
    }
    m_unit.reporter.add(
        wrong(
            id,
            fmt::format("{} is no constant: {} is a slot", m_unit.quoted(id), m_unit.quoted(slot)),
            "worked out before the program runs")
            .help(fmt::format("arithmetic on slots is an instruction, with a slot for its result: "
                              "`{} t, {}`",
                              mnemonic, operands)));
}

Operand Operands::constant(NodeId id) {
    Operand operand;
    if (const auto slot = slot_in(id)) {
        report_arithmetic(id, *slot);
        return operand;
    }
    if (const std::optional<Value> value = m_resolver.evaluate(id)) {
        operand.kind = Operand::Kind::Number;
        operand.value = *value;
    }
    return operand;
}

bool Operands::names_struct(NodeId id) const {
    const Node& node = m_unit.node(id);
    return node.kind == NodeKind::Name && !m_names.find(node.a) &&
           m_unit.symbol(node.a).kind == SymbolKind::Struct;
}

Operand Operands::place_of_local(std::uint32_t index) const {
    const Local& local = m_function.locals[index];
    Operand operand;
    if (local.type == TypeId::None) return operand;  // its declaration was reported
    operand.kind = Operand::Kind::Place;
    operand.place.whole = true;
    operand.place.slot = local.base();
    operand.place.local = index;
    operand.place.type = local.type;
    return operand;
}

Operand Operands::resolve_name(NodeId id) {
    const NameId name = m_unit.node(id).a;
    if (const auto local = m_names.find(name)) return place_of_local(*local);
    Operand operand;
    if (name == Word::Null) {
        operand.kind = Operand::Kind::Null;
        return operand;
    }
    const Symbol& symbol = m_unit.symbol(name);
    if (symbol.kind != SymbolKind::None) return resolve_symbol(id, symbol);
    if (name == Word::True || name == Word::False) return constant(id);
    report_unknown(id);
    return operand;
}

Operand Operands::resolve_symbol(NodeId id, const Symbol& symbol) {
    Operand operand;
    switch (symbol.kind) {
        case SymbolKind::Const: return constant(id);
        case SymbolKind::Function:
            operand.kind = Operand::Kind::Function;
            operand.function = FunctionId{symbol.index};
            return operand;
        case SymbolKind::Static:
            operand.place.base = Place::Base::Static;
            operand.place.item = symbol.index;
            operand.place.type = m_unit.program.statics[symbol.index].type;
            if (operand.place.type != TypeId::None) operand.kind = Operand::Kind::Place;
            return operand;
        default: break;
    }
    const std::string name = m_unit.quoted(id);
    m_unit.reporter.add(wrong(id, fmt::format("{} is a struct, not a value", name), "names a type")
                            .also(symbol.span, "declared here"));
    return operand;
}

void Operands::report_unknown(NodeId id) {
    const Node& node = m_unit.node(id);
    if (m_resolver.named_type(node.a) != TypeId::None) {
        m_unit.reporter.add(
            wrong(id, fmt::format("{} is a type, not a value", m_unit.quoted(id)), "names a type"));
        return;
    }
    Mistake mistake(Code::UnknownName, fmt::format("there is no {}", m_unit.quoted(id)), node.span,
                    "not declared");
    if (!m_unit.reporter.full()) {
        std::vector<std::string_view> names =
            symbol_names(m_unit, {SymbolKind::Const, SymbolKind::Function, SymbolKind::Static});
        for (NameId name : m_names.visible()) names.push_back(m_unit.names.text(name));
        const bool elsewhere = also_elsewhere(mistake, node);
        const auto meant = nearest(m_unit.names.text(node.a), names);
        if (meant) {
            mistake.did_you_mean(node.span, *meant);
        } else if (!elsewhere) {
            help_declare(mistake, node.a);
        }
    }
    report_undeclared(m_unit, std::move(mistake), node.a, node.span, function_number());
}

// A local of the name that does not reach here.
bool Operands::also_elsewhere(Mistake& mistake, const Node& node) const {
    for (const Local& local : m_function.locals) {
        if (local.name != m_unit.names.text(node.a)) continue;
        const bool later = local.span.begin > node.span.begin;
        mistake.also(local.span, later ? "declared only here, further down"
                                       : "declared here, in a block that has ended");
        return true;
    }
    return false;
}

// By custom locals begin with a small letter, and most are numbers.
void Operands::help_declare(Mistake& mistake, NameId name) const {
    const std::string text(m_unit.names.text(name));
    if (text[0] >= 'A' && text[0] <= 'Z') {
        mistake.help(
            fmt::format("declare it outside functions: `const {0} = 1` for a number, "
                        "`data {0}: bytes = \"…\"` for a text",
                        text));
        return;
    }
    const Statement& first = m_unit.tree.statements[m_unit.tree.functions[function_number()].first];
    const std::string_view file = m_unit.files[first.word.file].text();
    const std::size_t line = file.rfind('\n', first.word.begin) + 1;
    const std::string indent(file.substr(line, first.word.begin - line));
    const std::string local = fmt::format("local {}: int", text);
    if (indent.find_first_not_of(" \t") == std::string::npos) {
        mistake.help("declare it", {first.word.file, first.word.begin, first.word.begin},
                     fmt::format("{}\n{}", local, indent));
    } else {
        mistake.help(fmt::format("declare it: `{}`", local));
    }
}

std::uint32_t Operands::function_number() const {
    return static_cast<std::uint32_t>(&m_function - m_unit.program.functions.data());
}

}  // namespace freehold::assembler
