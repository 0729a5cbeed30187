// SPDX-License-Identifier: MIT
#include "vm/observe/trace_chrome.hpp"

#include <fmt/format.h>

#include <utility>

#include "vm/observe/event_text.hpp"
#include "vm/observe/json_writer.hpp"

namespace freehold {

namespace {

constexpr std::size_t enough_slices = 1u << 18;

/// What else a reader may want to see where it happened.
bool is_instant(EventKind kind) {
    switch (kind) {
        case EventKind::Output:
        case EventKind::Input:
        case EventKind::Broken:
        case EventKind::Harm:
        case EventKind::Fault:
        case EventKind::Leak:
        case EventKind::Exit: return true;
        default: return false;
    }
}

std::string argument_of(const Event& event, std::string_view bytes) {
    if (event.code != Code{}) {
        return fmt::format(",\"args\":{{\"code\":\"{}\"}}", code_name(event.code));
    }
    return bytes.empty() ? "" : fmt::format(",\"args\":{{\"text\":{}}}", json_string(bytes));
}

}  // namespace

TraceChrome::TraceChrome(const Machine& machine, std::string program, Write write)
    : m_machine(machine),
      m_program(machine.program()),
      m_program_name(std::move(program)),
      m_write(std::move(write)) {}

void TraceChrome::begin(const TraceStart& start) {
    m_waiting = fmt::format(
        "{{\"otherData\":{{\"schema\":\"freehold/"
        "chrome-trace\",\"version\":\"1\",\"program\":{}}},\n"
        "\"displayTimeUnit\":\"ns\",\n\"traceEvents\":[\n",
        json_string(m_program_name));
    put("M", "process_name", start.step,
        fmt::format(",\"args\":{{\"name\":{}}}", json_string(m_program_name)));
    put("M", "thread_name", start.step, ",\"args\":{\"name\":\"calls\"}");
    for (const TracedFrame& frame : start.frames) enter(frame.function, start.step);
    for (const BlockInfo& block : m_machine.blocks()) flow("s", block.object, start.step);
    counters(start.step);
}

void TraceChrome::put(std::string_view phase, std::string_view name, Step at,
                      const std::string& more) {
    m_waiting += fmt::format("{}{{\"ph\":\"{}\",\"name\":{},\"ts\":{},\"pid\":1,\"tid\":1{}}}",
                             m_any ? ",\n" : "", phase, json_string(name), at, more);
    m_any = true;
}

void TraceChrome::enter(FunctionId function, Step at) {
    m_open.push_back(function);
    put("B", m_program.function(function).name, at, ",\"cat\":\"call\"");
}

/// Of each block: `s` where it begins, `t` where its owner moves, `f` where it ends.
void TraceChrome::flow(std::string_view phase, ObjectId block, Step at) {
    if (!is_block(block)) return;
    if (phase == "s" && !m_blocks.insert(block).second) return;
    if (phase == "t" && !m_blocks.contains(block)) return;
    if (phase == "f" && m_blocks.erase(block) == 0) return;
    put(phase, "block " + block_text(block), at,
        fmt::format(",\"cat\":\"block\",\"id\":{}{}", raw(block),
                    phase == "f" ? ",\"bp\":\"e\"" : ""));
}

void TraceChrome::event(const Event& event, std::string_view bytes) {
    switch (event.kind) {
        case EventKind::Call: enter(event.function, event.step); break;
        case EventKind::Ret:
            put("E", m_program.function(event.function).name, event.step);
            m_open.pop_back();
            break;
        case EventKind::Alloc: flow("s", event.object, event.step); break;
        case EventKind::Move: flow("t", event.object, event.step); return;
        case EventKind::Free: flow("f", event.object, event.step); break;
        default:
            if (!is_instant(event.kind)) return;
            put("i", event_info(event.kind).word, event.step,
                ",\"s\":\"t\"" + argument_of(event, bytes));
            return;
    }
    m_moved = true;
}

void TraceChrome::step(const TracedStep& step) {
    if (std::exchange(m_moved, false)) counters(step.step);
    if (m_waiting.size() >= enough_slices) flush();
}

void TraceChrome::counters(Step at) {
    const std::uint32_t heap = m_machine.heap_use().bytes;
    const std::uint32_t stack = m_machine.stack_bytes();
    if (std::exchange(m_heap, heap) != heap) {
        put("C", "heap", at, fmt::format(",\"args\":{{\"bytes\":{}}}", heap));
    }
    if (std::exchange(m_stack, stack) == stack) return;
    put("C", "stack", at, fmt::format(",\"args\":{{\"bytes\":{}}}", stack));
    put("C", "depth", at, fmt::format(",\"args\":{{\"frames\":{}}}", m_open.size()));
}

/// What is still open ends with the trace.
void TraceChrome::end(const TraceEnd& end) {
    for (const ObjectId block : std::set<ObjectId>(m_blocks)) flow("f", block, end.step);
    for (; !m_open.empty(); m_open.pop_back()) {
        put("E", m_program.function(m_open.back()).name, end.step);
    }
    m_waiting += "\n]}\n";
    flush();
}

void TraceChrome::flush() {
    if (m_takes_more) m_takes_more = m_write(m_waiting);
    m_waiting.clear();
}

}  // namespace freehold
