// SPDX-License-Identifier: MIT
#include "vm/isa/disassemble_values.hpp"

#include <fmt/format.h>

#include "vm/isa/expanded_names.hpp"

namespace freehold {
namespace {

class Values {
public:
    Values(const Program& program, Address data_begin) : m_program(program), m_begin(data_begin) {}

    // A value of the type; `bytes` says how long a run is.
    void append(const Type& type, Address at, std::uint32_t bytes) {
        switch (type.kind) {
            case TypeKind::Struct: structure(type, at); break;
            case TypeKind::Array:
            case TypeKind::Run: elements(m_program.type(type.element), at, bytes); break;
            default: m_text += scalar(type, at); break;
        }
    }

    std::string take() { return std::move(m_text); }

private:
    // What takes no bytes is left out: there may be any number of it.
    void structure(const Type& type, Address at) {
        m_text += '(';
        const char* separator = "";
        for (const Field& field : m_program.structs[type.structure].fields) {
            m_text += separator;
            const Type& inner = m_program.type(field.type);
            if (inner.size == 0) continue;
            append(inner, at + field.offset, inner.size);
            separator = ", ";
        }
        m_text += ')';
    }

    void elements(const Type& element, Address at, std::uint32_t bytes) {
        if (element.kind == TypeKind::U8) {
            m_text += quoted({reinterpret_cast<const char*>(host(at)), bytes});
            return;
        }
        m_text += '[';
        for (std::uint32_t done = 0; done < bytes; done += element.size) {
            if (done > 0) m_text += ", ";
            append(element, at + done, element.size);
        }
        m_text += ']';
    }

    std::string scalar(const Type& type, Address at) const {
        const std::uint64_t bits = word(at, type.size);
        switch (type.kind) {
            case TypeKind::I8: return number(static_cast<std::int8_t>(bits));
            case TypeKind::I16: return number(static_cast<std::int16_t>(bits));
            case TypeKind::I32: return number(static_cast<std::int32_t>(bits));
            case TypeKind::Code:
                if (bits != 0) return function(Pointer::from_word(bits));
                return "null";
            case TypeKind::Own:
            case TypeKind::Raw: return "null";
            default: return number(static_cast<std::int64_t>(bits));
        }
    }

    static std::string number(std::int64_t value) { return fmt::format("{}", value); }

    std::string function(Pointer pointer) const {
        const FunctionId id = function_at(m_program, code_index(pointer.address));
        return name_text(m_program.function(id).name);
    }

    const std::byte* host(Address at) const { return m_program.data.data() + (at - m_begin); }

    std::uint64_t word(Address at, std::uint32_t bytes) const {
        std::uint64_t bits = 0;
        for (std::uint32_t i = 0; i < bytes; ++i) {
            bits |= std::to_integer<std::uint64_t>(host(at)[i]) << (8 * i);
        }
        return bits;
    }

    const Program& m_program;
    Address m_begin;
    std::string m_text;
};

}  // namespace

std::string initial_value(const Program& program, const Static& item) {
    Values values(program, Layout::of(program, 0, 0).data_begin);
    values.append(program.type(item.type), item.address, item.size);
    return values.take();
}

}  // namespace freehold
