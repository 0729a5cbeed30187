// SPDX-License-Identifier: MIT
#include "vm/debug/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/isa/shape.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::debug {

// ---- what is known of the bytes
// ------------------------------------------------------------------

namespace {

/// Of larger values only the beginning is asked: 64 KiB.
constexpr std::uint32_t most_words = 8192;

struct Count {
    bool any = false;
    bool missing = false;
    bool moved = false;

    void word(const WordInfo& info, std::uint8_t wanted) {
        any |= (info.init & wanted) != 0;
        missing |= (info.init & wanted) != wanted;
        moved |= info.moved;
    }
    Known known() const {
        if (!missing) return Known::All;
        if (any) return Known::Some;
        return moved ? Known::Moved : Known::None;
    }
};

std::uint8_t bytes_of(Address begin, Address end, Address word) {
    unsigned mask = 0;
    for (unsigned k = 0; k < 8; ++k) {
        const Address at = word + k;
        if (at >= begin && at < end) mask |= 1u << k;
    }
    return static_cast<std::uint8_t>(mask);
}

Address word_of(Address address) { return Address{raw(address) & ~7u}; }

void count_bytes(const Scene& scene, const Place& place, Count& count) {
    const Address end = place.address + std::min(place.size, most_words * 8);
    for (Address at = word_of(place.address); at < end; at = at + 8) {
        count.word(scene.machine().word_info(at), bytes_of(place.address, end, at));
    }
}

void count_words(const Scene& scene, const Place& place, Count& count) {
    for_each_run(scene.program(), place.type, place.size, [&](const WordRun& run) {
        const std::uint32_t end = std::min(run.first + run.count, most_words);
        for (std::uint32_t k = run.first; k < end; ++k) {
            count.word(scene.machine().word_info(place.address + 8 * k), run.shape.init);
        }
    });
}

bool is_whole_words(const Scene& scene, const Place& place) {
    if (place.type == TypeId::None || raw(place.address) % 8 != 0) return false;
    return !is_scalar(scene.program().type(place.type).kind);
}

}  // namespace

Known known_of(const Scene& scene, const Place& place) {
    Count count;
    if (is_whole_words(scene, place)) {
        count_words(scene, place, count);
    } else {
        count_bytes(scene, place, count);
    }
    return count.known();
}

const char* known_word(Known known) {
    switch (known) {
        case Known::All: return "init";
        case Known::Some: return "partial";
        case Known::None: return "uninit";
        case Known::Moved: return "moved";
    }
    return "";
}

// ---- pointers
// ------------------------------------------------------------------------------------

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

// ---- values
// --------------------------------------------------------------------------------------

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
