// SPDX-License-Identifier: MIT
// The frames, innermost first, each from its high end down: as they lie in memory.
//
//     push(2)   depth 3   line 14: new node, Node(value, move rest)
//       stack-0x70   return address         main, line 36
//       stack-0x78   caller's fp            stack-0x0
//       stack-0x80   rest        own? Node  ○ moved
//       stack-0x88   value       int        ● 3
//       stack-0x90   node        own Node   · uninit
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/debug/frame_rows.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/rights.hpp"
#include "vm/debug/value_text.hpp"
#include "vm/debug/views.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::debug {

namespace {

constexpr std::size_t most_frames = 24;
constexpr std::size_t most_locals = 24;  // of a frame among others
constexpr std::size_t most_locals_alone = 400;

struct SlotRow {
    Address address{};
    std::string name;
    std::string type;
    std::string glyph;
    std::string value;
    Tone tone = Tone::Plain;
    std::string remark;  ///< the borrows into it and out of it
    Tone remark_tone = Tone::Faint;
};

struct Look {
    const char* glyph;
    Tone tone;
};

Look look_of(Known known) {
    switch (known) {
        case Known::All: return {"●", Tone::Good};
        case Known::Some: return {"◐", Tone::Moved};
        case Known::None: return {"·", Tone::Faint};
        case Known::Moved: return {"○", Tone::Moved};
    }
    return {" ", Tone::Plain};
}

/// The highest frame ends where the address space does.
std::string fp_text(const Machine& machine, Address fp) {
    return fp == machine.layout().stack_end ? "stack-0x0" : machine.place_name(fp);
}

class Frame {
public:
    Frame(const Scene& scene, const FrameInfo& frame, std::size_t most)
        : m_scene(scene),
          m_frame(frame),
          m_function(scene.program().function(frame.function)),
          m_most(most) {}

    std::vector<SlotRow> rows() {
        add_record();
        if (m_function.result_words != 0) add_result();
        for (const Local& local : m_function.locals) {
            if (!Scene::is_in_scope(m_frame, local)) {
                ++m_elsewhere;
            } else if (m_rows.size() < m_most + 2) {
                add_local(local);
            } else {
                ++m_left_out;
            }
        }
        if (&m_frame == &m_scene.frames().front()) add_outgoing();
        return std::move(m_rows);
    }

    /// What has no row.
    std::string rest() const {
        std::vector<std::string> parts;
        if (m_left_out != 0) parts.push_back(quantity(m_left_out, "local") + " more");
        if (m_elsewhere != 0)
            parts.push_back(quantity(m_elsewhere, "local") + " out of scope here");
        return list_of(parts, "and");
    }

private:
    const Machine& machine() const { return m_scene.machine(); }
    const Program& program() const { return m_scene.program(); }

    void add_record() {
        const bool intact = machine().record_intact(m_frame);
        const std::string harm = intact ? "" : "overwritten";
        const auto back = static_cast<std::uint32_t>(machine().word_at(m_frame.fp - 8));
        m_rows.push_back({m_frame.fp - 8, "return address", "", "→", returns_to(Address{back}),
                          Tone::Faint, harm, Tone::Bad});
        const auto fp = static_cast<std::uint32_t>(machine().word_at(m_frame.fp - 16));
        m_rows.push_back({m_frame.fp - 16, "caller's fp", "", "↑",
                          m_frame.depth == 1 && intact ? "none: the program begins here"
                                                       : fp_text(machine(), Address{fp}),
                          Tone::Faint, harm, Tone::Bad});
    }

    std::string returns_to(Address back) const {
        if (back == Address{}) return "none: ends the program";
        const bool code = machine().layout().segment_of(back) == Segment::Code;
        const std::uint32_t index = code ? code_index(back) : 0;
        if (!code || index >= program().code.size()) return machine().place_name(back);
        const FunctionId function = function_at(program(), index);
        return program().function(function).name + ", " + place_of(program(), index - 1);
    }

    void add_result() {
        const Address address = m_frame.fp - (16 + 8u * m_function.result_words);
        const std::uint32_t size = program().type(m_function.result).size;
        add_value({address, m_function.result, size, "result"});
    }

    void add_local(const Local& local) {
        const Spot spot = m_scene.spot_of(m_frame, local);
        add_value({spot.address, spot.type, spot.size, local.name});
    }

    void add_value(const Place& place) {
        const Known known = known_of(m_scene, place);
        const Look look = look_of(known);
        SlotRow row{place.address,
                    place.name,
                    type_name(program(), place.type),
                    look.glyph,
                    "",
                    look.tone,
                    "",
                    Tone::Faint};
        const bool whole = known == Known::None || known == Known::Moved;
        row.value = whole ? known_word(known)
                          : value_text(m_scene, place, {.columns = widest_view, .depth = 2});
        if (row.value == "null") row.glyph = "∅";
        borrows(place, row);
        m_rows.push_back(std::move(row));
    }

    void borrows(const Place& place, SlotRow& row) const {
        const LoanInfo* loan = m_scene.loan_in(place.address);
        if (loan != nullptr) row.remark = loan_story(*loan);
        if (loan != nullptr && !loan->alive) row.remark_tone = Tone::Bad;
        const auto lent = loans_of(m_scene, place);
        if (lent.empty()) return;
        const bool exclusively =
            std::any_of(lent.begin(), lent.end(), [](auto* it) { return it->exclusive; });
        if (!row.remark.empty()) row.remark += "; ";
        row.remark += exclusively ? "lent exclusively to " : "lent to ";
        row.remark += holders_text(m_scene, lent, &m_frame);
        row.remark_tone = Tone::Moved;
    }

