// SPDX-License-Identifier: MIT
// Traces to read, as pages beside this file; FREEHOLD_REDRAW=1 writes them anew.
#include "vm/observe/trace_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/support/case_file.hpp"
#include "tests/support/difference.hpp"
#include "tests/support/everything.hpp"
#include "tests/unit/observe/trace_support.hpp"
#include "vm/base/text.hpp"

namespace freehold::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using Entries = TraceText::Entries;

void expect_page(const std::string& name, const std::string& seen) {
    const std::string path = in_checkout("tests/unit/observe/trace/" + name + ".txt");
    if (std::getenv("FREEHOLD_REDRAW") != nullptr) {
        std::ofstream(path, std::ios::binary) << seen;
        return;
    }
    const std::string expected = read_file(path);
    EXPECT_TRUE(expected == seen) << path << "\n"
                                  << difference(plain_lines(expected), plain_lines(seen));
}

std::string trace_text_of(const std::string& program, TraceFilter filter = whole_trace(),
                          Entries entries = Entries::Instructions) {
    return TracedProgram{{.text = program}}.text(std::move(filter), entries);
}

TraceRun lesson(const std::string& name, Step first = 1, Step last = 20'000) {
    return {.text = read_file(in_checkout("programs/lessons/" + name + ".fh")),
            .first = first,
            .last = last};
}

TraceRun seed(const std::string& name) {
    return {.text = read_file(in_checkout("programs/seed/" + name + ".fh"))};
}

/// Those events and segments, and no step without.
TraceFilter only(EventSet events, std::vector<Segment> segments) {
    TraceFilter filter;
    filter.events = events;
    filter.segments = std::move(segments);
    filter.empty_steps = false;
    return filter;
}

// ---- whole traces -------------------------------------------------------------------------------

TEST(TraceText, of_an_owner_that_moves) {
    expect_page("ownership", TracedProgram{seed("04_ownership")}.text());
}

TEST(TraceText, of_statics) { expect_page("static", TracedProgram{seed("03_static")}.text()); }

TEST(TraceText, of_a_recursion) {
    expect_page("recursion", TracedProgram{lesson("03_recursion", 1, 30)}.text());
}

TEST(TraceText, of_borrows) {
    expect_page("borrows", TracedProgram{lesson("12_borrowing")}.text());
}

TEST(TraceText, of_a_list_that_is_freed) {
    expect_page("list", TracedProgram{lesson("07_lists_and_drop_order")}.text());
}

TEST(TraceText, of_narrow_fields) {
    expect_page("narrow", TracedProgram{lesson("04_struct_layout", 1, 40)}.text());
}

TEST(TraceText, by_lines_of_source) {
    expect_page("lines", TracedProgram{lesson("12_borrowing")}.text(whole_trace(), Entries::Lines));
}

// ---- what is shown ------------------------------------------------------------------------------

TEST(TraceText, leaves_out_steps_of_which_the_filter_leaves_nothing) {
    EXPECT_EQ(trace_text_of(small_program, only({EventKind::Free}, {})),
              "@4     line 8   drop.end s2: own bytes\n"
              "    free     #1  5 bytes  main.s2, end of scope\n");
}

TEST(TraceText, shows_the_segments_asked_for_alone) {
    const std::string text = trace_text_of(small_program, only({}, {Segment::Heap}));
    EXPECT_THAT(text, HasSubstr("\n    heap     #1 "));
    EXPECT_THAT(text, Not(HasSubstr("stack")));
    EXPECT_THAT(text, Not(HasSubstr("alloc")));
}

TEST(TraceText, shows_one_function_alone) {
    TraceFilter filter = whole_trace();
    filter.function = FunctionId{1};
    const std::string text = trace_text_of(
        "fn main() {\n    local a: int\n    const a, 5\n    call f()\n    ret\n}\n"
        "fn f() {\n    local b: int\n    const b, 7\n    ret\n}\n",
        filter);
    EXPECT_THAT(text, StartsWith("@3     line 9   const b, 7\n    stack    f.b  uninit --> 7\n"));
    EXPECT_THAT(text, Not(HasSubstr("main.a")));
}

