// SPDX-License-Identifier: MIT
// Blocks, labels and jumps: who leaves a scope ends what was declared in it.
#include <fmt/format.h>

#include "assembler/emitter.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {

void Emitter::open_scope(bool unsafe) {
    m_scope = m_next_scope++;
    m_names.open_scope();
    m_unsafe_scopes.push_back(unsafe);
    if (unsafe && m_unsafe_depth++ == 0) m_unsafe_begin = m_code.size();
}

// What cannot be reached is not written: after `ret` or `jmp` there is nothing left to leave.
void Emitter::close_scope(Span brace) {
    if (m_alive) end_scope(m_scope, brace);
    for (std::uint32_t i : m_frame.scope(m_scope).locals) {
        m_function.locals[i].scope_end = m_code.size();
    }
    const bool unsafe = m_unsafe_scopes.back();
    m_unsafe_scopes.pop_back();
    if (unsafe && --m_unsafe_depth == 0 && m_unsafe_begin < m_code.size()) {
        m_unit.program.unsafe.emplace_back(m_unsafe_begin, m_code.size());
    }
    m_names.close_scope();
    m_scope = m_frame.scope(m_scope).parent;
}

void Emitter::declare_locals(const Statement& statement) {
    for (std::uint32_t i = 0; i < statement.count; ++i, ++m_next_local) {
        const Node& name = m_unit.node(m_unit.tree.lists[statement.first + i]);
        Local& local = m_function.locals[m_next_local];
        local.scope_begin = m_code.size();
        const std::string text = m_unit.quoted_name(name.a);
        if (name.a == assembler::Word::Null || name.a == assembler::Word::True ||
            name.a == assembler::Word::False) {
            m_unit.reporter.add(Mistake(Code::DuplicateName,
                                        fmt::format("{} is a word of the language", text),
                                        name.span, "it cannot name a local"));
        } else if (const auto first = m_names.declare(name.a, m_next_local)) {
            const Local& before = m_function.locals[*first];
            m_unit.reporter.add(
                Mistake(Code::DuplicateName, fmt::format("{} is declared twice", text), name.span,
                        "declared again here")
                    .also(before.span, *first < m_function.parameters ? "already a parameter"
                                                                      : "first declared here")
                    .note("a name can be used again only in an inner block"));
        }
    }
}

void Emitter::place_label(const Statement& statement) {
    m_label_places[m_next_label++] = m_code.size();
    m_unit.program.labels.push_back(
        {std::string(m_unit.names.text(statement.name)), m_id, m_code.size()});
    m_alive = true;
}

void Emitter::end_scope(ScopeId scope, Span span) {
    const std::vector<std::uint32_t>& locals = m_frame.scope(scope).locals;
    if (locals.empty()) return;
    drop_owners(scope, span);
    const Slot first = m_function.locals[locals.front()].slot;
    const Slot last = m_function.locals[locals.back()].base();
    put(Opcode::End, first, last, 0, 0, span);
}

void Emitter::drop_owners(ScopeId scope, Span span) {
    const std::vector<std::uint32_t>& locals = m_frame.scope(scope).locals;
    for (std::size_t i = locals.size(); i-- > 0 && !m_code.full();) {
        drop_local(m_function.locals[locals[i]], span);
    }
}

void Emitter::drop_local(const Local& local, Span span) {
    if (local.type != TypeId::None) drop_field(local.base(), 0, local.type, span);
}

// A struct is dropped field by field, as each may have been moved on its own; an array as a whole.
void Emitter::drop_field(freehold::Slot base, std::uint32_t offset, TypeId id, Span span) {
    const Type& what = type(id);
    if (!what.owns) return;
    if (what.kind != TypeKind::Struct) {
        put(Opcode::DropEnd, static_cast<Slot>(base - offset / 8), 0, 0, raw(id), span);
        return;
    }
    for (const Field& field : m_unit.program.structs[what.structure].fields) {
        drop_field(base, offset + field.offset, field.type, span);
    }
}

void Emitter::leave(const std::vector<ScopeId>& scopes, Span span) {
    for (ScopeId scope : scopes) end_scope(scope, span);
}

bool Emitter::ends_anything(const std::vector<ScopeId>& scopes) const {
    for (ScopeId scope : scopes) {
        if (!m_frame.scope(scope).locals.empty()) return true;
    }
    return false;
}

std::optional<std::uint32_t> Emitter::label_operand(NodeId id) {
    const Node& node = m_unit.node(id);
    if (node.kind == NodeKind::Bad) return std::nullopt;
    if (node.kind != NodeKind::Name) {
        m_unit.reporter.add(wrong(id, "a label is a name"));
        return std::nullopt;
    }
    const auto label = m_frame.find_label(node.a);
    if (label) return label;
    Mistake mistake(Code::UnknownLabel,
                    fmt::format("there is no label {} in `{}`", m_unit.quoted(id), m_function.name),
                    node.span, "no such label");
    if (!m_unit.reporter.full()) {
        std::vector<std::string_view> names;
        for (const FrameLabel& each : m_frame.labels())
            names.push_back(m_unit.names.text(each.name));
        const auto meant = nearest(m_unit.names.text(node.a), names);
        if (meant) mistake.did_you_mean(node.span, *meant);
    }
    m_unit.reporter.add(mistake);
    return std::nullopt;
}

// Which scopes a jump from here to the label leaves; nothing where it would enter one.
std::optional<std::vector<ScopeId>> Emitter::scopes_left(std::uint32_t number, NodeId node) {
    const FrameLabel& label = m_frame.labels()[number];
    auto left = m_frame.left_by(m_scope, label.scope);
    if (left) return left;
    m_unit.reporter.add(
        Mistake(Code::JumpIntoScope,
                fmt::format("a jump into the block of {}", m_unit.quoted_name(label.name)),
                span_of(node), "jumps from outside")
            .also(m_frame.scope(label.scope).open, "into the block that begins here")
            .also(label.span, "to this label")
            .help("a block is entered at its beginning only"));
    return std::nullopt;
}

// A jump written at `instruction`: at once, or through a stub that ends what is left.
void Emitter::jump_to(std::uint32_t instruction, std::uint32_t label, bool through_stub) {
    if (through_stub) {
        m_stubs.push_back({instruction, label, m_scope, span()});
    } else {
        m_jumps.emplace_back(instruction, label);
    }
}

void Emitter::emit_stubs() {
    for (const Stub& stub : m_stubs) {
        if (m_code.full()) return;
        m_code.set_target(stub.jump, m_code.size());
        const ScopeId to = m_frame.labels()[stub.label].scope;
        leave(*m_frame.left_by(stub.from, to), stub.span);
        m_jumps.emplace_back(put(Opcode::Jmp, 0, 0, 0, 0, stub.span), stub.label);
    }
}

void Emitter::set_targets() {
    for (const auto& [instruction, label] : m_jumps) {
        m_code.set_target(instruction, m_label_places[label]);
    }
}

void Emitter::emit_jump() {
    const auto label = label_operand(operand(0));
    m_alive = false;
    if (!label) return;
    const auto left = scopes_left(*label, operand(0));
    if (!left) return;
    leave(*left, span());
    jump_to(put(Opcode::Jmp, 0, 0, 0, 0, span()), *label, false);
}

}  // namespace freehold::assembler
