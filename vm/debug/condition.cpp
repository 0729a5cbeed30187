// SPDX-License-Identifier: MIT
#include "vm/debug/condition.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "vm/base/text.hpp"
#include "vm/debug/value_text.hpp"

namespace freehold::debug {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Whether it may be one: no words, operators or parentheses.
bool is_value(std::string_view text) {
    if (text.size() == 3 && text.front() == '\'' && text.back() == '\'') return true;
    return text.find_first_of(" \t()=<>!/%&|\"'") == text.npos;
}

/// `3`, `-3`, `0x1f`, `'a'`, `true`, `null`.
std::optional<std::int64_t> constant(std::string_view text) {
    if (text == "null" || text == "false") return 0;
    if (text == "true") return 1;
    if (text.size() == 3 && text.front() == '\'' && text.back() == '\'') return text[1];
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const bool hex = text.starts_with("0x");
    if (hex) text.remove_prefix(2);
    std::int64_t value = 0;
    const auto result =
        std::from_chars(text.data(), text.data() + text.size(), value, hex ? 16 : 10);
    if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return negative ? -value : value;
}

/// The number in a place; of a pointer its whole word.
std::optional<std::int64_t> number_at(const Scene& scene, const Place& place) {
    const Program& program = scene.program();
    if (place.type != TypeId::None && is_integer(program.type(place.type).kind)) {
        return integer_at(scene, place);
    }
    const bool word = place.type == TypeId::None || is_scalar(program.type(place.type).kind);
    if (!word) return std::nullopt;
    return static_cast<std::int64_t>(scene.machine().word_at(place.address));
}

std::optional<std::int64_t> value_of(const Scene& scene, const std::string& text,
                                     std::string& problem) {
    if (const auto known = constant(text)) return known;
    const Found found = find_place(scene, text);
    if (!found) {
        problem = found.problem;
        return std::nullopt;
    }
    const auto value = number_at(scene, *found.place);
    if (!value) problem = fmt::format("`{}` is no number", text);
    return value;
}

}  // namespace

Condition::Condition(std::string_view text) : m_text(trimmed(text)) {
    if (m_text.empty()) m_problem = "a condition stands behind `if`: `if i == 3`";
    std::string_view rest = m_text;
    while (!rest.empty() && m_problem.empty()) {
        const std::size_t end = rest.find(" and ");
        if (!parse(trimmed(rest.substr(0, end)))) return;
        rest = end == rest.npos ? std::string_view{} : rest.substr(end + 5);
    }
}

bool Condition::parse(std::string_view comparison) {
    static constexpr std::array<std::pair<std::string_view, Compares>, 6> signs{
        {{"==", Compares::Equal},
         {"!=", Compares::Unequal},
         {"<=", Compares::AtMost},
         {">=", Compares::AtLeast},
         {"<", Compares::Less},
         {">", Compares::More}}};
    for (const auto& [sign, how] : signs) {
        const std::size_t at = comparison.find(sign);
        if (at == comparison.npos) continue;
        const std::string left{trimmed(comparison.substr(0, at))};
        const std::string right{trimmed(comparison.substr(at + sign.size()))};
        if (left.empty() || right.empty()) break;
        if (!is_value(left) || !is_value(right)) {
            m_problem = fmt::format("`{}` is no value; conditions are joined by `and` alone",
                                    printable(is_value(left) ? right : left));
            return false;
        }
        m_all.push_back({left, how, right});
        return true;
    }
    m_problem = fmt::format(
        "`{}` is no condition: two values and `==`, `!=`, `<`, `<=`, `>` or `>=` between them",
        printable(comparison));
    return false;
}

Verdict Condition::ask(const Scene& scene) const {
    for (const Comparison& it : m_all) {
        std::string problem;
        const auto left = value_of(scene, it.left, problem);
        const auto right = left ? value_of(scene, it.right, problem) : std::nullopt;
        if (!right) return {false, problem};
        bool holds = false;
        switch (it.how) {
            case Compares::Equal: holds = *left == *right; break;
            case Compares::Unequal: holds = *left != *right; break;
            case Compares::Less: holds = *left < *right; break;
            case Compares::AtMost: holds = *left <= *right; break;
            case Compares::More: holds = *left > *right; break;
            case Compares::AtLeast: holds = *left >= *right; break;
        }
        if (!holds) return {};
    }
    return {true};
}

}  // namespace freehold::debug
