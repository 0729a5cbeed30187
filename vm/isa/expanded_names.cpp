// SPDX-License-Identifier: MIT
#include "vm/isa/expanded_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "vm/base/utf8.hpp"

namespace freehold {
namespace {

constexpr std::array<std::string_view, 19> reserved{
    "int", "bool", "char", "u8",  "i8",   "u16",  "i16", "u32",    "i32", "bytes",
    "own", "ref",  "mut",  "raw", "code", "null", "ro",  "static", "_"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_quoted(std::string& text, std::string_view bytes, CodePoint next, std::size_t at) {
    const char first = bytes[at];
    if (first == '"' || first == '\\') {
        text += '\\';
        text += first;
    } else if (first == '\n') {
        text += "\\n";
    } else if (first == '\t') {
        text += "\\t";
    } else if (!next.valid || next.value < 0x20 || (next.value >= 0x7f && next.value < 0xa0)) {
        for (std::uint32_t i = 0; i < next.length; ++i) {
            text += fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes[at + i]));
        }
    } else {
        text += bytes.substr(at, next.length);
    }
}

std::string pointer_text(const Program& program, const Type& type, const char* word) {
    return fmt::format("{}{} {}", word, type.nullable ? "?" : "", type_text(program, type.element));
}

}  // namespace

bool is_plain_name(std::string_view name) {
    return !name.empty() && is_letter(name[0]) && std::all_of(name.begin(), name.end(), [](char c) {
        return is_letter(c) || is_digit(c);
    }) && std::find(reserved.begin(), reserved.end(), name) == reserved.end();
}

std::string name_text(std::string_view name) {
    return is_plain_name(name) ? std::string(name) : quoted(name);
}

std::string quoted(std::string_view bytes) {
    std::string text = "\"";
    for (std::size_t at = 0; at < bytes.size();) {
        const CodePoint next = decode_utf8(bytes, at);
        append_quoted(text, bytes, next, at);
        at += next.length;
    }
    return text + '"';
}

std::string type_text(const Program& program, TypeId id) {
    if (id == TypeId::None) return "_";
    const Type& type = program.type(id);
    switch (type.kind) {
        case TypeKind::Struct: return name_text(program.structs[type.structure].name);
        case TypeKind::Array:
            return fmt::format("[{} x {}]", type.count, type_text(program, type.element));
        case TypeKind::Run:
            if (program.type(type.element).kind == TypeKind::U8) return "bytes";
            return fmt::format("[{}]", type_text(program, type.element));
        case TypeKind::Own: return pointer_text(program, type, "own");
        case TypeKind::Ref: return pointer_text(program, type, "ref");
        case TypeKind::Mut: return pointer_text(program, type, "mut");
        case TypeKind::Raw: return pointer_text(program, type, "raw");
        default: return type_name(program, id);
    }
}

SlotNames::SlotNames(const Function& function) : m_function(function) {
    for (const Local& local : function.locals) {
        if (!is_plain_name(local.name)) continue;
        const auto [found, added] = m_locals.emplace(local.name, &local);
        if (!added) found->second = nullptr;
    }
}

std::string SlotNames::text(Slot slot) const {
    const Local* local = local_at(m_function, slot);
    if (local && local->base() == slot && find(local->name)) return local->name;
    return fmt::format("%{}", slot);
}

std::optional<Slot> SlotNames::find(std::string_view name) const {
    const auto found = m_locals.find(name);
    if (found == m_locals.end() || !found->second) return {};
    return found->second->base();
}

}  // namespace freehold
