// SPDX-License-Identifier: MIT
#include "assembler/types.hpp"

namespace freehold::assembler {

TypeId Types::intern(const Type& type, bool complete) {
    const Key key{std::uint64_t{static_cast<std::uint8_t>(type.kind)} << 33 |
                      std::uint64_t{type.nullable} << 32 | raw(type.element),
                  std::uint64_t{type.count} << 32 | type.structure};
    const auto [place, is_new] = m_ids.try_emplace(key, TypeId{size()});
    if (is_new) {
        m_program.types.push_back(type);
        m_depths.push_back(complete ? 1 : 0);
    }
    return place->second;
}

TypeId Types::scalar(TypeKind kind) {
    Type type{kind};
    type.size = type.align = scalar_bytes(kind);
    return intern(type, true);
}

TypeId Types::pointer(TypeKind kind, bool nullable, TypeId pointee) {
    Type type{kind};
    type.nullable = nullable;
    type.owns = kind == TypeKind::Own;
    type.element = pointee;
    type.size = type.align = 8;
    return intern(type, true);
}

TypeId Types::array(TypeId element, std::uint32_t count) {
    Type type{TypeKind::Array};
    type.element = element;
    type.count = count;
    return intern(type, false);
}

TypeId Types::run(TypeId element) {
    Type type{TypeKind::Run};
    type.element = element;
    return intern(type, false);
}

TypeId Types::structure(std::uint32_t index) {
    Type type{TypeKind::Struct};
    type.structure = index;
    return intern(type, false);
}

}  // namespace freehold::assembler
