// SPDX-License-Identifier: MIT
// Drives a machine step by step and tells a sink what each step did.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "freehold/machine.hpp"
#include "vm/observe/trace_sink.hpp"

namespace freehold {

/// The output of a program that is traced: kept until the event that tells of it.
class TracedOutput : public Output {
public:
    bool write(std::string_view bytes) override;
    /// The oldest `size` bytes that nobody took yet.
    std::string take(std::uint32_t size);

private:
    std::string m_bytes;
};

class Tracer : public Listener {
public:
    /// The machine is made of a plain Program, stands where the trace begins, and has `output`. All
    /// outlive the tracer. `interrupted` is asked before each step.
    Tracer(Machine& machine, TracedOutput& output, TraceSink& sink,
           std::function<bool()> interrupted);
    ~Tracer() override;
    Tracer(const Tracer&) = delete;
    Tracer& operator=(const Tracer&) = delete;

    /// Traces up to the end, or to the state after step `last`.
    Stop run(Step last);
    bool was_interrupted() const { return m_was_interrupted; }

    EventSet wants() const override { return EventSet::all(); }
    void on_event(const Event& event) override;

private:
    void begin();
    Stop trace_step();
    void end(const Stop& stop);
    void enter(FunctionId function, Address fp);
    void leave();
    void tell_fault(const Stop& stop);

    Machine& m_machine;
    TracedOutput& m_output;
    TraceSink& m_sink;
    std::function<bool()> m_interrupted;
    bool m_was_interrupted = false;
    std::optional<Event> m_fault;  ///< told once it is known what it was
    SeenMemory m_memory;
    std::vector<WordChange> m_changes;
    std::vector<TracedFrame> m_frames;
    std::vector<std::uint32_t> m_living;  ///< frames by function
};

}  // namespace freehold
