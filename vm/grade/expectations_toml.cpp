// SPDX-License-Identifier: MIT
#include "vm/grade/expectations_toml.hpp"

#include <algorithm>
#include <array>

#include "assembler/instruction_table.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/block_name.hpp"
#include "vm/grade/pattern.hpp"

namespace freehold::grade {

namespace {

struct QuantityKey {
    std::string_view key;
    Quantity quantity;
    bool bytes = false;
};

constexpr std::array<QuantityKey, 11> quantity_keys{{
    {"leaks", Quantity::Leaks},
    {"still_owned", Quantity::StillOwned},
    {"allocations", Quantity::Allocations},
    {"frees", Quantity::Frees},
    {"moves", Quantity::Moves},
    {"clones", Quantity::Clones},
    {"peak_heap", Quantity::PeakHeap, true},
    {"peak_stack", Quantity::PeakStack, true},
    {"heap_span", Quantity::HeapSpan, true},
    {"depth", Quantity::Depth},
    {"steps", Quantity::Steps},
}};

/// The C library takes time and stack without bound for a pattern that asks for it.
bool is_moderate(const std::string& pattern) {
    const auto count = [&](char c) { return std::count(pattern.begin(), pattern.end(), c); };
    return pattern.size() <= 1'000 && count('(') <= 50 && count('{') <= 4;
}

void read_outputs(TomlTable& table, Expectations& expects) {
    if (auto text = table.text("output")) expects.outputs.push_back(ExactOutput{*text});
    if (auto lines = table.texts("output_lines")) expects.outputs.push_back(OutputLines{*lines});
    const auto tolerance = table.number("tolerance");
    if (tolerance && *tolerance < 0) {
        table.refuse("tolerance", "`tolerance` is below 0", "no number is so near");
    }
    if (auto numbers = table.numbers("output_numbers")) {
        expects.outputs.push_back(OutputNumbers{*numbers, tolerance.value_or(0)});
    } else if (tolerance) {
        table.refuse("tolerance", "`tolerance` without `output_numbers`",
                     "it says how far those may be off");
    }
    if (auto pattern = table.text("output_matches")) {
        const std::string problem =
            is_moderate(*pattern) ? Pattern{*pattern}.problem() : "it is too long or too deep";
        if (!problem.empty()) {
            table.refuse("output_matches", "`output_matches` is no regular expression", problem);
        }
        expects.outputs.push_back(OutputMatch{*pattern});
    }
}

std::optional<CodeExpectation> read_code(TomlTable& table, std::string_view key) {
    const auto name = table.text(key);
    if (!name) return std::nullopt;
    CodeExpectation expectation;
    if (const CodeInfo* info = code_named(*name)) {
        expectation.code = info->code;
    } else {
        table.refuse(key, "there is no code `" + printable(*name) + "`",
                     "`freehold explain --list` shows them all");
    }
    return expectation;
}

void read_end(TomlTable& table, bool tests_itself, Expectations& expects) {
    const auto exit = table.integer("exit", 0, 99);
    const auto fault = read_code(table, "fault");
    const auto rejected = read_code(table, "rejected");
    if (int{exit.has_value()} + int{fault.has_value()} + int{rejected.has_value()} > 1) {
        table.refuse(rejected ? "rejected" : "fault", "a run has one end",
                     "`exit`, `fault` and `rejected` exclude each other");
    }
    const auto function = table.text("in");
    const auto mark = table.text("at");
    if ((function || mark) && !fault && !rejected) {
        const std::string_view key = function ? "in" : "at";
        table.refuse(key, "`" + std::string{key} + "` without `fault` or `rejected`",
                     "it says where that has to happen");
    }
    EndExpectation end;
    if (exit) end.status = static_cast<int>(*exit);
    if (fault || rejected) {
        end.kind = fault ? EndExpectation::Kind::Fault : EndExpectation::Kind::Rejected;
        end.code = fault ? *fault : *rejected;
        end.code.function = function.value_or("");
        end.code.mark = mark.value_or("");
    }
    if (tests_itself || exit || fault || rejected) expects.end = end;
}

void read_quantities(TomlTable& table, Expectations& expects) {
    for (const QuantityKey& row : quantity_keys) {
        if (const auto bounds = table.bounds(row.key, row.bytes)) {
            expects.quantities.emplace_back(row.quantity, *bounds);
        }
    }
    expects.calls = table.named_bounds("calls", false);
    expects.sizes = table.named_bounds("sizes", true);
}

std::vector<std::string> read_blocks(TomlTable& table, std::string_view key, bool by_owner) {
    auto blocks = table.texts(key);
    if (!blocks) return {};
    for (const std::string& block : *blocks) {
        if (is_block_name(block) || (by_owner && !block.empty() && block.find('#') == block.npos)) {
            continue;
        }
        table.refuse(key, "`" + printable(block) + "` names no block",
                     by_owner ? "write `#3`, `Node#2`, or the owner's name: `main.list`"
                              : "write `#3` or `Node#2`");
    }
    return *blocks;
}

void read_segments(TomlTable& table, Expectations& expects) {
    const toml::table* statics = table.table("statics");
    if (statics == nullptr) return;
    for (const auto& [name, node] : *statics) {
        const auto* segment = node.as_string();
        const std::string word = segment == nullptr ? "" : segment->get();
        if (word == "data" || word == "bss" || word == no_segment) {
            expects.segments.emplace_back(name.str(), word);
        } else {
            table.refuse("statics",
                         "`" + printable(name.str()) + "` lies in data, in BSS, or is no static",
                         "write \"data\", \"bss\" or \"none\"");
        }
    }
}

std::vector<std::string> read_instructions(TomlTable& table, std::string_view key) {
    auto words = table.texts(key);
    if (!words) return {};
    for (const std::string& word : *words) {
        const auto& all = assembler::all_mnemonics();
        if (std::find(all.begin(), all.end(), word) != all.end()) continue;
        const auto meant = nearest(word, all);
        table.refuse(key, "there is no instruction `" + printable(word) + "`", "named here",
                     meant ? "did you mean `" + *meant + "`?" : std::string{});
    }
    return *words;
}

}  // namespace

Expectations read_expectations(TomlTable& table, bool tests_itself) {
    Expectations expects;
    read_outputs(table, expects);
    read_end(table, tests_itself, expects);
    if (const auto has = table.boolean("unsafe")) expects.has_unsafe = *has;
    read_quantities(table, expects);
    expects.freed = read_blocks(table, "freed", true);
    expects.moved = read_blocks(table, "moved", false);
    read_segments(table, expects);
    expects.lacks = read_instructions(table, "lacks");
    expects.uses = read_instructions(table, "uses");
    return expects;
}

}  // namespace freehold::grade
