// SPDX-License-Identifier: MIT
#include "vm/cli/numbers.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace freehold::cli {
namespace {

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

std::optional<std::uint64_t> size(std::string_view text) {
    return parse_number(text, Suffix::Binary, 0, no_limit).value;
}

std::optional<std::uint64_t> count(std::string_view text) {
    return parse_number(text, Suffix::Decimal, 0, no_limit).value;
}

TEST(Numbers, are_decimal_or_hexadecimal_with_underscores) {
    EXPECT_EQ(size("1000"), 1000u);
    EXPECT_EQ(size("1_000_000"), 1'000'000u);
    EXPECT_EQ(size("0x10"), 16u);
    EXPECT_EQ(size("0xFF_FF"), 0xffffu);
    EXPECT_EQ(size("0"), 0u);
}

TEST(Numbers, of_sizes_count_in_1024_and_all_others_in_1000) {
    EXPECT_EQ(size("64M"), 64u << 20);
    EXPECT_EQ(size("1k"), 1024u);
    EXPECT_EQ(size("2G"), std::uint64_t{2} << 30);
    EXPECT_EQ(count("64M"), 64'000'000u);
    EXPECT_EQ(count("1K"), 1000u);
}

TEST(Numbers, that_are_none_say_how_one_is_written) {
    for (const char* text : {"", "-", "x", "1x", "K", "0x", "1__0", "_1", "1_", "1.5", " 1", "1 ",
                             "+1", "0x1K", "1KB", "1e3", "--5"}) {
        const auto parsed = parse_number(text, Suffix::Binary, 0, no_limit);
        EXPECT_FALSE(parsed.value) << text;
        EXPECT_NE(parsed.problem.find("is no number"), std::string::npos) << text;
    }
}

TEST(Numbers, out_of_range_name_the_range_also_when_negative_or_huge) {
    for (const char* text :
         {"-5", "63", "1001", "99999999999999999999", "18446744073709551616", "17179869184G"}) {
        const auto parsed = parse_number(text, Suffix::Binary, 64, 1000);
        EXPECT_FALSE(parsed.value) << text;
        EXPECT_EQ(parsed.problem, "is out of range: from 64 to 1,000") << text;
    }
    EXPECT_EQ(parse_number("64", Suffix::Binary, 64, 1000).value, 64u);
    EXPECT_EQ(parse_number("1000", Suffix::Binary, 64, 1000).value, 1000u);
    EXPECT_EQ(size("18446744073709551615"), no_limit);
}

TEST(Numbers, of_constants_have_a_sign_and_64_bits) {
    EXPECT_EQ(parse_signed("-5").value, -5);
    EXPECT_EQ(parse_signed("10K").value, 10'000);
    EXPECT_EQ(parse_signed("-9223372036854775808").value, std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(parse_signed("9223372036854775807").value, std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(parse_signed("9223372036854775808").problem, "does not fit in 64 bits");
    EXPECT_FALSE(parse_signed("-").value);
}

TEST(Durations, are_seconds_unless_they_name_a_unit) {
    EXPECT_EQ(parse_duration("2").value, 2000u);
    EXPECT_EQ(parse_duration("2s").value, 2000u);
    EXPECT_EQ(parse_duration("500ms").value, 500u);
    EXPECT_EQ(parse_duration("5m").value, 300'000u);
}

TEST(Durations, are_at_least_a_millisecond_and_fit_the_clock) {
    for (const char* text : {"0", "0ms", "-1s", "5000000", "99999999999999999999s"}) {
        EXPECT_EQ(parse_duration(text).problem.substr(0, 19), "is out of range: fr") << text;
    }
    for (const char* text : {"", "s", "ms", "1h", "1.5s"}) {
        EXPECT_EQ(parse_duration(text).problem.substr(0, 10), "is no time") << text;
    }
}

}  // namespace
}  // namespace freehold::cli
