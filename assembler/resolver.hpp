// SPDX-License-Identifier: MIT
// What constant expressions and types mean. Both depend on each other ([Node.size x u8]), and on
// declarations further down, so each is worked out when it is first asked for.
#pragma once

#include <optional>

#include "assembler/unit.hpp"

namespace freehold::assembler {

/// Where a type stands: not every type may stand everywhere.
enum class TypeUse : std::uint8_t {
    Local,
    Parameter,
    Result,
    Field,
    Element,
    Pointee,
    Static,
    Block
};

class Resolver {
public:
    explicit Resolver(Unit& unit) : m_unit(unit) {}

    /// The value of a constant expression; nothing after a mistake, which is reported once (F009,
    /// F013, F019).
    std::optional<Value> evaluate(NodeId node);

    /// The type that is written there, complete where its size matters; None after a mistake, which
    /// is reported once (F005, F011, F012, F013, F025, F026).
    TypeId resolve(TypeNodeId node, TypeUse use);

    /// The type a name stands for, as in `new d, Node(…)`; None where it is no type (not reported).
    TypeId named_type(NameId name);

    /// Makes the size of a type known. False after a mistake, which is reported once.
    bool complete(TypeId type, Span use);

    /// Whether all bytes zero are a value of the type, which is complete: of `own` and `code` not.
    bool may_be_zero(TypeId type) const;

    /// Works out every constant and struct, so that each mistake in them is found.
    void complete_all();
    /// Makes the sizes of all types known that so far were only pointed at.
    void complete_pointees();

    /// Reports a name that means nothing (F009), or not what is needed here.
    void unknown_name(NodeId node, std::string_view wanted,
                      std::initializer_list<SymbolKind> kinds);
    /// Reports a field that a struct does not have (F009).
    void unknown_field(std::uint32_t structure, NameId name, Span span);

private:
    std::optional<Value> constant(std::uint32_t index, Span use);
    std::optional<Value> evaluate_name(NodeId node);
    std::optional<Value> evaluate_unary(const Node& node);
    std::optional<Value> evaluate_binary(NodeId node);
    std::optional<Value> evaluate_field(NodeId node);
    std::optional<Value> no_constant(NodeId node);

    TypeId resolve_unchecked(TypeNodeId node);
    TypeId resolve_name(const TypeNode& node);
    void help_with_type(Mistake& mistake, NameId name, Span at,
                        const std::vector<std::string_view>& known);
    TypeId resolve_array(const TypeNode& node);
    TypeId resolve_pointer(const TypeNode& node);
    bool allowed(const TypeNode& node, TypeId type, TypeUse use);

    bool complete_array(TypeId type, Span use);
    bool set_complete(TypeId type, std::uint32_t depth, Span use);
    bool lay_out(std::uint32_t structure, Span use);
    bool lay_out_fields(std::uint32_t structure);
    bool add_field(std::uint32_t structure, const Member& member, std::uint64_t& end);

    // Constants, types and structs that need each other may nest so deep: what each of them is made
    // of counts, too, so that no text exhausts the host's stack.
    static constexpr std::uint32_t max_depth = 600;
    class Level {
    public:
        explicit Level(Resolver& resolver)
            : m_depth(++resolver.m_depth), m_count(resolver.m_depth) {}
        ~Level() { --m_count; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;
        bool too_deep() const { return m_depth > max_depth; }

    private:
        std::uint32_t m_depth;
        std::uint32_t& m_count;
    };
    void report_depth(Span use);

    Unit& m_unit;
    std::uint32_t m_depth = 0;
    std::vector<std::pair<TypeId, Span>> m_pointees;  // not complete when they were met
};

/// The result of an operator, or what is wrong ("overflows").
struct Folded {
    std::optional<std::int64_t> number;
    std::string_view problem = {};
};
Folded fold(Operator op, std::int64_t left, std::int64_t right);

}  // namespace freehold::assembler
