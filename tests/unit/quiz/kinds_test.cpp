// SPDX-License-Identifier: MIT
// What each kind of question asks about a small program, and what is right.
#include "tests/unit/quiz/asked.hpp"

namespace freehold::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* moves = R"(data WORD: bytes = "hello"
bss TABLE: [4 x int]
fn main() {
    local s1, s2: own bytes
    local r: ref bytes
    local n: int
    new   s1, WORD      ; @1
    move  s2, s1        ; @2
    borrow r, [s2]      ; @3
    len   n, [r]        ; @4
    print "{}\n", n     ; @5
    ret
}
)";

constexpr const char* calls = R"(fn inner(n: int) -> int {
    add   n, n, 1
    ret   n
}
fn outer(n: int) -> int {
    call  n, inner(n)
    ret   n
}
fn main() {
    local n: int
    const n, 5
    call  n, outer(n)
    print "n is {}\n", n
    ret
}
)";

constexpr const char* frees = R"(fn main() {
    local a, b, c: own int
    new   a, int(1)
    new   b, int(2)
    new   c, int(3)
    drop  b
    ret
}
)";

constexpr const char* dangles = R"(data ADA: bytes = "Ada"
fn main() {
    local name: own bytes
    local letters: ref bytes
    local first: char
    new   name, ADA
    borrow letters, [name]
    drop  name
    load  first, [letters][0]
    ret
}
)";

TEST(SegmentQuestion, tells_an_owner_from_what_it_owns) {
    const auto asked = all_of(moves, Kind::Segment);
    EXPECT_EQ(right_answer(one_of(asked, anywhere, "in which segment is `s1` itself?")), "stack");
    EXPECT_EQ(right_answer(one_of(asked, anywhere, "in which segment is what `s1` points at?")),
              "heap");
    EXPECT_EQ(right_answer(one_of(asked, anywhere, "in which segment is `TABLE`?")), "BSS");
    EXPECT_EQ(right_answer(one_of(asked, anywhere, "in which segment is `WORD`?")), "data");
    EXPECT_EQ(
        right_answer(one_of(asked, anywhere, "in which segment are the instructions of `main`?")),
        "code");
}

TEST(OwnerQuestion, follows_a_move) {
    const auto asked = all_of(moves, Kind::Owner);
    const Question before = one_of(asked, "line 7", "block #1 was made");
    EXPECT_EQ(right_answer(before), "`main.s1`");
    const Question after = one_of(asked, "line 8", "block #1 was made");
    EXPECT_EQ(right_answer(after), "`main.s2`");
    EXPECT_THAT(after.choices, Contains("`main.s1`"));
    EXPECT_EQ(after.why, "block #1 moved from `main.s1` to `main.s2` @2, line 8");
}

TEST(OwnerQuestion, may_have_nobody_as_its_answer) {
    const auto asked = all_of(frees, Kind::Owner);
    const Question gone = one_of(asked, "line 6", "block #2 was made");
    EXPECT_EQ(right_answer(gone), "nobody: it was freed");
}

TEST(OwnerQuestion, takes_nobody_who_owns_it_through_another_block_for_wrong) {
    const auto asked = all_of(R"(struct Node { value: int, next: own? Node }
fn main() {
    local list, second, other: own? Node
    new   list, Node(1, null)
    new   second, Node(2, move list)
    const other, null
    ret
}
)",
                              Kind::Owner);
    const Question inner = one_of(asked, "line 5", "block #1 was made");
    EXPECT_EQ(right_answer(inner), "`#2.next`");
    EXPECT_THAT(inner.choices, Not(Contains("`main.second`")));
}

TEST(ValidQuestion, knows_moved_from_not_yet_given) {
    const auto asked = all_of(moves, Kind::Valid);
    EXPECT_EQ(right_answer(one_of(asked, "", "may `[s1]` be read now?")),
              "no: it has no value yet");
    EXPECT_EQ(right_answer(one_of(asked, "line 7", "may `[s1]` be read now?")), "yes");
    EXPECT_EQ(right_answer(one_of(asked, "line 8", "may `[s1]` be read now?")),
              "no: it was moved away");
    EXPECT_EQ(right_answer(one_of(asked, "line 10", "may `n` be read now?")), "yes");
}

TEST(ValidQuestion, knows_dropped_from_dangling) {
    const auto asked = all_of(dangles, Kind::Valid);
    EXPECT_EQ(right_answer(one_of(asked, "line 8", "may `[name]` be read now?")),
              "no: it was dropped");
    const Question dangling = one_of(asked, "line 8", "may `[letters]` be read now?");
    EXPECT_EQ(right_answer(dangling), "no: what it points at is no more");
    EXPECT_THAT(dangling.why, HasSubstr("block #1 is freed @3, line 8"));
}

TEST(ValidQuestion, takes_what_is_lent_shared_for_readable) {
    const Question it = one_of(all_of(moves, Kind::Valid), "line 9", "may `[s2]` be read now?");
    EXPECT_EQ(right_answer(it), "yes");
    EXPECT_EQ(it.why, "`s2` is lent to `r` since @3, but shared: all may read");
}

