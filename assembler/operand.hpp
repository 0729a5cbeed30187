// SPDX-License-Identifier: MIT
// What the operands of an instruction stand for.
#pragma once

#include <optional>

#include "assembler/local_names.hpp"
#include "assembler/resolver.hpp"

namespace freehold::assembler {

/// A place a program can name: base + offset, or an element of the array there.
struct Place {
    enum class Base : std::uint8_t { Frame, Pointer, Static };

    Base base = Base::Frame;
    bool whole = false;    ///< Frame: all of a local
    bool indexed = false;  ///< the element numbered by slot `index` of the array at base + offset
    bool reach = false;    ///< what the pointer at that place points at: `[M]`
    Slot slot = 0;         ///< Frame: the slot whose address the local has; Pointer: of the pointer
    Slot index = 0;
    std::uint32_t item = 0;       ///< Static: index in Program::statics
    std::uint32_t local = 0;      ///< Frame, Pointer: index in Function::locals
    std::uint32_t offset = 0;     ///< bytes
    TypeId type = TypeId::None;   ///< of the place (of `[M]` what M points at)
    TypeId array = TypeId::None;  ///< indexed: of the array
};

struct Operand {
    enum class Kind : std::uint8_t { Bad, Number, Null, Function, Place };

    Kind kind = Kind::Bad;  ///< Bad: a mistake, already reported
    Value value{};          ///< Number
    FunctionId function = FunctionId::None;
    Place place{};

    bool is(Kind other) const { return kind == other; }
};

/// Resolves the operands of one function.
class Operands {
public:
    Operands(Unit& unit, Resolver& resolver, const freehold::Function& function,
             const LocalNames& names)
        : m_unit(unit), m_resolver(resolver), m_function(function), m_names(names) {}

    /// What a node stands for; Bad after a mistake, which is reported once (F008, F009, F013,
    /// F029).
    Operand resolve(NodeId node);

    /// The same for an instruction that takes what lies in the frame or a static, but nothing that
    /// is behind a pointer: so the way to that is not offered.
    Operand resolve_near(NodeId node);

    /// Whether the place is a slot, or several that hold one value: then slot_of() names it.
    bool is_slot(const Place& place) const;
    /// Whether it is one slot with one scalar.
    bool is_word(const Place& place) const;
    Slot slot_of(const Place& place) const {
        return static_cast<Slot>(place.slot - place.offset / 8);
    }
    bool is_scalar(const Place& place) const;

private:
    Operand resolve_name(NodeId node);
    Operand resolve_symbol(NodeId node, const Symbol& symbol);
    Operand resolve_field(NodeId node, NodeId brackets);
    Operand resolve_index(NodeId node, NodeId brackets);
    Operand resolve_deref(NodeId node);
    Operand constant(NodeId node);
    std::optional<NodeId> slot_in(NodeId node) const;
    void report_arithmetic(NodeId node, NodeId slot);
    Operand not_an_operand(NodeId node);
    bool names_struct(NodeId node) const;

    bool step_to_element(NodeId node, Place& place, const Operand& index);
    bool step_by_constant(NodeId node, Place& place, std::int64_t index);
    bool can_step(NodeId node, NodeId base, const Place& place);
    void report_unknown(NodeId node);
    bool also_elsewhere(Mistake& mistake, const Node& node) const;
    void help_declare(Mistake& mistake, NameId name) const;
    std::uint32_t function_number() const;
    bool is_owner_field(NodeId id, TypeId pointee) const;
    void report_pointer_step(NodeId node, NodeId base, const Place& place, NodeId brackets);
    void report_no_pointer(NodeId node, const Place& place);
    void report_range(NodeId node, const Place& place, std::int64_t index, std::uint64_t count);
    Mistake wrong(NodeId node, std::string headline, std::string label) const;
    void also_declared(Mistake& mistake, const Place& place) const;
    Operand place_of_local(std::uint32_t local) const;

    const Type& type(TypeId id) const { return m_unit.types[id]; }

    Unit& m_unit;
    Resolver& m_resolver;
    const freehold::Function& m_function;
    const LocalNames& m_names;
    bool m_near_only = false;
};

}  // namespace freehold::assembler
