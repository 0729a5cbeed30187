// SPDX-License-Identifier: MIT
// The lines of an expanded text, in three passes: names and types; everything but what is inside
// functions and behind the `=` of statics; that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assembler/expanded_operands.hpp"

namespace freehold::assembler {

class ExpandedReader {
public:
    ExpandedReader(const Source& source, std::vector<Diagnostic>& diagnostics)
        : m_source(source), m_diagnostics(diagnostics), m_in(source), m_types(m_in, m_program) {}

    std::optional<Program> read();

private:
    // Where the inside of a function or the value of a static stands.
    struct Inside {
        std::uint32_t index;  // into functions or statics
        std::uint32_t offset;
        Span loc;
    };

    // ---- expanded.cpp: the passes ------------------------------------------------------------
    void read_types();
    void declare_struct();
    void read_items();
    bool settle();
    void read_insides();
    bool judge();
    void report();
    bool full() const;
    bool failed() const { return m_diagnostics.size() > m_before; }

    // ---- expanded_items.cpp: lines outside functions -----------------------------------------
    bool item();
    bool directive();
    bool set_main();
    bool set_data();
    bool pool();
    bool set_loc();
    bool file();
    bool structure();
    bool static_item(Segment segment);
    bool function();
    bool parameters(Function& function);
    bool member(Local& local);
    bool from(Function& function);
    bool skip_body();

    // ---- expanded_body.cpp: lines inside functions -------------------------------------------
    void body(const Inside& inside);
    bool body_line();
    bool slots();
    bool parameter();
    bool local();
    bool place_local(Local& local);
    bool label(std::string name);
    bool open_unsafe();
    bool close_brace();
    bool instruction();
    void resolve_jumps();

    const Source& m_source;
    std::vector<Diagnostic>& m_diagnostics;
    std::size_t m_before = 0;
    ExpandedCursor m_in;
    Program m_program;
    ExpandedTypes m_types;
    ExpandedNames m_names;
    ExpandedFormats m_formats;
    std::vector<Inside> m_bodies;
    std::vector<Inside> m_values;
    std::uint32_t m_structs = 0;  // read so far
    std::uint32_t m_data_bytes = 0;
    std::uint32_t m_next_id = 0xffffffff;
    std::string m_main;
    Span m_main_span{};
    bool m_stripped = false;
    Span m_loc{};
    std::vector<Span> m_lines;  // of each instruction, in this text

    // Of the function being read.
    Function* m_function = nullptr;
    std::uint32_t m_parameters = 0;
    std::optional<ExpandedOperands> m_operands;
    std::unordered_map<std::string, std::uint32_t> m_labels;
    std::vector<std::pair<std::uint32_t, ExpandedJump>> m_jumps;
    bool m_unsafe = false;
    bool m_closed = false;
};

}  // namespace freehold::assembler
