// SPDX-License-Identifier: MIT
#include "freehold/program.hpp"

#include <algorithm>

namespace freehold {
namespace {

std::string pointer_name(const Program& program, const Type& type, const char* word) {
    return std::string(word) + (type.nullable ? "? " : " ") + type_name(program, type.element);
}

std::string run_name(const Program& program, const Type& type) {
    if (program.type(type.element).kind == TypeKind::U8) return "bytes";
    return "[" + type_name(program, type.element) + "]";
}

}  // namespace

FunctionId function_at(const Program& program, std::uint32_t index) {
    // No function is empty (ensured by validation), so `first` ascends strictly.
    const auto after = std::upper_bound(
        program.functions.begin(), program.functions.end(), index,
        [](std::uint32_t at, const Function& function) { return at < function.first; });
    return FunctionId{static_cast<std::uint32_t>(after - program.functions.begin() - 1)};
}

const Local* local_at(const Function& function, Slot slot) {
    const auto after =
        std::upper_bound(function.locals.begin(), function.locals.end(), slot,
                         [](Slot at, const Local& local) { return at < local.slot; });
    if (after == function.locals.begin()) return nullptr;
    const Local& local = *(after - 1);
    return slot - local.slot < local.words ? &local : nullptr;
}

std::string type_name(const Program& program, TypeId id) {
    if (id == TypeId::None) return "nothing";
    const Type& type = program.type(id);
    switch (type.kind) {
        case TypeKind::Int: return "int";
        case TypeKind::Bool: return "bool";
        case TypeKind::Char: return "char";
        case TypeKind::U8: return "u8";
        case TypeKind::I8: return "i8";
        case TypeKind::U16: return "u16";
        case TypeKind::I16: return "i16";
        case TypeKind::U32: return "u32";
        case TypeKind::I32: return "i32";
        case TypeKind::Struct: return program.structs[type.structure].name;
        case TypeKind::Array:
            return "[" + std::to_string(type.count) + " x " + type_name(program, type.element) +
                   "]";
        case TypeKind::Run: return run_name(program, type);
        case TypeKind::Own: return pointer_name(program, type, "own");
        case TypeKind::Ref: return pointer_name(program, type, "ref");
        case TypeKind::Mut: return pointer_name(program, type, "mut");
        case TypeKind::Raw: return pointer_name(program, type, "raw");
        case TypeKind::Code: return "code";
    }
    return "nothing";
}

std::string_view kind_name(ValueKind kind) {
    switch (kind) {
        case ValueKind::None: return "none";
        case ValueKind::Int: return "int";
        case ValueKind::Code: return "code";
        case ValueKind::Record: return "record";
        case ValueKind::Header: return "header";
        case ValueKind::FreeBlock: return "free block";
        case ValueKind::Ref: return "ref";
        case ValueKind::Raw: return "raw";
        case ValueKind::Mut: return "mut";
        case ValueKind::Own: return "own";
    }
    return "none";
}

}  // namespace freehold
