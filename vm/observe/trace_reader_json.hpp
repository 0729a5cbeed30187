// SPDX-License-Identifier: MIT
// Reads a trace (docs/trace-format.md), and refuses what is none: with the line, and why.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/observe/trace_sink.hpp"

namespace freehold {

/// Words of memory from an address on, as they are from now on.
struct TracedMemory {
    Address address{};
    std::vector<std::uint64_t> bytes;  ///< as many as `known`, where both are there
    std::vector<WordInfo> known;       ///< empty: what is known of them stays as it is
};

struct ReadEvent {
    Event event;
    std::string bytes;  ///< printed or read
};

/// What the lines of one step say.
struct ReadStep {
    Step step = 0;
    std::uint32_t index = 0;
    std::uint32_t next = 0;
    Address fp{};
    std::uint32_t depth = 0;
    std::vector<ReadEvent> events;  ///< of the last step, that of a limit which ended the run, too
    std::vector<TracedMemory> memory;
};

/// Why a text is no trace, or not all of one. Complete lines before it have been read.
struct TraceProblem {
    std::uint64_t line = 0;  ///< from 1
    std::string reason;
};

class TraceReader {
public:
    /// Reads what stands before the first step. The text outlives the reader.
    explicit TraceReader(std::string_view text);

    const nlohmann::ordered_json& header() const { return m_header; }
    /// The memory before the first step, and what happened before it.
    const ReadStep& start() const { return m_start; }
    /// The next step; nothing at the end, or where something is wrong. Never half a step: the last
    /// one before a cut is not given.
    std::optional<ReadStep> next();
    /// Why there is no more; nothing as long as nothing is wrong.
    const std::optional<TraceProblem>& problem() const { return m_problem; }
    /// Known once next() gives nothing; not set where something is wrong.
    const std::optional<TraceEnd>& end() const { return m_end; }

private:
    struct Segment {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
    };
    using Json = nlohmann::ordered_json;

    bool advance();
    bool fail(std::string reason);
    bool read_header();
    bool take_segments();
    void add_lines(ReadStep& step);
    bool add_event(ReadStep& step);
    bool add_memory(ReadStep& step);
    bool begin_step(ReadStep& step);
    bool read_end();
    bool in_a_segment(std::uint64_t begin, std::uint64_t end) const;

    std::string_view m_text;
    std::size_t m_at = 0;
    std::uint64_t m_line = 0;
    Json m_header;
    Json m_json;         ///< the line that was read last, not yet taken
    std::string m_type;  ///< its type; empty: there is none
    ReadStep m_start;
    Step m_step = 0;  ///< of the last step line
    std::uint64_t m_instructions = 0;
    std::uint64_t m_functions = 0;
    std::vector<Segment> m_segments;
    std::optional<TraceProblem> m_problem;
    std::optional<TraceEnd> m_end;
};

}  // namespace freehold
