// SPDX-License-Identifier: MIT
// Standard output and standard error: what goes where, in which order, and how wide.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/machine.hpp"
#include "freehold/render.hpp"
#include "vm/base/terminal.hpp"

namespace freehold::cli {

/// Standard output. Nothing is kept back: a message written afterwards stands after it.
class StandardOutput : public Output {
public:
    /// False when it can take no more: a closed pipe, a full disk.
    bool write(std::string_view bytes) override;
    /// Whole lines: a regular file that takes no more of them keeps no half of one.
    bool write_lines(std::string_view lines);

    bool closed() const { return m_closed; }                  ///< the reader went away
    const std::string& problem() const { return m_problem; }  ///< any other failure, in words
    bool failed() const { return m_closed || !m_problem.empty(); }
    /// Whether what was written ends within a line.
    bool within_line() const { return m_within_line; }
    /// Says that a line break was written to the same place by other means.
    void line_ended() { m_within_line = false; }

private:
    bool failed_with(int error);

    bool m_closed = false;
    bool m_within_line = false;
    std::string m_problem;
};

class Console {
public:
    explicit Console(ColorChoice color);

    StandardOutput& output() { return m_output; }
    /// Data, to standard output.
    void print(std::string_view text) { m_output.write(text); }
    /// A message, to standard error, on a line of its own also where both streams are one terminal
    /// or pipe and the program left a line open.
    void say(std::string_view text);
    void say(const Diagnostic& diagnostic, const Sources& sources);
    /// "error: …" with an optional help.
    void say_error(const std::string& headline, const std::string& help = "");
    /// Whether a message was lost, and not because nobody listens.
    bool lost_messages() const { return m_lost_messages; }

    RenderStyle output_style() const { return m_output_style; }
    RenderStyle error_style() const { return m_error_style; }

private:
    StandardOutput m_output;
    RenderStyle m_output_style;
    RenderStyle m_error_style;
    bool m_one_stream;
    bool m_lost_messages = false;
};

}  // namespace freehold::cli
