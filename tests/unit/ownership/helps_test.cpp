// SPDX-License-Identifier: MIT
// The one help of a finding: what it proposes, and that it mends.
#include "tests/unit/ownership/support.hpp"

namespace freehold::test {
namespace {

/// What the primary label of the only finding marks.
std::string marked(std::string_view text) {
    const Program program = assembled(text);
    const Verification verification = verify(program);
    EXPECT_EQ(verification.findings.size(), 1u);
    if (verification.findings.empty()) return "";
    const Span span = primary_label(verification.findings[0].diagnostic)->span;
    return std::string(program.sources[0].text().substr(span.begin, span.end - span.begin));
}

// ---- unsafe -------------------------------------------------------------------------------------

constexpr std::string_view add_to = "fn add_to(n: mut int) {\n    store [n], 1\n    ret\n}\n";

TEST(HelpUnsafe, takes_in_the_whole_call_of_an_argument) {
    const std::string text = "bss COUNT: int\n" + std::string(add_to) +
                             "fn main() {\n"
                             "    call  add_to(borrow mut COUNT)    ; why not\n"
                             "    ret\n"
                             "}\n";
    const std::string mend = mended(text);
    EXPECT_THAT(mend, HasSubstr("    unsafe {\n"
                                "        call  add_to(borrow mut COUNT)    ; why not\n"
                                "    }\n"
                                "    ret\n"));
    EXPECT_THAT(found(mend), IsEmpty());
}

TEST(HelpUnsafe, takes_in_statements_that_follow_each_other) {
    const std::string text =
        "fn main() {\n"
        "    local p: raw int\n"
        "    alloc p, 8\n"
        "    store [p], 7    ; seven\n"
        "\n"
        "    free  p\n"
        "    ret\n"
        "}\n";
    const std::string mend = mended(text);
    EXPECT_THAT(mend, HasSubstr("    unsafe {\n"
                                "        alloc p, 8\n"
                                "        store [p], 7    ; seven\n"
                                "\n"
                                "        free  p\n"
                                "    }\n"
                                "    ret\n"));
    EXPECT_THAT(found(mend), IsEmpty());
    EXPECT_THAT(labels_of(only_finding(text)),
                ElementsAre("nobody can prove that this is right", "and `store`", "and `free`"));
}

TEST(HelpUnsafe, is_asked_for_again_behind_another_statement) {
    EXPECT_THAT(found("fn main() {\n"
                      "    local p, q: raw int\n"
                      "    alloc p, 8\n"
                      "    local n: int\n"
                      "    alloc q, 8\n"
                      "    free  p\n"
                      "    const n, 1\n"
                      "    free  q\n"
                      "    ret\n"
                      "}\n"),
                ElementsAre("F214 3", "F214 5", "F214 8"));
}

TEST(HelpUnsafe, stays_on_a_line_that_begins_with_something_else) {
    const std::string mend = mended(
        "fn main() {\n"
        "    local p: raw int\n"
        "    unsafe {\n"
        "        alloc p, 8\n"
        "    }\n"
        "    jmp   over\n"
        "over: free p\n"
        "    ret\n"
        "}\n");
    EXPECT_THAT(mend, HasSubstr("over: unsafe { free p }\n"));
    EXPECT_THAT(found(mend), IsEmpty());
}

TEST(HelpUnsafe, names_no_more_than_a_few_of_many) {
    std::string text = "fn main() {\n    local p: raw int\n";
    for (int k = 0; k < 9; ++k) text += "    alloc p, 8\n";
    const Lines labels = labels_of(only_finding(text + "    ret\n}\n"));
    EXPECT_EQ(labels.size(), 5u);
    EXPECT_EQ(labels.back(), "and `alloc`, and 4 more");
}

// ---- owners -------------------------------------------------------------------------------------

TEST(HelpMoved, is_a_clone_of_one_owner_but_not_of_a_struct) {
    EXPECT_THAT(mended(in_main("local a, b: own int\nlocal n: int\nnew a, int(1)\nmove b, a\n"
                               "load n, [a]")),
                HasSubstr("clone b, a"));
    EXPECT_EQ(mended(in_main("local a, b: S\nlocal n: int\nnew a.o, int(1)\nmove b, a\n"
                             "load n, [a.o]",
                             "struct S { o: own int }")),
              "");
}

TEST(HelpMoved, says_whether_it_was_moved_dropped_or_forgotten) {
    for (const auto& [line, how] :
         {std::pair{"drop a", "dropped"}, {"forget a", "forgotten"}, {"unbox n, a", "unboxed"}}) {
        const Diagnostic finding =
            only_finding(in_main("local a: own int\nlocal n: int\nnew a, int(1)\n" +
                                 std::string(line) + "\nload n, [a]"));
        EXPECT_EQ(finding.headline, "use of `a` after it was " + std::string(how));
        EXPECT_EQ(finding.labels.back().text, "`a` is used here, after it was " + std::string(how));
    }
}

TEST(HelpMoveOut, takes_only_what_may_be_null) {
    const auto of = [](std::string_view type) {
        return "fn f(a: [2 x " + std::string(type) + "]) -> " + std::string(type) +
               " {\n local x: " + std::string(type) +
               "\n move x, a[0]\n ret x\n}\nfn main() {\n ret\n}\n";
    };
    EXPECT_THAT(mended(of("own? int")), HasSubstr("take x, a[0]"));
    EXPECT_EQ(mended(of("own int")), "");
    EXPECT_THAT(helps_of(of("own int")),
                ElementsAre("`swap` another owner in; or declare the elements of `a` `own? int`, "
                            "begin with `fill a, null`, and `take` them"));
}

TEST(HelpMoveOut, speaks_of_what_the_pointer_is) {
    const auto note = [](std::string_view pointer) {
        return only_finding("struct S { o: own? int }\nfn f(p: " + std::string(pointer) +
                            " S) {\n local x: own? int\n move x, [p].o\n ret\n}\n"
                            "fn main() {\n ret\n}\n")
            .notes[0];
    };
    EXPECT_THAT(note("mut"), HasSubstr("an exclusive borrow is given back"));
    EXPECT_THAT(note("own"), HasSubstr("memory is never left without a value"));
}

TEST(HelpUninitialised, of_an_array_of_owners_begins_with_null) {
    EXPECT_THAT(helps_of(in_main("local a: [2 x own int]\nlocal x: own int\nnew x, int(1)\n"
                                 "put a[0], x")),
                ElementsAre("declare its elements `own? int`, and begin with `fill a, null`; `put` "
                            "and `take` move owners in and out"));
}

// ---- arguments ----------------------------------------------------------------------------------

std::string with_call_of(std::string_view parameter, std::string_view after = "") {
    return "fn f(p: " + std::string(parameter) +
           ") {\n    ret\n}\nfn main() {\n    local a: own int\n    local n: int\n"
           "    new a, int(1)\n    call f(a)\n    " +
           std::string(after) + "\n    ret\n}\n";
}

TEST(HelpCopy, passes_an_argument_as_its_parameter_asks) {
    EXPECT_THAT(mended(with_call_of("ref int")), HasSubstr("f(borrow [a])"));
    EXPECT_THAT(mended(with_call_of("mut int")), HasSubstr("f(borrow mut [a])"));
    EXPECT_THAT(mended(with_call_of("ref own int")), HasSubstr("f(borrow a)"));
    EXPECT_THAT(mended(with_call_of("own int")), HasSubstr("f(move a)"));
    EXPECT_THAT(mended(with_call_of("own? int")), HasSubstr("f(move a)"));
}

TEST(HelpCopy, moves_nothing_that_is_used_again) {
    EXPECT_EQ(mended(with_call_of("own int", "load n, [a]")), "");
    EXPECT_THAT(mended(with_call_of("ref int", "load n, [a]")), HasSubstr("f(borrow [a])"));
}

TEST(HelpCopy, makes_a_borrow_where_one_is_declared) {
    EXPECT_THAT(mended(in_main("local a: own int\nlocal r: ref int\nlocal n: int\nnew a, int(1)\n"
                               "copy r, a\nload n, [r]")),
                HasSubstr("borrow r, [a]"));
}

// ---- statics, kinds -----------------------------------------------------------------------------

TEST(HelpReadOnly, makes_a_static_mutable_only_where_nobody_borrows_it) {
    const auto with = [](std::string_view more) {
        return "data N: int = 5\nfn main() {\n    local r: ref int\n    store N, 1\n    " +
               std::string(more) + "\n    ret\n}\n";
    };
    EXPECT_THAT(mended(with("")), HasSubstr("data mut N"));
    EXPECT_EQ(mended(with("borrow r, N")), "");
}

TEST(HelpKind, makes_a_block_for_a_number) {
    EXPECT_THAT(mended(in_main("local p: own int\n    const p, 5")), HasSubstr("new   p, int(5)"));
    EXPECT_EQ(mended(in_main("local p: own [int]\n    const p, 5")), "");
}

// ---- what is marked, and how it is called -------------------------------------------------------

TEST(Marked, is_the_operand_that_is_meant) {
    EXPECT_EQ(marked(in_main("local x, y: int\nadd y, x, 1")), "x");
    EXPECT_EQ(marked(in_main("local x: int\nadd x, x, 1")), "x");
    EXPECT_EQ(marked(in_main("local p: own int\n    const p, 5")), "p");
    EXPECT_EQ(marked(in_main("local r: ref int\nborrow r, N\nstore [r], 1", "data N: int = 5")),
              "[r]");
    EXPECT_EQ(marked(in_main("local p: own? int\nlocal n: int\nconst p, null\nload n, [p]")), "p");
}

TEST(Names, of_a_struct_with_one_field_say_the_field) {
    constexpr std::string_view structs = "struct S { o: own int }\nstruct B { s: u8 }";
    EXPECT_EQ(only_finding(in_main("local s: S\nlocal n: int\nload n, [s.o]", structs)).headline,
              "read of `s.o`, which has no value");
    EXPECT_EQ(only_finding(in_main("local b: own B\nlocal r: ref B\nnew b, B(1)\nborrow r, [b]\n"
                                   "store [r].s, 2",
                                   structs))
                  .labels.back()
                  .text,
              "`[r].s` would change what others may be reading");
    EXPECT_EQ(only_finding(in_main("local s, t: S\nnew s.o, int(1)\nmove t, s\nmove t, s", structs))
                  .labels[1]
                  .text,
              "`s.o` is moved here");
}

}  // namespace
}  // namespace freehold::test
