// SPDX-License-Identifier: MIT
#include "vm/observe/traced_values.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/isa/type_paths.hpp"
#include "vm/observe/event_text.hpp"

namespace freehold {

namespace {

/// Some bytes of a word that are one value.
struct Part {
    std::uint32_t offset = 0;
    std::uint32_t size = 8;
    TypeId type = TypeId::None;  ///< None: whatever its kind says
    bool text = false;           ///< bytes in a row
};

struct Held {
    std::uint64_t word = 0;
    const WordInfo& known;
    bool unused = false;  ///< memory of the heap that belongs to no block
};

Held held(std::uint64_t word, const WordInfo& known, Segment segment) {
    const bool nobodys = known.object == ObjectId::None && known.kind == ValueKind::None;
    return {word, known, segment == Segment::Heap && nobodys};
}

std::uint8_t mask_of(const Part& part) {
    return static_cast<std::uint8_t>(((1u << part.size) - 1) << part.offset);
}

std::uint64_t bytes_of(const Part& part, std::uint64_t word) {
    const std::uint64_t low = word >> 8 * part.offset;
    return part.size == 8 ? low : low & ((std::uint64_t{1} << 8 * part.size) - 1);
}

std::int64_t number_of(const Part& part, const Type* type, std::uint64_t word) {
    const std::uint64_t bytes = bytes_of(part, word);
    const bool is_signed =
        type != nullptr &&
        (type->kind == TypeKind::I8 || type->kind == TypeKind::I16 || type->kind == TypeKind::I32);
    if (!is_signed) return static_cast<std::int64_t>(bytes);
    const std::uint64_t top = std::uint64_t{1} << (8 * part.size - 1);
    return static_cast<std::int64_t>((bytes ^ top) - top);
}

/// "68 65 .. .." with two dots for what has no value.
std::string hex_text(const Held& held, const Part& part) {
    std::string text;
    for (std::uint32_t k = part.offset; k < part.offset + part.size; ++k) {
        if (held.known.in != 0 && (held.known.in >> k & 1) == 0) break;
        if (!text.empty()) text += ' ';
        const bool has = (held.known.init >> k & 1) != 0;
        text += has ? fmt::format("{:02x}", held.word >> 8 * k & 0xff) : "..";
    }
    return text;
}

/// Letters as such, where there are no others.
std::string bytes_text(const Held& held, const Part& part) {
    std::string bytes;
    for (std::uint32_t k = part.offset; k < part.offset + part.size; ++k) {
        if ((held.known.in >> k & 1) == 0) break;
        const auto byte = static_cast<unsigned char>(held.word >> 8 * k);
        const bool letter = (byte >= 0x20 && byte < 0x7f) || byte == '\n';
        if ((held.known.init >> k & 1) == 0 || !letter) return hex_text(held, part);
        bytes += static_cast<char>(byte);
    }
    return quoted_bytes(bytes);
}

std::string char_text(std::int64_t number) {
    if (number < 0x20 || number > 0x7e) return std::to_string(number);
    return fmt::format("'{}'", static_cast<char>(number));
}

std::string number_text(const Held& held, const Part& part, const Type* type) {
    const std::int64_t number = number_of(part, type, held.word);
    if (type != nullptr && type->kind == TypeKind::Char) return char_text(number);
    const bool truth = type != nullptr && type->kind == TypeKind::Bool;
    if (truth && (number == 0 || number == 1)) return number == 1 ? "true" : "false";
    return std::to_string(number);
}

/// Of bytes in a row: by the first, "#1[8..]"; where that is the first of all, by all, "#1".
void name_bytes(std::string& name) {
    if (name.ends_with("[0]")) {
        name.resize(name.size() - 3);
    } else if (name.ends_with(']')) {
        name.insert(name.size() - 1, "..");
    }
}

class Reading {
public:
    Reading(const TracedNames& names, const Program& program,
            const std::vector<TracedFrame>& frames)
        : m_names(names), m_program(program), m_frames(frames) {}

