// SPDX-License-Identifier: MIT
#include "vm/grade/details.hpp"

#include <algorithm>
#include <string_view>

#include "vm/base/glyph.hpp"
#include "vm/base/text.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::grade {
namespace {

constexpr std::uint32_t fewest_detail_columns = 20;

/// Following lines are indented, so that a long one does not look like several.
void add_wrapped(std::vector<Detail>& details, Detail::Kind kind, const std::string& text,
                 std::uint32_t indent, const DetailStyle& style) {
    const std::uint32_t columns = std::max(style.columns, fewest_detail_columns);
    std::string blanks;
    for (const std::string& line : wrapped_lines(text, columns - indent)) {
        details.push_back({kind, cut_to(blanks + line, columns)});
        blanks.assign(indent, ' ');
    }
}

/// Where the part of a line that fits into so many columns ends.
std::size_t end_of_piece(std::string_view text, std::size_t begin, std::uint32_t columns) {
    const std::size_t most_bytes = begin + 8 * std::size_t{columns};  // marks take no column
    std::uint32_t used = 0;
    std::size_t at = begin;
    while (at < text.size() && text[at] != '\n' && at < most_bytes) {
        const Glyph glyph = glyph_at(text, at);
        if (used + glyph.columns > columns) break;
        used += glyph.columns;
        at += glyph.bytes;
    }
    return at;
}

std::string rest_words(std::string_view text, std::size_t shown, std::uint64_t all_bytes) {
    const std::string_view rest = text.substr(shown);
    const bool whole_lines = all_bytes <= text.size() && shown > 0 && text[shown - 1] == '\n';
    if (!whole_lines) return "… " + quantity(all_bytes - shown, "more byte");
    const auto breaks = static_cast<std::uint64_t>(std::count(rest.begin(), rest.end(), '\n'));
    return "… " + quantity(breaks + (rest.back() == '\n' ? 0 : 1), "more line");
}

/// `all_bytes` may be more than the text has, where that was cut already.
void add_quote(std::vector<Detail>& details, std::string_view text, std::uint64_t all_bytes,
               std::size_t most_lines, const DetailStyle& style) {
    const std::uint32_t columns = std::max(style.columns, fewest_detail_columns) - 2;
    std::size_t at = 0;
    for (std::size_t lines = 0; at < text.size() && lines < most_lines; ++lines) {
        const bool goes_on = at > 0 && text[at - 1] != '\n';
        const std::size_t end = end_of_piece(text, at, columns);
        const std::string piece = printable(text.substr(at, end - at));
        const std::string bar = goes_on ? "|…" : piece.empty() ? "|" : "| ";
        details.push_back({Detail::Kind::Quote, bar + piece});
        at = end + (end < text.size() && text[end] == '\n' ? 1 : 0);
    }
    if (at < all_bytes) details.push_back({Detail::Kind::Label, rest_words(text, at, all_bytes)});
}

void add_output(std::vector<Detail>& details, const TestResult& test, const DetailStyle& style) {
    if (test.steps == 0 && test.output.empty()) return;  // it never ran
    if (test.output.empty() && test.output_bytes == 0) {
        details.push_back({Detail::Kind::Label, "the program printed nothing"});
        return;
    }
    details.push_back({Detail::Kind::Label, "the program printed:"});
    const std::uint64_t all_bytes = std::max<std::uint64_t>(test.output_bytes, test.output.size());
    add_quote(details, test.output, all_bytes, style.output_lines, style);
}

bool tells_of_the_run(const TestResult& test, std::size_t check) {
    const auto first =
        std::find_if(test.checks.begin(), test.checks.end(),
                     [](const CheckResult& each) { return each.verdict != Verdict::Passed; });
    return first != test.checks.end() && first == test.checks.begin() + static_cast<long>(check);
}

}  // namespace

std::string title_of(const TestResult& test, std::size_t check) {
    return check == 0 ? test.name : test.name + ": " + test.checks[check].name;
}

std::vector<Detail> check_details(const CheckResult& check, const DetailStyle& style) {
    std::vector<Detail> details;
    if (check.verdict == Verdict::Passed) return details;
    if (check.verdict == Verdict::Broken) {
        const std::string words = "the grader could not do this; it is no mistake of yours";
        add_wrapped(details, Detail::Kind::Reason, words, 2, style);
    }
    for (const std::string& reason : check.reasons) {
        // A reason is one line, whatever it quotes.
        add_wrapped(details, Detail::Kind::Reason, printable(reason), 2, style);
    }
    if (!check.hint.empty())
        add_wrapped(details, Detail::Kind::Hint, "hint: " + check.hint, 6, style);
    return details;
}

std::vector<Detail> run_details(const TestResult& test, const DetailStyle& style) {
    std::vector<Detail> details;
    if (test.passed()) return details;
    if (style.output && !test.hidden) add_output(details, test, style);
    if (!test.report.empty() && style.report_lines != 0) {
        details.push_back({Detail::Kind::Label, "freehold reports:"});
        add_quote(details, test.report, test.report.size(), style.report_lines, style);
    }
    if (!test.command.empty() && !test.hidden) {
        details.push_back({Detail::Kind::Label, "to see it again:"});
        details.push_back({Detail::Kind::Command, "  " + printable(test.command)});
    }
    return details;
}

std::string details_text(const TestResult& test, std::size_t check, const DetailStyle& style) {
    std::vector<Detail> details;
    if (test.checks[check].verdict == Verdict::NotCounted) {
        const std::string words = "not counted, because this does not hold: ";
        add_wrapped(details, Detail::Kind::Reason, words + printable(test.name), 2, style);
    }
    for (Detail& detail : check_details(test.checks[check], style)) details.push_back(detail);
    if (tells_of_the_run(test, check)) {
        for (Detail& detail : run_details(test, style)) details.push_back(detail);
    }
    std::string text;
    for (const Detail& detail : details) text += detail.text + '\n';
    return text;
}

}  // namespace freehold::grade
