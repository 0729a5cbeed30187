// SPDX-License-Identifier: MIT
// What may be written, followed and said: F209, F212 to F214, F301.
#include "tests/unit/ownership/support.hpp"

namespace freehold::test {
namespace {

// Statements from line 2 on in a function with these parameters.
Lines verdict_on(std::string_view parameters, std::string_view statements) {
    return found("fn f(" + std::string(parameters) + ") {\n" + std::string(statements) +
                 "\nret\n}\n"
                 "struct Node { value: int, next: own? Node }\n"
                 "bss CELL: own? int\n"
                 "data TEXT: bytes = \"text\"\n"
                 "data NUMBER: int = 1\n"
                 "data mut COUNT: int = 1\n"
                 "fn main() {\n ret\n}");
}

// ---- reading and writing -----------------------------------------------------------------------

TEST(VerifyRights, nothing_is_written_through_a_shared_borrow) {
    EXPECT_THAT(verdict_on("r: ref int", "store [r], 1"), ElementsAre("F209 2"));
    EXPECT_THAT(verdict_on("r: ref [int]", "fill [r], 1"), ElementsAre("F209 2"));
    EXPECT_THAT(verdict_on("r: ref own int, p: own int", "put [r], p"), ElementsAre("F209 2"));
    EXPECT_THAT(verdict_on("r: ref int", "local m: mut int\nborrow mut m, [r]"),
                ElementsAre("F209 3"));
    EXPECT_THAT(verdict_on("r: ref own int", "local m: mut int\nborrow mut m, [[r]]"),
                ElementsAre("F209 3"));
}

TEST(VerifyRights, ro_is_not_lent_to_be_written) {
    EXPECT_THAT(verdict_on("", "local ro x: int\nlocal m: mut int\nconst x, 1\nborrow mut m, x"),
                ElementsAre("F209 5"));
    EXPECT_THAT(verdict_on("", "local ro x: own int\nnew x, int(1)\nstore [x], 2"),
                ElementsAre("F209 4"));
}

TEST(VerifyRights, an_immutable_static_is_not_written) {
    EXPECT_THAT(verdict_on("", "store NUMBER, 2"), ElementsAre("F209 2"));
    EXPECT_THAT(verdict_on("", "local m: mut int\nborrow mut m, NUMBER"), ElementsAre("F209 3"));
    EXPECT_THAT(verdict_on("", "store COUNT, 2"), IsEmpty());
}

TEST(VerifyRights, a_borrow_stays_in_its_slot) {
    EXPECT_THAT(verdict_on("r: ref int", "local b: own Node\nnew b, Node(r, null)"),
                ElementsAre("F212 3"));
    EXPECT_THAT(verdict_on("r: ref int", "store COUNT, r"), ElementsAre("F212 2"));
    EXPECT_THAT(verdict_on("m: mut int", "put CELL, m"), ElementsAre("F212 2"));
}

// ---- unsafe ------------------------------------------------------------------------------------

TEST(VerifyRights, a_mutable_static_is_lent_in_unsafe_only) {
    EXPECT_THAT(verdict_on("", "local r: ref int\nborrow r, COUNT"), ElementsAre("F213 3"));
    EXPECT_THAT(verdict_on("", "local r: ref int\nunsafe {\nborrow r, COUNT\n}"), IsEmpty());
    EXPECT_THAT(verdict_on("", "local r: ref? int\nborrow r, [CELL]"), ElementsAre("F213 3"));
}

TEST(VerifyRights, raw_operations_stand_in_unsafe) {
    for (const char* line :
         {"addr p, x", "offset p, p, 1", "cast x, p", "alloc p, 8", "realloc p, p, 8", "free p",
          "adopt o, p", "load x, [p]", "store [p], 1", "borrow r, [p]", "call c()"}) {
        const std::string locals = "local o: own int\nlocal r: ref int\n";
        const std::string_view parameters = "x: int, p: raw int, c: code";
        EXPECT_THAT(verdict_on(parameters, locals + line), ElementsAre("F214 4")) << line;
        EXPECT_THAT(verdict_on(parameters, locals + "unsafe {\n" + line + "\n}"), IsEmpty())
            << line;
    }
}

TEST(VerifyRights, a_raw_pointer_may_be_handed_around_anywhere) {
    EXPECT_THAT(verdict_on("p: raw int",
                           "local q: raw int\ncopy q, p\nbnull q, over\n"
                           "const q, null\nover: print \"{p}\", q"),
                IsEmpty());
}

// ---- null --------------------------------------------------------------------------------------

TEST(VerifyRights, a_pointer_that_may_be_null_is_tested_before_it_is_followed) {
    EXPECT_THAT(verdict_on("p: ref? int", "local x: int\nload x, [p]"), ElementsAre("F301 3"));
    EXPECT_THAT(verdict_on("p: ref? int", "local x: int\nbnull p, over\nload x, [p]\nover:"),
                IsEmpty());
    EXPECT_THAT(verdict_on("p: ref? int",
                           "local x: int\nbnonnull p, over\nret\n"
                           "over: load x, [p]"),
                IsEmpty());
}

TEST(VerifyRights, store_len_unbox_and_reaching_through_follow_a_pointer) {
    EXPECT_THAT(verdict_on("p: mut? int", "store [p], 1"), ElementsAre("F301 2"));
    EXPECT_THAT(verdict_on("p: ref? bytes", "local n: int\nlen n, [p]"), ElementsAre("F301 3"));
    EXPECT_THAT(verdict_on("p: own? int", "local n: int\nunbox n, p"), ElementsAre("F301 3"));
    EXPECT_THAT(verdict_on("p: ref? Node", "local r: ref? Node\nborrow r, [[p].next]"),
                ElementsAre("F301 3"));
}

TEST(VerifyRights, a_borrow_through_null_may_be_null) {
    EXPECT_THAT(verdict_on("p: own? int", "local r: ref? int\nborrow r, [p]"), IsEmpty());
    EXPECT_THAT(verdict_on("p: own? int", "local r: ref int\nborrow r, [p]"),
                ElementsAre("F301 3"));
    EXPECT_THAT(verdict_on("p: own? int", "local r: ref int\nbnull p, over\nborrow r, [p]\nover:"),
                IsEmpty());
}

TEST(VerifyRights, null_is_given_only_where_it_is_allowed) {
    EXPECT_THAT(verdict_on("p: own? int", "local q: own int\nmove q, p"), ElementsAre("F301 3"));
    EXPECT_THAT(verdict_on("", "local q: own int\nconst q, null"), ElementsAre("F301 3"));
    EXPECT_THAT(verdict_on("p: own? int, m: mut own int", "put [m], p"), ElementsAre("F301 2"));
    EXPECT_THAT(found("fn take_it(p: ref int) {\n ret\n}\n"
                      "fn f(p: ref? int) {\n"
                      "call take_it(p)\n"
                      "ret\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F301 5"));
    EXPECT_THAT(found("fn f(p: ref? int) -> ref int {\n"
                      "ret p\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F301 2"));
}

TEST(VerifyRights, what_is_known_of_a_pointer_is_forgotten_with_its_value) {
    EXPECT_THAT(verdict_on("p: own? int, q: own? int",
                           "local x: int\nbnull p, over\nmove p, q\nload x, [p]\nover:"),
                ElementsAre("F301 5"));
    EXPECT_THAT(verdict_on("p: own? int",
                           "local x: int\nlocal m: mut own? int\nbnull p, over\n"
                           "borrow mut m, p\nload x, [p]\nover:"),
                ElementsAre("F301 6"));
    EXPECT_THAT(verdict_on("p: own? int",
                           "local x: int\nlocal q: own? int\nbnull p, over\n"
                           "take q, p\nload x, [p]\nover:"),
                ElementsAre("F301 6"));
}

TEST(VerifyRights, a_new_block_is_not_null) {
    EXPECT_THAT(verdict_on("", "local p: own? int\nlocal x: int\nnew p, int(1)\nload x, [p]"),
                IsEmpty());
}

TEST(VerifyRights, a_moved_pointer_brings_along_that_it_was_tested) {
    EXPECT_THAT(verdict_on("p: own? int", "local q: own int\nbnull p, over\nmove q, p\nover:"),
                IsEmpty());
}

TEST(VerifyRights, of_a_null_array_no_element_is_borrowed) {
    EXPECT_THAT(verdict_on("p: ref? [int], i: int", "local r: ref? int\nborrow r, [p][i]"),
                ElementsAre("F301 3"));
}

TEST(VerifyRights, a_value_that_is_not_there_is_said_before_that_it_may_not_be_lent) {
    EXPECT_THAT(found_in_main("local ro x: int\nlocal m: mut int\nborrow mut m, x"),
                ElementsAre("F101 4", "F209 4"));
    EXPECT_THAT(found_in_main("local r: ref int\nstore [r], 1"), ElementsAre("F101 3", "F209 3"));
}

TEST(VerifyRights, a_test_of_null_counts_until_the_place_is_lent_exclusively) {
    const Diagnostic it = only_finding(R"(fn main() {
    local a: own? int
    local m: mut own? int
    local n: int
    new   a, int(1)
    bnull a, out
    borrow mut m, a
    load  n, [a]
out:
    ret
}
)");
    EXPECT_THAT(labels_of(it),
                testing::Contains(
                    "`a` may become null through the borrow made here, whatever was known before"));
}

TEST(VerifyRights, an_exclusive_borrow_ends_no_test_that_never_was) {
    const Diagnostic it = only_finding(R"(fn main() {
    local a: own? int
    local m: mut own? int
    local n: int
    new   a, int(1)
    borrow mut m, a
    load  n, [a]
    ret
}
)");
    EXPECT_THAT(labels_of(it), testing::Not(testing::Contains(HasSubstr("a test before this"))));
}

}  // namespace
}  // namespace freehold::test
