// SPDX-License-Identifier: MIT
// Which fields of a Program an image holds, and in which order: said once, for writing and reading.
// An Io is called with fields; describe() tells it those of a struct, and its sections those of the
// whole. What follows from other fields is there too: validate() compares.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include "freehold/program.hpp"

namespace freehold::image {

/// T is U, or const U: the writer's programs are const.
template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

template <class Io>
void describe(Io& io, Is<Span> auto& span) {
    io(span.file, span.begin, span.end);
}

template <class Io>
void describe(Io& io, Is<Type> auto& type) {
    io(type.kind, type.nullable, type.owns, type.element, type.count, type.size, type.align,
       type.structure);
}

template <class Io>
void describe(Io& io, Is<Field> auto& field) {
    io(field.name, field.type, field.offset);
}

template <class Io>
void describe(Io& io, Is<Struct> auto& structure) {
    io(structure.name, structure.fields, structure.size, structure.align, structure.span);
}

template <class Io>
void describe(Io& io, Is<Local> auto& local) {
    io(local.name, local.type, local.slot, local.words, local.ro, local.span, local.scope_begin,
       local.scope_end);
}

template <class Io>
void describe(Io& io, Is<Function> auto& function) {
    io(function.name, function.object, function.first, function.count, function.slots,
       function.result, function.result_words, function.parameters, function.locals, function.from,
       function.from_static, function.span);
}

template <class Io>
void describe(Io& io, Is<Static> auto& item) {
    io(item.name, item.object, item.type, item.mut, item.segment, item.address, item.size,
       item.span);
}

template <class Io>
void describe(Io& io, Is<Instruction> auto& instruction) {
    io(instruction.op, instruction.a, instruction.b, instruction.c, instruction.imm);
}

template <class Io>
void describe(Io& io, Is<CodeLabel> auto& label) {
    io(label.name, label.function, label.index);
}

template <class Io>
void describe(Io& io, Is<Piece> auto& piece) {
    io(piece.from, piece.style, piece.text, piece.slot, piece.number, piece.type);
}

template <class Io>
void describe(Io& io, Is<Format> auto& format) {
    io(format.pieces);
}

template <class Io, class First, class Second>
void describe(Io& io, std::pair<First, Second>& pair) {
    io(pair.first, pair.second);
}
template <class Io, class First, class Second>
void describe(Io& io, const std::pair<First, Second>& pair) {
    io(pair.first, pair.second);
}

/// A section is a tag, its name in messages, and its fields.
template <class Io>
void describe(Io& io, Is<Program> auto& program) {
    io.section("TYPE", "types", program.types);
    io.section("STRU", "structs", program.structs);
    io.section("FUNC", "functions", program.functions, program.main);
    io.section("STAT", "statics", program.statics);
    io.section("CODE", "instructions", program.code);
    io.section("DATA", "initial data", program.data, program.read_only_data, program.bss);
    io.section("POOL", "constants", program.constants);
    io.section("FORM", "formats", program.formats);
    io.section("LABL", "labels", program.labels);
    io.section("UNSF", "unsafe ranges", program.unsafe);
    io.section("SRCS", "source text", program.sources);
    io.section("SPAN", "places in the source", program.spans);
}

}  // namespace freehold::image
