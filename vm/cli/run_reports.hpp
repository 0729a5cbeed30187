// SPDX-License-Identifier: MIT
// The reports that one run is asked for: lines as it goes, a JSON document, or both.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "vm/cli/console.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/load.hpp"
#include "vm/cli/run_request.hpp"
#include "vm/observe/live_report.hpp"
#include "vm/observe/run_report_json.hpp"

namespace freehold::cli {

class RunReports {
public:
    /// Opens the report file and writes the beginning of the documents. Throws FileError.
    RunReports(const RunRequest& request, const Loaded& loaded, const Arguments& arguments,
               Console& console);

    /// Listens from now on; machine and names outlive the reports.
    void observe(Machine& machine, const Names& names);

    /// Whether anybody reads the ending's parts that take another run to find out.
    bool any_document() const { return !m_documents.empty(); }
    /// The last lines of the live report.
    void finish_lines(const RunTotals& totals);
    /// The rest of the documents. Throws FileError when the file could not be written.
    void finish_documents(const RunEnding& ending, const Sources& sources);

private:
    const RunRequest& m_request;
    Console& m_console;
    std::unique_ptr<FileWriter> m_file;
    std::vector<std::unique_ptr<RunReportJson>> m_documents;
    std::unique_ptr<LiveReport> m_lines;
};

}  // namespace freehold::cli
