// SPDX-License-Identifier: MIT
#include "vm/isa/listing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/isa/instruction_text.hpp"

namespace freehold {
namespace {

// `bytes` of a number, the lowest first, as they lie in memory.
std::string little_endian(std::uint64_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += fmt::format("{:02x}", number >> (8 * i) & 0xff);
    return text;
}

std::string bytes_of(const Instruction& instruction) {
    return fmt::format("{} {} {} {} {}", little_endian(instruction.op, 2),
                       little_endian(instruction.a, 2), little_endian(instruction.b, 2),
                       little_endian(instruction.c, 2), little_endian(instruction.imm, 8));
}

class Listing {
public:
    explicit Listing(const Program& program)
        : m_program(program), m_layout(Layout::of(program, 0, 0)), m_statics(program) {}

    std::string all() {
        for (const Function& function : m_program.functions) function_rows(function);
        static_rows(Segment::Data,
                    fmt::format("data, {}", quantity(m_program.data.size(), "byte")));
        static_rows(Segment::Bss, fmt::format("BSS, {}, all zero and not in the image",
                                              quantity(m_program.bss, "byte")));
        return std::move(m_text);
    }

private:
    void heading(const std::string& text) {
        if (!m_text.empty()) m_text += '\n';
        m_text += text + '\n';
    }

    void row(Address address, const std::string& bytes, const std::string& what,
             const std::string& margin = "") {
        std::string line = fmt::format("  {:08x}  {:<36}  ", raw(address), bytes);
        line += what;
        if (!margin.empty()) {
            constexpr std::uint32_t column = 28;
            const std::uint32_t width = display_width(what);
            line += std::string(width < column ? column - width : 0, ' ') + "  ; " + margin;
        }
        m_text += line + '\n';
    }

    // ---- code: op, a, b, c, imm ----------------------------------------------------------------

    void function_rows(const Function& function) {
        heading(fmt::format("{}, a frame of {}", function.name,
                            quantity(function.frame_bytes(), "byte")));
        const std::vector<bool> is_target = jump_targets(m_program, function);
        InstructionText instructions(m_program, function, m_statics);
        for (std::uint32_t i = function.first; i < function.first + function.count; ++i) {
            if (is_target[i - function.first]) m_text += instructions.target(i) + ":\n";
            row(code_address(i), bytes_of(m_program.code[i]), instructions.text(m_program.code[i]),
                source_line(m_program.span_of(i)));
        }
    }

    // Where an instruction begins another line of the source than the one before.
    std::string source_line(Span span) {
        if (m_program.spans.empty() || raw(span.file) >= m_program.sources.size()) return "";
        const Source& source = m_program.sources[raw(span.file)];
        const std::uint32_t number = source.position(span.begin).line;
        if (m_file == span.file && m_line == number) return "";
        m_file = span.file;
        m_line = number;
        std::string_view text = source.line(number);
        text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
        return fmt::format("{}: {}", number, printable(text));
    }

    // ---- statics -------------------------------------------------------------------------------

    void static_rows(Segment segment, const std::string& title) {
        bool first = true;
        for (const Static& item : m_program.statics) {
            if (item.segment != segment) continue;
            if (first) heading(title);
            first = false;
            const std::string mut = segment == Segment::Data && item.mut ? "mut " : "";
            row(item.address, initial_bytes(item),
                fmt::format("{}{}: {}, {}", mut, item.name, type_name(m_program, item.type),
                            quantity(item.size, "byte")));
        }
    }

    // As many as there is room for.
    std::string initial_bytes(const Static& item) const {
        if (item.segment == Segment::Bss) return "";
        constexpr std::uint32_t most = 14;
        const std::uint32_t begin = item.address - m_layout.data_begin;
        std::string text;
        for (std::uint32_t i = 0; i < std::min(item.size, most); ++i) {
            if (i > 0 && i % 2 == 0) text += ' ';
            text += fmt::format("{:02x}", std::to_integer<unsigned>(m_program.data[begin + i]));
        }
        return item.size > most ? text + "…" : text;
    }

    const Program& m_program;
    Layout m_layout;
    StaticIndex m_statics;
    FileId m_file{};
    std::uint32_t m_line = 0;
    std::string m_text;
};

}  // namespace

std::string listing(const Program& program) { return Listing(program).all(); }

}  // namespace freehold
