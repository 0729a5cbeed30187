// SPDX-License-Identifier: MIT
// print, panic, assert: texts with values.
#include <fmt/format.h>

#include "assembler/emitter.hpp"
#include "assembler/format_text.hpp"
#include "vm/base/text.hpp"
#include "vm/isa/form.hpp"

namespace freehold::assembler {
namespace {

// What `%d` and the like are here: `{}`, `{c}`, `{x}`, `{p}`.
std::string with_braces(std::string_view text) {
    constexpr std::string_view plain = "dius";
    constexpr std::string_view named = "cxp";
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t letter = text.find_first_not_of("0123456789lhz-", i + 1);
        if (text[i] != '%' || letter == std::string_view::npos) {
            result += text[i];
        } else if (plain.find(text[letter]) != std::string_view::npos) {
            result += "{}";
            i = letter;
        } else if (named.find(text[letter]) != std::string_view::npos) {
            result += std::string("{") + text[letter] + "}";
            i = letter;
        } else {
            result += text[i];
        }
    }
    return result;
}

}  // namespace

void Emitter::emit_print() {
    const auto number = format(0);
    if (number) {
        put(m_row->op, 0, 0, 0, *number, span());
    } else {
        m_alive &= falls_through(m_row->op);
    }
}

void Emitter::emit_assert() {
    const std::optional<Word> value = word_or_number(operand(0));
    const std::optional<std::uint32_t> message =
        operand_count() > 1 ? format(1) : std::optional<std::uint32_t>(no_format);
    if (!value || !message) return;
    if (!value->is_number) {
        put(Opcode::Assert, value->slot, 0, 0, *message, span());
    } else if (const auto index = pooled(operand(0), value->number)) {
        put(Opcode::AssertK, *index, 0, 0, *message, span());
    }
}

void Emitter::report_places(NodeId text, std::size_t places, std::uint32_t values) {
    Mistake mistake(Code::BadFormat,
                    fmt::format("the text has {}, but there {} {}", quantity(places, "place"),
                                values == 1 ? "is" : "are", quantity(values, "value")),
                    span_of(text), "each `{}`, `{c}`, `{x}` or `{p}` shows one value");
    const std::string_view written = m_unit.files.text(span_of(text));
    const std::string meant = places < values ? with_braces(written) : std::string(written);
    if (meant != written) {
        mistake.did_you_mean(span_of(text), meant);
    } else {
        mistake.help("a brace itself is written twice: `{{`");
    }
    m_unit.reporter.add(mistake);
}

// The text at an operand, and as many values as it has braces.
std::optional<std::uint32_t> Emitter::format(std::uint32_t first) {
    const NodeId text = operand(first);
    if (m_unit.node(text).kind != NodeKind::String) {
        if (m_unit.node(text).kind != NodeKind::Bad) {
            m_unit.reporter.add(wrong(text, "a text in quotes is needed"));
        }
        return std::nullopt;
    }
    FormatText parsed = parse_format(m_unit.files, span_of(text));
    for (const Mistake& mistake : parsed.mistakes) m_unit.reporter.add(mistake);
    const std::uint32_t values = operand_count() - first - 1;
    if (parsed.mistakes.empty() && parsed.places != values) {
        report_places(text, parsed.places, values);
    }
    bool good = parsed.mistakes.empty() && parsed.places == values;
    std::uint32_t next = first + 1;
    for (Piece& each : parsed.format.pieces) {
        if (each.from == Piece::From::Text || next >= operand_count()) continue;
        const auto made = piece(operand(next++), each.style);
        if (made) each = *made;
        good &= made.has_value();
    }
    if (!good) return std::nullopt;
    return m_code.add_format(std::move(parsed.format));
}

std::optional<Piece> Emitter::piece(NodeId node, Piece::Style style) {
    Piece piece;
    piece.style = style;
    const Operand value = m_operands.resolve_near(node);
    switch (value.kind) {
        case Operand::Kind::Bad: return std::nullopt;
        case Operand::Kind::Number:
            piece.from = Piece::From::Constant;
            piece.number = value.value.number;
            piece.type = m_unit.types.scalar(value.value.kind);
            return piece;
        case Operand::Kind::Place:
            if (piece_of_place(node, value.place, piece)) return piece;
            return std::nullopt;
        default:
            m_unit.reporter.add(wrong(node, describe(value) + "; put it in a slot first")
                                    .help("`const` puts it in a slot"));
            return std::nullopt;
    }
}

bool Emitter::piece_of_place(NodeId node, const Place& place, Piece& piece) {
    const Type& what = type(place.type);
    const bool array = what.kind == TypeKind::Array || what.kind == TypeKind::Run;
    const bool text = array && type(what.element).kind == TypeKind::U8;
    piece.type = place.type;
    if ((is_scalar(what.kind) || text) && !place.indexed && !place.reach) {
        if (m_operands.is_slot(place)) {
            piece.from = Piece::From::Frame;
            piece.slot = m_operands.slot_of(place);
            return true;
        }
        if (place.base == Place::Base::Static) {
            piece.from = Piece::From::Static;
            piece.number = CodeBuffer::static_number(place.item, place.offset);
            return true;
        }
    }
    Operand value;
    value.kind = Operand::Kind::Place;
    value.place = place;
    Mistake mistake = wrong(node, describe(value));
    help_show(mistake, node, place);
    m_unit.reporter.add(mistake);
    return false;
}

// What has to be done first to show what is not in the frame.
void Emitter::help_show(Mistake& mistake, NodeId node, const Place& place) {
    const Type& what = type(place.type);
    const bool array = what.kind == TypeKind::Array || what.kind == TypeKind::Run;
    const bool text = array && type(what.element).kind == TypeKind::U8;
    if (what.kind == TypeKind::Own && !place.reach) {
        help_look(mistake, node, place.type, node);
    } else if (is_scalar(what.kind) && !place.reach) {
        mistake.help("`load` it into a slot first");
    } else if (what.kind == TypeKind::Struct) {
        mistake.help("show its fields one by one");
    } else if (text && !place.reach && place.base == Place::Base::Pointer) {
        mistake.help("leave the brackets out: the bytes behind a pointer are shown", span_of(node),
                     std::string(m_unit.files.text(span_of(m_unit.node(node).a))));
    } else if (place.reach && (text || is_integer(what.kind))) {
        const NodeId inner = m_unit.node(node).a;
        help_look(mistake, inner, m_operands.resolve(inner).place.type, node);
    } else if (array) {
        mistake.help("of arrays only bytes can be shown as a whole");
    } else {
        mistake.help("`borrow` what points there, and `load` through that");
    }
}

}  // namespace freehold::assembler