TEST(TraceText, shows_where_a_jump_goes) {
    const std::string text = trace_text_of(
        "fn main() {\n    local i: int\n    const i, 0\nnext:\n    add i, i, 1\n"
        "    blt i, 2, next\n    ret\n}\n");
    EXPECT_THAT(text, HasSubstr("    code     line 6 --> line 5\n"));
}

TEST(TraceText, joins_words_that_change_alike) {
    EXPECT_THAT(
        trace_text_of("fn main() {\n    local p: own [int]\n    new p, [100 x int]\n    ret\n}\n"),
        HasSubstr("heap     #1[0] ..      unused --> 0  (100 words alike)\n"));
}

TEST(TraceText, counts_what_is_too_much) {
    const std::string text = trace_text_of(
        "fn main() {\n    local p, q: own [int]\n    local i: int\n    new p, [100 x int]\n"
        "    const i, 0\nnext:\n    store [p][i], i\n    add i, i, 1\n    blt i, 100, next\n"
        "    clone q, p\n    ret\n}\n");
    EXPECT_THAT(text, HasSubstr("words changed, not shown\n"));
}

TEST(TraceText, shows_values_by_their_types) {
    const std::string text = trace_text_of(
        "struct S { a: u8, b: i16, c: char }\n"
        "fn main() {\n    local s: S\n    local t: bool\n    store s.a, 200\n    store s.b, -3\n"
        "    const t, 1\n    ret\n}\n");
    EXPECT_THAT(text, HasSubstr("stack    main.s.a  uninit --> 200\n"));
    EXPECT_THAT(text, HasSubstr("stack    main.s.b  uninit --> -3\n"));
    EXPECT_THAT(text, HasSubstr("stack    main.t  uninit --> true\n"));
}

TEST(TraceText, tells_a_limit_behind_the_last_step) {
    TraceRun run{.text = "fn main() {\nagain:\n    jmp again\n}\n", .last = 200'000};
    const std::string text = TracedProgram{run}.text(only({EventKind::Fault}, {}));
    EXPECT_THAT(text, HasSubstr("    fault    F505 step limit reached\n"));
}

// ---- how it looks -------------------------------------------------------------------------------

TEST(TraceText, stays_within_its_width) {
    for (const std::string& path : programs_in("programs/lessons")) {
        for (const std::uint32_t width : {40u, 80u, 100u, 200u}) {
            TracedProgram traced{{.text = read_file(in_checkout(path)), .last = 300}};
            const std::string text =
                traced.text(whole_trace(), Entries::Instructions, {.width = width});
            for (const std::string& line : plain_lines(text)) {
                ASSERT_LE(display_width(line), std::min(width, widest_report)) << path << "\n"
                                                                               << line;
            }
        }
    }
}

TEST(TraceText, colours_say_nothing_that_words_do_not) {
    TracedProgram traced{seed("04_ownership")};
    std::string text = traced.text(whole_trace(), Entries::Instructions, {.color = true});
    EXPECT_THAT(text, HasSubstr("\x1b["));
    for (std::size_t at = 0; (at = text.find('\x1b')) != std::string::npos;) {
        text.erase(at, text.find('m', at) - at + 1);
    }
    EXPECT_EQ(text, TracedProgram{seed("04_ownership")}.text());
}

TEST(TraceText, what_a_program_prints_cannot_reach_the_terminal) {
    const std::string text =
        trace_text_of("fn main() {\n    print \"\\x1b[2J{c}\\n\", 7\n    ret\n}\n");
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    EXPECT_THAT(text, Not(HasSubstr("\a")));
}

TEST(TraceText, of_a_program_without_source_names_addresses) {
    TracedProgram traced{{.text = small_program}};
    Program program = traced.program();
    program.sources.clear();
    program.spans.clear();
    Machine machine{program};
    const MachineNames names{machine};
    TracedOutput output;
    std::string text;
    TraceText sink{machine, names, whole_trace(), Entries::Lines, {}, [&](std::string_view lines) {
                       text += lines;
                       return true;
                   }};
    Tracer{machine, output, sink, [] { return false; }}.run(3);
    EXPECT_THAT(text, HasSubstr("@2     code+0x10  move s2, s1\n"));
}

}  // namespace
}  // namespace freehold::test
