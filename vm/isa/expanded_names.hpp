// SPDX-License-Identifier: MIT
// How expanded text writes names, types and slots: for the disassembler, which writes it, and for
// the assembler, which reads it again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "freehold/program.hpp"

namespace freehold {

/// The first line of an expanded text.
inline constexpr std::string_view expanded_mark = ".expanded";

/// A name of letters, digits and `_` that means nothing else in expanded text.
bool is_plain_name(std::string_view name);
/// The name where it is plain, otherwise in quotes.
std::string name_text(std::string_view name);
/// Any bytes as a string in quotes, on one line: what is not printable as \n, \t, \xNN.
std::string quoted(std::string_view bytes);
/// type_name(), with names of structs as name_text() writes them; "_" for no type.
std::string type_text(const Program& program, TypeId type);

/// The slots of a function by name. A name that only one local has, and that is plain, names that
/// local's base slot; every other slot k is `%k`. Refers to the function, which must stay.
class SlotNames {
public:
    explicit SlotNames(const Function& function);

    std::string text(Slot slot) const;
    std::optional<Slot> find(std::string_view name) const;

private:
    const Function& m_function;
    std::unordered_map<std::string_view, const Local*> m_locals;  // nullptr: more than one
};

}  // namespace freehold
