// SPDX-License-Identifier: MIT
#include "tests/unit/isa/flaws.hpp"

namespace freehold {
namespace {

using test::Sample;

TEST(ValidateFunctions, a_function_without_instructions) {
    Sample s;
    s.twice().count = 0;
    s.expect("function `twice` has no instructions");
}

TEST(ValidateFunctions, functions_with_a_gap) {
    Sample s;
    s.main().first = 3;
    s.expect("function `main` begins at instruction 3, not 2");
}

TEST(ValidateFunctions, instructions_of_no_function) {
    Sample s;
    s.program.code.push_back({});
    s.expect("1 instruction behind the last function belong to none");
}

TEST(ValidateFunctions, a_function_that_ends_past_the_code) {
    Sample s;
    s.main().count += 5;
    s.expect("function `main` ends past the last instruction");
}

TEST(ValidateFunctions, too_many_slots) {
    Sample s;
    s.main().slots = 65'536;
    s.expect("function `main` has 65,536 slots, more than 65,535");
}

TEST(ValidateFunctions, a_result_of_another_length) {
    Sample s;
    s.twice().result_words = 2;
    s.expect("function `twice` says its result takes 2 slots, not 1");
}

TEST(ValidateFunctions, a_result_without_a_size) {
    Sample s;
    s.twice().result = s.text;
    s.expect("function `twice` has a result without a type of known size");
}

TEST(ValidateFunctions, more_parameters_than_locals) {
    Sample s;
    s.twice().parameters = 2;
    s.expect("has more parameters than locals");
}

TEST(ValidateFunctions, a_local_of_a_type_that_does_not_exist) {
    Sample s;
    s.main().locals[0].type = TypeId{77};
    s.expect("has a local `x` without a type of known size");
}

TEST(ValidateFunctions, a_local_of_another_length_than_its_type) {
    Sample s;
    s.main().locals[2].words = 3;
    s.expect("has a local `a` that takes another number of slots than its type");
}

TEST(ValidateFunctions, locals_that_share_a_slot) {
    Sample s;
    s.main().locals[2].slot = 1;
    s.expect("has a local `a` at slot 1, where 2 is next");
}

TEST(ValidateFunctions, a_parameter_that_is_not_where_the_caller_puts_it) {
    Sample s;
    s.twice().slots = 3;
    s.twice().locals[0].slot = 2;
    s.expect("has a local `n` at slot 2, where 1 is next");
}

TEST(ValidateFunctions, a_local_past_the_end_of_the_frame) {
    Sample s;
    s.twice().slots = 1;
    s.expect("has a local `n` past the end of its frame");
}

TEST(ValidateFunctions, a_scope_outside_the_function) {
    Sample s;
    s.main().locals[0].scope_end = 1000;
    s.expect("has a local `x` whose scope is not in the function");
}

TEST(ValidateFunctions, a_result_from_a_parameter_that_does_not_exist) {
    Sample s;
    s.twice().from = {1};
    s.expect("says its result is from a parameter that does not exist");
}

TEST(ValidateFunctions, no_main) {
    Sample s;
    s.program.main = FunctionId::None;
    s.expect("there is no function to begin with");
}

TEST(ValidateFunctions, a_main_with_a_parameter) {
    Sample s;
    s.program.main = FunctionId{0};
    s.expect("`twice`, where the program begins, has parameters or a result");
}

TEST(ValidateFunctions, ids_that_are_not_the_topmost) {
    Sample s;
    s.main().object = ObjectId{5};
    s.expect("no static or function has the id 0xfffffffb");
}

TEST(ValidateFunctions, an_id_that_two_have) {
    Sample s;
    s.program.statics[1].object = s.program.statics[0].object;
    s.expect("no static or function has the id 0xfffffffe");
}

TEST(ValidateFunctions, a_name_that_two_have) {
    Sample s;
    s.twice().name = "main";
    s.expect("two functions have the name `main`");
}

TEST(ValidateFunctions, segments_that_do_not_fit) {
    Sample s;
    s.program.bss = 0xfffffff0;
    s.expect("code, data and bss are larger than the address space");
}

TEST(ValidateFunctions, a_read_only_part_that_ends_inside_a_word) {
    Sample s;
    s.program.read_only_data = 5;
    s.expect("the read-only part of data does not end at a word of data");
    s.program.read_only_data = 800;
    s.expect("the read-only part of data does not end at a word of data");
}

}  // namespace
}  // namespace freehold
