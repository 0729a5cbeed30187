// SPDX-License-Identifier: MIT
#include "vm/cli/bill_text.hpp"

#include "vm/base/text.hpp"
#include "vm/cli/code_place.hpp"

namespace freehold::cli {

namespace {

std::string name_of(const Program& program, FunctionId function) {
    return printable(program.function(function).name);
}

/// "even -> odd -> even"; of a long circle its beginning.
std::string circle(const Program& program, const std::vector<FunctionId>& functions) {
    constexpr std::size_t most = 6;
    std::string text;
    for (std::size_t i = 0; i < functions.size() && i < most; ++i) {
        text += name_of(program, functions[i]) + " -> ";
    }
    if (functions.size() > most) text += "… -> ";
    return text + name_of(program, functions.front());
}

}  // namespace

std::string stack_text(const Program& program, const ownership::MemoryBill& bill) {
    if (bill.stack) return "stack at most " + quantity(*bill.stack, "byte");
    if (bill.unknown_call) {
        return "stack without a known bound: call through a code value, " +
               place_of(program, *bill.unknown_call);
    }
    return "stack without a known bound: recursion: " + circle(program, bill.recursion);
}

std::string bill_text(const Program& program, const ownership::MemoryBill& bill) {
    return "code " + quantity(bill.code, "byte") + ", data " + with_commas(bill.data) + ", BSS " +
           with_commas(bill.bss) + "; " + stack_text(program, bill);
}

}  // namespace freehold::cli
