// SPDX-License-Identifier: MIT
// call and ret. A callee's frame begins in its caller's outgoing area: the record in two slots, the
// result, the parameters.
#include <fmt/format.h>

#include "assembler/emitter.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {
namespace {

constexpr std::uint32_t record_slots = 2;

}  // namespace

void Emitter::emit_call() {
    const bool has_result = operand_count() == 2;
    const std::optional<NodeId> result =
        has_result ? std::optional<NodeId>(operand(0)) : std::nullopt;
    const NodeId id = operand(has_result ? 1 : 0);
    const Node& call = m_unit.node(id);
    if (call.kind == NodeKind::Bad) return;
    if (call.kind != NodeKind::Call) {
        m_unit.reporter.add(wrong(id, "a function and its arguments in parentheses are needed"));
        return;
    }
    const Node& callee = m_unit.node(call.a);
    const bool name = callee.kind == NodeKind::Name && !m_names.find(callee.a);
    const Symbol& symbol = name ? m_unit.symbol(callee.a) : Symbol{};
    if (symbol.kind == SymbolKind::Function) {
        call_function(call, FunctionId{symbol.index}, result);
    } else if (name && symbol.kind == SymbolKind::None) {
        unknown_callee(call);
    } else if (const std::optional<Slot> slot = word_slot(call.a)) {
        call_code(call, *slot, result);
    }
}

void Emitter::unknown_callee(const Node& call) {
    m_resolver.unknown_name(call.a, "function", {SymbolKind::Function});
}

bool Emitter::check_count(const Node& call, std::size_t wanted, Span declared,
                          std::string_view what) {
    if (call.number == wanted) return true;
    const std::string name = m_unit.quoted(call.a);
    m_unit.reporter.add(Mistake(Code::WrongArguments,
                                fmt::format("{} takes {}, found {}", name, quantity(wanted, what),
                                            with_commas(call.number)),
                                call.span, call.number < wanted ? "too few" : "too many")
                            .also(declared, fmt::format("{} is declared here", name)));
    return false;
}

// Where a call's result goes; no_slot without one, nothing after a mistake.
std::optional<freehold::Slot> Emitter::result_slot(std::optional<NodeId> node, FunctionId id) {
    if (!node) return no_slot;
    const std::optional<Place> to = slot_place(*node);
    if (!to) return std::nullopt;
    const freehold::Function& callee = m_unit.program.functions[raw(id)];
    if (m_unit.tree.functions[raw(id)].result == no_node) {
        m_unit.reporter.add(Mistake(Code::WrongArguments,
                                    fmt::format("`{}` has no result", callee.name), span_of(*node),
                                    "there is nothing to put here")
                                .also(callee.span, "declared here, without `->`"));
        return std::nullopt;
    }
    if (callee.result == TypeId::None) return std::nullopt;
    const bool words = m_operands.is_scalar(*to) && is_scalar(type(callee.result).kind);
    if (!words && to->type != callee.result) {
        report_mismatch(*node, to->type, callee.result);
        return std::nullopt;
    }
    return m_operands.slot_of(*to);
}

void Emitter::call_function(const Node& call, FunctionId id, std::optional<NodeId> result) {
    const std::optional<Slot> to = result_slot(result, id);
    const freehold::Function& callee = m_unit.program.functions[raw(id)];
    const std::size_t wanted = m_unit.tree.functions[raw(id)].parameters.size();
    if (!check_count(call, wanted, callee.span, "argument")) return;
    if (wanted != callee.parameters) return;  // more than a frame holds; reported there
    const std::uint32_t area = m_frame.outgoing();
    std::uint32_t end = callee.result_words;
    if (callee.parameters > 0) {
        const Local& last = callee.locals[callee.parameters - 1u];
        end = last.slot + std::uint32_t{last.words};
    }
    if (!reserve(record_slots + end)) return;
    for (std::uint32_t i = 0; i < callee.parameters; ++i) {
        const Local& parameter = callee.locals[i];
        if (parameter.type == TypeId::None) continue;
        pass(frame_place(area + record_slots + parameter.slot, parameter.type), argument(call, i),
             Passing::Argument);
    }
    if (to) put(Opcode::Call, static_cast<Slot>(area), *to, 0, raw(id), span());
}

