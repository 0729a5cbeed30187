// SPDX-License-Identifier: MIT
// The parts of validate(), in the order in which they rest on each other. Each adds to `flaws`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vm/isa/static_index.hpp"
#include "vm/isa/validate.hpp"

namespace freehold {

/// What validate() gathers.
class Flaws {
public:
    void add(std::string text) {
        if (!full()) m_all.push_back({std::move(text)});
    }
    void add(std::uint32_t instruction, std::string text) {
        if (!full()) m_all.push_back({std::move(text), instruction});
    }
    bool none() const { return m_all.empty(); }
    bool full() const { return m_all.size() >= max_flaws; }
    std::vector<Flaw> take() { return std::move(m_all); }

private:
    std::vector<Flaw> m_all;
};

/// What types and structs are made of, but not their sizes.
void check_type_shapes(const Program& program, Flaws& flaws);
/// Types and structs.
void check_types(const Program& program, Flaws& flaws);
/// That code, data and BSS fit.
void check_sizes(const Program& program, Flaws& flaws);
/// Functions but for their instructions, main, and the ids of functions and statics.
void check_functions(const Program& program, Flaws& flaws);
/// Statics and the initial bytes of data.
void check_statics(const Program& program, Flaws& flaws);
/// Labels, unsafe ranges, constants, sources and spans.
void check_tables(const Program& program, Flaws& flaws);
/// Instructions and formats.
void check_code(const Program& program, Flaws& flaws);

/// Adds a flaw where `name` is not fit to be shown or read again. `what`: "function 3".
void check_name(std::string_view name, const std::string& what, Flaws& flaws);
/// Adds a flaw for a name that stands twice in the list. `what`: "functions".
void check_unique(std::vector<std::string_view> names, const std::string& what, Flaws& flaws);

/// Whether a TypeId that may be anything names a row that has a size (so no Run).
bool is_sized(const Program& program, TypeId type);
/// The first slot of the outgoing area: behind the result and every local.
std::uint32_t outgoing_begin(const Function& function);
/// Slots a call of the function takes of its caller: record, result, parameters.
std::uint32_t call_slots(const Function& function);

}  // namespace freehold
