// SPDX-License-Identifier: MIT
// Who owns, who borrows, and what each may do now.
//
//     owners in main at line 31
//     R read  W write  O move or drop
//       point   ---  own #1 heap+0x10, Point       lent exclusively to `x` since @5
//       x       RW-  mut #1.x                      since @5
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/rights.hpp"
#include "vm/debug/value_text.hpp"
#include "vm/debug/views.hpp"
#include "vm/isa/code_place.hpp"

namespace freehold::debug {

namespace {

/// Of a struct or array local with owners in it, so many of them have rows of their own.
constexpr std::size_t most_parts = 16;
constexpr std::size_t most_owner_rows = 200;

struct OwnerRow {
    std::string name;
    Rights rights;
    std::string what;
};

class Owners {
public:
    Owners(const Scene& scene, const FrameInfo* frame) : m_scene(scene), m_frame(frame) {}

    std::vector<OwnerRow> rows() {
        if (m_frame != nullptr) {
            for (const Local& local : program().function(m_frame->function).locals) {
                if (!Scene::is_in_scope(*m_frame, local)) continue;
                const Spot spot = m_scene.spot_of(*m_frame, local);
                add({spot.address, spot.type, spot.size, local.name});
            }
        }
        for (const Static& it : program().statics) {
            add({it.address, it.type, it.size, it.name});
        }
        return std::move(m_rows);
    }
    std::size_t left_out() const { return m_left_out; }

private:
    const Program& program() const { return m_scene.program(); }

    void add(const Place& place) {
        const Type& type = program().type(place.type);
        if (is_pointer(type.kind)) return add_row(place);
        if (type.owns) return add_parts(place);
        if (!loans_of(m_scene, place).empty()) add_row(place);
    }

    /// The owners in a struct or array, each.
    void add_parts(const Place& whole) {
        std::size_t count = 0;
        for (std::uint32_t at = 0; at + 8 <= whole.size; at += 8) {
            const Address word = whole.address + at;
            const TypeId type = m_scene.scalar_type(word);
            if (type == TypeId::None || !is_pointer(program().type(type).kind)) continue;
            if (++count > most_parts) break;
            const std::string name = m_scene.name_of(word);
            const std::size_t end = name.find(whole.name) + whole.name.size();
            add_row({word, type, 8, whole.name + name.substr(std::min(end, name.size()))});
        }
        if (count > most_parts) ++m_left_out;
    }

    void add_row(const Place& place) {
        if (m_rows.size() == most_owner_rows) {
            ++m_left_out;
            return;
        }
        const TypeKind kind = program().type(place.type).kind;
        const bool borrows = is_pointer(kind) && kind != TypeKind::Own;
        m_rows.push_back({place.name,
                          borrows ? rights_through(m_scene, place) : rights_of(m_scene, place),
                          what(place)});
    }

    std::string what(const Place& place) const {
        const Type& type = program().type(place.type);
        if (known_of(m_scene, place) != Known::All) return type_name(program(), place.type);
        std::string text = value_text(m_scene, place, {.columns = 40});
        if (type.kind != TypeKind::Own || text == "null") return text;
        return text + ", " + type_name(program(), type.element);
    }

    const Scene& m_scene;
    const FrameInfo* m_frame;
    std::vector<OwnerRow> m_rows;
    std::size_t m_left_out = 0;
};

struct Widths {
    std::uint32_t name = 0;
    std::uint32_t what = 0;
};

Widths widths_of(const std::vector<OwnerRow>& rows, std::uint32_t columns) {
    Widths widths;
    for (const OwnerRow& row : rows) {
        widths.name = std::max(widths.name, display_width(row.name));
        widths.what = std::max(widths.what, display_width(row.what));
    }
    widths.name = std::min(widths.name, columns / 4);
    widths.what = std::min(widths.what, columns * 2 / 5);
    return widths;
}

void add_letters(Line& line, const Rights& rights) {
    for (const char letter : rights.letters()) {
        line.add(std::string{letter}, letter == '-' ? Tone::Faint : Tone::Good);
    }
}

std::string row_text(const OwnerRow& row, const Widths& widths, const RenderStyle& style) {
    Line line(2);
    line.add(row.name, Tone::Name).to(2 + widths.name + 2, 2);
    add_letters(line, row.rights);
    line.add("  ").add(row.what);
    const std::uint32_t column = 2 + widths.name + 2 + 3 + 2 + widths.what + 2;
    const Tone tone = row.rights.reason.starts_with("lent") ? Tone::Moved : Tone::Faint;
    if (row.rights.reason.empty()) return line.text(style);
    const std::uint32_t begin = std::max(column, line.columns() + 2);
    if (begin + display_width(row.rights.reason) <= view_columns(style)) {
        return line.to(column, 2).add(row.rights.reason, tone).text(style);
    }
    return line.text(style) + prose(style, row.rights.reason, 2 + widths.name + 7, tone);
}

}  // namespace

std::string owners_view(const Scene& scene, const RenderStyle& style, std::uint32_t depth) {
    const FrameInfo* frame = scene.frame(depth);
    Owners owners(scene, frame);
    const std::vector<OwnerRow> rows = owners.rows();
    const std::string of = frame == nullptr ? "statics"
                                            : scene.frame_name(*frame) + " at " +
                                                  place_of(scene.program(), frame->index);
    std::string text = Line().add("owners and borrows of " + of, Tone::Strong).text(style);
    if (rows.empty()) return text + Line(2).add("none here owns or borrows").text(style);
    text += Line(2)
                .add("R read  W write  O move or drop: now, without ending anyone's borrow",
                     Tone::Faint)
                .text(style);
    const Widths widths = widths_of(rows, view_columns(style));
    for (const OwnerRow& row : rows) text += row_text(row, widths, style);
    if (owners.left_out() != 0) {
        text += Line(2).add(with_commas(owners.left_out()) + " more left out").text(style);
    }
    return text;
}

}  // namespace freehold::debug
