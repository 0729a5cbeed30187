// SPDX-License-Identifier: MIT
// A trace as lines of JSON: docs/trace-format.md. The header is written by trace_header_json.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/observe/json_writer.hpp"
#include "vm/observe/trace_sink.hpp"

namespace freehold {

class TraceLines : public TraceSink {
public:
    /// Takes whole lines, one after another; false when it takes no more.
    using Write = std::function<bool(std::string_view)>;

    /// `header` is the first line, with its newline. The machine is the one that is traced.
    TraceLines(const Machine& machine, const std::string& header, Write write);

    void begin(const TraceStart& start) override;
    void event(const Event& event, std::string_view bytes) override;
    void step(const TracedStep& step) override;
    void end(const TraceEnd& end) override;
    bool takes_more() const override { return m_takes_more; }

    std::uint64_t lines() const { return m_lines; }

private:
    void put_placement(const Placement& placement);
    void put_where(std::string_view key, const Where& where);
    void put_story(const Event& event);
    void put_bytes(std::string_view bytes);
    void put_memory(const WordChange* first, const WordChange* last);
    void put_known(const WordChange* first, const WordChange* last);
    void write_memory(const std::vector<WordChange>& changes);
    void begin_step(Step step);
    void stand_in(const std::vector<TracedFrame>& frames);
    void flush();

    Write m_write;
    bool m_takes_more = true;
    std::uint64_t m_lines = 1;
    JsonWriter m_out;
    JsonWriter m_events;  ///< of the step whose line is still to come
    JsonWriter m_step;    ///< `"step":7`
    Step m_step_number = 0;
    JsonWriter m_frame;  ///< `,"fp":68235264,"depth":1}`, the end of a step's line
    Address m_fp{};
    std::size_t m_depth = 0;
    std::vector<std::string> m_places;  ///< by instruction: `,"at":3,"file":0,"line":7`
};

}  // namespace freehold
