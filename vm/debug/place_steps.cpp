// SPDX-License-Identifier: MIT
#include "vm/debug/place_steps.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/debug/place_words.hpp"
#include "vm/debug/value_text.hpp"

namespace freehold::debug {

namespace {

/// Pointers to pointers to …: more than types nest.
constexpr int most_pointers = 64;

Found failed(std::string problem) { return {std::nullopt, std::move(problem)}; }

const Type* type_of(const Scene& scene, const Place& place) {
    return place.type == TypeId::None ? nullptr : &scene.program().type(place.type);
}

// ---- pointers ----------------------------------------------------------------------------------

bool is_pointer_place(const Scene& scene, const Place& place) {
    const Type* type = type_of(scene, place);
    return type != nullptr ? is_pointer(type->kind)
                           : is_pointer(scene.machine().word_info(place.address).kind);
}

std::string dead_target(const Place& place, const ObjectInfo& object, ObjectId id) {
    if (object.kind != ObjectInfo::Kind::Block) {
        return fmt::format("`{}` points at a local that is no more", place.name);
    }
    return fmt::format("`{}` points at block #{}, which is no more: it was freed", place.name,
                       raw(id));
}

Found arrive(const Scene& scene, const Place& place, Pointer pointer, TypeId to) {
    const Machine& machine = scene.machine();
    const ObjectInfo object = machine.object(pointer.object);
    if (object.kind != ObjectInfo::Kind::None && !object.alive) {
        return failed(dead_target(place, object, pointer.object));
    }
    const Segment segment = machine.layout().segment_of(pointer.address);
    if (segment == Segment::None || segment == Segment::Gap) {
        return failed(fmt::format("`{}` points at {}, which lies in no segment", place.name,
                                  machine.place_name(pointer.address)));
    }
    const Address end = object.address + object.size;
    const bool inside = object.alive && pointer.address <= end;
    const bool sized = to != TypeId::None && scene.program().type(to).kind != TypeKind::Run;
    Place target{.address = pointer.address, .type = to, .name = "[" + place.name + "]"};
    target.size = sized ? scene.program().type(to).size : inside ? end - pointer.address : 0;
    return {target, {}};
}

/// Through pointers, as many as there are; the name stays: `p.next`, `p[3]`.
Found reach(const Scene& scene, const Place& place) {
    Found found{place, {}};
    for (int k = 0; k < most_pointers && found; ++k) {
        const Type* type = type_of(scene, *found.place);
        if (type == nullptr || !is_pointer(type->kind)) break;
        found = follow(scene, *found.place);
        if (found) found.place->name = place.name;
    }
    return found;
}

// ---- arrays ------------------------------------------------------------------------------------

bool is_array(const Type* type) {
    return type != nullptr && (type->kind == TypeKind::Array || type->kind == TypeKind::Run);
}

std::uint32_t elements_of(const Scene& scene, const Place& place) {
    const Type& type = *type_of(scene, place);
    const std::uint32_t stride = scene.program().type(type.element).size;
    return stride == 0 ? type.count : place.size / stride;
}

std::string no_field(const Scene& scene, const Place& place, std::string_view name) {
    const Type* type = type_of(scene, place);
    if (type == nullptr) {
        return fmt::format("`{}` has no `{}`: of what type it is nobody says", place.name,
                           printable(name));
    }
    const std::string what = type_name(scene.program(), place.type);
    if (is_array(type)) {
        return fmt::format("`{}` has no fields but {}", place.name,
                           quantity(elements_of(scene, place), "element"));
    }
    return fmt::format("`{}` has no fields: it is `{}`", place.name, what);
}

}  // namespace

Found follow(const Scene& scene, const Place& place) {
    if (!is_pointer_place(scene, place)) {
        const std::string what = place.type == TypeId::None
                                     ? "bytes"
                                     : "`" + type_name(scene.program(), place.type) + "`";
        return failed(fmt::format("`{}` is no pointer but {}", place.name, what));
    }
    const Known known = known_of(scene, {place.address, TypeId::None, 8, {}});
    if (known == Known::Moved) return failed(fmt::format("`{}` was moved", place.name));
    if (known != Known::All) return failed(fmt::format("`{}` has no value yet", place.name));
    const auto pointer = Pointer::from_word(scene.machine().word_at(place.address));
    if (pointer.is_null()) return failed(fmt::format("`{}` is null", place.name));
    const Type* type = type_of(scene, place);
    return arrive(scene, place, pointer, type == nullptr ? TypeId::None : type->element);
}

Found field_of(const Scene& scene, Place place, std::string_view name) {
    Found found = reach(scene, place);
    if (!found) return found;
    place = *found.place;
    const Type* type = type_of(scene, place);
    if (type == nullptr || type->kind != TypeKind::Struct) {
        return failed(no_field(scene, place, name));
    }
    const Program& program = scene.program();
    for (const Field& it : program.structs[type->structure].fields) {
        if (it.name != name) continue;
        return {Place{place.address + it.offset, it.type, program.type(it.type).size,
                      place.name + "." + it.name},
                {}};
    }
    return failed(unknown_field(program, *type, name));
}

Found element_of(const Scene& scene, Place place, std::int64_t index) {
    Found found = reach(scene, place);
    if (!found) return found;
    place = *found.place;
    const Type* type = type_of(scene, place);
    if (!is_array(type)) return failed(fmt::format("`{}` is no array", place.name));
    const std::uint32_t count = elements_of(scene, place);
    if (index < 0 || index >= count) {
        return failed(fmt::format("`{}[{}]` is out of bounds: `{}` has {}", place.name, index,
                                  place.name, quantity(count, "element")));
    }
    const std::uint32_t stride = scene.program().type(type->element).size;
    return {Place{place.address + static_cast<std::uint32_t>(index) * stride, type->element, stride,
                  fmt::format("{}[{}]", place.name, index)},
            {}};
}

}  // namespace freehold::debug
