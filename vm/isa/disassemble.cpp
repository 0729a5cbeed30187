// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "freehold/image.hpp"
#include "vm/base/text.hpp"
#include "vm/isa/disassemble_values.hpp"
#include "vm/isa/instruction_text.hpp"

namespace freehold {
namespace {

// The line of a source an offset is on, from 1.
std::uint32_t line_at(const Source& source, std::uint32_t offset) {
    std::uint32_t low = 1, high = source.line_count();
    while (low < high) {
        const std::uint32_t middle = low + (high - low + 1) / 2;
        if (source.line_start(middle) <= offset) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

class Disassembler {
public:
    explicit Disassembler(const Program& program)
        : m_program(program), m_statics(program), m_formats(program.formats.size()) {}

    std::string all() {
        head();
        for (const Struct& structure : m_program.structs) struct_lines(structure);
        for (std::uint32_t i = 0; i < m_program.types.size(); ++i) type_line(TypeId{i});
        constants();
        items();
        for (const Source& source : m_program.sources) file(source);
        return std::move(m_text);
    }

private:
    template <class... Arguments>
    void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
        // format_to would compile all of {fmt} here: of the library's two ways this one is built.
        m_text += fmt::format(format, std::forward<Arguments>(arguments)...);
        m_text += '\n';
    }
    // The same, with something for the reader's eye behind it.
    void line_with_comment(const std::string& text, const std::string& comment) {
        line("{:<32}; {}", text, comment);
    }

    void head() {
        line("{}", expanded_mark);
        line_with_comment(".main " + name_text(m_program.function(m_program.main).name),
                          "where the program begins");
        line_with_comment(
            fmt::format(".data {} {}", m_program.data.size(), m_program.read_only_data),
            "bytes of data, of which so many may not be written");
        line_with_comment(fmt::format(".bss {}", m_program.bss), "bytes of bss");
        if (m_program.spans.empty()) {
            line_with_comment(".stripped", "instructions have no place in a source");
        }
    }

    // ---- places in the source: a .loc counts for everything after it --------------------------

    void loc(Span span, const char* indent) {
        if (span == m_loc) return;
        m_loc = span;
        const std::string text =
            fmt::format("{}.loc {} {} {}", indent, raw(span.file), span.begin, span.end);
        const std::string comment = source_line(span);
        if (comment.empty()) {
            line("{}", text);
        } else {
            line_with_comment(text, comment);
        }
    }

    // The line of the source that a span begins on, where it is another one than last time.
    std::string source_line(Span span) {
        if (raw(span.file) >= m_program.sources.size()) return {};
        const Source& source = m_program.sources[raw(span.file)];
        const std::uint32_t number = line_at(source, span.begin);
        if (m_shown_file == raw(span.file) && m_shown_line == number) return {};
        m_shown_file = raw(span.file);
        m_shown_line = number;
        constexpr std::size_t enough = 60;
        const std::string_view text = source.line(number).substr(0, 2 * enough);
        const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
        return fmt::format("{}: {}", number, printable(text.substr(begin, enough)));
    }

    // ---- types and numbers --------------------------------------------------------------------

    void struct_lines(const Struct& structure) {
        m_text += '\n';
        loc(structure.span, "");
        line_with_comment(
            fmt::format("struct {} {{", name_text(structure.name)),
            fmt::format("{}, aligned to {}", quantity(structure.size, "byte"), structure.align));
        for (const Field& field : structure.fields) {
            line_with_comment(
                fmt::format("    {}: {}", name_text(field.name), type_text(m_program, field.type)),
                fmt::format("+{}", field.offset));
        }
        line("}}");
    }

    void type_line(TypeId id) {
        if (raw(id) == 0) m_text += '\n';
        line(".type {}", type_text(m_program, id));
    }

    void constants() {
        constexpr std::size_t in_a_line = 8;
        for (std::size_t i = 0; i < m_program.constants.size(); ++i) {
            if (i % in_a_line == 0) m_text += "\n.pool";
            m_text += fmt::format(" {}", m_program.constants[i]);
        }
        if (!m_program.constants.empty()) m_text += '\n';
    }

    // ---- statics and functions, in the order of their ids: that of the source ------------------

    void items() {
        std::size_t item = 0;
        for (std::uint32_t i = 0; i < m_program.functions.size(); ++i) {
            const ObjectId next = m_program.functions[i].object;
            for (; item < m_program.statics.size() && m_program.statics[item].object > next;
                 ++item) {
                static_line(m_program.statics[item]);
            }
            function(FunctionId{i});
        }
        for (; item < m_program.statics.size(); ++item) static_line(m_program.statics[item]);
    }

    void static_line(const Static& item) {
        m_text += '\n';
        loc(item.span, "");
        const bool bss = item.segment == Segment::Bss;
        const char* word = bss ? "bss" : item.mut ? "data mut" : "data";
        m_text += fmt::format("{} {}: {} at {:#x}", word, name_text(item.name),
                              type_text(m_program, item.type), raw(item.address));
        if (!bss) m_text += " = " + initial_value(m_program, item);
        m_text += '\n';
    }

    void function(FunctionId id) {
        const Function& function = m_program.function(id);
        m_text += '\n';
        loc(function.span, "");
        line("fn {}({}){}{} {{", name_text(function.name), parameters(function),
             function.result == TypeId::None ? std::string()
                                             : " -> " + type_text(m_program, function.result),
             from(function));
        line_with_comment(
            fmt::format("    .slots {}", function.slots),
            fmt::format("a frame of {}, code at {:#x}", quantity(function.frame_bytes(), "byte"),
                        raw(code_address(function.first))));
        for (std::size_t i = 0; i < function.locals.size(); ++i) {
            local(function, function.locals[i], i < function.parameters);
        }
        body(id);
        line("}}");
    }

    std::string parameters(const Function& function) const {
        std::string text;
        for (std::uint32_t i = 0; i < function.parameters; ++i) {
            const Local& local = function.locals[i];
            if (i > 0) text += ", ";
            text += fmt::format("{}{}: {}", local.ro ? "ro " : "", name_text(local.name),
                                type_text(m_program, local.type));
        }
        return text;
    }

    static std::string from(const Function& function) {
        std::string text;
        for (std::uint16_t parameter : function.from) {
            text += fmt::format("{}{}", text.empty() ? " from " : ", ", parameter);
        }
        if (function.from_static) text += text.empty() ? " from static" : ", static";
        return text;
    }

    void local(const Function& function, const Local& local, bool parameter) {
        loc(local.span, "    ");
        const std::string rest =
            fmt::format("at %{} in {}..{}", local.base(), local.scope_begin - function.first,
                        local.scope_end - function.first);
        if (parameter) {
            line("    param {} {}", name_text(local.name), rest);
        } else {
            line("    local {}{}: {} {}", local.ro ? "ro " : "", name_text(local.name),
                 type_text(m_program, local.type), rest);
        }
    }

    // ---- instructions -------------------------------------------------------------------------

    void body(FunctionId id) {
        const Function& function = m_program.function(id);
        const std::vector<bool> is_target = jump_targets(m_program, function);
        InstructionText instructions(m_program, function, m_statics, &m_formats);
        const std::uint32_t end = function.first + function.count;
        for (std::uint32_t i = function.first; i < end; ++i) {
            unsafe(i);
            labels(id, i);
            if (is_target[i - function.first] && instructions.is_made_up(i)) {
                line("{}:", instructions.target(i));
            }
            if (!m_program.spans.empty()) loc(m_program.spans[i], "    ");
            line("    {}", instructions.text(m_program.code[i]));
        }
        labels(id, end);
        end_unsafe(end);
        if (end == m_program.code.size()) unsafe(end);
    }

    void labels(FunctionId function, std::uint32_t index) {
        const auto& all = m_program.labels;
        for (; m_label < all.size() && all[m_label].function == function &&
               all[m_label].index == index;
             ++m_label) {
            line("{}:", name_text(all[m_label].name));
        }
    }

    // Closes and opens what ends and begins before an instruction.
    void unsafe(std::uint32_t index) {
        end_unsafe(index);
        const auto& all = m_program.unsafe;
        for (; m_unsafe < all.size() && all[m_unsafe].first == index; ++m_unsafe) {
            line("    unsafe {{");
            m_open = true;
            if (all[m_unsafe].second > index) return;
            close_unsafe();
        }
    }
    void end_unsafe(std::uint32_t index) {
        if (!m_open || m_program.unsafe[m_unsafe].second != index) return;
        close_unsafe();
        ++m_unsafe;
    }
    void close_unsafe() {
        line("    }}");
        m_open = false;
    }

    // ---- source text --------------------------------------------------------------------------

    void file(const Source& source) {
        m_text += '\n';
        line(".file {}", quoted(source.name()));
        std::string_view rest = source.text();
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
            line("    {}", quoted(rest.substr(0, end)));
            rest.remove_prefix(end);
        }
    }

    const Program& m_program;
    StaticIndex m_statics;
    FormatOrder m_formats;
    std::string m_text;
    Span m_loc{};
    std::uint32_t m_shown_file = 0;
    std::uint32_t m_shown_line = 0;
    std::size_t m_label = 0;   // the next of Program::labels
    std::size_t m_unsafe = 0;  // the next of Program::unsafe, or the one that is open
    bool m_open = false;
};

}  // namespace

std::string disassemble(const Program& program) { return Disassembler(program).all(); }

std::string disassemble(const Program& program, std::uint32_t index) {
    const StaticIndex statics(program);
    const Function& function = program.function(function_at(program, index));
    return InstructionText(program, function, statics).text(program.code[index]);
}

}  // namespace freehold
