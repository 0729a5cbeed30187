// SPDX-License-Identifier: MIT
// Statics: their types, their initial bytes, where they lie.
#pragma once

#include <cstddef>
#include <vector>

#include "assembler/resolver.hpp"

namespace freehold::assembler {

class Statics {
public:
    Statics(Unit& unit, Resolver& resolver) : m_unit(unit), m_resolver(resolver) {}

    /// Gives every static its type and size; reports types that may not stand there (F012, F026).
    /// Before functions are written, as constant indices are compared with the sizes.
    void resolve();

    /// Works out the initial bytes, reports values that do not fit (F024), and gives every static
    /// its address. After functions are written: where data lies depends on how much code there is,
    /// and initial values may be functions. Reports a program too large for its address space
    /// (F021).
    void place();

private:
    void resolve(std::uint32_t index);
    bool write(TypeId type, NodeId value, std::vector<std::byte>& bytes);
    bool write_scalar(TypeId type, NodeId value, std::vector<std::byte>& bytes);
    bool write_elements(TypeId type, NodeId value, std::vector<std::byte>& bytes);
    bool write_text(TypeId type, NodeId value, std::vector<std::byte>& bytes);
    bool write_struct(TypeId type, NodeId value, std::vector<std::byte>& bytes);
    bool wrong(NodeId value, TypeId type, std::string label);
    bool check_count(NodeId value, TypeId type, std::uint64_t found, std::uint64_t wanted);
    std::uint32_t elements_given(NodeId value) const;
    void place_in(StaticKind kind, std::vector<std::byte>& bytes);
    bool check_fits(std::uint64_t bss);

    Unit& m_unit;
    Resolver& m_resolver;
};

}  // namespace freehold::assembler
