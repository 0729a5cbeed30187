// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include "freehold/diagnostic.hpp"

namespace freehold {
namespace {

TEST(Codes, ascend_so_that_a_number_is_used_once) {
    const std::vector<CodeInfo>& codes = all_codes();
    for (std::size_t i = 1; i < codes.size(); ++i) {
        EXPECT_LT(codes[i - 1].code, codes[i].code) << code_name(codes[i].code);
    }
}

TEST(Codes, are_found_by_number) {
    ASSERT_NE(find_code(302), nullptr);
    EXPECT_EQ(find_code(302)->code, Code::UseAfterFree);
    EXPECT_EQ(find_code(302)->title, "use of a freed block");
}

TEST(Codes, that_do_not_exist_are_not_found) {
    EXPECT_EQ(find_code(0), nullptr);
    EXPECT_EQ(find_code(208), nullptr);
    EXPECT_EQ(find_code(65535), nullptr);
}

TEST(Codes, know_the_related_codes_of_rustc) {
    EXPECT_EQ(code_info(Code::UseAfterMove).rustc, "E0382");
    EXPECT_EQ(code_info(Code::MaybeMoved).rustc, "E0382 E0381");
    EXPECT_EQ(code_info(Code::CopyOfOwner).rustc, "E0277");
    EXPECT_EQ(code_info(Code::BorrowStored).rustc, "E0597");
    EXPECT_EQ(code_info(Code::ReturnedFromOther).rustc, "") << "a lifetime error without a code";
    EXPECT_EQ(code_info(Code::DoubleFree).rustc, "");
}

TEST(Codes, have_names_of_three_digits) {
    EXPECT_EQ(code_name(Code::UnreadableFile), "F001");
    EXPECT_EQ(code_name(Code::NoMain), "F022");
    EXPECT_EQ(code_name(Code::UseAfterFree), "F302");
}

TEST(Codes, of_unknown_number_have_information_too) {
    EXPECT_EQ(code_info(Code{999}).title, "an unknown code");
}

TEST(Codes, are_rules_of_ownership_or_harms_to_memory_or_neither) {
    EXPECT_TRUE(is_rule(Code::UseAfterMove));
    EXPECT_TRUE(is_rule(Code::BorrowStored));
    EXPECT_TRUE(is_rule(Code::UnsafeOutside)) << "although only the verifier asks for it";
    EXPECT_TRUE(is_harm(Code::ReadUninitialised)) << "of the F1xx the one that is no rule";
    EXPECT_TRUE(is_harm(Code::UseAfterFree));
    EXPECT_TRUE(is_harm(Code::StackOverflow));
    for (const Code code : {Code::NoMain, Code::Leaked, Code::Overflow, Code{999}}) {
        EXPECT_FALSE(is_of_memory(code)) << code_name(code);
    }
    for (const CodeInfo& info : all_codes()) EXPECT_FALSE(is_rule(info.code) && is_harm(info.code));
}

TEST(PrimaryLabel, is_the_first_that_says_so) {
    Diagnostic diagnostic;
    diagnostic.labels = {{{}, "a"}, {{}, "b", true}, {{}, "c", true}};
    ASSERT_NE(primary_label(diagnostic), nullptr);
    EXPECT_EQ(primary_label(diagnostic)->text, "b");
}

TEST(PrimaryLabel, may_be_missing) {
    Diagnostic diagnostic;
    EXPECT_EQ(primary_label(diagnostic), nullptr);
    diagnostic.labels = {{{}, "a"}};
    EXPECT_EQ(primary_label(diagnostic), nullptr);
}

}  // namespace
}  // namespace freehold
