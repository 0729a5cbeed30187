// SPDX-License-Identifier: MIT
// What written types mean, and which may stand where.
#include <fmt/format.h>

#include "assembler/other_assemblies.hpp"
#include "assembler/resolver.hpp"
#include "assembler/unknown.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {
namespace {

constexpr std::string_view use_text(TypeUse use) {
    switch (use) {
        case TypeUse::Local: return "a local";
        case TypeUse::Parameter: return "a parameter";
        case TypeUse::Result: return "a result";
        case TypeUse::Field: return "a field";
        case TypeUse::Element: return "an element";
        case TypeUse::Pointee: return "what a pointer points at";
        case TypeUse::Static: return "a static";
        case TypeUse::Block: return "the content of a block";
    }
    return "";
}

constexpr bool in_frame(TypeUse use) {
    return use == TypeUse::Local || use == TypeUse::Parameter || use == TypeUse::Result;
}

std::optional<TypeKind> scalar_named(NameId name) {
    switch (static_cast<Word>(name)) {
        case Word::Int: return TypeKind::Int;
        case Word::Bool: return TypeKind::Bool;
        case Word::Char: return TypeKind::Char;
        case Word::U8: return TypeKind::U8;
        case Word::I8: return TypeKind::I8;
        case Word::U16: return TypeKind::U16;
        case Word::I16: return TypeKind::I16;
        case Word::U32: return TypeKind::U32;
        case Word::I32: return TypeKind::I32;
        case Word::Code: return TypeKind::Code;
        default: return std::nullopt;
    }
}

TypeKind pointer_kind(TypeNodeKind kind) {
    switch (kind) {
        case TypeNodeKind::Own: return TypeKind::Own;
        case TypeNodeKind::Ref: return TypeKind::Ref;
        case TypeNodeKind::Mut: return TypeKind::Mut;
        default: return TypeKind::Raw;
    }
}

}  // namespace

TypeId Resolver::resolve(TypeNodeId id, TypeUse use) {
    if (id == no_node) return TypeId::None;
    const TypeNode& node = m_unit.tree.types[id];
    const Level level(*this);
    if (level.too_deep()) {
        report_depth(node.span);
        return TypeId::None;
    }
    const TypeId type = resolve_unchecked(id);
    if (type == TypeId::None || !allowed(node, type, use)) return TypeId::None;
    if (!m_unit.types.is_complete(type)) m_pointees.emplace_back(type, node.span);
    const bool sized = use != TypeUse::Pointee && m_unit.types[type].kind != TypeKind::Run;
    // An element is completed with its array, which may be behind a pointer.
    if (sized && use != TypeUse::Element && !complete(type, node.span)) return TypeId::None;
    return type;
}

TypeId Resolver::resolve_unchecked(TypeNodeId id) {
    const TypeNode& node = m_unit.tree.types[id];
    switch (node.kind) {
        case TypeNodeKind::Bad: return TypeId::None;
        case TypeNodeKind::Name: return resolve_name(node);
        case TypeNodeKind::Array: return resolve_array(node);
        case TypeNodeKind::Run: {
            const TypeId element = resolve(node.element, TypeUse::Element);
            return element == TypeId::None ? element : m_unit.types.run(element);
        }
        default: return resolve_pointer(node);
    }
}

TypeId Resolver::named_type(NameId name) {
    if (const auto kind = scalar_named(name)) return m_unit.types.scalar(*kind);
    if (name == Word::Bytes) return m_unit.types.run(m_unit.types.scalar(TypeKind::U8));
    const Symbol& symbol = m_unit.symbol(name);
    if (symbol.kind == SymbolKind::Struct) return m_unit.types.structure(symbol.index);
    return TypeId::None;
}

