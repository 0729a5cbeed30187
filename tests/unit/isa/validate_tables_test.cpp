// SPDX-License-Identifier: MIT
#include "tests/unit/isa/flaws.hpp"

namespace freehold {
namespace {

using test::expect_sound;
using test::Sample;

TEST(ValidateTables, a_label_of_no_function) {
    Sample s;
    s.program.labels[0].function = FunctionId{9};
    s.expect("label `again` is in a function that does not exist");
}

TEST(ValidateTables, a_label_outside_its_function) {
    Sample s;
    s.program.labels[0].function = FunctionId{0};
    s.expect("label `again` is not in function `twice`");
}

TEST(ValidateTables, a_label_may_stand_at_the_end_of_its_function) {
    Sample s;
    s.program.labels.push_back({"end", FunctionId{1}, s.main().first + s.main().count});
    expect_sound(s.program);
}

TEST(ValidateTables, labels_out_of_order) {
    Sample s;
    s.program.labels.push_back({"early", FunctionId{1}, s.main().first});
    s.expect("label `early` stands behind one that comes later in the code");
}

TEST(ValidateTables, a_label_that_stands_twice_in_a_function) {
    Sample s;
    s.program.labels.push_back(s.program.labels[0]);
    s.expect("two labels of function `main` have the name `again`");
}

TEST(ValidateTables, a_label_may_stand_in_two_functions) {
    Sample s;
    s.program.labels.insert(s.program.labels.begin(), {"again", FunctionId{0}, 0});
    expect_sound(s.program);
}

TEST(ValidateTables, unsafe_ranges_out_of_order) {
    Sample s;
    s.program.unsafe = {{5, 6}, {3, 4}};
    s.expect("ranges of unsafe instructions are not ascending");
    s.program.unsafe = {{5, 4}};
    s.expect("ranges of unsafe instructions are not ascending");
    s.program.unsafe = {{5, 400}};
    s.expect("ranges of unsafe instructions are not ascending");
}

TEST(ValidateTables, an_unsafe_range_over_two_functions) {
    Sample s;
    s.program.unsafe = {{1, 4}};
    s.expect("a range of unsafe instructions leaves its function");
}

TEST(ValidateTables, a_constant_that_stands_twice) {
    Sample s;
    s.program.constants = {7, 7};
    s.expect("a number stands in the pool of constants twice");
}

TEST(ValidateTables, one_place_for_each_instruction_or_none) {
    Sample s;
    s.program.sources.emplace_back("x.fh", "text");
    s.program.spans.resize(3);
    s.expect("there is not one place in the source for each instruction");
}

TEST(ValidateTables, places_outside_their_file) {
    Sample s;
    s.program.sources.emplace_back("x.fh", "text");
    s.program.spans.resize(s.program.code.size());
    s.program.spans[2] = {FileId{0}, 2, 5};
    s.expect("a place in the source lies outside its file");
    s.program.spans[2] = {FileId{1}, 0, 0};
    s.expect("a place in the source lies outside its file");
    s.program.spans[2] = {FileId{0}, 2, 1};
    s.expect("a place in the source lies outside its file");
    s.program.spans[2] = {FileId{0}, 2, 4};
    expect_sound(s.program);
}

TEST(ValidateTables, a_place_without_a_file) {
    Sample s;
    s.main().locals[0].span = {FileId{0}, 1, 2};
    s.expect("a place in the source lies outside its file");
}

}  // namespace
}  // namespace freehold
