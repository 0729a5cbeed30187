// SPDX-License-Identifier: MIT
#include "vm/observe/tracer.hpp"

#include <algorithm>
#include <utility>

namespace freehold {

bool TracedOutput::write(std::string_view bytes) {
    m_bytes += bytes;
    return true;
}

std::string TracedOutput::take(std::uint32_t size) {
    std::string taken = m_bytes.substr(0, size);
    m_bytes.erase(0, taken.size());
    return taken;
}

Tracer::Tracer(Machine& machine, TracedOutput& output, TraceSink& sink,
               std::function<bool()> interrupted)
    : m_machine(machine),
      m_output(output),
      m_sink(sink),
      m_interrupted(std::move(interrupted)),
      m_memory(machine),
      m_living(machine.program().functions.size()) {
    // What was printed before the trace begins.
    m_output.take(~std::uint32_t{0});
    machine.observe(*this);
}

Tracer::~Tracer() { m_machine.ignore(*this); }

Stop Tracer::run(Step last) {
    begin();
    Stop stop{.kind = Stop::Kind::Paused};
    while (stop.kind == Stop::Kind::Paused && m_machine.step() < last && m_sink.takes_more()) {
        m_was_interrupted = m_interrupted();
        if (m_was_interrupted) break;
        stop = trace_step();
    }
    end(stop);
    return stop;
}

void Tracer::begin() {
    std::vector<FrameInfo> frames = m_machine.frames();
    std::reverse(frames.begin(), frames.end());
    for (const FrameInfo& frame : frames) enter(frame.function, frame.fp);
    m_memory.look(m_changes);
    m_sink.begin({m_machine.step(), m_machine.index(), m_frames, m_changes});
}

/// No step is done where a limit ends the run, or where an interrupt ends waiting for input.
Stop Tracer::trace_step() {
    const Step before = m_machine.step();
    const std::uint32_t index = m_machine.index();
    const Stop stop = m_machine.run_until(before + 1);
    if (m_fault) tell_fault(stop);
    if (m_machine.step() == before) return stop;
    m_changes.clear();
    m_memory.look(m_changes);
    m_sink.step({before + 1, index, m_machine.index(), m_frames, m_changes});
    return stop;
}

void Tracer::end(const Stop& stop) {
    using How = TraceEnd::How;
    TraceEnd end{.how = How::LastStep, .step = m_machine.step()};
    if (stop.kind == Stop::Kind::Finished) {
        end.how = How::Finished;
        end.status = stop.status;
    } else if (stop.kind == Stop::Kind::Faulted) {
        end.how = How::Faulted;
        end.code = stop.fault.code;
    } else if (m_was_interrupted) {
        end.how = How::Interrupted;
    }
    m_sink.end(end);
}

/// The last event of its step.
void Tracer::tell_fault(const Stop& stop) {
    m_fault->code = stop.fault.code;
    m_sink.event(*m_fault, "");
    m_fault.reset();
}

void Tracer::on_event(const Event& event) {
    if (event.kind == EventKind::Fault) {
        m_fault = event;
        return;
    }
    if (event.kind == EventKind::Call) enter(event.function, event.address);
    if (event.kind == EventKind::Ret) leave();
    std::string bytes;
    if (event.kind == EventKind::Output) bytes = m_output.take(event.size);
    if (event.kind == EventKind::Input) {
        const std::string_view all = m_machine.input_read();
        bytes = all.substr(all.size() - std::min<std::size_t>(all.size(), event.size));
    }
    m_sink.event(event, bytes);
}

void Tracer::enter(FunctionId function, Address fp) {
    m_frames.push_back({function, fp, ++m_living[raw(function)]});
}

void Tracer::leave() {
    --m_living[raw(m_frames.back().function)];
    m_frames.pop_back();
}

}  // namespace freehold
