// SPDX-License-Identifier: MIT
#include "vm/grade/output_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "vm/base/text.hpp"
#include "vm/base/utf8.hpp"
#include "vm/grade/pattern.hpp"

namespace freehold::grade {

namespace {

using Lines = std::vector<std::string>;

/// Of a text that ends in a line break the last line is the one before it.
Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string without_blanks_at_end(const std::string& line) {
    return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

Lines without_blanks_at_ends(Lines lines) {
    for (std::string& line : lines) line = without_blanks_at_end(line);
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

/// In quotes; of a long line what lies around a byte.
std::string quoted_line(const std::string& line, std::size_t around = 0) {
    constexpr std::size_t longest = 60;
    if (line.size() <= longest) return "\"" + printable(line) + "\"";
    std::size_t begin = 0;
    while (begin + longest / 2 < std::min(around, line.size())) {
        begin += decode_utf8(line, begin).length;
    }
    std::size_t end = begin;
    while (end < line.size() && end < begin + longest) end += decode_utf8(line, end).length;
    return std::string{begin > 0 ? "\"… " : "\""} +
           printable(std::string_view{line}.substr(begin, end - begin)) +
           (end < line.size() ? " …\"" : "\"");
}

std::string line_miss(const Lines& wanted, const Lines& found, bool hidden) {
    const auto [w, f] = std::mismatch(wanted.begin(), wanted.end(), found.begin(), found.end());
    if (w == wanted.end() && f == found.end()) return "";
    const auto number = w - wanted.begin() + 1;
    if (f == found.end()) {
        const std::string end = found.empty()
                                    ? "nothing was printed"
                                    : fmt::format("the output ends after line {}", number - 1);
        return end + (hidden ? ": more is expected"
                             : fmt::format("; line {} should be {}", number, quoted_line(*w)));
    }
    if (w == wanted.end()) {
        return fmt::format("the output has more lines than the {} expected", wanted.size()) +
               (hidden ? "" : fmt::format("; line {} is {}", number, quoted_line(*f)));
    }
    if (hidden) return fmt::format("line {} of the output is not what is expected", number);
    const auto differs = static_cast<std::size_t>(
        std::mismatch(f->begin(), f->end(), w->begin(), w->end()).first - f->begin());
    return fmt::format("line {} of the output is {}, not {}", number, quoted_line(*f, differs),
                       quoted_line(*w, differs));
}

std::string miss(const ExactOutput& expected, std::string_view output, bool hidden) {
    if (output == expected.text) return "";
    const Lines wanted = lines_of(expected.text), found = lines_of(output);
    if (without_blanks_at_ends(wanted) == without_blanks_at_ends(found)) {
        return "the output differs only in blanks at the end of a line, or in the last line break";
    }
    return line_miss(wanted, found, hidden);
}

std::string miss(const OutputLines& expected, std::string_view output, bool hidden) {
    return line_miss(without_blanks_at_ends(expected.lines),
                     without_blanks_at_ends(lines_of(output)), hidden);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits with a point among them and a sign before them; in a name like x2 they are no number.
std::vector<long double> numbers_in(std::string_view text) {
    const auto in_name = [&](std::size_t at) {
        return at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0 ||
                          text[at - 1] == '_' || text[at - 1] == '.');
    };
    std::vector<long double> numbers;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at]) || in_name(at)) {
            ++at;
            continue;
        }
        const bool minus = at > 0 && text[at - 1] == '-' && !in_name(at - 1);
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
            ++end;
            while (end < text.size() && is_digit(text[end])) ++end;
        }
        const long double number =
            std::strtold(std::string{text.substr(at, end - at)}.c_str(), nullptr);
        numbers.push_back(minus ? -number : number);
        at = end;
    }
    return numbers;
}

std::string number_text(long double number) {
    const bool whole = number == std::floor(number);
    return whole ? fmt::format("{:.0f}", number) : fmt::format("{}", static_cast<double>(number));
}

std::string miss(const OutputNumbers& expected, std::string_view output, bool hidden) {
    const std::vector<long double> found = numbers_in(output);
    const auto& wanted = expected.numbers;
    for (std::size_t i = 0; i < std::min(found.size(), wanted.size()); ++i) {
        if (std::abs(found[i] - wanted[i]) <= expected.tolerance) continue;
        // A program may print its input.
        if (hidden) return fmt::format("number {} of the output is not what is expected", i + 1);
        const std::string what =
            fmt::format("number {} of the output is {}", i + 1, number_text(found[i]));
        return expected.tolerance == 0 ? fmt::format("{}, not {}", what, number_text(wanted[i]))
                                       : fmt::format("{}, not {} (give or take {})", what,
                                                     number_text(wanted[i]), expected.tolerance);
    }
    if (found.size() == wanted.size()) return "";
    return fmt::format("the output has {}, not {}", quantity(found.size(), "number"),
                       wanted.size());
}

std::string miss(const OutputMatch& expected, std::string_view output, bool hidden) {
    if (Pattern{expected.pattern}.is_in(output)) return "";
    return hidden ? "the output is not of the form that is expected"
                  : "nothing in the output matches `" + printable(expected.pattern) + "`";
}

}  // namespace

std::string output_miss(const OutputExpectation& expected, std::string_view output, bool hidden) {
    return std::visit([&](const auto& one) { return miss(one, output, hidden); }, expected);
}

}  // namespace freehold::grade
