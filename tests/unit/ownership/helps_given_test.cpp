// SPDX-License-Identifier: MIT
// The help where something else is given than is asked for, and that it mends.
#include "tests/unit/ownership/support.hpp"

namespace freehold::test {
namespace {

std::string with_lent(std::string_view parameter, std::string_view lent, std::string_view ro = "") {
    return "fn f(p: " + std::string(parameter) + ") {\n    ret\n}\nfn main() {\n    local " +
           std::string(ro) + " a: own int\n    new a, int(1)\n    call f(" + std::string(lent) +
           ")\n    ret\n}\n";
}

TEST(HelpLent, lends_the_owner_or_what_it_owns_as_the_parameter_asks) {
    EXPECT_THAT(mended(with_lent("ref int", "borrow a")), HasSubstr("f(borrow [a])"));
    EXPECT_THAT(mended(with_lent("mut int", "borrow mut a")), HasSubstr("f(borrow mut [a])"));
    EXPECT_THAT(mended(with_lent("ref own int", "borrow [a]")), HasSubstr("f(borrow a)"));
}

TEST(HelpLent, lends_exclusively_where_the_parameter_writes_and_the_place_may_be_written) {
    EXPECT_THAT(mended(with_lent("mut int", "borrow [a]")), HasSubstr("f(borrow mut [a])"));
    EXPECT_THAT(mended(with_lent("mut int", "borrow a")), HasSubstr("f(borrow mut [a])"));
    EXPECT_THAT(mended(with_lent("ref int", "borrow mut [a]")), HasSubstr("f(borrow [a])"));
    EXPECT_EQ(mended(with_lent("mut int", "borrow [a]", "ro")), "");
}

TEST(HelpLent, of_what_may_be_null_asks_for_a_test) {
    const std::string text =
        "fn f(p: ref int) {\n ret\n}\nfn main() {\n local a: own? int\n const a, null\n"
        " call f(borrow a)\n ret\n}\n";
    EXPECT_EQ(mended(text), "");
    EXPECT_THAT(helps_of(text), ElementsAre("lend what `a` owns, `borrow [a]`, where a `bnull` has "
                                            "shown that it is there"));
}

TEST(HelpLent, says_what_the_parameter_is) {
    EXPECT_THAT(labels_of(only_finding(with_lent("ref int", "borrow a"))),
                ElementsAre("`p` is `ref int`", "`p` is given `ref own int`"));
}

TEST(HelpOwned, is_looked_at_through_a_borrow_and_taken_only_where_it_may_be_null) {
    const auto of = [](std::string_view line) {
        return "struct S { o: own int, q: own? int }\nfn f(s: mut S) {\n local n: own int\n"
               " local q: own? int\n " +
               std::string(line) +
               "\n ret\n}\n"
               "fn main() {\n ret\n}\n";
    };
    constexpr std::string_view look =
        "to look at what it owns: `borrow r, [[s].o]` with `r: ref int`";
    EXPECT_THAT(helps_of(of("load n, [s].o")), ElementsAre(HasSubstr(std::string(look))));
    EXPECT_THAT(helps_of(of("take n, [s].o")),
                ElementsAre(std::string(look) + "; only an `own?` can be taken"));
    EXPECT_THAT(mended(of("load q, [s].q")), HasSubstr("take q, [s].q"));
}

TEST(HelpInCall, does_before_the_call_what_the_call_forbids) {
    EXPECT_THAT(helps_of("fn f(p: mut int, n: int) {\n ret\n}\nfn main() {\n local x: int\n"
                         " const x, 1\n call f(borrow mut x, x)\n ret\n}\n"),
                ElementsAre("read `x` into a local before the call, and pass that"));
    EXPECT_THAT(
        helps_of("fn f(p: ref int, o: own int) {\n ret\n}\nfn main() {\n"
                 " local o: own int\n new o, int(1)\n call f(borrow [o], move o)\n ret\n}\n"),
        ElementsAre("`clone` `o` before the call, and hand the clone on"));
}

TEST(HelpMoved, of_one_drop_too_many_is_to_leave_it_out) {
    EXPECT_THAT(helps_of(in_main("local x: own int\nnew x, int(1)\ndrop x\ndrop x")),
                ElementsAre("leave this `drop` out: `x` owns nothing any more"));
}

TEST(HelpNull, of_a_null_that_is_written_down_is_another_declaration) {
    EXPECT_THAT(helps_of(in_main("local n: own bytes\nconst n, null")),
                ElementsAre("where null is one of its values, declare `n` as `own? bytes`"));
}

}  // namespace
}  // namespace freehold::test
