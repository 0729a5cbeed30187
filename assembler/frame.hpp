// SPDX-License-Identifier: MIT
// A function's blocks, locals and labels, known before the first of its instructions is written:
// a branch must know what it leaves, and a call where the locals end.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "assembler/resolver.hpp"

namespace freehold::assembler {

using ScopeId = std::uint32_t;
inline constexpr ScopeId function_scope = 0;
inline constexpr ScopeId no_scope = 0xffffffff;

struct Scope {
    ScopeId parent = no_scope;
    std::uint32_t depth = 0;
    Span open{};
    std::vector<std::uint32_t> locals = {};  ///< in Function::locals, in order of declaration
};

struct FrameLabel {
    NameId name = no_name;
    Span span{};
    ScopeId scope = function_scope;
};

class Frame {
public:
    /// Gives every local of the function its slots, and reports what is wrong with their types
    /// (see Resolver::resolve), labels declared twice (F010) and frames too large (F020).
    /// The parameters are already there.
    Frame(Unit& unit, Resolver& resolver, const FunctionItem& item, Function& function);

    const std::vector<Scope>& scopes() const { return m_scopes; }
    const Scope& scope(ScopeId id) const { return m_scopes[id]; }
    const std::vector<FrameLabel>& labels() const { return m_labels; }
    std::optional<std::uint32_t> find_label(NameId name) const;
    /// The first slot behind result, parameters and locals.
    std::uint32_t outgoing() const { return m_next_slot; }

    /// The scopes a jump leaves, innermost first: from `from` up to, and without, `to`; nothing
    /// where `to` is not around `from`.
    std::optional<std::vector<ScopeId>> left_by(ScopeId from, ScopeId to) const;

private:
    void walk();
    void add_locals(const Statement& statement, ScopeId scope);
    void add_local(NodeId name, TypeId type, bool ro, ScopeId scope);
    void add_label(const Statement& statement, ScopeId scope);

    Unit& m_unit;
    Resolver& m_resolver;
    const FunctionItem& m_item;
    Function& m_function;
    std::vector<Scope> m_scopes;  // in the order of their opening braces
    std::vector<FrameLabel> m_labels;
    std::unordered_map<NameId, std::uint32_t> m_label_ids;
    std::uint32_t m_next_slot = 0;
    bool m_too_large = false;
};

/// Slots of a frame that a value takes; of a type that is None, one.
std::uint32_t slots_needed(const Unit& unit, TypeId type);

}  // namespace freehold::assembler