TEST(ValidQuestion, looks_ahead_whether_an_exclusive_borrow_is_still_used) {
    const auto asked = all_of(R"(fn main() {
    local counter: int
    local m: mut int
    const counter, 1        ; @1
    borrow mut m, counter   ; @2
    store [m], 2            ; @3
    copy  counter, counter  ; @4
    ret
}
)",
                              Kind::Valid);
    const Question lent = one_of(asked, "line 5", "may `counter` be read now?");
    EXPECT_EQ(right_answer(lent), "no: it is lent");
    EXPECT_EQ(lent.why, "`counter` is lent exclusively to `m` since @2, which is still used");
    for (const Question& it : asked) {
        EXPECT_FALSE(it.place == "line 6" && it.text == "may `counter` be read now?");
    }
}

TEST(SameBlockQuestion, sees_through_a_borrow) {
    const auto asked = all_of(moves, Kind::SameBlock);
    const Question it = one_of(asked, "line 9", "do `s2` and `r` point into the same block?");
    EXPECT_EQ(right_answer(it), "yes");
    EXPECT_EQ(it.why, "`s2` owns block #1, `r` points into block #1");
}

TEST(SameBlockQuestion, tells_two_owners_apart) {
    const auto asked = all_of(frees, Kind::SameBlock);
    EXPECT_EQ(right_answer(one_of(asked, "line 5", "do `a` and `c` point into the same block?")),
              "no");
}

TEST(AliveQuestion, counts_what_is_made_and_not_freed) {
    const auto asked = all_of(frees, Kind::Alive);
    EXPECT_EQ(one_of(asked, "line 5", "how many blocks are alive now?").number, 3u);
    const Question last = one_of(asked, "line 6", "how many blocks are alive now?");
    EXPECT_EQ(last.number, 2u);
    EXPECT_EQ(last.why, "3 made and 1 freed so far: there is #1 and #3");
}

TEST(NextFreeQuestion, knows_the_order_of_drops) {
    const auto asked = all_of(frees, Kind::NextFree);
    EXPECT_EQ(right_answer(one_of(asked, "line 5", "which block is freed next?")),
              "block #2, made by line 4 @4");
    const Question at_return = one_of(asked, "line 6", "which block is freed next?");
    EXPECT_EQ(right_answer(at_return), "block #3, made by line 5 @6");
    EXPECT_THAT(at_return.why, HasSubstr("line 7: main.c, end of scope"));
    EXPECT_THAT(at_return.choices, Contains("none: no block is freed any more"));
}

TEST(NextFreeQuestion, asks_for_no_block_that_does_not_exist_yet) {
    for (const Question& it : all_of(frees, Kind::NextFree)) EXPECT_NE(it.place, "line 3");
}

TEST(FreedByQuestion, names_the_line) {
    const auto asked = all_of(frees, Kind::FreedBy);
    EXPECT_EQ(right_answer(one_of(asked, anywhere, "block #2 was made")), "line 6: `drop  b`");
    EXPECT_EQ(right_answer(one_of(asked, anywhere, "block #1 was made")), "line 7: `ret`");
}

TEST(FreedByQuestion, knows_what_is_never_freed) {
    const auto asked = all_of(R"(fn main() {
    local a, b: own int
    local n: int
    new   a, int(1)
    const n, 0
    div   n, n, n
    drop  a
    ret
}
)",
                              Kind::FreedBy);
    const Question it = one_of(asked, anywhere, "block #1 was made");
    EXPECT_EQ(right_answer(it), "none: it is never freed");
    EXPECT_EQ(it.why, "nothing does before the run ends");
}

TEST(DepthQuestion, counts_frames) {
    const auto asked = all_of(calls, Kind::Depth);
    const Question deep = one_of(asked, "line 6", "how many frames are on the stack now?");
    EXPECT_EQ(deep.number, 3u);
    EXPECT_EQ(deep.function, "inner");
    EXPECT_THAT(deep.why, HasSubstr("`main`, `outer` and `inner`"));
}

TEST(DepthQuestion, is_not_asked_where_nothing_is_called) {
    const Quiz quiz = quiz_about(assembled(frees), {.kinds = {Kind::Depth}});
    EXPECT_TRUE(quiz.questions.empty());
}

TEST(PrintsQuestion, offers_numbers_that_might_be_thought) {
    const auto asked = all_of(calls, Kind::Prints);
    const Question it = one_of(asked, "", "what does line 13 print next?");
    EXPECT_EQ(right_answer(it), "\"n is 6\"");
    EXPECT_GE(it.choices.size(), 2u);
    for (const std::string& choice : it.choices) EXPECT_THAT(choice, HasSubstr("n is "));
}

TEST(LeftQuestion, counts_what_the_end_leaves) {
    const auto asked = all_of(R"(bss CACHE: own? int
fn main() {
    local block: own int
    new   block, int(1)
    put   CACHE, block
    ret
}
)",
                              Kind::Left);
    EXPECT_EQ(asked.front().number, 1u);
    EXPECT_THAT(asked.front().why, HasSubstr("block #1 is still owned by `static CACHE`"));
}

