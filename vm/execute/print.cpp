// SPDX-License-Identifier: MIT
#include "vm/execute/print.hpp"

#include <fmt/format.h>

#include "vm/execute/names.hpp"
#include "vm/execute/owners.hpp"
#include "vm/execute/places.hpp"
#include "vm/isa/shape.hpp"

namespace freehold {

namespace {

void append_utf8(std::string& text, std::int64_t value) {
    const auto code = value < 0 || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)
                          ? 0xfffdu
                          : static_cast<std::uint32_t>(value);
    const auto put = [&](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xc0 | code >> 6);
    } else if (code < 0x10000) {
        put(0xe0 | code >> 12);
        put(0x80 | (code >> 6 & 63));
    } else {
        put(0xf0 | code >> 18);
        put(0x80 | (code >> 12 & 63));
        put(0x80 | (code >> 6 & 63));
    }
    put(0x80 | (code & 63));
}

void append_number(std::string& text, TypeKind kind, Piece::Style style, std::int64_t value) {
    if (style == Piece::Style::Char || (style == Piece::Style::Plain && kind == TypeKind::Char)) {
        append_utf8(text, value);
    } else if (style == Piece::Style::Hex || style == Piece::Style::Pointer) {
        text += fmt::format("{:#x}", static_cast<std::uint64_t>(value));
    } else if (kind == TypeKind::Bool) {
        text += value == 0 ? "false" : "true";
    } else {
        text += fmt::format("{}", value);
    }
}

bool append_all(ParkedCore& c, std::string& text, Address address, std::uint32_t bytes) {
    text.append(reinterpret_cast<const char*>(c.run.space.host(address)), bytes);
    return true;
}

/// Bytes in memory as text; whoever named them directly, or the pointer, vouches for the object.
bool append_bytes(ParkedCore& c, std::string& text, Address address, std::uint32_t bytes,
                  bool direct) {
    if (const Address bad = first_uninitialised(c.run.space, address, bytes);
        bad != address + bytes) {
        const ObjectId object = shadow::object(c.run.space.shadow(bad));
        const Access access{{object, bad}, false, ValueKind::Raw, 1, ValueKind::Int, false};
        // Bytes of no object, all the same: that was told of the pointer already.
        const bool told = !direct && object == ObjectId::None;
        if (told) return append_all(c, text, address, bytes);
        if (direct ? !explain_direct(c.run, bad, 1, ValueKind::Int)
                   : !explain_load(c.run, access)) {
            return false;
        }
    }
    return append_all(c, text, address, bytes);
}

bool is_text(const Program& program, const Type& type) {
    return (type.kind == TypeKind::Run || type.kind == TypeKind::Array) &&
           program.type(type.element).kind == TypeKind::U8;
}

std::int64_t scalar_at(const AddressSpace& space, Address address, TypeKind kind) {
    return static_cast<std::int64_t>(widened_at(space, address, kind));
}

/// What a pointer points at: text or one number; otherwise where it points.
bool append_pointee(ParkedCore& c, std::string& text, const Type& pointer_type, const Piece& piece,
                    Pointer pointer, ValueKind via) {
    Run& run = c.run;
    const Type& type = run.program.type(pointer_type.element);
    const bool follows = is_text(run.program, type) || is_integer(type.kind);
    if (pointer.is_null() || !follows) {
        text += pointer.is_null() ? "null" : place_name(run.space.layout(), pointer.address);
        return true;
    }
    const Access access{pointer, false, via, type.size, ValueKind::Int, false};
    // Of a static with a pointer in it: nothing there has a node.
    if (piece.from == Piece::From::Frame &&
        !use_through(run, piece.slot, {pointer, via, false}, type.size, Use::Read)) {
        return false;
    }
    if (!check_reach(run, access)) return false;
    std::uint32_t bytes = type.size;
    if (type.kind == TypeKind::Run) bytes = bytes_left(run, pointer);
    if (is_text(run.program, type)) return append_bytes(c, text, pointer.address, bytes, false);
    const bool stranger = shadow::object(run.space.shadow(pointer.address)) != pointer.object;
    if (!stranger && !all_initialised(run.space, pointer.address, bytes) &&
        !explain_load(run, access)) {
        return false;
    }
    append_number(text, type.kind, Piece::Style::Plain,
                  scalar_at(run.space, pointer.address, type.kind));
    return true;
}

