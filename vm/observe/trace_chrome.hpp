// SPDX-License-Identifier: MIT
// A trace in the format of Chrome's tracing (ui.perfetto.dev, chrome://tracing): calls as slices,
// heap and stack as counters, the life of each block as a flow. One step is one microsecond.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "vm/observe/trace_sink.hpp"

namespace freehold {

class TraceChrome : public TraceSink {
public:
    /// Takes whole lines; false when it takes no more.
    using Write = std::function<bool(std::string_view)>;

    /// `program`: as the user named it.
    TraceChrome(const Machine& machine, std::string program, Write write);

    void begin(const TraceStart& start) override;
    void event(const Event& event, std::string_view bytes) override;
    void step(const TracedStep& step) override;
    void end(const TraceEnd& end) override;
    bool takes_more() const override { return m_takes_more; }

private:
    void put(std::string_view phase, std::string_view name, Step at, const std::string& more = "");
    void enter(FunctionId function, Step at);
    void flow(std::string_view phase, ObjectId block, Step at);
    void counters(Step at);
    void flush();

    const Machine& m_machine;
    const Program& m_program;
    std::string m_program_name;
    Write m_write;
    bool m_takes_more = true;
    bool m_any = false;
    std::string m_waiting;
    std::vector<FunctionId> m_open;  ///< slices
    std::set<ObjectId> m_blocks;     ///< flows
    std::uint32_t m_heap = ~0u;      ///< as counted last
    std::uint32_t m_stack = ~0u;
    bool m_moved = false;  ///< since the counters were written
};

}  // namespace freehold
