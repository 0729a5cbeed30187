// SPDX-License-Identifier: MIT
// A struct or array as a field of a new block's image. Slots end where words end; such a field need
// not: it may be no whole number of words long, or begin in the middle of one.
#include <fmt/format.h>

#include "assembler/emitter.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {
namespace {

/// A line stands for one instruction, or for a few; not for ten thousand.
constexpr std::uint64_t most_parts = 1024;

}  // namespace

// The place is no slot.
void Emitter::put_part(const Place& to, const Place& from, bool move, NodeId node, Span at) {
    if (m_operands.is_scalar(to) || to.type != from.type) {
        return report_mismatch(node, from.type, to.type);
    }
    // Fields are filled in order: what the last word holds besides this one is written later.
    if (to.offset % 8 == 0) return put_copy(to, from, move, node, at);
    if (parts(to.type) > most_parts) return report_parts(to, node);
    const auto carrier = static_cast<Slot>(to.slot + 1);  // behind the image
    if (!reserve(carrier + 1u - m_frame.outgoing())) return;
    put_parts(to, from, carrier, at);
    put(Opcode::End, carrier, carrier, 0, 0, at);
}

// How many scalars the type has in it.
std::uint64_t Emitter::parts(TypeId id) const {
    const Type& what = type(id);
    if (what.kind == TypeKind::Array) return what.count * parts(what.element);
    if (what.kind != TypeKind::Struct) return 1;
    std::uint64_t sum = 0;
    for (const Field& field : m_unit.program.structs[what.structure].fields) {
        sum += parts(field.type);
    }
    return sum;
}

// Each number by itself. All are narrow: what has a word in it begins at a word.
void Emitter::put_parts(const Place& to, const Place& from, freehold::Slot carrier, Span at) {
    const Type what = type(to.type);
    const auto part = [](Place place, std::uint32_t offset, TypeId id) {
        place.whole = false;
        place.offset += offset;
        place.type = id;
        return place;
    };
    if (what.kind == TypeKind::Struct) {
        for (const Field& field : m_unit.program.structs[what.structure].fields) {
            put_parts(part(to, field.offset, field.type), part(from, field.offset, field.type),
                      carrier, at);
        }
    } else if (what.kind == TypeKind::Array) {
        const std::uint32_t stride = type(what.element).size;
        for (std::uint32_t i = 0; i < what.count; ++i) {
            put_parts(part(to, i * stride, what.element), part(from, i * stride, what.element),
                      carrier, at);
        }
    } else {
        put_load(carrier, from, at);
        put_store(to, carrier, Fit::Check, at);
    }
}

void Emitter::report_parts(const Place& to, NodeId node) {
    m_unit.reporter.add(
        wrong(node, fmt::format("{} numbers, each of which would take two instructions",
                                with_commas(parts(to.type))))
            .note(fmt::format("the field begins {} bytes into its struct, in the middle of a word",
                              to.offset))
            .help("let the field begin at a multiple of 8: put it first in the struct"));
}

}  // namespace freehold::assembler
