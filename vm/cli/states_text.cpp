// SPDX-License-Identifier: MIT
#include "vm/cli/states_text.hpp"

#include <algorithm>

#include "vm/base/terminal.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/code_place.hpp"
#include "vm/observe/report_line.hpp"
#include "vm/ownership/states.hpp"

namespace freehold::cli {

namespace {

using ownership::FunctionStates;
using ownership::LineStates;
using ownership::SlotState;

constexpr std::uint32_t cell_columns = 13;  // "· uninit  rwo"
constexpr std::uint32_t gap = 2;
constexpr std::uint32_t fewest_text_columns = 24;
constexpr std::uint32_t most_text_columns = 44;

struct Look {
    const char* glyph;
    const char* word;
    const char* color;
};

Look look_of(const SlotState& state) {
    switch (state.holds) {
        case SlotState::Holds::Nothing: return {" ", "", ""};
        case SlotState::Holds::Uninit: return {"·", "uninit", "2"};
        case SlotState::Holds::Init: return {"●", state.may_be_null ? "null?" : "init", "32"};
        case SlotState::Holds::Moved: return {"○", "moved", "33"};
        case SlotState::Holds::Maybe: return {"◐", "maybe", "35"};
    }
    return {" ", "", ""};
}

std::string padded(const std::string& text, std::uint32_t columns) {
    const std::uint32_t width = display_width(text);
    return text + std::string(width < columns ? columns - width : 0, ' ');
}

std::string without_blanks_at_end(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string cell(const SlotState& state, bool color) {
    if (state.holds == SlotState::Holds::Nothing) return std::string(cell_columns, ' ');
    const Look look = look_of(state);
    std::string text = std::string{look.glyph} + " " + padded(look.word, 6);
    if (color) text = "\x1b[" + std::string{look.color} + "m" + text + "\x1b[0m";
    text += "  ";
    text += state.read ? 'r' : '-';
    text += state.write ? 'w' : '-';
    text += state.own ? 'o' : '-';
    return text;
}

/// One row: a line of the source, or the beginning of the function.
struct Line {
    std::uint32_t number = 0;  // 0: without source
    std::string text;
    const std::vector<SlotState>* slots = nullptr;
    std::string remark;  // where there are no slots
};

class Table {
public:
    Table(const Program& program, FunctionId function, const FunctionStates& states,
          const RenderStyle& style)
        : m_program(program),
          m_function(program.function(function)),
          m_states(states),
          m_style(style) {
        collect();
    }

    std::string text() {
        std::string text = heading();
        if (m_states.too_large) return text + "  too large to verify: nothing is known\n";
        const std::size_t slots = m_states.names.size();
        const std::size_t fit = cells_that_fit();
        for (std::size_t first = 0; first == 0 || first < slots; first += fit) {
            if (first != 0) text += "\n";
            band(text, first, std::min(slots, first + fit));
        }
        return text;
    }

private:
    std::string heading() const {
        return "\n" + printable(m_function.name) + "   frame of " +
               quantity(m_function.frame_bytes(), "byte") + "\n";
    }

    void collect() {
        if (m_states.too_large) return;
        add_entry();
        std::uint32_t last = 0;
        for (const LineStates& states : m_states.lines) {
            Line line;
            line.number = line_of(m_program, states.begin);
            line.text = text_of_line(m_program, states.begin);
            line.slots = &states.slots;
            if (!states.reached) line.remark = "no way leads here";
            if (states.reached && !states.goes_on) line.remark = "leaves";
            // What a branch does on its way out of scopes stands behind the function's last line.
            if (line.number != 0 && line.number < last) line.text = "(out) " + line.text;
            last = std::max(last, line.number);
            m_lines.push_back(std::move(line));
        }
        for (const Line& line : m_lines) {
            m_text_columns = std::max(m_text_columns, display_width(line.text));
        }
    }

    void add_entry() {
        Line line;
        line.slots = &m_states.entry;
        line.text = "(entry)";
        const Span name = m_function.span;
        if (!name.empty() && raw(name.file) < m_program.sources.size()) {
            line.number = m_program.sources[raw(name.file)].position(name.begin).line;
        }
        m_lines.push_back(std::move(line));
    }

    std::uint32_t margin() const { return m_lines.back().number == 0 ? 2 : 7; }

    std::size_t cells_that_fit() {
        const std::uint32_t width = std::max(m_style.width, fewest_columns);
        // Few slots leave more room for the source.
        const auto all = static_cast<std::uint32_t>(m_states.names.size()) * (cell_columns + gap);
        const std::uint32_t rest = width > margin() + all ? width - margin() - all : 0;
        m_text_columns =
            std::min(m_text_columns, std::clamp(rest, fewest_text_columns, most_text_columns));
        const std::uint32_t taken = margin() + m_text_columns;
        const std::uint32_t left = width > taken ? width - taken : 0;
        return std::max<std::size_t>(1, left / (cell_columns + gap));
    }

    std::string start(const Line& line) const {
        std::string text;
        if (margin() == 7) {
            const std::string number = line.number == 0 ? "" : std::to_string(line.number);
            text = std::string(number.size() < 5 ? 5 - number.size() : 0, ' ') + number + "  ";
        } else {
            text = "  ";
        }
        return text + padded(cut_to(line.text, m_text_columns), m_text_columns);
    }

    void band(std::string& text, std::size_t first, std::size_t last) const {
        std::string names(margin() + m_text_columns, ' ');
        for (std::size_t i = first; i < last; ++i) {
            names += "  " + padded(cut_to(m_states.names[i], cell_columns), cell_columns);
        }
        text += without_blanks_at_end(names) + "\n";
        std::vector<SlotState> before(m_states.names.size());
        for (const Line& line : m_lines) {
            std::string row = start(line);
            for (std::size_t i = first; i < last && !line.slots->empty(); ++i) {
                row += "  " + cell((*line.slots)[i], m_style.color);
            }
            if (!line.remark.empty()) row += "  " + line.remark;
            text += without_blanks_at_end(row) + "\n";
            if (line.slots->empty()) continue;
            for (std::size_t i = first; i < last; ++i) loans(text, before[i], (*line.slots)[i], i);
            before = *line.slots;
        }
    }

    // What is lent now and was not before, and what is no longer.
    void loans(std::string& text, const SlotState& before, const SlotState& now,
               std::size_t slot) const {
        const std::string indent(margin() + 2, ' ');
        for (const ownership::LentTo& lent : now.lent) {
            if (has(before, lent)) continue;
            const std::string to = lent.holder.empty() ? "a call's argument" : lent.holder;
            text += indent + m_states.names[slot] + " lent to " + to + " (" +
                    place_of(m_program, lent.at) + "), " +
                    (lent.exclusive ? "exclusively" : "shared") + "\n";
        }
        for (const ownership::LentTo& lent : before.lent) {
            if (has(now, lent) || lent.holder.empty()) continue;
            text += indent + m_states.names[slot] + " no longer lent to " + lent.holder + "\n";
        }
    }

    static bool has(const SlotState& state, const ownership::LentTo& lent) {
        return std::find(state.lent.begin(), state.lent.end(), lent) != state.lent.end();
    }

    const Program& m_program;
    const Function& m_function;
    const FunctionStates& m_states;
    RenderStyle m_style;
    std::vector<Line> m_lines;
    std::uint32_t m_text_columns = 8;
};

constexpr const char* legend =
    "After each line   ● init, null? may be null   ○ moved   · uninit   ◐ maybe: on some ways\n"
    "                  r it may be read   w it may be given a value   o it may be moved away\n";

}  // namespace

std::string states_text(const Program& program, FunctionId left_out, const RenderStyle& style) {
    const StaticIndex statics(program);
    std::string text = legend;
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        if (FunctionId{f} == left_out) continue;
        const FunctionStates states = ownership::states_of(program, statics, FunctionId{f});
        text += Table(program, FunctionId{f}, states, style).text();
    }
    return text;
}

}  // namespace freehold::cli
