// SPDX-License-Identifier: MIT
// Which local a name means, at the statement being looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "assembler/names.hpp"

namespace freehold::assembler {

/// Locals are numbered as in Function::locals. One table serves all functions, one after another;
/// looking up and leaving a scope cost nothing for names that are not concerned.
class LocalNames {
public:
    void open_scope() { m_marks.push_back(m_undo.size()); }
    void close_scope();

    /// From here to the end of the scope the name means this local. Gives back the local that the
    /// name already means in the same scope, and keeps that.
    std::optional<std::uint32_t> declare(NameId name, std::uint32_t local);

    std::optional<std::uint32_t> find(NameId name) const;
    /// Every name that means a local here.
    std::vector<NameId> visible() const;

private:
    struct Binding {
        std::uint32_t local = 0;
        std::uint32_t scope = 0;  // how many scopes were open; 0: it means none
    };

    std::vector<Binding> m_bindings;  // by NameId
    std::vector<std::pair<NameId, Binding>> m_undo;
    std::vector<std::size_t> m_marks;
};

}  // namespace freehold::assembler
