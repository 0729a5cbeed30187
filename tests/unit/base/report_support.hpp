// SPDX-License-Identifier: MIT
// How the tests of the renderer make a diagnostic and read what is drawn.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "freehold/render.hpp"

namespace freehold {

/// One file, `x.fh`.
inline Sources file_with(std::string text) { return {Source("x.fh", std::move(text))}; }

/// Where a text stands in a file: its first place, or the nth.
inline Span span_of(const Sources& sources, std::string_view wanted, int nth = 1,
                    std::uint16_t file = 0) {
    const std::string_view text = sources[file].text();
    std::size_t at = text.find(wanted);
    while (--nth > 0) at = text.find(wanted, at + 1);
    return {FileId{file}, static_cast<std::uint32_t>(at),
            static_cast<std::uint32_t>(at + wanted.size())};
}

inline Diagnostic error(std::vector<Label> labels) {
    Diagnostic diagnostic{Severity::Error, Code::UseAfterFree,
                          "use of `s1` after its block was freed"};
    diagnostic.labels = std::move(labels);
    return diagnostic;
}

/// The report as text, preceded by a newline as the raw strings of the tests are.
inline std::string drawn(const Diagnostic& diagnostic, const Sources& sources,
                         std::uint32_t width = 80) {
    return '\n' + render(diagnostic, sources, {.color = false, .width = width});
}

/// What stands below the headline and the arrow; for tests that are about the labels only.
inline std::string snippet(const Diagnostic& diagnostic, const Sources& sources,
                           std::uint32_t width = 80) {
    const std::string report = render(diagnostic, sources, {.color = false, .width = width});
    return report.substr(report.find('\n', report.find('\n') + 1));
}

/// The report in colours, with names such as <red> in place of the escapes.
inline std::string drawn_in_color(const Diagnostic& diagnostic, const Sources& sources) {
    std::string report = '\n' + render(diagnostic, sources, {.color = true, .width = 80});
    const std::pair<std::string_view, std::string_view> names[] = {
        {"\x1b[0m", "</>"},         {"\x1b[1m", "<bold>"},    {"\x1b[1;31m", "<bold red>"},
        {"\x1b[1;33m", "<yellow>"}, {"\x1b[1;34m", "<blue>"}, {"\x1b[1;32m", "<bold green>"},
        {"\x1b[1;36m", "<cyan>"},   {"\x1b[31m", "<red>"},    {"\x1b[32m", "<green>"},
    };
    for (const auto& [escape, name] : names) {
        for (std::size_t at = report.find(escape); at != report.npos; at = report.find(escape)) {
            report.replace(at, escape.size(), name);
        }
    }
    return report;
}

}  // namespace freehold