    /// Arguments that wait for their call.
    void add_outgoing() {
        const std::uint32_t first = locals_end();
        for (std::uint32_t slot = first; slot < m_function.slots; ++slot) {
            const Address address = m_frame.fp - (24 + 8 * slot);
            const WordInfo info = machine().word_info(address);
            if (info.init == 0 || info.kind == ValueKind::None) continue;
            if (m_rows.size() >= m_most + 2) return;
            add_value({address, m_scene.scalar_type(address), 8, m_scene.name_of(address)});
            m_rows.back().type = "argument";
        }
    }

    std::uint32_t locals_end() const {
        if (m_function.locals.empty()) return m_function.result_words;
        return m_function.locals.back().base() + 1u;
    }

    const Scene& m_scene;
    const FrameInfo& m_frame;
    const Function& m_function;
    std::size_t m_most;
    std::vector<SlotRow> m_rows;
    std::size_t m_left_out = 0;
    std::size_t m_elsewhere = 0;
};

struct Widths {
    std::uint32_t address = 0;
    std::uint32_t name = 0;
    std::uint32_t type = 0;
};

Widths widths_of(const Machine& machine, const std::vector<SlotRow>& rows, std::uint32_t columns) {
    Widths widths;
    for (const SlotRow& row : rows) {
        widths.address = std::max(widths.address, display_width(machine.place_name(row.address)));
        // The record's rows have no type: their names may use its column.
        if (row.type.empty()) continue;
        widths.name = std::max(widths.name, display_width(row.name));
        widths.type = std::max(widths.type, display_width(row.type));
    }
    widths.name = std::clamp(widths.name, 4u, columns / 4);
    widths.type = std::clamp(widths.type, 14 - std::min(widths.name, 10u), columns / 5);
    return widths;
}

std::string row_text(const Scene& scene, const SlotRow& row, const Widths& widths,
                     const RenderStyle& style) {
    const std::uint32_t names = 4 + widths.address + 2;
    const std::uint32_t values = names + widths.name + 2 + widths.type + 2;
    Line line(4);
    line.add(scene.machine().place_name(row.address), Tone::Faint).to(names);
    if (row.type.empty()) {
        line.add(row.name, Tone::Faint);
    } else {
        line.add(cut_to(row.name, widths.name), Tone::Name).to(names + widths.name + 2);
        line.add(cut_to(row.type, widths.type));
    }
    line.to(values, 1).add(row.glyph, row.tone).add(" ");
    const std::uint32_t columns = view_columns(style);
    const std::uint32_t remark = display_width(row.remark);
    if (row.remark.empty()) return line.add(row.value).text(style);
    line.add(row.value);
    if (line.columns() + 3 + remark <= columns) {
        return line.add("   ").add(row.remark, row.remark_tone).text(style);
    }
    return line.text(style) + prose(style, row.remark, values + 2, row.remark_tone);
}

std::string head_text(const Scene& scene, const FrameInfo& frame, const RenderStyle& style) {
    const Program& program = scene.program();
    Line line;
    line.add(scene.frame_name(frame), Tone::Strong);
    line.add("   ").add(place_of(program, frame.index));
    line.add(": " + text_of_line(program, frame.index), Tone::Faint);
    return line.text(style);
}

std::string frame_text(const Scene& scene, const FrameInfo& frame, const RenderStyle& style,
                       std::size_t most) {
    Frame it(scene, frame, most);
    const std::vector<SlotRow> rows = it.rows();
    const Widths widths = widths_of(scene.machine(), rows, view_columns(style));
    std::string text = head_text(scene, frame, style);
    const std::uint32_t bytes = scene.program().function(frame.function).frame_bytes();
    text += Line(4)
                .add(fmt::format("depth {}, {} below fp {}", with_commas(frame.depth),
                                 quantity(bytes, "byte"), fp_text(scene.machine(), frame.fp)),
                     Tone::Faint)
                .text(style);
    for (const SlotRow& row : rows) text += row_text(scene, row, widths, style);
    if (const std::string rest = it.rest(); !rest.empty()) {
        text += Line(4).add(rest, Tone::Faint).text(style);
    }
    return text;
}

std::string stack_head(const Scene& scene, const RenderStyle& style) {
    const Machine& machine = scene.machine();
    const Layout& layout = machine.layout();
    return Line()
        .add("stack", Tone::Strong)
        .add(fmt::format("   {}, {} of {} in use, at most {} so far",
                         quantity(scene.frames().size(), "frame"),
                         with_commas(machine.stack_bytes()),
                         quantity(layout.stack_end - layout.stack_begin, "byte"),
                         with_commas(machine.peak_stack_bytes())))
        .text(style);
}

}  // namespace

std::string stack_view(const Scene& scene, const RenderStyle& style, std::uint32_t depth) {
    if (scene.frames().empty()) return no_frames(scene, style);
    if (depth != 0) {
        const FrameInfo* frame = scene.frame(depth);
        if (frame == nullptr) {
            return Line().add(fmt::format("no frame has depth {}", depth)).text(style);
        }
        return frame_text(scene, *frame, style, most_locals_alone);
    }
    std::string text = stack_head(scene, style);
    for (const FrameRow& row : frame_rows(scene, most_frames)) {
        text += "\n";
        text += row.is_gap() ? Line().add(gap_text(scene, row), Tone::Faint).text(style)
                             : frame_text(scene, scene.frames()[row.frame], style, most_locals);
    }
    return text;
}

}  // namespace freehold::debug
