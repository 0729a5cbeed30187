// SPDX-License-Identifier: MIT
#include "vm/debug/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::debug {

namespace {

std::int64_t number_at(const Machine& machine, Address address, const Type& type) {
    std::uint64_t bits = 0;
    for (std::uint32_t k = 0; k < type.size; ++k) {
        bits |= std::uint64_t{machine.byte_at(address + k)} << 8 * k;
    }
    const bool has_sign =
        type.kind == TypeKind::I8 || type.kind == TypeKind::I16 || type.kind == TypeKind::I32;
    if (has_sign && (bits >> (8 * type.size - 1) & 1) != 0) bits |= ~0ull << 8 * type.size;
    return static_cast<std::int64_t>(bits);
}

std::string character_text(std::int64_t value) {
    switch (value) {
        case '\n': return "'\\n'";
        case '\t': return "'\\t'";
        case '\r': return "'\\r'";
        case '\'': return "'\\''";
        case '\\': return "'\\\\'";
        default: break;
    }
    if (value >= 0x20 && value < 0x7f) return fmt::format("'{}'", static_cast<char>(value));
    return fmt::format("{} (no character of ASCII)", value);
}

/// What a word is taken for of which no type says anything.
constexpr Type whole_word{.kind = TypeKind::Int, .size = 8, .align = 8};

class Writer {
public:
    Writer(const Scene& scene, const ValueStyle& style) : m_scene(scene), m_style(style) {}

    std::string text(const Place& place) {
        value(place.address, place.type, place.size, 0);
        return cut_to(m_text, m_style.columns);
    }

private:
    const Machine& machine() const { return m_scene.machine(); }
    const Program& program() const { return m_scene.program(); }
    bool full() const { return m_text.size() > 4 * std::size_t{m_style.columns}; }

    void value(Address at, TypeId id, std::uint32_t size, std::uint32_t depth) {
        if (machine().layout().segment_of(at) == Segment::Code) {
            m_text += quantity(size / sizeof(Instruction), "instruction");
            return;
        }
        const bool large = id != TypeId::None && !is_scalar(program().type(id).kind);
        if (large && size != 0) {
            const Known known = known_of(m_scene, {at, id, size});
            if (known == Known::None || known == Known::Moved) {
                m_text += known_word(known);
                return;
            }
        }
        if (id == TypeId::None) return bytes(at, size);
        const Type& type = program().type(id);
        if (is_scalar(type.kind)) return scalar(at, type);
        if (type.kind == TypeKind::Struct) return structure(at, type, depth);
        elements(at, type, size, depth);
    }

    void scalar(Address at, const Type& type) {
        const Known known = known_of(m_scene, {at, TypeId::None, type.size});
        if (known != Known::All) {
            m_text += known == Known::Some ? "partly uninit" : known_word(known);
            return;
        }
        const ValueKind kind = machine().word_info(at).kind;
        if ((is_pointer(kind) || kind == ValueKind::Code) && type.size == 8) {
            m_text += pointer_text(m_scene, Pointer::from_word(machine().word_at(at)), kind);
        } else if (is_pointer(type.kind) || type.kind == TypeKind::Code) {
            m_text += fmt::format("{:#x} (a number)", machine().word_at(at));
        } else {
            number(number_at(machine(), at, type), type.kind);
        }
    }

    void number(std::int64_t value, TypeKind kind) {
        if (kind == TypeKind::Char) {
            m_text += character_text(value);
        } else if (kind == TypeKind::Bool && (value == 0 || value == 1)) {
            m_text += value == 0 ? "false" : "true";
        } else {
            m_text += std::to_string(value);
        }
    }

    void structure(Address at, const Type& type, std::uint32_t depth) {
        const auto& fields = program().structs[type.structure].fields;
        if (depth >= m_style.depth && !fields.empty()) {
            m_text += "{…}";
            return;
        }
        m_text += "{";
        for (std::size_t k = 0; k < fields.size() && !full(); ++k) {
            m_text += (k == 0 ? "" : ", ") + fields[k].name + ": ";
            value(at + fields[k].offset, fields[k].type, program().type(fields[k].type).size,
                  depth + 1);
        }
        m_text += "}";
    }

