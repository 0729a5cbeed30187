// SPDX-License-Identifier: MIT
// A trace to read: a block of lines for each step, with what it changed by name, old and new.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vm/isa/instruction_text.hpp"
#include "vm/observe/report_line.hpp"
#include "vm/observe/trace_sink.hpp"
#include "vm/observe/traced_names.hpp"
#include "vm/observe/traced_values.hpp"

namespace freehold {

/// What of a step is shown.
struct TraceFilter {
    EventSet events;
    std::vector<Segment> segments;           ///< Code: where it goes on, if not behind itself
    bool empty_steps = true;                 ///< also those with nothing to show
    FunctionId function = FunctionId::None;  ///< its instructions alone; None: all

    bool has(Segment segment) const;
};

/// Everything but what the changes of memory say already: writes and copies.
TraceFilter whole_trace();

class TraceText : public TraceSink {
public:
    /// Takes whole lines; false when it takes no more.
    using Write = std::function<bool(std::string_view)>;
    enum class Entries : std::uint8_t { Instructions, Lines };

    /// Machine and names outlive this.
    TraceText(const Machine& machine, const Names& names, TraceFilter filter, Entries entries,
              ReportStyle style, Write write);

    void begin(const TraceStart& start) override;
    void event(const Event& event, std::string_view bytes) override;
    void step(const TracedStep& step) override;
    void end(const TraceEnd& end) override;
    bool takes_more() const override { return m_takes_more; }

private:
    /// A line below the step's: what it is about, a name, and the rest.
    struct Row {
        std::string label;
        std::string name;
        std::string text;
        std::string_view color = "";
    };
    /// Steps that are shown as one.
    struct Entry {
        Step first = 0;
        Step last = 0;
        std::uint32_t index = 0;  ///< of the first instruction
        std::uint32_t last_index = 0;
        std::uint32_t next = 0;
        std::size_t depth = 0;  ///< before it
        bool open = false;
    };

    bool continues_line(const TracedStep& step) const;
    void add_changes(const std::vector<WordChange>& changes);
    void show();
    std::vector<Row> memory_rows(const std::vector<TracedFrame>& frames) const;
    void add_code_row(std::vector<Row>& rows) const;
    std::string heading() const;
    std::string lines_of(const std::vector<Row>& rows) const;
    std::string instruction(std::uint32_t index) const;
    std::string source_text(std::uint32_t index) const;
    std::string painted(const std::string& text, std::string_view sgr) const;
    bool same_line(std::uint32_t a, std::uint32_t b) const;

    const Machine& m_machine;
    const Program& m_program;
    const Names& m_names;
    TraceFilter m_filter;
    Entries m_entries;
    ReportStyle m_style;
    Write m_write;
    bool m_takes_more = true;
    StaticIndex m_statics;
    TracedNames m_traced;
    Entry m_entry;
    std::size_t m_depth = 0;                  ///< frames, before the step that is told next
    std::vector<Row> m_event_rows;            ///< of the entry
    std::vector<Row> m_next_rows;             ///< of the step that is told next
    std::map<Address, WordChange> m_changes;  ///< of the entry, first old and last new
    const std::vector<TracedFrame>* m_frames = nullptr;
};

}  // namespace freehold