bool append_pointer(ParkedCore& c, std::string& text, const Piece& piece, std::uint64_t word,
                    ValueKind kind) {
    const Pointer pointer = Pointer::from_word(word);
    const Type& type = c.run.program.type(piece.type);
    if (piece.style == Piece::Style::Plain && kind == ValueKind::Code) {
        const FunctionId function = c.run.objects.function(pointer.object);
        if (function != FunctionId::None) {
            text += c.run.program.function(function).name;
            return true;
        }
    }
    if (piece.style == Piece::Style::Hex) {
        text += fmt::format("{:#x}", raw(pointer.address));
        return true;
    }
    if (piece.style == Piece::Style::Plain && is_pointer(type.kind)) {
        return append_pointee(c, text, type, piece, pointer, kind);
    }
    text += place_name(c.run.space.layout(), pointer.address);
    return true;
}

bool append_slot(ParkedCore& c, std::string& text, const Piece& piece) {
    const Type& type = c.run.program.type(piece.type);
    if (!is_scalar(type.kind)) {
        const Address address = c.slot_address(piece.slot);
        if (is_text(c.run.program, type) && piece.style == Piece::Style::Plain) {
            use_directly(c.run, address, type.size, Use::Read);
            return append_bytes(c, text, address, type.size, true);
        }
        text += place_name(c.run.space.layout(), address);
        return true;
    }
    std::uint64_t word = 0;
    ValueKind kind{};
    if (!c.read_any(piece.slot, word, kind)) return false;
    if (kind != ValueKind::Int) return append_pointer(c, text, piece, word, kind);
    append_number(text, type.kind, piece.style, static_cast<std::int64_t>(word));
    return true;
}

bool append_static(ParkedCore& c, std::string& text, const Piece& piece) {
    Run& run = c.run;
    const Address address{static_cast<std::uint32_t>(piece.number)};
    const Type& type = run.program.type(piece.type);
    if (piece.style == Piece::Style::Pointer ||
        !(is_scalar(type.kind) || is_text(run.program, type))) {
        text += place_name(run.space.layout(), address);
        return true;
    }
    std::uint32_t bytes = type.size;
    if (type.kind == TypeKind::Run) {
        bytes = run.objects.find(shadow::object(run.space.shadow(address)), run.heap).size;
    }
    use_directly(run, address, bytes, Use::Read);
    if (!is_scalar(type.kind)) return append_bytes(c, text, address, bytes, true);
    if (!all_initialised(run.space, address, bytes)) {
        if (!explain_direct(run, address, bytes, kind_of(type))) return false;
    }
    const ValueKind kind = shadow::kind(run.space.shadow(address));
    if (kind != ValueKind::Int) {
        return append_pointer(c, text, piece, run.space.read<std::uint64_t>(address), kind);
    }
    append_number(text, type.kind, piece.style, scalar_at(run.space, address, type.kind));
    return true;
}

bool append_piece(ParkedCore& c, std::string& text, const Piece& piece) {
    switch (piece.from) {
        case Piece::From::Text: text += piece.text; return true;
        case Piece::From::Constant:
            append_number(text, c.run.program.type(piece.type).kind, piece.style, piece.number);
            return true;
        case Piece::From::Frame: return append_slot(c, text, piece);
        case Piece::From::Static: return append_static(c, text, piece);
    }
    return true;
}

bool formatted(ParkedCore& c, std::uint32_t format, std::string& text) {
    if (format == 0xffffffff) return true;
    for (const Piece& piece : c.run.program.formats[format].pieces) {
        if (!append_piece(c, text, piece)) return false;
    }
    return true;
}

bool assertion(ParkedCore& c, const Instruction& i, std::int64_t value) {
    if (value != 0) return true;
    Fault fault{.code = Code::AssertionFailed};
    return formatted(c, i.low(), fault.text) && c.fault(std::move(fault));
}

}  // namespace

bool print(ParkedCore& c, const Instruction& i) {
    std::string text;
    return formatted(c, i.low(), text) && c.run.print(text);
}

