// SPDX-License-Identifier: MIT
// A whole run as one JSON document, `freehold/run-report` (docs/schemas/run-report.schema.json). It
// is written while the program runs, so that a million events take no memory.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/machine.hpp"
#include "vm/observe/names.hpp"
#include "vm/observe/run_totals.hpp"
#include "vm/observe/segment_map.hpp"

namespace freehold {

/// What is known before the program runs.
struct RunHeader {
    std::string program;  ///< as the user named it
    Options options;
    std::vector<std::pair<std::string, std::int64_t>> defines;
    std::optional<std::string> input;     ///< the file, where one was named
    EventSet events;                      ///< the kinds that are asked for
    std::vector<Diagnostic> diagnostics;  ///< of assembler, loader and verifier
    std::uint32_t uncounted = 0;          ///< errors beyond those
};

/// What is known after it.
struct RunEnding {
    int exit_status = 0;              ///< Freehold's own
    std::optional<RunTotals> totals;  ///< none: rejected, it did not run
    std::optional<Diagnostic> fault;
    std::vector<Diagnostic> leaks;  ///< F401 and F402
    std::optional<HeapStats> heap;  ///< where it was asked for
    std::vector<SegmentUse> segments;
    std::string output;              ///< what the program printed, perhaps only the beginning
    std::uint64_t output_bytes = 0;  ///< all of it
};

class RunReportJson : public Listener {
public:
    /// Takes a piece of the document; the pieces in their order are the document.
    using Write = std::function<void(std::string_view)>;

    /// Writes everything up to the events.
    RunReportJson(const RunHeader& header, const Sources& sources, Write write);

    /// Names are needed once there are events; they outlive the run.
    void name_with(const Names& names) { m_names = &names; }

    EventSet wants() const override { return m_wanted; }
    void on_event(const Event& event) override;

    /// Writes the rest. Called once.
    void finish(const RunEnding& ending, const Sources& sources);

private:
    void put(std::string_view text);
    void flush();

    EventSet m_wanted;
    Write m_write;
    const Names* m_names = nullptr;
    bool m_any_event = false;
    std::string m_waiting;
};

}  // namespace freehold
