// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "assembler/expanded_reader.hpp"
#include "vm/base/text.hpp"
#include "vm/isa/shape.hpp"

namespace freehold::assembler {

bool ExpandedReader::item() {
    if (m_in.token().kind == ExpandedCursor::Kind::Directive) return directive();
    if (m_in.accept_word("struct")) return structure();
    if (m_in.accept_word("data")) return static_item(Segment::Data);
    if (m_in.accept_word("bss")) return static_item(Segment::Bss);
    if (m_in.accept_word("fn")) return function();
    return m_in.expected("a directive, `struct`, `data`, `bss` or `fn`");
}

// ---- directives --------------------------------------------------------------------------------

bool ExpandedReader::directive() {
    const std::string word(m_in.text());
    if (word == ".type") {  // read before
        m_in.skip_line();
        return true;
    }
    const Span begin = m_in.span();
    m_in.advance();
    if (word == ".loc") return set_loc();
    if (word == ".main") return set_main();
    if (word == ".data") return set_data();
    if (word == ".pool") return pool();
    if (word == ".file") return file();
    if (word == ".stripped") {
        m_stripped = true;
        return m_in.end_line();
    }
    if (word == ".bss") {
        const auto bytes = m_in.count();
        if (bytes) m_program.bss = *bytes;
        return bytes && m_in.end_line();
    }
    return m_in.fail(Code::BadDirective, fmt::format("there is no directive `{}`", printable(word)),
                     begin, "not known");
}

bool ExpandedReader::set_main() {
    const auto name = m_in.name("a function");
    if (name) m_main = *name;
    return name && m_in.end_line();
}

bool ExpandedReader::set_data() {
    const auto bytes = m_in.count();
    const auto read_only = bytes ? m_in.count() : bytes;
    if (!read_only) return false;
    m_data_bytes = *bytes;
    m_program.read_only_data = *read_only;
    return m_in.end_line();
}

bool ExpandedReader::pool() {
    while (!m_in.at_line_end()) {
        const auto number = m_in.number(INT64_MIN, INT64_MAX);
        if (!number) return false;
        m_names.constants.emplace(*number, static_cast<std::uint32_t>(m_program.constants.size()));
        m_program.constants.push_back(*number);
    }
    return m_in.end_line();
}

bool ExpandedReader::set_loc() {
    const auto file = m_in.number(0, 0xffff);
    const auto begin = file ? m_in.count() : std::nullopt;
    const auto end = begin ? m_in.count() : std::nullopt;
    if (!end) return false;
    m_loc = {FileId{static_cast<std::uint16_t>(*file)}, *begin, *end};
    return m_in.end_line();
}

bool ExpandedReader::file() {
    auto name = m_in.string("the name of a file");
    if (!name || !m_in.end_line()) return false;
    std::string text;
    for (;;) {
        if (!m_in.at_end() && m_in.at_line_end()) {
            m_in.advance();
        } else if (m_in.token().kind == ExpandedCursor::Kind::String) {
            const auto line = m_in.string("a line");
            if (!line || !m_in.end_line()) return false;
            text += *line;
        } else {
            break;
        }
    }
    m_program.sources.emplace_back(std::move(*name), std::move(text));
    return true;
}

// ---- structs and statics -----------------------------------------------------------------------

bool ExpandedReader::structure() {
    if (!m_in.name("the name of a struct") || !m_in.expect_sign("{") || !m_in.end_line()) {
        return false;
    }
    Struct& structure = m_program.structs[m_structs++];
    structure.span = m_loc;
    while (!m_in.accept_sign("}")) {
        Field& field = structure.fields.emplace_back();
        auto name = m_in.name("a field, or `}`");
        if (!name || !m_in.expect_sign(":")) return false;
        const auto type = m_types.type();
        if (!type || !m_in.end_line()) return false;
        field.name = std::move(*name);
        field.type = *type;
    }
    return m_in.end_line();
}

bool ExpandedReader::static_item(Segment segment) {
    Static item;
    item.segment = segment;
    item.mut = segment == Segment::Bss || m_in.accept_word("mut");
    auto name = m_in.name("the name of a static");
    if (!name || !m_in.expect_sign(":")) return false;
    const auto type = m_types.type();
    if (!type || !m_in.expect_word("at")) return false;
    const auto address = m_in.count();
    if (!address) return false;
    item.name = std::move(*name);
    item.type = *type;
    item.address = Address{*address};
    item.object = ObjectId{m_next_id--};
    item.span = m_loc;
    m_names.statics.emplace(item.name, item.address);
    m_program.statics.push_back(std::move(item));
    if (segment == Segment::Bss) return m_in.end_line();
    if (!m_in.expect_sign("=")) return false;
    const auto index = static_cast<std::uint32_t>(m_program.statics.size() - 1);
    m_values.push_back({index, m_in.offset(), {}});
    m_in.skip_line();
    return true;
}

// ---- the heads of functions --------------------------------------------------------------------

bool ExpandedReader::function() {
    Function function;
    auto name = m_in.name("the name of a function");
    if (!name) return false;
    function.name = std::move(*name);
    function.object = ObjectId{m_next_id--};
    function.span = m_loc;
    if (!m_in.expect_sign("(") || !parameters(function)) return false;
    if (m_in.accept_sign("->")) {
        const auto type = m_types.type();
        if (!type) return false;
        function.result = *type;
    }
    if (m_in.accept_word("from") && !from(function)) return false;
    if (!m_in.expect_sign("{") || !m_in.end_line()) return false;
    const auto index = static_cast<std::uint32_t>(m_program.functions.size());
    m_names.functions.emplace(function.name, FunctionId{index});
    m_program.functions.push_back(std::move(function));
    m_bodies.push_back({index, m_in.offset(), m_loc});
    return skip_body();
}

bool ExpandedReader::parameters(Function& function) {
    while (!m_in.accept_sign(")")) {
        if (!function.locals.empty() && !m_in.expect_sign(",")) return false;
        if (!member(function.locals.emplace_back())) return false;
        if (function.locals.size() > 0xffff) return m_in.expected("fewer parameters");
    }
    function.parameters = static_cast<std::uint16_t>(function.locals.size());
    return true;
}

// [ro] name: type
bool ExpandedReader::member(Local& local) {
    local.ro = m_in.accept_word("ro");
    auto name = m_in.name("a name");
    if (!name || !m_in.expect_sign(":")) return false;
    const auto type = m_types.type();
    if (!type) return false;
    local.name = std::move(*name);
    local.type = *type;
    return true;
}

bool ExpandedReader::from(Function& function) {
    do {
        if (m_in.accept_word("static")) {
            function.from_static = true;
            continue;
        }
        const auto parameter = m_in.number(0, 0xffff);
        if (!parameter) return false;
        function.from.push_back(static_cast<std::uint16_t>(*parameter));
    } while (m_in.accept_sign(","));
    return true;
}

// The places of the source that stand inside count for what comes behind.
bool ExpandedReader::skip_body() {
    for (std::uint32_t open = 1; !m_in.at_end();) {
        if (m_in.token().kind == ExpandedCursor::Kind::Directive && m_in.text() == ".loc") {
            m_in.advance();
            if (!set_loc()) return false;
            continue;
        }
        if (m_in.accept_word("unsafe") && m_in.is_sign("{")) ++open;
        const bool closes = m_in.is_sign("}");
        m_in.skip_line();
        if (closes && --open == 0) return true;
    }
    return m_in.expected("the closing brace of the function");
}

}  // namespace freehold::assembler
