// SPDX-License-Identifier: MIT
// Sizes and offsets: natural alignment, fields in the order of declaration.
#include <fmt/format.h>

#include <algorithm>

#include "assembler/resolver.hpp"
#include "vm/base/text.hpp"
#include "vm/isa/validate.hpp"

namespace freehold::assembler {
namespace {

// No value can be larger than the address space; the rest of the arithmetic relies on it.
constexpr std::uint64_t max_bytes = 0xffff0000;

constexpr std::uint64_t aligned(std::uint64_t offset, std::uint32_t align) {
    return (offset + align - 1) / align * align;
}

}  // namespace

bool Resolver::complete(TypeId id, Span use) {
    if (m_unit.types.is_complete(id)) return true;
    const Type type = m_unit.types[id];
    const Level level(*this);
    if (level.too_deep()) {
        report_depth(use);
        return false;
    }
    if (type.kind != TypeKind::Struct) return complete_array(id, use);
    if (!lay_out(type.structure, use)) return false;
    const Struct& structure = m_unit.program.structs[type.structure];
    Type& row = m_unit.types[id];
    row.size = structure.size;
    row.align = structure.align;
    row.owns = std::any_of(structure.fields.begin(), structure.fields.end(),
                           [&](const Field& field) { return m_unit.types[field.type].owns; });
    std::uint32_t depth = 0;
    for (const Field& field : structure.fields) {
        depth = std::max(depth, m_unit.types.depth(field.type));
    }
    return set_complete(id, depth + 1, use);
}

// Arrays and runs.
bool Resolver::complete_array(TypeId id, Span use) {
    const TypeId element_id = m_unit.types[id].element;
    if (!complete(element_id, use)) return false;
    const Type& element = m_unit.types[element_id];
    Type& row = m_unit.types[id];
    const std::uint64_t bytes = std::uint64_t{row.count} * element.size;
    if (bytes > max_bytes) {
        m_unit.reporter.add(
            Mistake(Code::ProgramTooLarge,
                    fmt::format("{} takes {}", m_unit.quoted_type(id), quantity(bytes, "byte")),
                    use, "larger than the address space"));
        return false;
    }
    if (row.kind == TypeKind::Run && element.size == 0) {
        m_unit.reporter.add(Mistake(Code::UnsizedType, "a run of elements of no bytes", use,
                                    "nobody could tell how many there are"));
        return false;
    }
    row.size = static_cast<std::uint32_t>(bytes);
    row.align = element.align;
    row.owns = element.owns;
    return set_complete(id, m_unit.types.depth(element_id) + 1, use);
}

bool Resolver::set_complete(TypeId id, std::uint32_t depth, Span use) {
    if (depth <= max_type_depth) {
        m_unit.types.set_complete(id, depth);
        return true;
    }
    m_unit.reporter.add(Mistake(
        Code::NestedTooDeep, fmt::format("types in each other, more than {} deep", max_type_depth),
        use, "the assembler follows no further"));
    return false;
}

bool Resolver::lay_out(std::uint32_t index, Span use) {
    Progress& progress = m_unit.structs[index];
    if (progress == Progress::Done) return true;
    if (progress == Progress::Failed) return false;
    const StructItem& item = m_unit.tree.structs[index];
    if (progress == Progress::Busy) {
        m_unit.reporter.add(
            Mistake(
                Code::RecursiveStruct,
                fmt::format("the struct {} would contain itself", m_unit.quoted_name(item.name)),
                use, "contained again here: its size would have no end")
                .also(item.span, "declared here")
                .help("put it behind a pointer", {use.file, use.begin, use.begin}, "own? "));
        return false;
    }
    progress = Progress::Busy;
    const bool ok = lay_out_fields(index);
    m_unit.structs[index] = ok ? Progress::Done : Progress::Failed;
    return ok;
}

bool Resolver::lay_out_fields(std::uint32_t index) {
    const StructItem& item = m_unit.tree.structs[index];
    std::uint64_t end = 0;
    bool ok = true;
    for (const Member& member : item.fields) ok &= add_field(index, member, end);
    Struct& structure = m_unit.program.structs[index];
    end = aligned(end, structure.align);
    if (ok && end > max_bytes) {
        m_unit.reporter.add(
            Mistake(Code::ProgramTooLarge,
                    fmt::format("the struct {} takes {}", m_unit.quoted_name(item.name),
                                quantity(end, "byte")),
                    item.span, "larger than the address space"));
        return false;
    }
    structure.size = static_cast<std::uint32_t>(end);
    return ok;
}

bool Resolver::add_field(std::uint32_t index, const Member& member, std::uint64_t& end) {
    Struct& structure = m_unit.program.structs[index];
    const auto number = static_cast<std::uint32_t>(structure.fields.size());
    const auto [first, is_new] =
        m_unit.fields.try_emplace(Unit::field_key(index, member.name), number);
    if (!is_new) {
        const Span before = m_unit.tree.structs[index].fields[first->second].span;
        m_unit.reporter.add(
            Mistake(Code::DuplicateName,
                    fmt::format("the field {} is declared twice", m_unit.quoted_name(member.name)),
                    member.span, "declared again here")
                .also(before, "first declared here"));
    }
    Field field{std::string(m_unit.names.text(member.name))};
    field.type = resolve(member.type, TypeUse::Field);
    const bool ok = field.type != TypeId::None;
    if (ok) {
        const Type& type = m_unit.types[field.type];
        end = aligned(end, type.align);
        field.offset = static_cast<std::uint32_t>(std::min(end, max_bytes));
        end = std::min<std::uint64_t>(end + type.size, 2 * max_bytes);
        structure.align = std::max(structure.align, type.align);
    }
    structure.fields.push_back(std::move(field));
    return ok && is_new;
}

bool Resolver::may_be_zero(TypeId id) const {
    const Type& type = m_unit.types[id];
    switch (type.kind) {
        case TypeKind::Own: return type.nullable;
        case TypeKind::Code: return false;
        case TypeKind::Array: return may_be_zero(type.element);
        case TypeKind::Struct: {
            const std::vector<Field>& fields = m_unit.program.structs[type.structure].fields;
            return std::all_of(fields.begin(), fields.end(),
                               [&](const Field& field) { return may_be_zero(field.type); });
        }
        default: return true;
    }
}

void Resolver::complete_all() {
    for (std::uint32_t i = 0; i < m_unit.constants.size(); ++i) {
        constant(i, m_unit.tree.constants[i].span);
    }
    for (std::uint32_t i = 0; i < m_unit.structs.size(); ++i) {
        complete(m_unit.types.structure(i), m_unit.tree.structs[i].span);
    }
}

void Resolver::complete_pointees() {
    for (const auto& [type, span] : m_pointees) complete(type, span);
    m_pointees.clear();
}

}  // namespace freehold::assembler
