// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "vm/base/text.hpp"
#include "vm/isa/type_layout.hpp"
#include "vm/isa/validate_parts.hpp"

namespace freehold {
namespace {

bool has_element(TypeKind kind) {
    return kind == TypeKind::Array || kind == TypeKind::Run || is_pointer(kind);
}

bool is_borrow(TypeKind kind) { return kind == TypeKind::Ref || kind == TypeKind::Mut; }

bool may_be_nullable(TypeKind kind) { return kind == TypeKind::Own || is_borrow(kind); }

// ---- each row by itself ------------------------------------------------------------------------

class Rows {
public:
    Rows(const Program& program, Flaws& flaws) : m_program(program), m_flaws(flaws) {}

    void check() {
        for (std::uint32_t i = 0; i < m_program.types.size() && !m_flaws.full(); ++i) type(i);
        for (std::uint32_t i = 0; i < m_program.structs.size() && !m_flaws.full(); ++i) {
            structure(i);
        }
    }

private:
    void type(std::uint32_t index) {
        const Type& type = m_program.types[index];
        const std::string what = fmt::format("type {}", index);
        if (type.kind > TypeKind::Code) return m_flaws.add(what + " is of no known kind");
        if (type.nullable && !may_be_nullable(type.kind)) {
            m_flaws.add(what + " is marked `?`, but is no owner and no borrow");
        }
        if (type.count != 0 && type.kind != TypeKind::Array) {
            m_flaws.add(what + " has a length, but is no array");
        }
        if (type.structure != 0 && type.kind != TypeKind::Struct) {
            m_flaws.add(what + " names a struct, but is none");
        }
        if (type.kind == TypeKind::Struct && type.structure >= m_program.structs.size()) {
            m_flaws.add(what + " is a struct that does not exist");
        }
        element(type, what);
    }

    void element(const Type& type, const std::string& what) {
        if (!has_element(type.kind)) {
            if (type.element != TypeId::None) m_flaws.add(what + " has an element it cannot have");
            return;
        }
        if (raw(type.element) >= m_program.types.size()) {
            return m_flaws.add(what + " has an element that does not exist");
        }
        part(type.element, !is_pointer(type.kind), what);
    }

    // Something inside a type: never a borrow, and of a known size unless a pointer points at it.
    void part(TypeId id, bool by_value, const std::string& what) {
        const Type& inside = m_program.type(id);
        if (is_borrow(inside.kind)) m_flaws.add(what + " holds a borrow");
        if (by_value && inside.kind == TypeKind::Run) {
            m_flaws.add(what + " holds a run of unknown length");
        }
    }

    void structure(std::uint32_t index) {
        const Struct& structure = m_program.structs[index];
        check_name(structure.name, fmt::format("struct {}", index), m_flaws);
        const std::string what = fmt::format("struct `{}`", printable(structure.name));
        std::vector<std::string_view> names;
        for (const Field& field : structure.fields) {
            check_name(field.name, "a field of " + what, m_flaws);
            names.push_back(field.name);
            if (raw(field.type) >= m_program.types.size()) {
                return m_flaws.add(what + " has a field whose type does not exist");
            }
            part(field.type, true, what);
        }
        check_unique(std::move(names), "fields of " + what, m_flaws);
    }

    const Program& m_program;
    Flaws& m_flaws;
};

// Names and rows stand for one type only, so a text can name it.
void check_no_row_twice(const Program& program, Flaws& flaws) {
    using Key = std::tuple<TypeKind, bool, TypeId, std::uint32_t, std::uint32_t>;
    std::vector<Key> keys;
    keys.reserve(program.types.size());
    for (const Type& type : program.types) {
        keys.emplace_back(type.kind, type.nullable, type.element, type.count, type.structure);
    }
    std::sort(keys.begin(), keys.end());
    if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) {
        flaws.add("a type stands in the table of types twice");
    }
    std::vector<std::string_view> names;
    names.reserve(program.structs.size());
    for (const Struct& structure : program.structs) names.push_back(structure.name);
    check_unique(std::move(names), "structs", flaws);
}

// ---- types inside each other -------------------------------------------------------------------

// How deep types lie in each other, and that none lies in itself: by value (structs and arrays), or
// in its name (arrays, runs and pointers, up to a struct, which has a name of its own).
class Nesting {
public:
    enum class Through { Values, Names };

    Nesting(const Program& program, Through through)
        : m_program(program), m_through(through), m_depth(program.types.size(), unknown) {}

