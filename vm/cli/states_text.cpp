// SPDX-License-Identifier: MIT
#include "vm/cli/states_text.hpp"

#include <algorithm>

#include "vm/base/terminal.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/line_states.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/isa/form.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::cli {

namespace {

using ownership::LoanFact;
using ownership::SlotFact;

constexpr std::uint32_t cell_columns = 13;  // "· uninit  -w-"
constexpr std::uint32_t gap = 3;
constexpr std::uint32_t fewest_text_columns = 24;
constexpr std::uint32_t most_text_columns = 44;

struct Look {
    const char* glyph;
    const char* word;
    const char* color;
};

Look look_of(const SlotFact& slot) {
    switch (slot.state) {
        case SlotFact::State::Uninit: return {"·", "uninit", "2"};
        case SlotFact::State::Init: return {"●", slot.may_be_null ? "null?" : "init", "32"};
        case SlotFact::State::Moved: return {"○", "moved", "33"};
        case SlotFact::State::MaybeUninit:
        case SlotFact::State::MaybeMoved: return {"◐", "maybe", "35"};
    }
    return {" ", "", ""};
}

std::string without_blanks_at_end(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

/// nullptr: the slot is in no scope there.
std::string cell(const SlotFact* slot, bool color) {
    if (slot == nullptr) return std::string(cell_columns, ' ');
    const Look look = look_of(*slot);
    std::string text = std::string{look.glyph} + " " + padded(look.word, 6);
    if (color) text = "\x1b[" + std::string{look.color} + "m" + text + "\x1b[0m";
    text += "  ";
    text += slot->may_read ? 'r' : '-';
    text += slot->may_write ? 'w' : '-';
    text += slot->may_move ? 'o' : '-';
    return text;
}

/// One slot of a function, or one field of it where the fields differ on some line.
struct Column {
    const Local* local;
    std::string name;
};

std::vector<Column> columns_of(const Function& function, const std::vector<LineFacts>& lines) {
    std::vector<Column> columns;
    for (const Local& local : function.locals) {
        std::vector<std::string> names;
        for (const LineFacts& line : lines) {
            std::vector<std::string> here;
            for (const SlotFact& slot : line.slots) {
                if (slot.local == &local) here.push_back(slot.name);
            }
            if (here.size() > names.size()) names = std::move(here);
        }
        for (std::string& name : names) columns.push_back({&local, std::move(name)});
    }
    return columns;
}

/// Its fact on a line: of the field, else of the whole.
const SlotFact* fact_of(const Column& column, const LineFacts& line) {
    const SlotFact* found = nullptr;
    for (const SlotFact& slot : line.slots) {
        if (slot.local != column.local) continue;
        if (found == nullptr || slot.name == column.name) found = &slot;
    }
    return found;
}

bool is_same(const LoanFact& a, const LoanFact& b) { return a.at == b.at && a.holder == b.holder; }

bool has(const SlotFact* slot, const LoanFact& lent) {
    return slot != nullptr &&
           std::any_of(slot->lent.begin(), slot->lent.end(),
                       [&lent](const LoanFact& other) { return is_same(other, lent); });
}

class Table {
public:
    Table(const Program& program, const Function& function, std::vector<LineFacts> lines,
          const RenderStyle& style)
        : m_program(program),
          m_function(function),
          m_lines(std::move(lines)),
          m_style(style),
          m_columns(columns_of(function, m_lines)) {
        read_texts();
        arrange();
    }

    std::string text() const {
        std::string text = "\n" + printable(m_function.name) + "   frame of " +
                           quantity(m_function.frame_bytes(), "byte") + "\n";
        for (std::size_t first = 0; first == 0 || first < m_columns.size(); first += m_fit) {
            if (first != 0) text += "\n";
            band(text, first, std::min(m_columns.size(), first + m_fit));
        }
        return text;
    }

private:
    void read_texts() {
        std::uint32_t last = 0;
        for (const LineFacts& line : m_lines) {
            const std::uint32_t number = line_of(m_program, line.begin);
            // What a branch does on its way out of scopes stands behind the function's last line.
            const bool way_out = number != 0 && number < last;
            m_texts.push_back((way_out ? "(way out) " : "") + text_of_line(m_program, line.begin));
            last = std::max(last, number);
        }
        m_margin = last == 0 ? 2 : 7;
    }

    // Few slots leave more room for the source.
    void arrange() {
        for (const std::string& text : m_texts) {
            m_text_columns = std::max(m_text_columns, display_width(text));
        }
        const std::uint32_t width = std::max(m_style.width, fewest_columns);
        const auto all = static_cast<std::uint32_t>(m_columns.size()) * (cell_columns + gap);
        const std::uint32_t rest = width > m_margin + all ? width - m_margin - all : 0;
        // Where not even one slot fits beside the source, the source gives way.
        const std::uint32_t most = width - m_margin - cell_columns - gap;
        m_text_columns = std::min(
            {m_text_columns, std::clamp(rest, fewest_text_columns, most_text_columns), most});
        const std::uint32_t left = width - m_margin - m_text_columns;
        m_fit = std::max<std::size_t>(1, left / (cell_columns + gap));
    }

    std::string start(std::size_t row) const {
        std::string text = "  ";
        if (m_margin > 2) {
            const std::string number = std::to_string(line_of(m_program, m_lines[row].begin));
            text = std::string(number.size() < 5 ? 5 - number.size() : 0, ' ') + number + "  ";
        }
        return text + padded(cut_to(m_texts[row], m_text_columns), m_text_columns);
    }

    void band(std::string& text, std::size_t first, std::size_t last) const {
        const std::string between(gap, ' ');
        std::string names(m_margin + m_text_columns, ' ');
        for (std::size_t c = first; c < last; ++c) {
            names += between + padded(cut_to(m_columns[c].name, cell_columns), cell_columns);
        }
        if (first < last) text += without_blanks_at_end(names) + "\n";
        for (std::size_t row = 0; row < m_lines.size(); ++row) {
            for (std::size_t c = first; row > 0 && c < last; ++c) loans(text, row, m_columns[c]);
            std::string line = start(row);
            for (std::size_t c = first; c < last; ++c) {
                line += between + cell(fact_of(m_columns[c], m_lines[row]), m_style.color);
            }
            text += without_blanks_at_end(line) + "\n";
        }
    }

    // Between two lines: what the first has lent, and what nobody looks at any more.
    void loans(std::string& text, std::size_t row, const Column& column) const {
        const bool follows = is_followed(m_lines[row - 1]);
        const SlotFact* before = follows ? fact_of(column, m_lines[row - 1]) : nullptr;
        const SlotFact* now = fact_of(column, m_lines[row]);
        const std::string indent(m_margin + 2, ' ');
        for (std::size_t i = 0; now != nullptr && i < now->lent.size(); ++i) {
            if (has(before, now->lent[i])) continue;
            text += indent + (follows ? "" : "from elsewhere: ") + lent_to(now->lent[i]) + "\n";
        }
        for (std::size_t i = 0; before != nullptr && i < before->lent.size(); ++i) {
            const LoanFact& lent = before->lent[i];
            if (has(now, lent) || lent.holder.empty()) continue;
            text += indent + lent.place + " no longer lent to " + lent.holder + "\n";
        }
    }

    // Whether control goes on from there to the next line.
    bool is_followed(const LineFacts& line) const {
        return falls_through(m_program.code[line.end - 1].opcode());
    }

    std::string lent_to(const LoanFact& lent) const {
        return lent.place + " lent to " + (lent.holder.empty() ? "an argument" : lent.holder) +
               " (" + place_of(m_program, lent.at) + "), " +
               (lent.exclusive ? "exclusively" : "shared");
    }

    const Program& m_program;
    const Function& m_function;
    std::vector<LineFacts> m_lines;
    RenderStyle m_style;
    std::vector<Column> m_columns;
    std::vector<std::string> m_texts;  // one for each line
    std::uint32_t m_margin = 7;
    std::uint32_t m_text_columns = 8;
    std::size_t m_fit = 1;
};

constexpr const char* legend =
    "before each line  ● init, or null? if it may be null  ○ moved  · uninit\n"
    "                  ◐ maybe: a value on some ways, none on others\n"
    "                  r may be read  w may be given a value  o may be moved or dropped\n"
    "                  - not now: no value, lent to others, or nothing to own\n";

}  // namespace

std::string states_text(const Program& program, FunctionId left_out, const RenderStyle& style) {
    LineStates states(program);
    std::string text = legend;
    for (const FunctionId id : own_functions(program, left_out)) {
        text += Table(program, program.function(id), states.of(id), style).text();
    }
    return text;
}

}  // namespace freehold::cli
