// SPDX-License-Identifier: MIT
#include "assembler/signatures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assembler/frame.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {
namespace {

class SignatureReader {
public:
    SignatureReader(Unit& unit, Resolver& resolver, const FunctionItem& item, Function& function)
        : m_unit(unit), m_resolver(resolver), m_item(item), m_function(function) {}

    void read() {
        m_function.result = m_resolver.resolve(m_item.result, TypeUse::Result);
        std::uint32_t next = m_item.result == no_node ? 0 : slots_needed(m_unit, m_function.result);
        if (next > max_slots) next = too_large(1);
        m_function.result_words = static_cast<std::uint16_t>(next);
        for (const Member& parameter : m_item.parameters) next = add_parameter(parameter, next);
        report_twice();
        read_from();
    }

private:
    std::uint32_t too_large(std::uint32_t next) {
        m_unit.reporter.add(Mistake(Code::FrameTooLarge,
                                    fmt::format("the frame of `{}` is too large", m_function.name),
                                    m_item.span,
                                    "result and parameters take more than 65,535 slots of 8 bytes")
                                .help("pass a borrow of large values instead of the values"));
        return next;
    }

    std::uint32_t add_parameter(const Member& member, std::uint32_t next) {
        Local local;
        local.name = m_unit.names.text(member.name);
        local.type = m_resolver.resolve(member.type, TypeUse::Parameter);
        local.span = member.span;
        std::uint32_t words = slots_needed(m_unit, local.type);
        if (next + std::uint64_t{words} > max_slots) {
            too_large(next);
            local.type = TypeId::None;
            words = next < max_slots ? 1 : 0;
        }
        local.slot = static_cast<Slot>(next);
        local.words = static_cast<std::uint16_t>(words);
        m_function.locals.push_back(std::move(local));
        m_function.parameters = static_cast<std::uint16_t>(m_function.locals.size());
        return next + words;
    }

    void report_twice() {
        std::unordered_map<NameId, Span> seen;
        for (const Member& parameter : m_item.parameters) {
            const auto [first, is_new] = seen.try_emplace(parameter.name, parameter.span);
            const bool reserved = parameter.name == Word::Null || parameter.name == Word::True ||
                                  parameter.name == Word::False;
            if (reserved) {
                m_unit.reporter.add(Mistake(
                    Code::DuplicateName,
                    fmt::format("{} is a word of the language", m_unit.quoted_name(parameter.name)),
                    parameter.span, "it cannot name a parameter"));
            } else if (!is_new) {
                m_unit.reporter.add(Mistake(Code::DuplicateName,
                                            fmt::format("the parameter {} is declared twice",
                                                        m_unit.quoted_name(parameter.name)),
                                            parameter.span, "declared again here")
                                        .also(first->second, "first declared here"));
            }
        }
    }

    bool is_borrow(TypeId id) const {
        if (id == TypeId::None) return false;
        const TypeKind kind = m_unit.types[id].kind;
        return kind == TypeKind::Ref || kind == TypeKind::Mut;
    }

    void read_from() {
        if (m_item.result == no_node || m_function.result == TypeId::None) return;
        if (!is_borrow(m_function.result)) {
            if (!m_item.has_from) return;
            const Span first = m_unit.node(m_item.from.empty() ? 0 : m_item.from[0]).span;
            m_unit.reporter.add(
                Mistake(Code::BadFrom,
                        fmt::format("`from` says where a borrow comes from, but {} is none",
                                    m_unit.quoted_type(m_function.result)),
                        m_item.from.empty() ? m_item.span : first));
        } else if (m_item.has_from) {
            for (NodeId name : m_item.from) add_from(name);
        } else {
            infer_from();
        }
    }

    void add_from(NodeId id) {
        const Node& node = m_unit.node(id);
        const auto parameter =
            std::find_if(m_item.parameters.begin(), m_item.parameters.end(),
                         [&](const Member& member) { return member.name == node.a; });
        if (parameter == m_item.parameters.end()) {
            if (node.a == Word::Static) {
                m_function.from_static = true;
            } else {
                report_no_parameter(node);
            }
            return;
        }
        const auto index = static_cast<std::uint16_t>(parameter - m_item.parameters.begin());
        const TypeId type = m_function.locals[index].type;
        if (type != TypeId::None && !is_borrow(type)) {
            m_unit.reporter.add(Mistake(Code::BadFrom,
                                        fmt::format("{} is {}, not a borrow", m_unit.quoted(id),
                                                    m_unit.quoted_type(type)),
                                        node.span, "no borrow can come from it")
                                    .also(parameter->span, "declared here"));
            return;
        }
        auto& from = m_function.from;
        if (std::find(from.begin(), from.end(), index) == from.end()) from.push_back(index);
    }

