// SPDX-License-Identifier: MIT
#include "tests/agreement/library/rustc_judge.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

namespace freehold::agreement {
namespace {

/// What a command writes to both of its streams.
std::string output_of(const std::string& command) {
    std::string text;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return text;
    char buffer[4096];
    while (const std::size_t size = fread(buffer, 1, sizeof buffer, pipe))
        text.append(buffer, size);
    pclose(pipe);
    return text;
}

bool is_borrow_checkers(const std::string& code) {
    static const std::set<std::string> codes{"E0133", "E0381", "E0382", "E0384", "E0499", "E0502",
                                             "E0503", "E0505", "E0506", "E0507", "E0515", "E0521",
                                             "E0594", "E0596", "E0597", "E0713", "E0716"};
    return codes.count(code) != 0;
}

struct Complaint {
    std::uint32_t line = 0;
    std::string code;
    std::string message;
};

/// "FILE:12:5: error[E0382]: use of moved value: …" or "FILE:12:5: error: lifetime may not …".
bool read_complaint(const std::string& text, const std::string& file, Complaint& complaint) {
    if (text.compare(0, file.size(), file) != 0) return false;
    const std::size_t error = text.find(" error");
    if (error == std::string::npos) return false;
    complaint.line = static_cast<std::uint32_t>(std::atoi(text.c_str() + file.size() + 1));
    const std::size_t after = error + 6;
    if (text[after] == '[') {
        complaint.code = text.substr(after + 1, 5);
        complaint.message = text.substr(after + 9);
    } else {
        complaint.message = text.substr(after + 2);
        complaint.code = complaint.message.rfind("lifetime", 0) == 0 ? "lifetime" : "";
    }
    // The one rule that Freehold does not have: a struct is not begun by its fields.
    const bool by_fields = complaint.message.rfind("partially assigned", 0) == 0 ||
                           complaint.message.rfind("assign to part of moved", 0) == 0;
    if (by_fields) complaint.code = "by-fields";
    return true;
}

}  // namespace

std::string RustVerdict::codes() const {
    std::set<std::string> codes;
    for (const RustError& error : errors) codes.insert(error.code);
    std::string text;
    for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
    return text.empty() ? "ok" : text;
}

RustcJudge::RustcJudge() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "freehold_rustc_XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for rustc");
    m_folder = pattern;
}

RustcJudge::~RustcJudge() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

std::string RustcJudge::version() {
    const std::string text = output_of("rustc --version");
    return text.rfind("rustc ", 0) == 0 ? text.substr(0, text.find('\n')) : "";
}

std::vector<RustVerdict> RustcJudge::ask(const std::vector<Rendering>& programs,
                                         const std::string& environment,
                                         const std::string& option) {
    const std::string file = m_folder + "/programs.rs";
    const std::string prelude = rust_prelude();
    std::vector<std::uint32_t> first_line;  // of each module's text, from 1
    {
        std::ofstream out(file);
        out << prelude;
        std::uint32_t line =
            1 + static_cast<std::uint32_t>(std::count(prelude.begin(), prelude.end(), '\n'));
        for (std::size_t i = 0; i < programs.size(); ++i) {
            out << "mod p" << i << " {\n" << programs[i].text << "}\n";
            first_line.push_back(line + 1);
            line += 2 + static_cast<std::uint32_t>(programs[i].statement_of_line.size());
        }
    }
    const std::string said = output_of(environment + "rustc " + option +
                                       "--edition 2021 --crate-type lib --crate-name programs "
                                       "--emit=metadata --error-format=short -o '" +
                                       m_folder + "/out' '" + file + "'");
    std::vector<RustVerdict> verdicts(programs.size());
    std::size_t begin = 0;
    while (begin < said.size()) {
        std::size_t end = said.find('\n', begin);
        if (end == std::string::npos) end = said.size();
        const std::string text = said.substr(begin, end - begin);
        begin = end + 1;
        Complaint complaint;
        if (!read_complaint(text, file, complaint)) {
            if (text.rfind("error: aborting", 0) == 0 || text.rfind("error", 0) != 0) continue;
            throw std::runtime_error("rustc: " + text);
        }
        const auto after = std::upper_bound(first_line.begin(), first_line.end(), complaint.line);
        const bool known = complaint.code == "lifetime" || complaint.code == "by-fields" ||
                           is_borrow_checkers(complaint.code);
        if (after == first_line.begin() || !known) {
            const auto which = after - first_line.begin() - 1;
            throw std::runtime_error(
                "rustc: " + text + "\n" +
                (which < 0 ? "" : programs[static_cast<std::size_t>(which)].text));
        }
        const auto which = static_cast<std::size_t>(after - first_line.begin() - 1);
        const std::uint32_t line = complaint.line - first_line[which];
        const auto& lines = programs[which].statement_of_line;
        verdicts[which].errors.push_back(
            {complaint.code, line < lines.size() ? lines[line] : 0, complaint.message});
    }
    return verdicts;
}

}  // namespace freehold::agreement
