// SPDX-License-Identifier: MIT
#include "vm/base/text.hpp"

#include <gtest/gtest.h>

namespace freehold {
namespace {

using Lines = std::vector<std::string>;

TEST(Nearest, forgives_a_missing_an_extra_a_wrong_and_two_swapped_letters) {
    EXPECT_EQ(nearest("prnt", {"move", "print"}), "print");
    EXPECT_EQ(nearest("printt", {"move", "print"}), "print");
    EXPECT_EQ(nearest("prunt", {"move", "print"}), "print");
    EXPECT_EQ(nearest("pirnt", {"move", "print"}), "print");
}

TEST(Nearest, counts_a_swap_as_one_edit) {
    EXPECT_EQ(nearest("form", {"fork", "from"}), "fork") << "both are one edit away";
    EXPECT_EQ(nearest("form", {"fobk", "from"}), "from");
}

TEST(Nearest, prefers_the_name_that_differs_only_in_case) {
    EXPECT_EQ(nearest("COUNT", {"COUNTS", "count"}), "count");
}

TEST(Nearest, breaks_ties_by_what_differs_apart_from_case) {
    EXPECT_EQ(nearest("wordx", {"wards", "Words"}), "Words");
}

TEST(Nearest, takes_the_first_of_equals) { EXPECT_EQ(nearest("s3", {"s1", "s2"}), "s1"); }

TEST(Nearest, allows_one_edit_for_every_three_letters) {
    EXPECT_EQ(nearest("abcde", {"xbcde"}), "xbcde");
    EXPECT_EQ(nearest("abcde", {"xycde"}), std::nullopt);
    EXPECT_EQ(nearest("abcdef", {"xycdef"}), "xycdef");
    EXPECT_EQ(nearest("abcdef", {"xyzdef"}), std::nullopt);
}

TEST(Nearest, does_not_count_a_change_of_case) { EXPECT_EQ(nearest("PRNT", {"print"}), "print"); }

TEST(Nearest, offers_nothing_far_fetched) {
    EXPECT_EQ(nearest("while", {"write"}), std::nullopt);
    EXPECT_EQ(nearest("Point", {"int"}), std::nullopt);
    EXPECT_EQ(nearest("E0382", {"F032"}), std::nullopt);
}

TEST(Nearest, allows_a_short_name_one_edit) {
    EXPECT_EQ(nearest("abc", {"xbc"}), "xbc");
    EXPECT_EQ(nearest("inc", {"and"}), std::nullopt);
    EXPECT_EQ(nearest("foo", {"io"}), std::nullopt);
}

TEST(Nearest, needs_something_in_common) { EXPECT_EQ(nearest("x", {"y"}), std::nullopt); }

TEST(Nearest, finds_nothing_among_no_candidates) { EXPECT_EQ(nearest("x", {}), std::nullopt); }

TEST(Nearest, does_not_measure_names_of_hostile_length) {
    const std::string name(1'000'000, 'a');
    const std::string other = name + 'b';
    EXPECT_EQ(nearest(name, {other}), std::nullopt);
    EXPECT_EQ(nearest(name, {name}), name);
}

TEST(DisplayWidth, counts_columns_rather_than_bytes) {
    EXPECT_EQ(display_width("abc"), 3u);
    EXPECT_EQ(display_width("é→"), 2u);
    EXPECT_EQ(display_width("漢字"), 4u);
    EXPECT_EQ(display_width("e\u0301"), 1u) << "a combining accent takes no column";
    EXPECT_EQ(display_width("\t"), 4u);
}

TEST(Printable, shows_control_characters_as_their_pictures) {
    EXPECT_EQ(printable("a\x1b[31m\n\x7f"), "a␛[31m␊␡");
}

TEST(Printable, writes_out_what_is_invisible_or_turns_the_text_around) {
    EXPECT_EQ(printable("\u202e\u200b"), "\\u{202e}\\u{200b}");
    EXPECT_EQ(printable("\u009b"), "\\x9b");
}

TEST(Printable, replaces_what_is_no_utf8) {
    EXPECT_EQ(printable("a\xff"
                        "b"),
              "a�b");
}

TEST(Wrap, breaks_at_blanks) {
    EXPECT_EQ(wrapped_lines("one two three", 8), (Lines{"one two", "three"}));
}

TEST(Wrap, fills_a_line_to_its_last_column) {
    EXPECT_EQ(wrapped_lines("one two", 7), Lines{"one two"});
    EXPECT_EQ(wrapped_lines("one two", 6), (Lines{"one", "two"}));
}

TEST(Wrap, keeps_code_on_one_line_where_it_fits) {
    EXPECT_EQ(wrapped_lines("try `run --no-verify`, or not", 18),
              (Lines{"try", "`run --no-verify`,", "or not"}));
}

TEST(Wrap, breaks_code_that_is_longer_than_a_line) {
    EXPECT_EQ(wrapped_lines("`run --no-verify`", 8), (Lines{"`run", "--no-verify`"}));
}

TEST(Wrap, leaves_a_long_word_whole) {
    EXPECT_EQ(wrapped_lines("a programs/x.fh b", 6), (Lines{"a", "programs/x.fh", "b"}));
}

TEST(Wrap, keeps_line_breaks) {
    EXPECT_EQ(wrapped_lines("one\n\ntwo", 20), (Lines{"one", "", "two"}));
    EXPECT_EQ(wrapped_lines("", 20), Lines{""});
}

TEST(Wrap, counts_display_columns) {
    EXPECT_EQ(wrapped_lines("漢字 漢字", 8), (Lines{"漢字", "漢字"}));
}

TEST(Wrap, indents_the_lines_after_the_first) {
    EXPECT_EQ(wrap("one two three", 10, 3), "one two\n   three");
    EXPECT_EQ(wrap("one\n\ntwo", 10, 3), "one\n\n   two");
}

TEST(WithCommas, groups_thousands) {
    EXPECT_EQ(with_commas(0), "0");
    EXPECT_EQ(with_commas(999), "999");
    EXPECT_EQ(with_commas(1000), "1,000");
    EXPECT_EQ(with_commas(18'446'744'073'709'551'615u), "18,446,744,073,709,551,615");
}

TEST(Quantity, puts_the_noun_in_the_right_number) {
    EXPECT_EQ(quantity(1, "byte"), "1 byte");
    EXPECT_EQ(quantity(0, "byte"), "0 bytes");
    EXPECT_EQ(quantity(65535, "slot"), "65,535 slots");
    EXPECT_EQ(quantity(2, "copy"), "2 copies");
    EXPECT_EQ(quantity(2, "key"), "2 keys");
    EXPECT_EQ(quantity(2, "address"), "2 addresses");
    EXPECT_EQ(quantity(2, "branch"), "2 branches");
}

TEST(ListOf, joins_the_last_item_with_the_conjunction) {
    EXPECT_EQ(list_of({}, "or"), "");
    EXPECT_EQ(list_of({"a"}, "or"), "a");
    EXPECT_EQ(list_of({"a", "b"}, "and"), "a and b");
    EXPECT_EQ(list_of({"a", "b", "c"}, "or"), "a, b or c");
}

TEST(ShellWord, is_quoted_only_where_it_has_to_be) {
    EXPECT_EQ(shell_word("a-b/c.fh"), "a-b/c.fh");
    EXPECT_EQ(shell_word("my file"), "'my file'");
    EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
    EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace freehold