    void report_no_parameter(const Node& node) {
        std::vector<std::string_view> names{"static"};
        for (const Member& member : m_item.parameters) {
            names.push_back(m_unit.names.text(member.name));
        }
        Mistake mistake(
            Code::BadFrom,
            fmt::format("`{}` has no parameter {}", m_function.name, m_unit.quoted_name(node.a)),
            node.span, "`from` names parameters, or `static`");
        const auto meant = nearest(m_unit.names.text(node.a), names);
        if (meant) mistake.did_you_mean(node.span, *meant);
        m_unit.reporter.add(mistake);
    }

    // With one borrow among the parameters there is no choice.
    void infer_from() {
        std::vector<std::uint16_t> borrows;
        std::vector<std::string> names;
        for (std::uint16_t i = 0; i < m_function.parameters; ++i) {
            if (m_function.locals[i].type == TypeId::None) return;
            if (!is_borrow(m_function.locals[i].type)) continue;
            borrows.push_back(i);
            if (names.size() < 4) names.push_back(m_function.locals[i].name);
        }
        if (borrows.size() == 1) {
            m_function.from = std::move(borrows);
            return;
        }
        const Span result = m_unit.tree.types[m_item.result].span;
        Mistake mistake(
            Code::BadFrom,
            fmt::format("`{}` returns a borrow, but does not say from where", m_function.name),
            result,
            borrows.empty() ? "no parameter is a borrow"
                            : fmt::format("{} parameters are borrows", borrows.size()));
        if (borrows.empty() && !returns_static()) {
            mistake.help(
                fmt::format("return {} instead: a function's own locals end with it, so "
                            "no borrow of them can be returned (F207)",
                            value_or_owner()));
        } else {
            const std::string source = borrows.empty() ? "static" : names.front();
            mistake.help("name what it comes from", {result.file, result.end, result.end},
                         " from " + source);
        }
        m_unit.reporter.add(mistake);
    }

    // "`int` or `own int`"; of a run only the owner.
    std::string value_or_owner() const {
        const TypeId pointee = m_unit.types[m_function.result].element;
        const std::string name = type_name(m_unit.program, pointee);
        const std::string owner = in_backticks("own " + name);
        const bool sized = m_unit.types[pointee].kind != TypeKind::Run;
        return sized ? in_backticks(name) + " or " + owner : owner;
    }

    // Whether a static's name stands where a result may come from: in `ret` or a borrow.
    bool returns_static() const {
        for (std::uint32_t i = 0; i < m_item.count; ++i) {
            const Statement& statement = m_unit.tree.statements[m_item.first + i];
            const std::string_view word =
                statement.name == no_name ? "" : m_unit.names.text(statement.name);
            if (statement.count == 0 || (word != "ret" && word != "borrow")) continue;
            NodeId node = m_unit.tree.lists[statement.first + statement.count - 1];
            while (m_unit.node(node).kind == NodeKind::Mode ||
                   m_unit.node(node).kind == NodeKind::Index ||
                   m_unit.node(node).kind == NodeKind::Field) {
                node = m_unit.node(node).a;
            }
            const Node& base = m_unit.node(node);
            if (base.kind == NodeKind::Name && m_unit.symbol(base.a).kind == SymbolKind::Static) {
                return true;
            }
        }
        return false;
    }

    Unit& m_unit;
    Resolver& m_resolver;
    const FunctionItem& m_item;
    Function& m_function;
};

void check_main(Unit& unit) {
    const Symbol& symbol = unit.symbol(static_cast<NameId>(Word::Main));
    if (symbol.kind != SymbolKind::Function) {
        // A file that could not be read has its own message.
        if (unit.tree.functions.empty() && unit.reporter.has_errors()) return;
        const FileId first{};
        const std::string_view text = unit.files[first].text();
        const auto end = static_cast<std::uint32_t>(text.find_last_not_of(" \t\r\n") + 1);
        Mistake mistake(Code::NoMain, "there is no function `main`", {first, end, end},
                        "nothing to begin with");
        if (symbol.kind != SymbolKind::None) mistake.also(symbol.span, "this is no function");
        unit.reporter.add(mistake.help("a program begins in `fn main() { … }`"));
        return;
    }
    unit.program.main = FunctionId{symbol.index};
    const FunctionItem& item = unit.tree.functions[symbol.index];
    if (!item.parameters.empty()) {
        unit.reporter.add(Mistake(Code::NoMain, "`main` takes no parameters",
                                  item.parameters.front().span, "nobody would give this")
                              .help("`read_int`, `read_byte` and `read_line` read the input"));
    } else if (item.result != no_node) {
        unit.reporter.add(Mistake(Code::NoMain, "`main` has no result",
                                  unit.tree.types[item.result].span, "nobody would take this")
                              .help("`exit` gives the program's status"));
    }
}

}  // namespace

void resolve_signatures(Unit& unit, Resolver& resolver) {
    for (std::size_t i = 0; i < unit.tree.functions.size(); ++i) {
        SignatureReader(unit, resolver, unit.tree.functions[i], unit.program.functions[i]).read();
    }
    check_main(unit);
}

}  // namespace freehold::assembler