// By custom structs begin with a capital letter.
void Resolver::help_with_type(Mistake& mistake, NameId name, Span at,
                              const std::vector<std::string_view>& known) {
    const std::string text(m_unit.names.text(name));
    if (const ForeignType* foreign = find_foreign_type(text)) {
        if (foreign->type.empty()) {
            mistake.help(std::string(foreign->way));
        } else {
            mistake.did_you_mean(at, std::string(foreign->type));
        }
    } else if (const auto meant = nearest(text, known)) {
        mistake.did_you_mean(at, *meant);
    } else if (text[0] >= 'A' && text[0] <= 'Z') {
        mistake.help(
            fmt::format("declare it outside functions: `struct {} {{ value: int }}`", text));
    }
}

TypeId Resolver::resolve_name(const TypeNode& node) {
    const TypeId type = named_type(node.name);
    if (type != TypeId::None) return type;
    Mistake mistake(Code::UnknownType,
                    fmt::format("there is no type {}", m_unit.quoted_name(node.name)), node.span);
    if (m_unit.symbol(node.name).kind != SymbolKind::None) {
        mistake.also(m_unit.symbol(node.name).span, "declared here, but not as a struct");
    } else if (!m_unit.reporter.full()) {
        std::vector<std::string_view> names = symbol_names(m_unit, {SymbolKind::Struct});
        for (const char* word :
             {"int", "bool", "char", "u8", "i8", "u16", "i16", "u32", "i32", "bytes", "code"}) {
            names.emplace_back(word);
        }
        help_with_type(mistake, node.name, node.span, names);
    }
    report_undeclared(m_unit, std::move(mistake), node.name, node.span);
    return TypeId::None;
}

TypeId Resolver::resolve_array(const TypeNode& node) {
    const std::optional<Value> count = evaluate(node.count);
    const TypeId element = resolve(node.element, TypeUse::Element);
    if (!count || element == TypeId::None) return TypeId::None;
    if (count->number >= 0 && count->number < no_bound) {
        return m_unit.types.array(element, static_cast<std::uint32_t>(count->number));
    }
    m_unit.reporter.add(
        Mistake(Code::NumberOutOfRange, fmt::format("an array of {} elements", count->number),
                m_unit.node(node.count).span, "the number of elements is 0 to 4,294,967,294"));
    return TypeId::None;
}

TypeId Resolver::resolve_pointer(const TypeNode& node) {
    const TypeId pointee = resolve(node.element, TypeUse::Pointee);
    if (pointee == TypeId::None) return pointee;
    return m_unit.types.pointer(pointer_kind(node.kind), node.nullable, pointee);
}

bool Resolver::allowed(const TypeNode& node, TypeId type, TypeUse use) {
    const TypeKind kind = m_unit.types[type].kind;
    const std::string name = m_unit.files.quoted(node.span);
    if (kind == TypeKind::Run && use != TypeUse::Pointee && use != TypeUse::Static) {
        m_unit.reporter.add(
            Mistake(Code::UnsizedType,
                    fmt::format("{} has no size, so it cannot be {}", name, use_text(use)),
                    node.span, "its length is known only where it lies")
                .help(fmt::format("put it behind a pointer, as in `own {0}`, or give the length, "
                                  "as in `[8 x {1}]`",
                                  m_unit.files.text(node.span).substr(0, 40),
                                  type_name(m_unit.program, m_unit.types[type].element))));
        return false;
    }
    if (is_narrow(kind) && in_frame(use)) {
        m_unit.reporter.add(
            Mistake(Code::TypeNotAllowed,
                    fmt::format("{} cannot be the type of {}", name, use_text(use)), node.span,
                    "a slot of a frame holds 64 bits")
                .help("use `int`; small integers are for fields, elements and statics", node.span,
                      "int"));
        return false;
    }
    if ((kind == TypeKind::Ref || kind == TypeKind::Mut) && !in_frame(use)) {
        m_unit.reporter.add(Mistake(Code::TypeNotAllowed,
                                    fmt::format("{} cannot be {}", name, use_text(use)), node.span,
                                    "borrows live in locals, parameters and results only")
                                .help("own it (`own`), or, in `unsafe`, keep its address (`raw`)"));
        return false;
    }
    return true;
}

}  // namespace freehold::assembler
