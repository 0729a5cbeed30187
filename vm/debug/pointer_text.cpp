// SPDX-License-Identifier: MIT
// What pointers point at, in words.
#include <fmt/format.h>

#include "vm/debug/value_text.hpp"

namespace freehold::debug {

namespace {

/// ", out of bounds", ", its end": where a pointer has left what it points at.
const char* bounds_text(const ObjectInfo& object, Address address) {
    const Address end = object.address + object.size;
    if (address < object.address || address > end) return ", out of bounds";
    return address == end && object.size != 0 ? ", its end" : "";
}

std::string block_text(const Scene& scene, Pointer pointer, const ObjectInfo& object) {
    const std::string at = scene.machine().place_name(pointer.address);
    const std::string name = fmt::format("#{}", raw(pointer.object));
    if (!object.alive) return name + " " + at + ", freed";
    const bool inside = pointer.address > object.address;
    const std::string offset =
        inside ? fmt::format("+{}", pointer.address - object.address) : std::string{};
    return name + offset + " " + at + bounds_text(object, pointer.address);
}

/// "#3 heap+0x40", "#3+8 heap+0x48"; of other objects their names.
std::string target_text(const Scene& scene, Pointer pointer) {
    const std::string at = scene.machine().place_name(pointer.address);
    const ObjectInfo object = scene.machine().object(pointer.object);
    if (object.kind == ObjectInfo::Kind::Block) return block_text(scene, pointer, object);
    if (object.kind == ObjectInfo::Kind::None) {
        return pointer.object == ObjectId::None ? at + ", no provenance" : at;
    }
    if (!object.alive) return at + ", its local is no more";
    const std::string out = bounds_text(object, pointer.address);
    if (!out.empty()) return scene.name_of(object.address) + " " + at + out;
    // What it points at may be the whole or its first part: the whole is the shorter name.
    const auto value = scene.value_at(pointer.address);
    const bool whole = value && value->address == pointer.address;
    return scene.name_of(pointer.address, whole ? value->type : TypeId::None);
}

}  // namespace

std::string pointer_text(const Scene& scene, Pointer pointer, ValueKind kind) {
    if (pointer.is_null()) return "null";
    if (const FunctionId function = scene.function_of(pointer.object);
        function != FunctionId::None) {
        const std::string& name = scene.program().function(function).name;
        return kind == ValueKind::Code ? "code " + name
                                       : std::string{kind_name(kind)} + " code of " + name;
    }
    return std::string{kind_name(kind)} + " " + target_text(scene, pointer);
}

}  // namespace freehold::debug
