// SPDX-License-Identifier: MIT
#include "assembler/expanded_values.hpp"

#include "assembler/types.hpp"

namespace freehold::assembler {

bool ExpandedValues::read(Static& item) {
    const Type& type = m_program.type(item.type);
    const Address begin = Layout::of(m_program, 0, 0).data_begin;
    if (item.address < begin) {
        return m_in.fail(Code::BadDirective, "a static outside data", "its address is below data");
    }
    const std::uint64_t at = item.address - begin;
    if (type.kind != TypeKind::Run) return value(type, at);
    const auto bytes = elements(m_program.type(type.element), at);
    if (!bytes) return false;
    item.size = static_cast<std::uint32_t>(*bytes);
    return true;
}

bool ExpandedValues::value(const Type& type, std::uint64_t at) {
    switch (type.kind) {
        case TypeKind::Struct: return structure(type, at);
        case TypeKind::Array:
        case TypeKind::Run: return array(type, at);
        case TypeKind::Code: return code(at);
        default: return scalar(type, at);
    }
}

bool ExpandedValues::structure(const Type& type, std::uint64_t at) {
    if (!m_in.expect_sign("(")) return false;
    bool first = true;
    for (const Field& field : m_program.structs[type.structure].fields) {
        const Type& inner = m_program.type(field.type);
        if (inner.size == 0) continue;
        if (!first && !m_in.expect_sign(",")) return false;
        if (!value(inner, at + field.offset)) return false;
        first = false;
    }
    return m_in.expect_sign(")");
}

bool ExpandedValues::array(const Type& type, std::uint64_t at) {
    const std::uint32_t begin = m_in.offset();
    const auto bytes = elements(m_program.type(type.element), at);
    if (!bytes || *bytes == type.size) return bytes.has_value();
    return m_in.fail(Code::BadInitialiser, "an array of another length",
                     {FileId{0}, begin, begin + 1}, "does not fill its type");
}

std::optional<std::uint64_t> ExpandedValues::elements(const Type& element, std::uint64_t at) {
    if (element.kind == TypeKind::U8) return text(at);
    if (!m_in.expect_sign("[")) return {};
    std::uint64_t bytes = 0;
    while (!m_in.accept_sign("]")) {
        if (bytes > 0 && !m_in.expect_sign(",")) return {};
        // Elements of no bytes are not written, so each one takes the text further.
        if (element.size == 0 || !value(element, at + bytes)) {
            m_in.expected("`]`");
            return {};
        }
        bytes += element.size;
    }
    return bytes;
}

std::optional<std::uint64_t> ExpandedValues::text(std::uint64_t at) {
    const auto text = m_in.string("a text");
    if (!text) return {};
    for (std::size_t i = 0; i < text->size(); ++i) {
        if (!put(at + i, static_cast<std::uint8_t>((*text)[i]), 1)) return {};
    }
    return text->size();
}

bool ExpandedValues::scalar(const Type& type, std::uint64_t at) {
    if (m_in.accept_word("null")) return is_pointer(type.kind) || m_in.expected("a number");
    if (is_pointer(type.kind)) return m_in.expected("`null`");
    const IntegerRange range = range_of(type.kind);
    const auto number = m_in.number(range.least, range.most);
    return number && put(at, static_cast<std::uint64_t>(*number), type.size);
}

bool ExpandedValues::code(std::uint64_t at) {
    if (m_in.accept_word("null")) return true;
    const Span begin = m_in.span();
    const auto name = m_in.name("a function");
    if (!name) return false;
    const auto id = m_find(*name);
    if (!id) return m_in.fail(Code::UnknownName, "no such function", begin, "not declared");
    const Function& function = m_program.function(*id);
    return put(at, Pointer{function.object, code_address(function.first)}.word(), 8);
}

bool ExpandedValues::put(std::uint64_t at, std::uint64_t bits, std::uint32_t bytes) {
    if (at + bytes > m_program.data.size()) {
        return m_in.fail(Code::BadDirective, "a value past the end of data",
                         "`.data` says how many bytes there are");
    }
    for (std::uint32_t i = 0; i < bytes; ++i) {
        m_program.data[at + i] = static_cast<std::byte>(bits >> (8 * i));
    }
    return true;
}

}  // namespace freehold::assembler
