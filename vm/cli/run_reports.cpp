// SPDX-License-Identifier: MIT
#include "vm/cli/run_reports.hpp"

namespace freehold::cli {

namespace {

RunHeader header_of(const RunRequest& request, const Loaded& loaded, const Arguments& arguments) {
    RunHeader header;
    header.program = loaded.name;
    header.options = request.options;
    header.defines = arguments.defines();
    header.input = request.input;
    header.events = request.events;
    header.diagnostics = loaded.diagnostics;
    header.uncounted = loaded.uncounted;
    return header;
}

}  // namespace

RunReports::RunReports(const RunRequest& request, const Loaded& loaded, const Arguments& arguments,
                       Console& console)
    : m_request(request), m_console(console) {
    if (!request.json && !request.report_file) return;
    const RunHeader header = header_of(request, loaded, arguments);
    if (request.json) {
        m_documents.push_back(std::make_unique<RunReportJson>(
            header, loaded.sources, [this](std::string_view piece) { m_console.print(piece); }));
    }
    if (request.report_file) {
        m_file = std::make_unique<FileWriter>(*request.report_file);
        m_documents.push_back(std::make_unique<RunReportJson>(
            header, loaded.sources, [this](std::string_view piece) { m_file->write(piece); }));
    }
}

void RunReports::observe(Machine& machine, const Names& names) {
    for (const auto& document : m_documents) {
        document->name_with(names);
        machine.observe(*document);
    }
    if (m_request.json || m_request.quiet || m_request.events.empty()) return;
    const RenderStyle style = m_console.error_style();
    m_lines =
        std::make_unique<LiveReport>(names, m_request.events, ReportStyle{style.color, style.width},
                                     [this](std::string_view line) { m_console.say(line); });
    machine.observe(*m_lines);
}

void RunReports::finish_lines(const RunTotals& totals) {
    if (m_lines) m_lines->finish(totals);
}

void RunReports::finish_documents(const RunEnding& ending, const Sources& sources) {
    for (const auto& document : m_documents) document->finish(ending, sources);
    if (m_file) m_file->close();
}

}  // namespace freehold::cli
