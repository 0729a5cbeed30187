// SPDX-License-Identifier: MIT
// F503, F504, F508, F510: what the program says itself, and what it is told.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/isa/form.hpp"

namespace freehold::reports {

namespace {

constexpr std::size_t longest_message = 200;

std::string shortened(const std::string& text) {
    std::string line = printable(text.substr(0, longest_message));
    return text.size() <= longest_message ? line : line + "...";
}

/// The values of the slots an instruction read: "`x` is 3, `y` is 4". As they are now.
std::string read_values(const Report& report, const Instruction& i) {
    std::string text;
    for (const OperandField& field : operands_of(i.opcode()).operands()) {
        if (field.operand != Operand::Read) continue;
        const auto slot = static_cast<Slot>(freehold::field(i, field.in));
        const SlotInfo info = report.slot_info(slot);
        if (info.kind != ValueKind::Int || info.state != SlotInfo::State::Init) continue;
        text += fmt::format("{}{} is {}", text.empty() ? "" : ", ", report.slot(slot),
                            static_cast<std::int64_t>(info.word));
    }
    return text;
}

/// The comparison that made the condition false.
void tell_condition(Report& report) {
    if (report.instruction.opcode() != Opcode::Assert || !report.at_home) return;
    const Slot condition = report.instruction.a;
    report.ask({}, {report.slot_address(condition)}, true);
    const auto written = report.story.word(report.slot_address(condition)).written;
    if (!written) return;
    const FunctionId writer = function_at(report.program, written->index);
    const std::string values = writer == report.function
                                   ? read_values(report, report.program.code[written->index])
                                   : std::string{};
    report.at(*written, fmt::format("{} becomes 0 here{}{}", report.slot(condition),
                                    values.empty() ? "" : ": ", values));
}

}  // namespace

void assertion_failed(Report& report) {
    const std::string& said = report.fault.text;
    report.headline(said.empty() ? "assertion failed" : "assertion failed: " + shortened(said));
    tell_condition(report);
    if (report.instruction.opcode() != Opcode::Assert) return report.here("this is never true");
    const std::string condition = report.slot(report.instruction.a);
    report.here(condition + " is 0 here", bare(condition));
}

void panicked(Report& report) {
    report.headline("panic: " + shortened(report.fault.text));
    report.here("the program gave up here");
}

void bad_exit_status(Report& report) {
    const Fault& fault = report.fault;
    report.headline(fmt::format("exit status {} is out of range", fault.x));
    if (report.instruction.opcode() == Opcode::Exit && report.at_home) {
        const Slot slot = report.instruction.a;
        report.ask({}, {report.slot_address(slot)}, true);
        tell_written(report, report.slot(slot), report.slot_address(slot));
    }
    report.here("a program may end with 0 to 99");
    report.note("100 and more are what freehold itself ends with: 101 for a fault like this one");
    report.help("use a status from 0 to 99");
}

// ---- F510 --------------------------------------------------------------------------------------

namespace {

/// A place in the program's input, behind so much of it: "line 3, column 5".
std::string input_place(std::string_view taken) {
    const auto lines = static_cast<std::size_t>(std::count(taken.begin(), taken.end(), '\n'));
    const std::size_t newline = taken.rfind('\n');
    const std::size_t column = newline == taken.npos ? taken.size() : taken.size() - newline - 1;
    return fmt::format("line {}, column {}", lines + 1, column + 1);
}

}  // namespace

void bad_input(Report& report) {
    const Fault& fault = report.fault;
    const std::string what = report.verb();
    const std::string_view read = report.machine.input_read();
    if (fault.text.empty()) {
        report.headline(fmt::format("`{}` at the end of the input", what));
        report.here("nothing is left to read");
        report.note(fmt::format("the program has read {}, up to {}", quantity(read.size(), "byte"),
                                input_place(read)));
        return report.help(fmt::format("say where to go on at the end: `{} {}, LABEL`", what,
                                       report.plain_slot(report.instruction.a)));
    }
    const std::string text = code(shortened(fault.text));
    // It stands behind the white space that came first.
    const std::size_t begin =
        read.find_first_not_of(" \t\r\n\v\f", static_cast<std::size_t>(fault.y));
    const std::string place = input_place(read.substr(0, begin));
    report.headline(fault.x != 0 ? fmt::format("{} in the input does not fit in an int", text)
                                 : fmt::format("{} in the input is no number", text));
    report.here(fmt::format("a number is read here; {} stands at {} of the input", text, place));
    if (fault.x != 0) {
        report.note("an int has 64 bits: -9223372036854775808 to 9223372036854775807");
        return report.help("give the program a smaller number");
    }
    report.help("correct the input, or read what is no number with `read_line` or `read_byte`");
}

}  // namespace freehold::reports
