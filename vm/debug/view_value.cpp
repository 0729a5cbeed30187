// SPDX-License-Identifier: MIT
// `print`: a place, its value, and what a pointer there leads to.
//
//     main.list: own? Node at stack-0x20 = own #3 heap+0x70
//       [main.list]: Node at heap+0x70 = {value: 1, next: own #2 heap+0x40}
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/place_steps.hpp"
#include "vm/debug/value_text.hpp"
#include "vm/debug/views.hpp"

namespace freehold::debug {

namespace {

constexpr std::size_t most_parts = 64;

std::string type_text(const Scene& scene, const Place& place) {
    return place.type == TypeId::None ? quantity(place.size, "byte")
                                      : type_name(scene.program(), place.type);
}

Line head(const Scene& scene, const Place& place, std::uint32_t indent) {
    Line line(indent);
    line.add(place.name, Tone::Name).add(": " + type_text(scene, place));
    const std::string at = scene.machine().place_name(place.address);
    if (at != place.name) line.add(" at " + at, Tone::Faint);
    const std::string name = scene.name_of(place.address, place.type);
    // What was reached through pointers, or typed as an address, has another name as well.
    if (name != place.name) line.add(", " + name, Tone::Faint);
    return line;
}

class Value {
public:
    Value(const Scene& scene, const RenderStyle& style) : m_scene(scene), m_style(style) {}

    std::string text(const Place& place, std::uint32_t indent) {
        const Line begin = head(m_scene, place, indent);
        const std::string value = value_text(m_scene, place, {.columns = 4096, .depth = 4});
        Line whole = begin;
        whole.add(" = ").add(value, Tone::Strong);
        const bool short_enough = whole.columns() <= view_columns(m_style);
        const Known known = known_of(m_scene, place);
        if (short_enough || !has_parts(place) || known == Known::None || known == Known::Moved) {
            return whole.text(m_style);
        }
        return begin.text(m_style) + parts(place, indent + 2);
    }

private:
    const Type* type_of(const Place& place) const {
        return place.type == TypeId::None ? nullptr : &m_scene.program().type(place.type);
    }
    bool has_parts(const Place& place) const {
        const Type* type = type_of(place);
        return type != nullptr && !is_scalar(type->kind) &&
               (type->kind == TypeKind::Struct ||
                m_scene.program().type(type->element).kind != TypeKind::U8);
    }

    std::string parts(const Place& place, std::uint32_t indent) {
        const Program& program = m_scene.program();
        const Type& type = *type_of(place);
        std::string text;
        if (type.kind == TypeKind::Struct) {
            for (const Field& field : program.structs[type.structure].fields) {
                text += part(
                    "." + field.name,
                    {place.address + field.offset, field.type, program.type(field.type).size, {}},
                    indent);
            }
            return text;
        }
        const std::uint32_t stride = program.type(type.element).size;
        const std::uint32_t count = stride == 0 ? 0 : place.size / stride;
        for (std::uint32_t k = 0; k < std::min<std::uint32_t>(count, most_parts); ++k) {
            text += part(fmt::format("[{}]", k),
                         {place.address + k * stride, type.element, stride, {}}, indent);
        }
        if (count > most_parts) {
            text += Line(indent)
                        .add(fmt::format("… {} more", with_commas(count - most_parts)), Tone::Faint)
                        .text(m_style);
        }
        return text;
    }

    std::string part(const std::string& name, const Place& place, std::uint32_t indent) const {
        Line line(indent);
        line.add(name, Tone::Name).add(": " + type_text(m_scene, place) + " = ");
        return line.add(value_text(m_scene, place, {.columns = 4096, .depth = 2})).text(m_style);
    }

    const Scene& m_scene;
    const RenderStyle& m_style;
};

/// What the pointer in a place leads to; nothing when nothing can be shown there.
std::optional<Place> pointee(const Scene& scene, const Place& place) {
    if (place.type == TypeId::None || !is_pointer(scene.program().type(place.type).kind)) {
        return std::nullopt;
    }
    return follow(scene, place).place;
}

/// The bytes of text, below it.
std::string text_bytes(const Scene& scene, const RenderStyle& style, const Place& place) {
    if (place.type == TypeId::None || place.size == 0) return "";
    const Type& type = scene.program().type(place.type);
    const bool run = type.kind == TypeKind::Run || type.kind == TypeKind::Array;
    if (!run || scene.program().type(type.element).kind != TypeKind::U8) return "";
    constexpr std::uint32_t most = 64;
    return bytes_view(scene, style, place.address, std::min(place.size, most));
}

}  // namespace

std::string value_view(const Scene& scene, const RenderStyle& style, const Place& place) {
    Value value(scene, style);
    std::string text = value.text(place, 0);
    if (const auto to = pointee(scene, place)) {
        text += value.text(*to, 2);
        return text + text_bytes(scene, style, *to);
    }
    return text + text_bytes(scene, style, place);
}

}  // namespace freehold::debug
