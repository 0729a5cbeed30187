// SPDX-License-Identifier: MIT
#include "tests/support/machine_state.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tests/support/difference.hpp"
#include "vm/observe/timeline.hpp"

namespace freehold::test {

namespace {

void add_words(const Machine& machine, Address begin, Address end,
               std::vector<std::string>& lines) {
    for (Address at = begin; at < end; at = at + 8) {
        const std::uint64_t word = machine.word_at(at);
        const WordInfo info = machine.word_info(at);
        if (word == 0 && info == WordInfo{}) continue;
        lines.push_back(fmt::format("0x{:x}: {:016x} object {} {} init {:02x} in {:02x}{}{}{}",
                                    raw(at), word, raw(info.object), kind_name(info.kind),
                                    info.init, info.in, info.moved ? " moved" : "",
                                    info.ro ? " ro" : "", info.writable ? " w" : ""));
    }
}

void add_run(const Machine& machine, std::vector<std::string>& lines) {
    const HeapUse use = machine.heap_use();
    lines.push_back(fmt::format("step {} at {}", machine.step(), machine.index()));
    lines.push_back(fmt::format("heap {} {} {} {} {} {}", use.blocks, use.bytes, use.reserved,
                                use.peak_bytes, use.allocated, use.freed));
    lines.push_back(
        fmt::format("stack {} of {}", machine.stack_bytes(), machine.peak_stack_bytes()));
    lines.push_back(
        fmt::format("input {} output {}", machine.input_read().size(), machine.output_position()));
    lines.push_back(
        fmt::format("rules {} harms {}", machine.broken_rules().count, machine.harms().count));
    lines.push_back(
        fmt::format("worked {} forced {}", machine.bytes_worked(), machine.forced_branches()));
    if (const auto& stop = machine.ended()) {
        lines.push_back(fmt::format("ended {} {} {}", static_cast<int>(stop->kind), stop->status,
                                    static_cast<int>(stop->fault.code)));
    }
    for (const FrameInfo& frame : machine.frames()) {
        lines.push_back(fmt::format("frame {} {} 0x{:x} at {}", frame.depth, raw(frame.function),
                                    raw(frame.fp), frame.index));
    }
    for (const BlockInfo& block : machine.blocks()) {
        lines.push_back(fmt::format("block {} 0x{:x} {} to 0x{:x}", raw(block.object),
                                    raw(block.address), block.size, raw(block.end)));
    }
}

/// A machine that goes forward only.
class Forward {
public:
    Forward(const Program& program, Options options, const std::string& input) : m_input(input) {
        options.input = &m_input;
        m_machine.emplace(program, options);
    }
    Machine& machine() { return *m_machine; }

private:
    TextInput m_input;
    std::optional<Machine> m_machine;
};

std::string at_step(const Machine& machine, const std::vector<std::string>& expected,
                    const std::string& how) {
    const std::vector<std::string> found = state_of(machine);
    if (found == expected) return {};
    return fmt::format("{}, at step {}:\n{}", how, machine.step(), difference(expected, found));
}

}  // namespace

std::vector<std::string> state_of(const Machine& machine) {
    std::vector<std::string> lines;
    const Layout& layout = machine.layout();
    add_run(machine, lines);
    add_words(machine, layout.data_begin, layout.bss_end, lines);
    add_words(machine, layout.heap_begin, layout.heap_begin + machine.heap_use().reserved, lines);
    add_words(machine, layout.stack_end - machine.peak_stack_bytes(), layout.stack_end, lines);
    return lines;
}

std::string going_back_differs(const Program& program, const Options& options,
                               const std::string& input, Step most) {
    Forward forward{program, options, input};
    std::vector<std::vector<std::string>> states{state_of(forward.machine())};
    while (states.size() <= most && !forward.machine().ended()) {
        forward.machine().run_until(states.size());
        if (forward.machine().step() == states.size()) {
            states.push_back(state_of(forward.machine()));
        } else {
            states.back() = state_of(forward.machine());
        }
    }
    TextInput again{input};
    Options seen = options;
    seen.input = &again;
    Timeline timeline{program, seen};
    const Step last = states.size() - 1;
    timeline.go_to(last);
    if (forward.machine().ended()) timeline.go_to(last + 1);
    for (Step step = last;; --step) {
        timeline.go_to(step);
        const std::string differs = at_step(timeline.machine(), states[step], "one step back");
        if (!differs.empty() || step == 0) {
            if (!differs.empty()) return differs;
            break;
        }
    }
    for (Step step = 0; step <= last; step = step * 2 + 1) {
        for (const Step target : {step, last - step, step / 3, step}) {
            timeline.go_to(target);
            const std::string differs = at_step(timeline.machine(), states[target], "to and fro");
            if (!differs.empty()) return differs;
        }
    }
    return {};
}

}  // namespace freehold::test
