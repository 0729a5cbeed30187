// SPDX-License-Identifier: MIT
#include "assembler/expanded_types.hpp"

#include <fmt/format.h>

#include <array>

#include "vm/base/text.hpp"
#include "vm/isa/expanded_names.hpp"
#include "vm/isa/validate.hpp"

namespace freehold::assembler {
namespace {

struct Scalar {
    const char* word;
    TypeKind kind;
};

constexpr std::array scalars{
    Scalar{"int", TypeKind::Int},   Scalar{"bool", TypeKind::Bool}, Scalar{"char", TypeKind::Char},
    Scalar{"u8", TypeKind::U8},     Scalar{"i8", TypeKind::I8},     Scalar{"u16", TypeKind::U16},
    Scalar{"i16", TypeKind::I16},   Scalar{"u32", TypeKind::U32},   Scalar{"i32", TypeKind::I32},
    Scalar{"code", TypeKind::Code},
};

}  // namespace

void ExpandedTypes::declare(std::string name) {
    const auto index = static_cast<std::uint32_t>(m_program.structs.size());
    m_structs.emplace(name, index);
    m_program.structs.emplace_back().name = std::move(name);
}

bool ExpandedTypes::add_row() {
    const Span begin = m_in.span();
    auto spelled = spell(0);
    if (!spelled) return false;
    const TypeId id{static_cast<std::uint32_t>(m_program.types.size())};
    m_rows.emplace(std::move(spelled->text), id);
    m_elements.push_back(std::move(spelled->element));
    m_spans.push_back(begin);
    m_program.types.push_back(spelled->row);
    return true;
}

bool ExpandedTypes::finish() {
    for (std::size_t i = 0; i < m_elements.size(); ++i) {
        if (m_elements[i].empty()) continue;
        const auto found = m_rows.find(m_elements[i]);
        if (found == m_rows.end()) {
            return m_in.fail(Code::BadDirective,
                             fmt::format("there is no `.type {}`", printable(m_elements[i])),
                             m_spans[i], "needed by this type");
        }
        m_program.types[i].element = found->second;
    }
    m_elements.clear();
    return true;
}

std::optional<TypeId> ExpandedTypes::type() {
    const Span begin = m_in.span();
    const auto spelled = spell(0);
    if (!spelled) return {};
    const auto found = m_rows.find(spelled->text);
    if (found != m_rows.end()) return found->second;
    m_in.fail(Code::UnknownType, fmt::format("there is no `.type {}`", printable(spelled->text)),
              begin, "every type that is used has a row");
    return {};
}

std::optional<ExpandedTypes::Spelled> ExpandedTypes::spell(std::uint32_t depth) {
    if (depth > max_type_depth) {
        m_in.fail(Code::NestedTooDeep, "a type nested too deep", "no further than here");
        return {};
    }
    if (m_in.is_sign("[")) return spell_brackets(depth);
    if (m_in.token().kind == ExpandedCursor::Kind::String) return spell_struct();
    return spell_word(depth);
}

std::optional<ExpandedTypes::Spelled> ExpandedTypes::spell_word(std::uint32_t depth) {
    for (const Scalar& scalar : scalars) {
        if (m_in.accept_word(scalar.word)) return Spelled{scalar.word, "", {scalar.kind}};
    }
    if (m_in.accept_word("bytes")) return Spelled{"bytes", "u8", {TypeKind::Run}};
    if (m_in.accept_word("own")) return pointer(TypeKind::Own, "own", depth);
    if (m_in.accept_word("ref")) return pointer(TypeKind::Ref, "ref", depth);
    if (m_in.accept_word("mut")) return pointer(TypeKind::Mut, "mut", depth);
    if (m_in.accept_word("raw")) return pointer(TypeKind::Raw, "raw", depth);
    return spell_struct();
}

std::optional<ExpandedTypes::Spelled> ExpandedTypes::pointer(TypeKind kind, const char* word,
                                                             std::uint32_t depth) {
    const bool nullable = m_in.accept_sign("?");
    auto element = spell(depth + 1);
    if (!element) return {};
    Spelled spelled{fmt::format("{}{} {}", word, nullable ? "?" : "", element->text),
                    std::move(element->text),
                    {kind}};
    spelled.row.nullable = nullable;
    return spelled;
}

std::optional<ExpandedTypes::Spelled> ExpandedTypes::spell_brackets(std::uint32_t depth) {
    m_in.advance();
    Spelled spelled;
    spelled.row.kind = TypeKind::Run;
    std::string length;
    if (m_in.token().kind == ExpandedCursor::Kind::Number) {
        const auto count = m_in.count();
        if (!count || !m_in.expect_word("x")) return {};
        spelled.row.kind = TypeKind::Array;
        spelled.row.count = *count;
        length = fmt::format("{} x ", *count);
    }
    auto element = spell(depth + 1);
    if (!element || !m_in.expect_sign("]")) return {};
    const bool bytes = length.empty() && element->text == "u8";
    spelled.text = bytes ? "bytes" : fmt::format("[{}{}]", length, element->text);
    spelled.element = std::move(element->text);
    return spelled;
}

std::optional<ExpandedTypes::Spelled> ExpandedTypes::spell_struct() {
    const Span begin = m_in.span();
    const auto name = m_in.name("a type");
    if (!name) return {};
    const auto found = m_structs.find(*name);
    if (found == m_structs.end()) {
        m_in.fail(Code::UnknownType, fmt::format("there is no type `{}`", printable(*name)), begin,
                  "no struct has this name");
        return {};
    }
    Spelled spelled{name_text(*name), "", {TypeKind::Struct}};
    spelled.row.structure = found->second;
    return spelled;
}

}  // namespace freehold::assembler