    std::string text(const Held& held, const Part& part, Address at) const {
        const ValueKind kind = held.known.kind;
        if (kind == ValueKind::FreeBlock) return "free list";
        if (kind == ValueKind::Header) return header_text(held.word, at);
        if (kind == ValueKind::Record) return record_text(held.word);
        const auto init = static_cast<std::uint8_t>(held.known.init & mask_of(part));
        if (held.known.moved) return "moved";
        if (init == 0) return held.unused ? "unused" : "uninit";
        if (is_pointer(kind) || kind == ValueKind::Code) return pointer_text(held);
        if (part.text) return bytes_text(held, part);
        if (init != mask_of(part)) return hex_text(held, part);
        return number_text(held, part, type(part));
    }

    /// What lies in the word, by the type of what it is part of.
    std::vector<Part> parts(const TracedPlace& place) const {
        if (place.root == TypeId::None) return {Part{}};
        const ArraySpot array = array_at(m_program, {place.root, place.offset});
        if (array.element != TypeId::None && m_program.type(array.element).size == 1) {
            return {Part{.text = true}};
        }
        std::vector<Part> parts;
        for (std::uint32_t k = 0; k < 8; ++k) {
            const TypeId scalar = scalar_at(m_program, {place.root, place.offset + k});
            if (scalar == TypeId::None) continue;
            const std::uint32_t size = m_program.type(scalar).size;
            if (k + size <= 8) parts.push_back({k, size, scalar});
        }
        if (parts.empty()) parts.push_back({});
        // A local that is one number has a whole word, however narrow its type.
        if (is_scalar(m_program.type(place.root).kind)) parts = {Part{.type = place.root}};
        return parts;
    }

private:
    const Type* type(const Part& part) const {
        return part.type == TypeId::None ? nullptr : &m_program.type(part.type);
    }

    std::string pointer_text(const Held& held) const {
        const Pointer pointer = Pointer::from_word(held.word);
        if (pointer.is_null()) return "null";
        const bool owns_block = owns(held.known.kind) && is_block(pointer.object);
        const std::string target =
            owns_block ? block_text(pointer.object) : m_names.target(pointer, m_frames);
        return std::string{kind_name(held.known.kind)} + " " + target;
    }

    /// The chunk's size and flags, then the block's id and size.
    static std::string header_text(std::uint64_t word, Address at) {
        const std::uint64_t low = word & 0xffffffff;
        const std::uint64_t high = word >> 32;
        const bool first = raw(at) % 16 == 0;
        return first ? fmt::format("{} bytes in all, flags {}", low, high)
                     : fmt::format("#{}, {} bytes", low, high);
    }

    std::string record_text(std::uint64_t word) const {
        const Pointer pointer = Pointer::from_word(word);
        if (pointer.object != ObjectId::None) return m_names.frame(pointer.address, m_frames);
        return pointer.is_null() ? "none" : m_names.code(code_index(pointer.address));
    }

    const TracedNames& m_names;
    const Program& m_program;
    const std::vector<TracedFrame>& m_frames;
};

}  // namespace

std::vector<ValueChange> values_changed(const WordChange& change, const TracedNames& names,
                                        const Program& program,
                                        const std::vector<TracedFrame>& frames) {
    const Reading reading{names, program, frames};
    TracedPlace whole = names.place(change.address, 0, frames);
    std::vector<ValueChange> rows;
    for (const Part& part : reading.parts(whole)) {
        if (part.text) name_bytes(whole.name);
        std::string was =
            reading.text(held(change.was, change.known_was, whole.segment), part, change.address);
        std::string now =
            reading.text(held(change.now, change.known, whole.segment), part, change.address);
        if (was == now) continue;
        rows.push_back({part.offset == 0 ? whole : names.place(change.address, part.offset, frames),
                        std::move(was), std::move(now)});
    }
    return rows;
}

std::string quoted_bytes(std::string_view bytes) {
    std::string text = "\"";
    for (const char c : bytes) {
        if (c == '\n') {
            text += "\\n";
        } else if (c == '"' || c == '\\') {
            text += std::string{'\\', c};
        } else {
            text += c;
        }
    }
    return printable(text + "\"");
}

}  // namespace freehold
