// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/isa/validate_parts.hpp"

namespace freehold {
namespace {

void check_labels_of(const Function& function, std::vector<std::string_view> names, Flaws& flaws) {
    check_unique(std::move(names), fmt::format("labels of function `{}`", printable(function.name)),
                 flaws);
}

// The label lies in its function, or where that ends, and not before the one that precedes it.
bool check_label(const Program& program, const CodeLabel& label, const CodeLabel* before,
                 Flaws& flaws) {
    check_name(label.name, "a label", flaws);
    const std::string what = fmt::format("label `{}`", printable(label.name));
    if (raw(label.function) >= program.functions.size()) {
        flaws.add(what + " is in a function that does not exist");
        return false;
    }
    const Function& function = program.function(label.function);
    if (label.index < function.first || label.index > function.first + function.count) {
        flaws.add(fmt::format("{} is not in function `{}`", what, printable(function.name)));
    }
    if (before &&
        std::pair(before->function, before->index) > std::pair(label.function, label.index)) {
        flaws.add(what + " stands behind one that comes later in the code");
    }
    return flaws.none();
}

// Labels come by function, and in each by place.
void check_labels(const Program& program, Flaws& flaws) {
    std::vector<std::string_view> names;
    const CodeLabel* before = nullptr;
    for (const CodeLabel& label : program.labels) {
        if (!check_label(program, label, before, flaws)) return;
        if (before && before->function != label.function) {
            check_labels_of(program.function(before->function), std::move(names), flaws);
            names = {};
        }
        names.push_back(label.name);
        before = &label;
    }
    if (before) check_labels_of(program.function(before->function), std::move(names), flaws);
}

void check_unsafe(const Program& program, Flaws& flaws) {
    std::uint32_t next = 0;
    for (const auto& [begin, end] : program.unsafe) {
        if (begin < next || end < begin || end > program.code.size()) {
            return flaws.add("ranges of unsafe instructions are not ascending");
        }
        next = end;
        if (begin == program.code.size()) continue;
        const Function& function = program.function(function_at(program, begin));
        if (end > function.first + function.count) {
            return flaws.add("a range of unsafe instructions leaves its function");
        }
    }
}

void check_constants(const Program& program, Flaws& flaws) {
    std::vector<std::int64_t> sorted = program.constants;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        flaws.add("a number stands in the pool of constants twice");
    }
}

bool is_place(const Program& program, Span span) {
    if (program.sources.empty()) return span == Span{};
    return raw(span.file) < program.sources.size() && span.begin <= span.end &&
           span.end <= program.sources[raw(span.file)].text().size();
}

bool spans_are_places(const Program& program) {
    const auto sound = [&program](const auto& item) { return is_place(program, item.span); };
    const auto all = [&sound](const auto& list) {
        return std::all_of(list.begin(), list.end(), sound);
    };
    return all(program.structs) && all(program.statics) && all(program.functions) &&
           std::all_of(program.functions.begin(), program.functions.end(),
                       [&all](const Function& function) { return all(function.locals); }) &&
           std::all_of(program.spans.begin(), program.spans.end(),
                       [&program](Span span) { return is_place(program, span); });
}

void check_spans(const Program& program, Flaws& flaws) {
    if (program.sources.size() > 0xffff) flaws.add("there are more than 65,535 source files");
    if (!program.spans.empty() && program.spans.size() != program.code.size()) {
        flaws.add("there is not one place in the source for each instruction");
    }
    if (!spans_are_places(program)) flaws.add("a place in the source lies outside its file");
}

}  // namespace

void check_tables(const Program& program, Flaws& flaws) {
    check_labels(program, flaws);
    check_unsafe(program, flaws);
    check_constants(program, flaws);
    check_spans(program, flaws);
}

}  // namespace freehold