    bool is_bounded() {
        for (std::uint32_t i = 0; i < m_program.types.size(); ++i) {
            if (depth(TypeId{i}, 0) > max_type_depth) return false;
        }
        return true;
    }

private:
    static constexpr std::uint32_t unknown = 0xffffffff;

    // A type that holds itself is followed until `above` says that it is too deep.
    std::uint32_t depth(TypeId id, std::uint32_t above) {
        if (above > max_type_depth) return above;
        if (m_depth[raw(id)] != unknown) return m_depth[raw(id)];
        std::uint32_t deepest = 0;
        const Type& type = m_program.type(id);
        if (type.kind == TypeKind::Struct && m_through == Through::Values) {
            for (const Field& field : m_program.structs[type.structure].fields) {
                deepest = std::max(deepest, depth(field.type, above + 1));
                if (deepest > max_type_depth) return deepest;
            }
        } else if (follows_element(type.kind)) {
            deepest = depth(type.element, above + 1);
        }
        m_depth[raw(id)] = deepest + 1;
        return deepest + 1;
    }

    bool follows_element(TypeKind kind) const {
        return m_through == Through::Names ? has_element(kind) : kind == TypeKind::Array;
    }

    const Program& m_program;
    Through m_through;
    std::vector<std::uint32_t> m_depth;
};

// ---- sizes -------------------------------------------------------------------------------------
//
// Every row goes by the sizes that its parts say they have. As every row is compared, and none lies
// in itself, all that is said is true when all of it agrees.

void check_type_sizes(const Program& program, Flaws& flaws) {
    for (std::uint32_t i = 0; i < program.types.size() && !flaws.full(); ++i) {
        const Type& type = program.types[i];
        const Extent extent = extent_of(program, type);
        if (extent.size > largest_size) {
            flaws.add(fmt::format("type {} is larger than the address space", i));
        } else if (type.size != extent.size || type.align != extent.align) {
            flaws.add(fmt::format("type {} says {} aligned to {}, but takes {} aligned to {}", i,
                                  quantity(type.size, "byte"), type.align,
                                  quantity(extent.size, "byte"), extent.align));
        } else if (type.owns != extent.owns) {
            flaws.add(fmt::format("type {} is wrong about whether it owns", i));
        }
    }
}

// The length of a run is the bytes of its object divided by those of an element.
void check_runs(const Program& program, Flaws& flaws) {
    for (const Type& type : program.types) {
        if (type.kind == TypeKind::Run && program.type(type.element).size == 0) {
            return flaws.add(fmt::format("there is a run of elements of no bytes, `{}`",
                                         printable(type_name(program, type.element))));
        }
    }
}

void check_struct_layout(const Program& program, const Struct& structure, Flaws& flaws) {
    const std::string what = fmt::format("struct `{}`", printable(structure.name));
    const Extent extent =
        extent_of(program, structure, [&](const Field& field, std::uint64_t offset) {
            if (field.offset == offset) return;
            flaws.add(fmt::format("field `{}` of {} says offset {}, but lies at {}",
                                  printable(field.name), what, field.offset, offset));
        });
    if (structure.align != extent.align || structure.size != extent.size) {
        flaws.add(fmt::format("{} says {} aligned to {}, but takes {} aligned to {}", what,
                              quantity(structure.size, "byte"), structure.align,
                              quantity(extent.size, "byte"), extent.align));
    }
}

bool is_alignment(std::uint32_t align) {
    return align == 1 || align == 2 || align == 4 || align == 8;
}

bool check_alignments(const Program& program, Flaws& flaws) {
    const bool sound = std::all_of(program.types.begin(), program.types.end(),
                                   [](const Type& type) { return is_alignment(type.align); });
    if (!sound) flaws.add("a type has an alignment other than 1, 2, 4 or 8");
    return sound;
}

}  // namespace

void check_type_shapes(const Program& program, Flaws& flaws) {
    Rows(program, flaws).check();
    check_no_row_twice(program, flaws);
    if (!flaws.none()) return;
    if (!Nesting(program, Nesting::Through::Values).is_bounded()) {
        flaws.add("a type holds itself, or types lie in each other too deep");
    } else if (!Nesting(program, Nesting::Through::Names).is_bounded()) {
        flaws.add("a type points at itself, or pointers at pointers too deep");
    }
}

void check_types(const Program& program, Flaws& flaws) {
    check_type_shapes(program, flaws);
    if (!flaws.none() || !check_alignments(program, flaws)) return;
    check_type_sizes(program, flaws);
    check_runs(program, flaws);
    for (const Struct& structure : program.structs) {
        if (flaws.full()) return;
        check_struct_layout(program, structure, flaws);
    }
}

}  // namespace freehold
