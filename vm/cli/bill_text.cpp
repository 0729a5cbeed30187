// SPDX-License-Identifier: MIT
#include "vm/cli/bill_text.hpp"

#include "vm/base/text.hpp"
#include "vm/isa/code_place.hpp"

namespace freehold::cli {

namespace {

std::string name_of(const Program& program, FunctionId function) {
    return printable(program.function(function).name);
}

/// "even -> odd -> even"; of a long chain both ends.
std::string chain(const Program& program, const std::vector<FunctionId>& functions) {
    constexpr std::size_t most = 6;
    std::string text;
    for (std::size_t i = 0; i < functions.size(); ++i) {
        const bool left_out = functions.size() > most && i >= most - 2 && i + 2 < functions.size();
        if (left_out && i != most - 2) continue;
        text += text.empty() ? "" : " -> ";
        text += left_out ? "…" : name_of(program, functions[i]);
    }
    return text;
}

std::string stack_text(const Program& program, const ownership::Bill& bill) {
    using Bound = ownership::Bill::Bound;
    if (bill.bound == Bound::CodeCall) {
        return "stack without a known bound: call through a code value, " +
               place_of(program, bill.at);
    }
    if (bill.bound == Bound::Recursion) {
        std::vector<FunctionId> circle = bill.cycle;
        circle.push_back(circle.front());
        return "stack without a known bound: recursion: " + chain(program, circle);
    }
    const std::string bytes = "stack at most " + quantity(bill.stack.value_or(0), "byte");
    return bill.path.size() < 2 ? bytes : bytes + " (" + chain(program, bill.path) + ")";
}

}  // namespace

std::string bill_text(const Program& program, const ownership::Bill& bill) {
    return "code " + quantity(bill.code, "byte") + ", data " +
           with_commas(bill.read_only_data + bill.mutable_data) + ", BSS " + with_commas(bill.bss) +
           "; " + stack_text(program, bill);
}

}  // namespace freehold::cli
