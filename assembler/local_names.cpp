// SPDX-License-Identifier: MIT
#include "assembler/local_names.hpp"

namespace freehold::assembler {

void LocalNames::close_scope() {
    while (m_undo.size() > m_marks.back()) {
        m_bindings[m_undo.back().first] = m_undo.back().second;
        m_undo.pop_back();
    }
    m_marks.pop_back();
}

std::optional<std::uint32_t> LocalNames::declare(NameId name, std::uint32_t local) {
    if (name >= m_bindings.size()) m_bindings.resize(name + std::size_t{1});
    Binding& binding = m_bindings[name];
    const auto scope = static_cast<std::uint32_t>(m_marks.size());
    if (binding.scope == scope) return binding.local;
    m_undo.emplace_back(name, binding);
    binding = {local, scope};
    return std::nullopt;
}

std::optional<std::uint32_t> LocalNames::find(NameId name) const {
    if (name >= m_bindings.size() || m_bindings[name].scope == 0) return std::nullopt;
    return m_bindings[name].local;
}

std::vector<NameId> LocalNames::visible() const {
    std::vector<NameId> result;
    for (const auto& change : m_undo) result.push_back(change.first);
    return result;
}

}  // namespace freehold::assembler
