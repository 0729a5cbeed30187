// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "assembler/expanded_reader.hpp"
#include "vm/base/text.hpp"
#include "vm/isa/shape.hpp"

namespace freehold::assembler {

void ExpandedReader::body(const Inside& inside) {
    m_function = &m_program.functions[inside.index];
    m_function->first = static_cast<std::uint32_t>(m_program.code.size());
    if (m_function->result != TypeId::None) {
        const std::uint32_t words = slots_of(m_program.type(m_function->result));
        m_function->result_words =
            static_cast<std::uint16_t>(std::min<std::uint32_t>(words, 0xffff));
    }
    m_parameters = 0;
    m_operands.reset();
    m_labels.clear();
    m_jumps.clear();
    m_unsafe = m_closed = false;
    m_loc = inside.loc;
    m_in.seek(inside.offset);
    while (!m_closed && !m_in.at_end() && !full()) {
        if (m_in.at_line_end()) {
            m_in.advance();
        } else if (!body_line()) {
            report();
            m_in.skip_line();
        }
    }
    m_function->count = static_cast<std::uint32_t>(m_program.code.size()) - m_function->first;
    resolve_jumps();
}

bool ExpandedReader::body_line() {
    const ExpandedToken begin = m_in.token();
    const std::string word(m_in.text());
    const bool may_be_label = begin.kind == ExpandedCursor::Kind::Name ||
                              begin.kind == ExpandedCursor::Kind::Directive ||
                              begin.kind == ExpandedCursor::Kind::String;
    if (may_be_label) {
        m_in.advance();
        if (m_in.is_sign(":")) {
            m_in.seek(begin.begin);
            return label(word);
        }
        m_in.seek(begin.begin);
    }
    if (m_in.accept_sign("}")) return close_brace();
    if (m_in.accept_word("unsafe")) return open_unsafe();
    if (m_in.accept_word("local")) return local();
    if (m_in.accept_word("param")) return parameter();
    if (begin.kind != ExpandedCursor::Kind::Directive) return instruction();
    m_in.advance();
    if (word == ".loc") return set_loc();
    if (word == ".slots") return slots();
    return m_in.fail(Code::BadDirective, fmt::format("there is no directive `{}`", printable(word)),
                     {FileId{0}, begin.begin, begin.end}, "not known in a function");
}

// ---- the frame ---------------------------------------------------------------------------------

bool ExpandedReader::slots() {
    const auto number = m_in.number(0, max_slots);
    if (number) m_function->slots = static_cast<std::uint32_t>(*number);
    return number && m_in.end_line();
}

bool ExpandedReader::parameter() {
    const Span begin = m_in.span();
    const auto name = m_in.name("a parameter");
    if (!name) return false;
    if (m_parameters == m_function->parameters || m_function->locals[m_parameters].name != *name) {
        return m_in.fail(Code::UnknownName,
                         fmt::format("`{}` is not the next parameter", printable(*name)), begin,
                         "they stand here in their order");
    }
    return place_local(m_function->locals[m_parameters++]);
}

bool ExpandedReader::local() {
    if (m_operands) return m_in.expected("locals before instructions");
    return member(m_function->locals.emplace_back()) && place_local(m_function->locals.back());
}

// at %3 in 0..7
bool ExpandedReader::place_local(Local& local) {
    if (!m_in.expect_word("at")) return false;
    const ExpandedToken base = m_in.token();
    const std::uint32_t words = slots_of(m_program.type(local.type));
    if (base.kind != ExpandedCursor::Kind::Slot || base.number >= max_slots ||
        words > base.number + 1) {
        return m_in.expected("the last slot of the local");
    }
    m_in.advance();
    local.words = static_cast<std::uint16_t>(words);
    local.slot = static_cast<Slot>(base.number + 1 - words);
    constexpr std::int64_t most = 1 << 28;  // instructions that fit in the address space
    if (!m_in.expect_word("in")) return false;
    const auto begin = m_in.number(0, most);
    if (!begin || !m_in.expect_sign("..")) return false;
    const auto end = m_in.number(0, most);
    if (!end) return false;
    local.scope_begin = m_function->first + static_cast<std::uint32_t>(*begin);
    local.scope_end = m_function->first + static_cast<std::uint32_t>(*end);
    local.span = m_loc;
    return m_in.end_line();
}

// ---- labels and braces -------------------------------------------------------------------------

bool ExpandedReader::label(std::string name) {
    const Span begin = m_in.span();
    const auto index = static_cast<std::uint32_t>(m_program.code.size());
    const bool made_up = m_in.token().kind == ExpandedCursor::Kind::Directive;
    if (made_up) {
        m_in.advance();
    } else {
        auto given = m_in.name("a label");
        if (!given) return false;
        name = *given;
        const auto id = static_cast<std::uint32_t>(m_function - m_program.functions.data());
        m_program.labels.push_back({std::move(*given), FunctionId{id}, index});
    }
    // A jump cannot name one in quotes.
    const bool can_be_named = made_up || is_plain_name(name);
    if (can_be_named && !m_labels.emplace(name, index).second) {
        return m_in.fail(Code::DuplicateName,
                         fmt::format("the label `{}` stands twice", printable(name)), begin,
                         "a second time in this function");
    }
    return m_in.expect_sign(":") && m_in.end_line();
}

bool ExpandedReader::open_unsafe() {
    if (m_unsafe) return m_in.expected("no `unsafe` inside another");
    if (!m_in.expect_sign("{")) return false;
    const auto index = static_cast<std::uint32_t>(m_program.code.size());
    m_program.unsafe.emplace_back(index, index);
    m_unsafe = true;
    return m_in.end_line();
}

bool ExpandedReader::close_brace() {
    if (m_unsafe) {
        m_program.unsafe.back().second = static_cast<std::uint32_t>(m_program.code.size());
    } else {
        m_closed = true;
    }
    m_unsafe = false;
    return m_in.end_line();
}

// ---- instructions ------------------------------------------------------------------------------

bool ExpandedReader::instruction() {
    if (!m_operands) m_operands.emplace(m_in, m_types, m_names, *m_function);
    const std::uint32_t begin = m_in.offset();
    auto read = m_operands->read();
    if (!read) return false;
    const Span line{FileId{0}, begin, m_in.offset()};
    const auto index = static_cast<std::uint32_t>(m_program.code.size());
    if (read->shows) {
        const auto number = m_formats.add(read->format_number, std::move(read->format));
        if (!number) {
            return m_in.fail(Code::BadFormat, "a format with a number that another has", line,
                             "shown before");
        }
        set_field(read->instruction, In::Low, *number);
    }
    if (read->jump) m_jumps.emplace_back(index, std::move(*read->jump));
    m_program.code.push_back(read->instruction);
    m_lines.push_back(line);
    if (!m_stripped) m_program.spans.push_back(m_loc);
    return m_in.end_line();
}

void ExpandedReader::resolve_jumps() {
    for (const auto& [index, jump] : m_jumps) {
        const auto found = m_labels.find(jump.label);
        if (found == m_labels.end()) {
            m_in.fail(Code::UnknownLabel,
                      fmt::format("there is no label `{}` in this function", printable(jump.label)),
                      jump.span, "no such label");
            report();
            if (full()) return;
            continue;
        }
        set_field(m_program.code[index], jump.in, raw(code_address(found->second)));
    }
}

}  // namespace freehold::assembler
