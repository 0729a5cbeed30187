// SPDX-License-Identifier: MIT
// F501, F502, F507: numbers that have no result, or no room.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/report_operands.hpp"
#include "vm/execute/report_origin.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/integer_range.hpp"

namespace freehold::reports {

namespace {

std::string_view sign(std::string_view mnemonic) {
    struct Sign {
        std::string_view verb;
        std::string_view sign;
    };
    static constexpr Sign signs[] = {{"add", "+"},  {"sub", "-"},  {"mul", "*"},  {"div", "/"},
                                     {"rem", "%"},  {"divu", "/"}, {"remu", "%"}, {"shl", "<<"},
                                     {"shr", ">>"}, {"shru", ">>"}};
    for (const Sign& it : signs) {
        if (it.verb == mnemonic) return it.sign;
    }
    return "?";
}

/// Left and right operand: a slot, or a number.
struct Operands {
    std::string left, right;
    std::optional<Slot> left_slot, right_slot;
};

Operands operands(const Report& report) {
    Operands all;
    for (const OperandField& field : operands_of(report.instruction.opcode()).operands()) {
        const bool is_slot = field.operand == Operand::Read;
        if (!is_slot && field.operand != Operand::Number) continue;
        const std::uint64_t value = freehold::field(report.instruction, field.in);
        const auto slot = static_cast<Slot>(value);
        const std::string text =
            is_slot ? report.plain_slot(slot) : std::to_string(static_cast<std::int64_t>(value));
        const bool first = all.left.empty();
        (first ? all.left : all.right) = text;
        if (is_slot && report.at_home) (first ? all.left_slot : all.right_slot) = slot;
    }
    return all;
}

bool is_shift(const Report& report) {
    const std::string verb = report.verb();
    return verb == "shl" || verb == "shr" || verb == "shru";
}

/// "2 * 3": with parentheses where a number is negative.
std::string calculation(const Report& report, std::string_view sign) {
    const auto number = [](std::int64_t n) {
        return n < 0 ? fmt::format("({})", n) : std::to_string(n);
    };
    return fmt::format("{} {} {}", report.fault.x, sign, number(report.fault.y));
}
std::string calculation(const Report& report) { return calculation(report, sign(report.verb())); }

void tell_operands(Report& report, const Operands& all) {
    std::vector<Address> words;
    for (const auto& slot : {all.left_slot, all.right_slot}) {
        if (slot) words.push_back(report.slot_address(*slot));
    }
    if (words.empty()) return;
    report.ask({}, words, true);
    for (const auto& slot : {all.left_slot, all.right_slot}) {
        if (slot) tell_written(report, report.slot(*slot), report.slot_address(*slot));
    }
}

void pointer_overflow(Report& report) {
    const Fault& fault = report.fault;
    report.headline("`offset` leaves the address space");
    report.here(fmt::format("{} elements of {} from {}", fault.x,
                            quantity(static_cast<std::uint64_t>(fault.y), "byte"),
                            place(report, fault.pointer.address)));
    report.help("an address has 32 bits: is the number of elements right?");
}

}  // namespace

void overflow(Report& report) {
    if (report.verb() == "offset") return pointer_overflow(report);
    const Operands all = operands(report);
    const std::string text = fmt::format("{} {} {}", all.left, sign(report.verb()), all.right);
    if (is_shift(report)) {
        report.headline(fmt::format("`{}`: cannot shift by {}", text, report.fault.y));
        tell_operands(report, all);
        report.here(calculation(report));
        return report.help("shift by 0 to 63: an int has 64 bits");
    }
    const std::string verb = report.verb();
    // Of a remainder the quotient is what does not fit.
    const std::string result =
        verb == "rem" ? "the quotient " + calculation(report, "/") : calculation(report);
    report.headline(fmt::format("`{}` overflows: {}", text, calculation(report)));
    tell_operands(report, all);
    report.here(result + " does not fit in an int");
    report.note("an int has 64 bits: -9223372036854775808 to 9223372036854775807");
    if (verb == "div" || verb == "rem") {
        return report.help("only the smallest number by -1 has no result: treat it on its own");
    }
    report.help(
        fmt::format("if it is meant to wrap around, say so: `{}.wrap`", verb),
        replace_word(report, report.program.span_of(report.fault.index), verb, verb + ".wrap"));
}

void division_by_zero(Report& report) {
    const Operands all = operands(report);
    report.headline(fmt::format("division by zero: `{} {} {}` is {}", all.left, sign(report.verb()),
                                all.right, calculation(report)));
    if (all.right_slot) {
        report.ask({}, {report.slot_address(*all.right_slot)}, true);
        tell_origin(report, report.slot_address(*all.right_slot));
    }
    report.here(all.right_slot ? fmt::format("`{}` is 0 here", all.right) : "divided by 0 here");
    report.help(all.right_slot ? fmt::format("test it first: `beq {}, 0, LABEL`", all.right)
                               : "divide by something else");
}

// ---- F507 --------------------------------------------------------------------------------------

namespace {

void bad_size(Report& report) {
    const Fault& fault = report.fault;
    report.headline(fmt::format("`{}` of {} {}: there is no block of negative size", report.verb(),
                                fault.x, report.verb() == "new" ? "elements" : "bytes"));
    report.here(fmt::format("{} asked for here", fault.x));
    report.help("is the size computed right? it must be 0 or more");
}

void bad_address(Report& report) {
    report.headline(fmt::format("{} is no address: addresses have 32 bits",
                                static_cast<std::uint64_t>(report.fault.x)));
    report.here("made a pointer here");
    report.help("0 to 4294967295 can be made a pointer");
}

}  // namespace

void does_not_fit(Report& report) {
    const Fault& fault = report.fault;
    if (report.verb() == "cast") return bad_address(report);
    if (fault.size >= 8 || fault.size == 0) return bad_size(report);
    const unsigned bits = 8 * fault.size;
    const bool is_signed = fault.y < 0;
    const auto [low, high] = freehold::range_of(fault.size, is_signed);
    const std::string type =
        fmt::format("{} `{}{}`", is_signed ? "an" : "a", is_signed ? "i" : "u", bits);
    const std::string memory = memory_text(report);
    report.headline(fmt::format("{} does not fit in {}{}", fault.x,
                                memory.empty() ? "" : code(memory) + ", ", type));
    const bool stores = report.verb() == "store" && report.at_home;
    if (stores) {
        report.ask({}, {report.slot_address(report.instruction.a)}, true);
        tell_written(report, report.slot(report.instruction.a),
                     report.slot_address(report.instruction.a));
    }
    report.here(fmt::format("{} holds {} to {}", type, low, high));
    const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
    if (!stores || memory.empty())
        return report.help(fmt::format("give it a value from {} to {}", low, high));
    report.help(fmt::format("if only the low {} bits are wanted ({:#x}), say so: `store.wrap`",
                            bits, static_cast<std::uint64_t>(fault.x) & mask),
                replace_word(report, report.program.span_of(fault.index), "store", "store.wrap"));
}

}  // namespace freehold::reports