TEST(EndsQuestion, asks_where_a_fault_stops_the_run) {
    EXPECT_EQ(right_answer(all_of(dangles, Kind::Ends).front()),
              "line 9: `load  first, [letters][0]`");
    EXPECT_EQ(right_answer(all_of(frees, Kind::Ends).front()), "nowhere: it runs to its end");
}

TEST(FaultQuestion, is_asked_where_the_fault_comes_next) {
    const Question it = all_of(dangles, Kind::Fault).front();
    EXPECT_EQ(it.step, 3u);
    EXPECT_EQ(right_answer(it), "F302: use of a freed block");
}

TEST(VerdictQuestion, asks_what_the_verifier_says) {
    const Question it = all_of(dangles, Kind::Verdict).front();
    EXPECT_EQ(right_answer(it), "line 8: `drop  name`");
    EXPECT_THAT(it.why, HasSubstr("F204"));
    EXPECT_EQ(right_answer(all_of(frees, Kind::Verdict).front()),
              "nowhere: it accepts the program");
}

TEST(VerdictQuestion, is_not_asked_without_the_verifier) {
    quiz::Settings settings{.kinds = {Kind::Verdict}, .verify = false};
    EXPECT_TRUE(quiz_about(assembled(dangles), settings).questions.empty());
}

// ---- what all of them have ----------------------------------------------------------------------

TEST(Question, shows_the_line_that_ran_without_its_comment) {
    const Question it = one_of(all_of(moves, Kind::Owner), "line 8", "block #1 was made");
    EXPECT_EQ(it.place, "line 8");
    EXPECT_EQ(it.next, "line 9");
    EXPECT_THAT(it.lines, ElementsAre(quiz::ShownLine{6, "    local n: int"},
                                      quiz::ShownLine{7, "    new   s1, WORD"},
                                      quiz::ShownLine{8, "    move  s2, s1", true},
                                      quiz::ShownLine{9, "    borrow r, [s2]"},
                                      quiz::ShownLine{10, "    len   n, [r]"}));
}

TEST(Question, counts_how_often_its_line_has_run) {
    const auto asked = all_of(R"(fn twice() {
    local a: own int
    new   a, int(1)
    ret
}
fn main() {
    call  twice()
    call  twice()
    ret
}
)",
                              Kind::Alive);
    std::uint64_t most = 0;
    for (const Question& it : asked) most = std::max(most, it.place == "line 3" ? it.times : 0);
    EXPECT_EQ(most, 2u);
}

TEST(Quiz, is_the_same_for_the_same_seed_and_another_for_another) {
    const Program program = assembled(moves);
    const Quiz first = quiz_about(program, {.seed = 3});
    EXPECT_EQ(first.questions, quiz_about(program, {.seed = 3}).questions);
    EXPECT_NE(first.questions, quiz_about(program, {.seed = 4}).questions);
}

TEST(Quiz, mixes_its_kinds_and_goes_forward) {
    const Quiz quiz = quiz_about(assembled(moves), {.count = 6});
    std::set<Kind> kinds;
    for (std::size_t k = 0; k < quiz.questions.size(); ++k) {
        kinds.insert(quiz.questions[k].kind);
        if (k == 0) continue;
        EXPECT_GE(quiz.questions[k].step, quiz.questions[k - 1].step);
    }
    EXPECT_GE(kinds.size(), 5u);
}

TEST(Quiz, of_a_program_without_source_goes_by_instructions) {
    Program program = assembled(moves);
    program.spans.clear();
    program.sources.clear();
    const Quiz quiz = quiz_about(program, {.kinds = {Kind::Owner}});
    ASSERT_FALSE(quiz.questions.empty());
    EXPECT_THAT(quiz.questions.front().place, HasSubstr("instruction "));
    EXPECT_EQ(quiz.questions.front().lines.front().number, 0u);
}

TEST(Quiz, of_a_run_without_an_end_asks_about_its_beginning) {
    Options options;
    options.max_steps = 50;
    const Quiz quiz = quiz_about(assembled("fn main() {\n    local n: int\n    const n, 0\nagain:\n"
                                           "    add n, n, 1\n    jmp again\n}\n"),
                                 {}, {}, options);
    EXPECT_FALSE(quiz.ended);
    EXPECT_EQ(quiz.steps, 50u);
    EXPECT_FALSE(quiz.questions.empty());
    for (const Question& it : quiz.questions) EXPECT_NE(it.kind, Kind::Ends);
}

TEST(Quiz, asks_the_input_only_once) {
    const char* reads =
        "fn main() {\n    local n: int\n    read_int n\n    print \"{}\\n\", n\n"
        "    ret\n}\n";
    EXPECT_EQ(right_answer(all_of(reads, Kind::Prints, "42\n").front()), "\"42\"");
}

TEST(Quiz, of_a_program_whose_frame_has_no_room_is_empty) {
    Options options;
    options.stack_bytes = 64;
    EXPECT_TRUE(quiz_about(assembled(R"(fn main() {
    local a: [100 x int]
    ret
}
)"),
                           {}, {}, options)
                    .questions.empty());
}

}  // namespace
}  // namespace freehold::test