// What an argument of a call through `code` passes: there is no signature to ask.
TypeId Emitter::argument_type(NodeId id) {
    const Node& node = m_unit.node(id);
    const TypeId integer = m_unit.types.scalar(TypeKind::Int);
    if (node.kind == NodeKind::Mode && node.mode != Mode::Move) {
        return m_unit.types.pointer(TypeKind::Ref, false, integer);
    }
    const Operand value = m_operands.resolve(node.kind == NodeKind::Mode ? node.a : id);
    switch (value.kind) {
        case Operand::Kind::Bad: return TypeId::None;
        case Operand::Kind::Null: return m_unit.types.pointer(TypeKind::Raw, false, integer);
        case Operand::Kind::Place:
            return is_narrow(type(value.place.type).kind) ? integer : value.place.type;
        default: return integer;
    }
}

void Emitter::call_code(const Node& call, freehold::Slot callee, std::optional<NodeId> result) {
    const std::optional<Place> to = result ? slot_place(*result) : std::nullopt;
    if (result && !to) return;
    const std::uint32_t area = m_frame.outgoing();
    const std::uint32_t result_words = to ? slots_needed(m_unit, to->type) : 0;
    std::uint32_t end = record_slots + result_words;
    for (std::uint32_t i = 0; i < call.number; ++i) {
        const TypeId what = argument_type(argument(call, i));
        if (what == TypeId::None) continue;
        const std::uint32_t begin = end;
        end += slots_needed(m_unit, what);
        if (!reserve(end)) return;
        pass(frame_place(area + begin, what), argument(call, i), Passing::Argument);
    }
    if (!reserve(end)) return;
    const std::uint64_t words = end - record_slots - result_words;
    const std::uint64_t type_word = raw(to ? to->type : TypeId::None);
    put(Opcode::CallCode, static_cast<Slot>(area), to ? m_operands.slot_of(*to) : no_slot, callee,
        type_word << 32 | words, span());
}

void Emitter::emit_ret() {
    m_alive = false;
    const bool has_result = m_item.result != no_node;
    if (operand_count() == 0 && has_result) {
        if (m_function.result == TypeId::None) return;  // its type was reported
        m_unit.reporter.add(
            Mistake(Code::WrongOperands,
                    fmt::format("`ret` without a value, but `{}` has a result", m_function.name),
                    span(), "a value is missing")
                .also(m_unit.tree.types[m_item.result].span,
                      fmt::format("{} is to be returned", m_unit.quoted_type(m_function.result))));
        return;
    }
    if (operand_count() == 1 && !has_result) {
        Mistake mistake(Code::WrongOperands,
                        fmt::format("`ret` with a value, but `{}` has no result", m_function.name),
                        span_of(operand(0)), "nobody takes this value");
        help_return(mistake.also(m_function.span, "declared here, without `->`"), "ret");
        m_unit.reporter.add(mistake);
        return;
    }
    if (has_result) {
        if (m_function.result == TypeId::None) return;
        pass(frame_place(0, m_function.result), operand(0), Passing::Result);
    }
    for (ScopeId scope = m_scope; scope != no_scope; scope = m_frame.scope(scope).parent) {
        drop_owners(scope, span());
    }
    if (!has_result) {
        put(Opcode::Ret, 0, 0, 0, 0, span());
    } else if (const TypeKind kind = type(m_function.result).kind;
               is_scalar(kind) && kind != TypeKind::Own && kind != TypeKind::Mut) {
        put(Opcode::RetWord, 0, 0, 0, 0, span());
    } else {
        put(Opcode::RetType, 0, 0, 0, raw(m_function.result), span());
    }
}

}  // namespace freehold::assembler
