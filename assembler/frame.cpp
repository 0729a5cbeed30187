// SPDX-License-Identifier: MIT
#include "assembler/frame.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/isa/shape.hpp"

namespace freehold::assembler {

std::uint32_t slots_needed(const Unit& unit, TypeId type) {
    return type == TypeId::None ? 1 : slots_of(unit.types[type]);
}

Frame::Frame(Unit& unit, Resolver& resolver, const FunctionItem& item, Function& function)
    : m_unit(unit),
      m_resolver(resolver),
      m_item(item),
      m_function(function),
      m_next_slot(function.result_words) {
    m_scopes.push_back({no_scope, 0, item.span});
    for (std::uint32_t i = 0; i < function.locals.size(); ++i) {
        m_next_slot = function.locals[i].slot + std::uint32_t{function.locals[i].words};
        m_scopes[function_scope].locals.push_back(i);
    }
    walk();
}

void Frame::walk() {
    ScopeId current = function_scope;
    for (std::uint32_t i = 0; i < m_item.count; ++i) {
        const Statement& statement = m_unit.tree.statements[m_item.first + i];
        switch (statement.kind) {
            case StatementKind::Open:
                m_scopes.push_back({current, m_scopes[current].depth + 1, statement.word});
                current = static_cast<ScopeId>(m_scopes.size() - 1);
                break;
            case StatementKind::Close: current = m_scopes[current].parent; break;
            case StatementKind::Local: add_locals(statement, current); break;
            case StatementKind::Label: add_label(statement, current); break;
            case StatementKind::Instruction: break;
        }
    }
}

void Frame::add_locals(const Statement& statement, ScopeId scope) {
    const TypeId type = m_resolver.resolve(statement.type, TypeUse::Local);
    for (std::uint32_t i = 0; i < statement.count; ++i) {
        add_local(m_unit.tree.lists[statement.first + i], type, statement.flag, scope);
    }
}

void Frame::add_local(NodeId name_id, TypeId type, bool ro, ScopeId scope) {
    const Node& name = m_unit.node(name_id);
    const std::uint32_t words = slots_needed(m_unit, type);
    if (std::uint64_t{m_next_slot} + words > max_slots) {
        if (!m_too_large) {
            m_unit.reporter.add(
                Mistake(Code::FrameTooLarge,
                        fmt::format("the frame of `{}` is too large", m_function.name), name.span,
                        fmt::format("with {} it has more than 65,535 slots of 8 bytes",
                                    m_unit.quoted(name_id)))
                    .help("use `new`: large values belong on the heap"));
        }
        m_too_large = true;
        type = TypeId::None;  // nothing more to say about it
    }
    const bool fits = type != TypeId::None;
    Local local;
    local.name = m_unit.names.text(name.a);
    local.type = type;
    local.slot = static_cast<Slot>(m_next_slot);
    local.words = static_cast<std::uint16_t>(fits ? words : 1);
    local.ro = ro;
    local.span = name.span;
    if (m_next_slot + local.words <= max_slots) m_next_slot += local.words;
    m_scopes[scope].locals.push_back(static_cast<std::uint32_t>(m_function.locals.size()));
    m_function.locals.push_back(std::move(local));
}

void Frame::add_label(const Statement& statement, ScopeId scope) {
    const auto number = static_cast<std::uint32_t>(m_labels.size());
    const auto [place, is_new] = m_label_ids.try_emplace(statement.name, number);
    if (!is_new) {
        m_unit.reporter.add(Mistake(Code::DuplicateName,
                                    fmt::format("the label {} is declared twice",
                                                m_unit.quoted_name(statement.name)),
                                    statement.word, "declared again here")
                                .also(m_labels[place->second].span, "first declared here"));
    }
    m_labels.push_back({statement.name, statement.word, scope});
}

std::optional<std::uint32_t> Frame::find_label(NameId name) const {
    const auto found = m_label_ids.find(name);
    if (found == m_label_ids.end()) return std::nullopt;
    return found->second;
}

std::optional<std::vector<ScopeId>> Frame::left_by(ScopeId from, ScopeId to) const {
    std::vector<ScopeId> left;
    while (from != to) {
        if (m_scopes[from].depth <= m_scopes[to].depth) return std::nullopt;
        left.push_back(from);
        from = m_scopes[from].parent;
    }
    return left;
}

}  // namespace freehold::assembler
