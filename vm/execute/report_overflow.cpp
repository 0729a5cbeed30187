// SPDX-License-Identifier: MIT
// F312: the stack overflow.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/execute/report_commands.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_stack.hpp"
#include "vm/execute/report_words.hpp"

namespace freehold::reports {

namespace {

FunctionId callee_of(const Report& report) {
    for (std::uint32_t k = 0; k < report.program.functions.size(); ++k) {
        if (report.program.functions[k].object == report.fault.object) return FunctionId{k};
    }
    return report.function;
}

/// What each frame of a cycle takes of the stack: from one frame's end to the next. That is less
/// than the frame has: where it passes arguments, the frame of the next call begins.
std::string bytes_per_frame(const Report& report, const Fold& fold) {
    std::string text;
    bool overlap = false;
    for (std::size_t k = fold.length; k-- > 0;) {
        const std::size_t at = fold.first + k;
        if (at + 1 >= report.frames.size()) break;
        const FrameInfo& caller = report.frames[at + 1];
        const std::uint32_t bytes = caller.fp - report.frames[at].fp;
        const std::string name = report.function_name(caller.function);
        overlap |= bytes < report.program.function(caller.function).frame_bytes();
        text = text.empty()
                   ? fmt::format("each call of {} takes {} of stack", name, quantity(bytes, "byte"))
                   : fmt::format("{}, of {} {}", text, name, quantity(bytes, "byte"));
    }
    return overlap ? text +
                         ": a frame's last bytes, where it passes arguments, are the first of "
                         "the next frame"
                   : text;
}

/// The cycle that takes most of the frames; nothing when nothing repeats.
std::optional<Fold> deepest_cycle(const Report& report) {
    std::optional<Fold> best;
    for (const Fold& fold : folded(report.frames)) {
        const bool more = !best || fold.length * fold.times > best->length * best->times;
        if (fold.times > 1 && more) best = fold;
    }
    return best;
}

const Local* largest_local(const Function& function) {
    const auto largest =
        std::max_element(function.locals.begin(), function.locals.end(),
                         [](const Local& a, const Local& b) { return a.words < b.words; });
    return largest == function.locals.end() ? nullptr : &*largest;
}

void note_limit(Report& report, FunctionId callee) {
    const std::uint32_t limit = report.machine.options().stack_bytes;
    report.note(
        fmt::format("the stack has {} (--stack={}); the frame of {}, {}, would end {} past "
                    "the limit",
                    quantity(limit, "byte"), option_size(limit), report.function_name(callee),
                    quantity(report.fault.size, "byte"),
                    quantity(static_cast<std::uint64_t>(report.fault.y), "byte")));
}

std::string larger_stack(const Report& report) {
    const std::uint64_t limit = report.machine.options().stack_bytes;
    const std::uint64_t needed = limit + static_cast<std::uint64_t>(report.fault.y);
    return fmt::format("`--stack={}`", option_size(next_size(limit, needed)));
}

/// Where to point: the call; or main, which no instruction calls.
void point(Report& report, FunctionId callee, const std::string& text) {
    if (report.fault.step != 0) return report.here(text);
    report.diagnostic.labels.push_back({report.program.function(callee).span, text, true});
}

void huge_frame(Report& report, FunctionId callee) {
    const Function& function = report.program.function(callee);
    report.headline(fmt::format("stack overflow: the frame of {} alone takes {}",
                                report.function_name(callee), quantity(report.fault.size, "byte")));
    const Local* local = largest_local(function);
    if (local != nullptr) {
        report.declared(local->span, fmt::format("{} takes {}", code(local->name),
                                                 quantity(8u * local->words, "byte")));
    }
    point(report, callee,
          fmt::format("{} does not fit on the stack", report.function_name(callee)));
    note_limit(report, callee);
    const std::string what = local != nullptr ? code(local->name) : std::string{"what is large"};
    report.help(fmt::format("put {} on the heap with `new`; or give it a larger stack: {}", what,
                            larger_stack(report)));
}

/// Of a frame that is a good part of the stack, the local that makes it so.
bool large_local(Report& report, FunctionId callee) {
    const Local* local = largest_local(report.program.function(callee));
    const std::uint32_t stack = report.machine.options().stack_bytes;
    if (local == nullptr || 8u * local->words < stack / 16) return false;
    report.declared(local->span, fmt::format("{} takes {} of each frame", code(local->name),
                                             quantity(8u * local->words, "byte")));
    report.help(fmt::format("put {} on the heap with `new`; or give it a larger stack: {}",
                            code(local->name), larger_stack(report)));
    return true;
}

void deep_recursion(Report& report, FunctionId callee, const Fold& cycle) {
    report.headline(fmt::format("stack overflow: {} calls deep, {}",
                                with_commas(report.machine.depth()),
                                fold_text(report.program, report.frames, cycle)));
    point(report, callee,
          fmt::format("this call of {} does not fit any more", report.function_name(callee)));
    note_limit(report, callee);
    report.note(bytes_per_frame(report, cycle));
    if (large_local(report, callee)) return;
    report.help(
        fmt::format("does the recursion end? only if it does, and has to go this deep, give it a "
                    "larger stack: {}",
                    larger_stack(report)));
}

}  // namespace

void stack_overflow(Report& report) {
    const FunctionId callee = callee_of(report);
    const std::uint32_t limit = report.machine.options().stack_bytes;
    const auto cycle = deepest_cycle(report);
    if (report.fault.size > limit / 2 || report.frames.empty()) return huge_frame(report, callee);
    if (cycle) return deep_recursion(report, callee, *cycle);
    report.headline(fmt::format("stack overflow: the frame of {} does not fit at depth {}",
                                report.function_name(callee), report.machine.depth() + 1));
    point(report, callee,
          fmt::format("this call of {} does not fit", report.function_name(callee)));
    note_limit(report, callee);
    report.help(
        fmt::format("put large locals on the heap with `new`; or give it a larger stack: {}",
                    larger_stack(report)));
}

}  // namespace freehold::reports
