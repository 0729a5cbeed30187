// SPDX-License-Identifier: MIT
#include "vm/isa/type_paths.hpp"

#include <algorithm>

#include "vm/isa/shape.hpp"

namespace freehold {
namespace {

// One step down: the field or element that holds the byte. False where there is none. Types nest to
// a bounded depth (ensured by validation), so walking down ends.
bool step(const Program& program, TypeSpot& spot) {
    const Type& type = program.type(spot.root);
    if (type.kind == TypeKind::Array || type.kind == TypeKind::Run) {
        const std::uint32_t size = program.type(type.element).size;
        if (size == 0 || (type.kind == TypeKind::Array && spot.offset >= type.size)) return false;
        spot = {type.element, spot.offset % size};
        return true;
    }
    if (type.kind != TypeKind::Struct) return false;
    const auto& fields = program.structs[type.structure].fields;
    // The last field that begins at or before the byte; those of no bytes hold none.
    auto after =
        std::upper_bound(fields.begin(), fields.end(), spot.offset,
                         [](std::uint32_t at, const Field& field) { return at < field.offset; });
    while (after != fields.begin()) {
        const Field& field = *--after;
        const std::uint32_t size = program.type(field.type).size;
        if (size == 0) continue;
        if (spot.offset - field.offset >= size) return false;
        spot = {field.type, spot.offset - field.offset};
        return true;
    }
    return false;
}

bool is_array(TypeKind kind) { return kind == TypeKind::Array || kind == TypeKind::Run; }

}  // namespace

TypeId scalar_at(const Program& program, TypeSpot spot) {
    while (!is_scalar(program.type(spot.root).kind)) {
        if (!step(program, spot)) return TypeId::None;
    }
    return spot.offset == 0 ? spot.root : TypeId::None;
}

bool holds_at(const Program& program, TypeSpot spot, TypeId wanted) {
    const Type& type = program.type(wanted);
    if (type.size == 0 && type.kind != TypeKind::Run) {  // there is nothing to hold
        const Type& root = program.type(spot.root);
        return root.kind == TypeKind::Run || spot.offset <= root.size;
    }
    while (spot.offset != 0 || spot.root != wanted) {
        if (!step(program, spot)) return false;
    }
    return true;
}

ArraySpot array_at(const Program& program, TypeSpot spot) {
    while (true) {
        const Type& type = program.type(spot.root);
        if (is_array(type.kind) && is_scalar(program.type(type.element).kind)) {
            return {spot.root, type.element, spot.offset};
        }
        if (!step(program, spot)) return {};
    }
}

Word word_of(const Program& program, TypeId scalar) {
    const Type& type = program.type(scalar);
    // An owner owns a whole block; what a raw pointer may reach is the programmer's promise.
    const bool whole = type.kind == TypeKind::Own || type.kind == TypeKind::Raw;
    return {kind_of(type), type.element, whole};
}

namespace {

bool fits_elements(const Type& target, const Word& word) {
    if (target.element != word.element) return false;
    return target.kind == TypeKind::Run ||
           (target.kind == TypeKind::Array && target.count == word.count);
}

bool fits_pointee(const Program& program, const Word& word, TypeId to) {
    const Type& target = program.type(to);
    if (word.element != TypeId::None) return fits_elements(target, word);
    if (word.pointee == TypeId::None || word.pointee == to) return true;
    const Type& source = program.type(word.pointee);
    return word.whole && target.kind == TypeKind::Run && source.kind == TypeKind::Array &&
           source.element == target.element;
}

}  // namespace

bool fits(const Program& program, const Word& word, TypeId to) {
    const Type& target = program.type(to);
    if (word.kind != kind_of(target)) return false;
    return !is_pointer(word.kind) || fits_pointee(program, word, target.element);
}

bool forbids_null(const Type& type) {
    return is_pointer(type.kind) && type.kind != TypeKind::Raw && !type.nullable;
}

std::string word_name(const Program& program, const Word& word) {
    std::string name(kind_name(word.kind));
    if (!is_pointer(word.kind)) return name;
    if (word.element != TypeId::None) {
        const std::string element = type_name(program, word.element);
        if (word.count == Word::unknown) return name + " [" + element + "]";
        return name + " [" + std::to_string(word.count) + " x " + element + "]";
    }
    return word.pointee == TypeId::None ? name : name + " " + type_name(program, word.pointee);
}

bool is_numbers(const Program& program, TypeId id) {
    const Type* type = &program.type(id);
    while (is_array(type->kind)) type = &program.type(type->element);
    return is_integer(type->kind);
}

std::string path_text(const Program& program, TypeSpot spot, std::uint32_t size, TypeId until) {
    std::string text;
    while (true) {
        const Type& type = program.type(spot.root);
        const bool there = until == TypeId::None ? type.size <= size && type.kind != TypeKind::Run
                                                 : spot.root == until;
        if (spot.offset == 0 && there) return text;
        const TypeSpot above = spot;
        if (!step(program, spot)) return text;
        if (is_array(type.kind)) {
            const std::uint32_t stride = program.type(type.element).size;
            text += "[" + std::to_string(above.offset / stride) + "]";
            continue;
        }
        for (const Field& field : program.structs[type.structure].fields) {
            if (field.type == spot.root && field.offset + spot.offset == above.offset) {
                text += "." + field.name;
                break;
            }
        }
    }
}

}  // namespace freehold