bool panic(ParkedCore& c, const Instruction& i) {
    Fault fault{.code = Code::Panic};
    return formatted(c, i.low(), fault.text) && c.fault(std::move(fault));
}

bool assert_slot(ParkedCore& c, const Instruction& i) {
    std::int64_t value = 0;
    return c.read_int(i.a, value) && assertion(c, i, value);
}

bool assert_constant(ParkedCore& c, const Instruction& i) {
    return assertion(c, i, c.run.program.constants[i.a]);
}

// ---- input -------------------------------------------------------------------------------------

namespace {

void tell_input(Run& run, std::size_t before) {
    if (!run.wants(EventKind::Input)) return;
    Event event{.kind = EventKind::Input};
    event.size = static_cast<std::uint32_t>(run.input.taken().size() - before);
    run.tell(event);
}

/// A read that was interrupted has done nothing: its instruction will begin once more.
bool pause_before(ParkedCore& c) {
    --c.run.at.step;
    return false;
}

/// A forced end: on to the label, whatever there is to read. A forced value where there is none
/// is 0, or an empty line.
bool forced(ParkedCore& c, const Instruction& i, bool& at_label) {
    if (i.low() == 0 || !c.run.forces_branches()) return false;
    c.run.decide(at_label);
    if (at_label) c.jump(Address{i.low()});
    return true;
}

/// At the end of the input: on to the label, or F510 where there is none.
bool at_end(ParkedCore& c, const Instruction& i) {
    if (i.low() == 0) return c.fault({.code = Code::BadInput});
    c.jump(Address{i.low()});
    return true;
}

}  // namespace

bool read_int(ParkedCore& c, const Instruction& i) {
    const std::size_t before = c.run.input.taken().size();
    std::int64_t value = 0;
    Fault fault{.code = Code::BadInput};
    c.run.output.flush();
    bool at_label = false;
    const bool chosen = forced(c, i, at_label);
    if (at_label) return true;
    const InputReader::Number read = c.run.input.read_int(value, fault.text);
    if (c.run.input.broken_off()) return pause_before(c);
    fault.y = static_cast<std::int64_t>(before);
    switch (read) {
        case InputReader::Number::AtEnd:
            if (!chosen) return at_end(c, i);
            break;
        case InputReader::Number::Read: break;
        case InputReader::Number::TooLarge: fault.x = 1; return c.fault(std::move(fault));
        case InputReader::Number::NotANumber: return c.fault(std::move(fault));
    }
    tell_input(c.run, before);
    return c.write_int(i.a, value);
}

bool read_byte(ParkedCore& c, const Instruction& i) {
    const std::size_t before = c.run.input.taken().size();
    c.run.output.flush();
    bool at_label = false;
    const bool chosen = forced(c, i, at_label);
    if (at_label) return true;
    const auto byte = c.run.input.read_byte();
    if (c.run.input.broken_off()) return pause_before(c);
    if (!byte && !chosen) return at_end(c, i);
    tell_input(c.run, before);
    return c.write_int(i.a, byte ? *byte : 0);
}

bool read_line(ParkedCore& c, const Instruction& i) {
    Run& run = c.run;
    const std::size_t before = run.input.taken().size();
    run.output.flush();
    bool at_label = false;
    const bool chosen = forced(c, i, at_label);
    if (at_label) return true;
    // A longer line than the heap is large has no room, and need not be read to its end.
    auto line = run.input.read_line(run.options.heap_bytes);
    if (run.input.broken_off()) return pause_before(c);
    if (!line && !chosen) return at_end(c, i);
    if (!line) line.emplace();
    tell_input(run, before);
    Pointer block;
    if (!allocate(run, line->size(), false, run.slot_address(i.a), block)) return false;
    const auto bytes = static_cast<std::uint32_t>(line->size());
    const Shadow s = shadow::id_bits(block.object) | shadow::writable |
                     shadow::whole(ValueKind::Int) | shadow::in_mask;
    run.space.set_shadow(block.address, bytes, s);
    line->copy(reinterpret_cast<char*>(run.space.edit(block.address, bytes)), bytes);
    return assign_block(c, i.a, block);
}

}  // namespace freehold
