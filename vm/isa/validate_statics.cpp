// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "vm/base/text.hpp"
#include "vm/isa/shape.hpp"
#include "vm/isa/validate_parts.hpp"

namespace freehold {
namespace {

std::string name_of(const Static& item) { return fmt::format("static `{}`", printable(item.name)); }

// ---- where they lie ----------------------------------------------------------------------------

struct Part {
    Address begin;
    Address end;
};

Part part_of(const Layout& layout, const Static& item) {
    if (item.segment == Segment::Bss) return {layout.bss_begin, layout.bss_end};
    if (item.mut) return {layout.data_writable, layout.data_end};
    return {layout.data_begin, layout.data_writable};
}

bool size_fits_type(const Program& program, const Static& item) {
    const Type& type = program.type(item.type);
    if (type.kind != TypeKind::Run) return item.size == type.size;
    return item.segment == Segment::Data && item.size % program.type(type.element).size == 0;
}

void check_static(const Program& program, const Layout& layout, const Static& item, Flaws& flaws) {
    const std::string what = name_of(item);
    if (item.segment != Segment::Data && item.segment != Segment::Bss) {
        return flaws.add(what + " is neither in data nor in bss");
    }
    if (item.segment == Segment::Bss && !item.mut) flaws.add(what + " in bss cannot be written");
    if (raw(item.type) >= program.types.size()) {
        return flaws.add(what + " is of a type that does not exist");
    }
    const TypeKind kind = program.type(item.type).kind;
    if (kind == TypeKind::Ref || kind == TypeKind::Mut) flaws.add(what + " is a borrow");
    if (!size_fits_type(program, item)) {
        flaws.add(fmt::format("{} says {}, which its type does not take", what,
                              quantity(item.size, "byte")));
    }
    const Part part = part_of(layout, item);
    const std::uint64_t end = raw(item.address) + bytes_taken(item);
    if (raw(item.address) % 8 != 0) flaws.add(what + " does not begin at a word");
    if (item.address < part.begin || end > raw(part.end)) {
        flaws.add(fmt::format("{} at {:#x} lies outside its part of {}", what, raw(item.address),
                              segment_name(item.segment)));
    }
}

void check_apart(const StaticIndex& statics, Flaws& flaws) {
    const auto& all = statics.ascending();
    for (std::size_t i = 1; i < all.size() && !flaws.full(); ++i) {
        if (raw(all[i - 1]->address) + bytes_taken(*all[i - 1]) > raw(all[i]->address)) {
            flaws.add(
                fmt::format("{} and {} share a word", name_of(*all[i - 1]), name_of(*all[i])));
        }
    }
}

// ---- the initial bytes of data -----------------------------------------------------------------

class InitialBytes {
public:
    InitialBytes(const Program& program, const Layout& layout, Flaws& flaws)
        : m_program(program), m_begin(layout.data_begin), m_flaws(flaws) {}

    void check(const StaticIndex& statics) {
        std::size_t next = 0;
        for (const Static* item : statics.ascending()) {
            if (item->segment != Segment::Data) continue;
            const std::size_t at = item->address - m_begin;
            if (at + item->size > m_program.data.size()) {
                return m_flaws.add(name_of(*item) + " lies past the end of data");
            }
            zero(next, at, "data between statics");
            words(*item, at);
            next = at + item->size;
        }
        zero(next, m_program.data.size(), "data behind the last static");
    }

private:
    void zero(std::size_t begin, std::size_t end, const std::string& what) {
        const auto* bytes = m_program.data.data();
        if (std::any_of(bytes + begin, bytes + end, [](std::byte b) { return b != std::byte{}; })) {
            m_flaws.add(what + " is not zero");
        }
    }

    void words(const Static& item, std::size_t at) {
        bool padding = true, values = true;
        for_each_word(m_program, item.type, item.size, [&](std::uint32_t index, WordShape shape) {
            const std::uint64_t word = word_at(at + index * std::size_t{8}, shape.in);
            padding = padding && (word & ~bytes_of(shape.init)) == 0;
            values = values && (shape.kind == ValueKind::Int || is_value(shape.kind, word));
        });
        if (!padding) m_flaws.add(name_of(item) + " has padding that is not zero");
        if (!values) {
            m_flaws.add(name_of(item) + " holds a pointer that is neither null nor a function");
        }
    }

    // The word at an offset of data; bytes that are not `in` are zero.
    std::uint64_t word_at(std::size_t offset, std::uint8_t in) const {
        std::uint64_t word = 0;
        for (unsigned byte = 0; byte < 8 && (in >> byte & 1) != 0; ++byte) {
            word |= std::to_integer<std::uint64_t>(m_program.data[offset + byte]) << (8 * byte);
        }
        return word;
    }

    // A mask of whole bytes.
    static std::uint64_t bytes_of(std::uint8_t mask) {
        std::uint64_t bits = 0;
        for (unsigned byte = 0; byte < 8; ++byte) {
            if ((mask >> byte & 1) != 0) bits |= std::uint64_t{0xff} << (8 * byte);
        }
        return bits;
    }

    bool is_value(ValueKind kind, std::uint64_t word) const {
        if (word == 0) return true;
        return kind == ValueKind::Code && is_function(Pointer::from_word(word));
    }

    bool is_function(Pointer pointer) const {
        const std::uint32_t at = raw(pointer.address);
        if (pointer.address < Layout::code_begin || at % sizeof(Instruction) != 0) return false;
        const std::uint32_t index = code_index(pointer.address);
        if (index >= m_program.code.size()) return false;
        const Function& function = m_program.function(function_at(m_program, index));
        return function.first == index && function.object == pointer.object;
    }

    const Program& m_program;
    Address m_begin;
    Flaws& m_flaws;
};

}  // namespace

void check_statics(const Program& program, Flaws& flaws) {
    const Layout layout = Layout::of(program, 0, 0);
    std::vector<std::string_view> names;
    names.reserve(program.statics.size());
    for (std::size_t i = 0; i < program.statics.size() && !flaws.full(); ++i) {
        const Static& item = program.statics[i];
        names.push_back(item.name);
        check_name(item.name, fmt::format("static {}", i), flaws);
        check_static(program, layout, item, flaws);
    }
    check_unique(std::move(names), "statics", flaws);
    const StaticIndex statics(program);
    check_apart(statics, flaws);
    if (flaws.none()) InitialBytes(program, layout, flaws).check(statics);
}

}  // namespace freehold
