// SPDX-License-Identifier: MIT
#include "assembler/expanded.hpp"

#include <fmt/format.h>

#include "assembler/expanded_reader.hpp"
#include "assembler/expanded_values.hpp"
#include "vm/isa/type_layout.hpp"
#include "vm/isa/validate_parts.hpp"

namespace freehold::assembler {
namespace {

constexpr std::size_t max_errors = 20;

Diagnostic mistake(Code code, std::string headline, Span at, std::string label) {
    Diagnostic made;
    made.code = code;
    made.headline = std::move(headline);
    made.labels.push_back({at, std::move(label), true});
    return made;
}

}  // namespace

bool is_expanded(const Source& source) {
    std::string_view line = source.line(1);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
    return line == expanded_mark;
}

std::optional<Program> read_expanded(const Source& source, std::vector<Diagnostic>& diagnostics) {
    return ExpandedReader(source, diagnostics).read();
}

std::optional<Program> ExpandedReader::read() {
    m_before = m_diagnostics.size();
    if (!is_expanded(m_source)) {
        m_in.fail(Code::BadDirective, "a text that is not expanded", "`.expanded` comes first");
        report();
    }
    if (!failed()) read_types();
    if (!failed()) read_items();
    if (!failed() && settle()) read_insides();
    if (failed() || !judge()) return {};
    return std::move(m_program);
}

void ExpandedReader::report() {
    if (m_in.has_failure() && !full()) m_diagnostics.push_back(m_in.take_failure());
    m_in.forget_failure();
}

bool ExpandedReader::full() const { return m_diagnostics.size() >= m_before + max_errors; }

// ---- names and types ---------------------------------------------------------------------------

void ExpandedReader::read_types() {
    std::vector<std::uint32_t> rows;
    for (; !m_in.at_end(); m_in.skip_line()) {
        if (m_in.accept_word("struct")) declare_struct();
        if (m_in.token().kind == ExpandedCursor::Kind::Directive && m_in.text() == ".type") {
            rows.push_back(m_in.offset());
        }
    }
    // A struct's row may stand before the struct.
    for (std::uint32_t row : rows) {
        m_in.seek(row);
        m_in.advance();
        if (!m_types.add_row() || !m_in.end_line()) report();
        if (full()) return;
    }
    if (!failed() && !m_types.finish()) report();
}

// Only the name. A line that is no struct after all fails later.
void ExpandedReader::declare_struct() {
    if (m_in.is_sign(":")) return;
    if (auto name = m_in.name("the name of a struct")) m_types.declare(std::move(*name));
    m_in.forget_failure();
}

// ---- everything but the insides ----------------------------------------------------------------

void ExpandedReader::read_items() {
    m_in.seek(0);
    m_in.skip_line();
    while (!m_in.at_end() && !full()) {
        if (m_in.at_line_end()) {
            m_in.advance();
        } else if (!item()) {
            report();
            m_in.skip_line();
        }
    }
}

// Lays out types and statics, and makes room for data, whose size the text must account for.
bool ExpandedReader::settle() {
    Flaws flaws;
    check_type_shapes(m_program, flaws);
    if (flaws.none() && !lay_out(m_program)) flaws.add("a type is larger than the address space");
    const std::size_t text = m_source.text().size();
    if (flaws.none() && m_data_bytes > 16 * text + 65536) {
        flaws.add("`.data` says more bytes than its statics take");
    }
    for (const Flaw& flaw : flaws.take()) {
        m_diagnostics.push_back(
            mistake(Code::BadDirective, flaw.text, {FileId{0}, 0, 0}, "in this text"));
    }
    if (failed()) return false;
    m_program.data.resize(m_data_bytes);
    // The size of a run follows from its value.
    for (Static& item : m_program.statics) item.size = m_program.type(item.type).size;
    return true;
}

void ExpandedReader::read_insides() {
    for (const Inside& inside : m_bodies) {
        body(inside);
        if (full()) return;
    }
    ExpandedValues values(m_in, m_program, [this](const std::string& name) {
        const auto found = m_names.functions.find(name);
        return found == m_names.functions.end() ? std::nullopt : std::optional(found->second);
    });
    // Where data begins depends on how much code there is.
    if (!failed() && !Layout::fits(m_program, 0, 0)) {
        m_diagnostics.push_back(mistake(Code::ProgramTooLarge,
                                        "a program larger than its address space",
                                        {FileId{0}, 0, 0}, "in this text"));
    }
    for (const Inside& inside : m_values) {
        if (failed()) return;
        m_in.seek(inside.offset);
        if (!values.read(m_program.statics[inside.index]) || !m_in.end_line()) report();
    }
}

// ---- the whole ---------------------------------------------------------------------------------

bool ExpandedReader::judge() {
    const auto main = m_names.functions.find(m_main);
    if (main != m_names.functions.end()) m_program.main = main->second;
    auto formats = m_formats.take();
    if (!formats) {
        m_diagnostics.push_back(mistake(Code::BadDirective, "a format is missing",
                                        {FileId{0}, 0, 0},
                                        "formats are numbered from 0 without gaps"));
        return false;
    }
    m_program.formats = std::move(*formats);
    for (const Flaw& flaw : validate(m_program)) {
        const Span at = flaw.instruction ? m_lines[*flaw.instruction] : Span{};
        m_diagnostics.push_back(
            mistake(Code::BadDirective, flaw.text, at, flaw.instruction ? "here" : "in this text"));
    }
    return !failed();
}

}  // namespace freehold::assembler
