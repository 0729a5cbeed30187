// SPDX-License-Identifier: MIT
#include "vm/quiz/printed_variants.hpp"

#include <algorithm>

#include "vm/isa/form.hpp"

namespace freehold::quiz {

namespace {

constexpr std::size_t most_columns = 40;

std::string_view without_line_end(std::string_view text) {
    while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    return text;
}

/// What the instruction prints; nullptr where it is none that prints.
const Format* format_of(const Program& program, std::uint32_t index) {
    const Instruction& instruction = program.code[index];
    if (instruction.opcode() != Opcode::Print) return nullptr;
    return &program.formats[instruction.low()];
}

/// The number of the text that comes from a value and not from the format: where it stands.
struct Found {
    std::size_t begin = 0;
    std::size_t size = 0;
};
Found number_in(const Format& format, std::string_view text) {
    const auto text_at = [&](const Piece& piece) {
        return piece.from == Piece::From::Text ? piece.text.size() : 0;
    };
    const std::size_t first = text_at(format.pieces.front());
    const std::size_t behind = format.pieces.size() > 1 ? text_at(format.pieces.back()) : 0;
    if (first + behind >= text.size()) return {};
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t at = first; at < text.size() - behind; ++at) {
        if (!is_digit(text[at])) continue;
        std::size_t end = at;
        while (end < text.size() - behind && is_digit(text[end])) ++end;
        const bool minus = at > first && text[at - 1] == '-';
        return {at - (minus ? 1 : 0), end - at + (minus ? 1 : 0)};
    }
    return {};
}

}  // namespace

std::string quoted_output(std::string_view text) {
    return "\"" + std::string{without_line_end(text)} + "\"";
}

bool is_worth_asking(const Look& look, const Printed& printed) {
    const Format* format = format_of(look.program(), printed.index);
    if (format == nullptr) return false;
    const std::string_view text = without_line_end(printed.text);
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](char c) { return c >= ' ' && c <= '~' && c != '"'; });
    bool varies = false;
    for (const Piece& piece : format->pieces) {
        const bool address = piece.style == Piece::Style::Pointer;
        if (address || piece.style == Piece::Style::Hex) return false;
        varies |= piece.from == Piece::From::Frame || piece.from == Piece::From::Static;
    }
    return varies && plain && !text.empty() && text.size() <= most_columns;
}

std::vector<std::string> printed_variants(const Look& look, const Printed& printed,
                                          const std::vector<std::int64_t>& numbers) {
    std::vector<std::string> variants;
    const std::string& text = printed.text;
    if (const Found found = number_in(*format_of(look.program(), printed.index), text);
        found.size != 0 && found.size < 18) {
        const std::int64_t right = std::stoll(text.substr(found.begin, found.size));
        std::vector<std::int64_t> others{right + 1, right - 1, 2 * right, 0};
        others.insert(others.end(), numbers.begin(), numbers.end());
        for (const std::int64_t other : others) {
            std::string variant = text;
            variants.push_back(
                quoted_output(variant.replace(found.begin, found.size, std::to_string(other))));
        }
    }
    for (const Printed& other : look.record.printed()) {
        const bool close = other.index == printed.index || variants.empty();
        if (close && is_worth_asking(look, other)) variants.push_back(quoted_output(other.text));
        if (variants.size() > 30) break;
    }
    return variants;
}

}  // namespace freehold::quiz
