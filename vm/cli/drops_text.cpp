// SPDX-License-Identifier: MIT
#include "vm/cli/drops_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/ownership/drops.hpp"

namespace freehold::cli {

namespace {

using ownership::DropFact;

/// "line 5", "line 5 or 9"; of many the first ones.
std::string places(const Program& program, const std::vector<std::uint32_t>& instructions) {
    constexpr std::size_t most = 4;
    std::vector<std::string> words;
    std::string last;
    for (const std::uint32_t at : instructions) {
        const std::string place = place_of(program, at);
        if (place == last) continue;
        last = place;
        const bool again = !words.empty() && place.starts_with("line ");
        words.push_back(again ? place.substr(5) : place);
    }
    if (words.size() > most) {
        const std::size_t more = words.size() - most;
        words.resize(most);
        words.push_back(std::to_string(more) + " more");
    }
    return list_of(words, "or");
}

std::string flag_text(const Program& program, const DropFact& drop) {
    std::string text;
    if (!drop.set_by.empty()) text = "set at " + places(program, drop.set_by);
    if (drop.cleared_by.empty()) return text;
    return text + (text.empty() ? "" : ", ") + "cleared at " + places(program, drop.cleared_by);
}

std::string meaning(const Program& program, const DropFact& drop) {
    const std::string null = drop.may_be_null ? ", unless it is null" : "";
    switch (drop.fate) {
        case DropFact::Fate::Frees:
            return "frees" + null +
                   (drop.set_by.empty() ? "" : "; given at " + places(program, drop.set_by));
        case DropFact::Fate::Nothing:
            if (drop.cleared_by.empty()) return "nothing to free: never given a value";
            return "nothing to free: gone at " + places(program, drop.cleared_by);
        case DropFact::Fate::Depends:
            return "frees if its flag is set" + null + "; " + flag_text(program, drop);
        case DropFact::Fate::Unknown: return "no way leads here";
    }
    return "";
}

std::string table(const Program& program, const std::vector<DropFact>& drops, std::uint32_t width) {
    std::uint32_t place = 0, name = 0;
    for (const DropFact& drop : drops) {
        place = std::max(place, display_width(place_of(program, drop.at)));
        name = std::max(name, display_width(drop.name));
    }
    std::string text;
    for (const DropFact& drop : drops) {
        const std::string row =
            fmt::format("  {}  {}  {:<11}  ", padded(place_of(program, drop.at), place),
                        padded(drop.name, name), drop_kind(drop.fate));
        const std::uint32_t indent = display_width(row);
        text += row + wrap(meaning(program, drop), width, indent) + "\n";
    }
    return text;
}

}  // namespace

std::string_view drop_kind(DropFact::Fate fate) {
    switch (fate) {
        case DropFact::Fate::Frees: return "static";
        case DropFact::Fate::Nothing: return "dead";
        case DropFact::Fate::Depends: return "conditional";
        case DropFact::Fate::Unknown: return "unknown";
    }
    return "unknown";
}

std::string drops_text(const Program& program, FunctionId left_out, const RenderStyle& style) {
    std::string text;
    for (const FunctionId id : own_functions(program, left_out)) {
        const std::vector<DropFact> drops = ownership::drops_of(program, id);
        if (drops.empty()) continue;
        text += "\ndrops of " + printable(program.function(id).name) + "\n" +
                table(program, drops, style.width);
    }
    return text.empty() ? "\nno drops: no local owns anything at the end of its scope\n" : text;
}

}  // namespace freehold::cli