    void elements(Address at, const Type& type, std::uint32_t size, std::uint32_t depth) {
        const Type& element = program().type(type.element);
        if (element.kind == TypeKind::U8) return text_bytes(at, size);
        const std::uint32_t count = element.size == 0 ? type.count : size / element.size;
        if (depth >= m_style.depth && count != 0) {
            m_text += "[…]";
            return;
        }
        m_text += "[";
        for (std::uint32_t k = 0; k < count && !full(); ++k) {
            if (k != 0) m_text += ", ";
            if (k == m_style.elements) {
                m_text += fmt::format("… {} more", with_commas(count - k));
                break;
            }
            value(at + k * element.size, type.element, element.size, depth + 1);
        }
        m_text += "]";
    }

    /// As text where it is one, else as bytes.
    void text_bytes(Address at, std::uint32_t size) {
        const std::uint32_t shown = std::min(size, 4 * m_style.elements);
        std::string quoted;
        for (std::uint32_t k = 0; k < shown; ++k) {
            const std::uint8_t byte = machine().byte_at(at + k);
            const bool plain = machine().is_initialised(at + k) &&
                               (byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7f));
            if (!plain) return bytes(at, size);
            if (byte == '\n' || byte == '\t') {
                quoted += byte == '\n' ? "\\n" : "\\t";
            } else {
                if (byte == '"' || byte == '\\') quoted += '\\';
                quoted += static_cast<char>(byte);
            }
        }
        m_text += "\"" + printable(quoted) + "\"";
        if (shown < size) m_text += fmt::format(" … {} more bytes", with_commas(size - shown));
    }

    void bytes(Address at, std::uint32_t size) {
        const Known known = known_of(m_scene, {at, TypeId::None, size});
        if (size != 0 && (known == Known::None || known == Known::Moved)) {
            m_text += known_word(known);
            if (size > 8) m_text += ", " + quantity(size, "byte");
            return;
        }
        const bool word = size == 8 && machine().word_info(at).kind == ValueKind::Int;
        if (word && raw(at) % 8 == 0 && known == Known::All) return scalar(at, whole_word);
        if (has_pointers(at, size)) return words(at, size / 8);
        const std::uint32_t shown = std::min(size, 2 * m_style.elements);
        m_text += "[";
        for (std::uint32_t k = 0; k < shown; ++k) {
            if (k != 0) m_text += " ";
            m_text += machine().is_initialised(at + k)
                          ? fmt::format("{:02x}", machine().byte_at(at + k))
                          : "__";
        }
        if (shown < size) m_text += fmt::format(" … {} more", with_commas(size - shown));
        m_text += "]";
    }

    /// Whether whole words hold pointers, though no type says so.
    bool has_pointers(Address at, std::uint32_t size) const {
        if (raw(at) % 8 != 0 || size % 8 != 0) return false;
        for (std::uint32_t k = 0; k < std::min(size / 8, m_style.elements); ++k) {
            if (is_pointer(machine().word_info(at + 8 * k).kind)) return true;
        }
        return false;
    }

    void words(Address at, std::uint32_t count) {
        m_text += "[";
        for (std::uint32_t k = 0; k < count && !full(); ++k) {
            if (k != 0) m_text += ", ";
            if (k == m_style.elements) {
                m_text += fmt::format("… {} more", with_commas(count - k));
                break;
            }
            scalar(at + 8 * k, whole_word);
        }
        m_text += "]";
    }

    const Scene& m_scene;
    ValueStyle m_style;
    std::string m_text;
};

}  // namespace

std::int64_t integer_at(const Scene& scene, const Place& place) {
    return number_at(scene.machine(), place.address, scene.program().type(place.type));
}

std::string value_text(const Scene& scene, const Place& place, const ValueStyle& style) {
    return Writer(scene, style).text(place);
}

}  // namespace freehold::debug
