// SPDX-License-Identifier: MIT
#include "tests/support/console_page.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <regex>
#include <sstream>
#include <string_view>
#include <utility>

#include "tests/support/case_file.hpp"
#include "tests/support/fences.hpp"
#include "tests/support/process.hpp"

namespace freehold::test {

namespace {

constexpr std::string_view shell_prompt = "$ ";
/// What asks for a line: the debugger, and the quiz.
constexpr std::string_view prompts[] = {"(freehold) ", "answer: "};
constexpr std::string_view left_out = "…";

/// A command for the shell, what is typed into it, and what the page shows of its answer.
struct Typed {
    std::string line;
    std::string commands;
    std::vector<std::string> shown;
};

std::vector<Typed> typed_in(const std::string& block) {
    std::vector<Typed> all;
    std::istringstream lines(block);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(shell_prompt)) {
            all.push_back({line.substr(shell_prompt.size()), "", {}});
            continue;
        }
        if (all.empty()) continue;
        for (const std::string_view prompt : prompts) {
            if (!line.starts_with(prompt)) continue;
            all.back().commands += line.substr(prompt.size()) + "\n";
        }
        all.back().shown.push_back(line);
    }
    return all;
}

/// Where a page's commands run.
class Place {
public:
    explicit Place(const std::string& page) {
        if (page.find("<!-- runs in a folder of its own -->") != std::string::npos) {
            m_own.emplace();
        }
    }

    /// The folder; empty: the checkout's root.
    std::string folder() const { return m_own ? m_own->path(".") : ""; }

    /// Writes the file that a block stands for.
    void take(const Fence& fence) const {
        const auto blank = fence.kind.find(' ');
        if (!m_own || blank == std::string::npos) return;
        const std::string name = fence.kind.substr(blank + 1);
        std::filesystem::create_directories(std::filesystem::path(m_own->path(name)).parent_path());
        m_own->write(name, fence.text);
    }

private:
    std::optional<ScratchFolder> m_own;
};

ProcessResult in_shell(const Typed& typed, const std::string& folder = "") {
    ProcessOptions options;
    // With --do the commands are in the line, and nothing is typed.
    if (typed.line.find("--do=") == std::string::npos) options.input = typed.commands;
    options.folder = folder;
    options.environment = {"COLUMNS=80", "FREEHOLD=" + in_checkout(".")};
    const std::string script = "freehold() { '" FREEHOLD_BINARY "' \"$@\"; }; exec 2>&1; ";
    return run_process({"/bin/sh", "-c", script + typed.line}, options);
}

using Line = std::vector<std::string>::const_iterator;

/// The lines of an answer that the page shows from `first` on: the same ones; where they are
/// different now, those between the first one and the last one. Empty where these are gone, too.
std::pair<Line, Line> found_again(Line from, Line end, Line first, Line last) {
    const Line same = std::search(from, end, first, last);
    if (same != end) return {same, same + (last - first)};
    const Line begins = std::find(from, end, *first);
    const Line ends = std::find(begins, end, *(last - 1));
    return ends == end ? std::pair{end, end} : std::pair{begins, ends + 1};
}

/// Of an answer what the page shows of it: where the page has a line `…`, lines are left out. All
/// of it where the page shows all, or what is there no more.
std::vector<std::string> shortened(const std::vector<std::string>& answer,
                                   const std::vector<std::string>& shown) {
    if (std::find(shown.begin(), shown.end(), left_out) == shown.end()) return answer;
    std::vector<std::string> text;
    Line at = answer.begin();
    for (Line first = shown.begin(); first != shown.end();) {
        const Line last = std::find(first, shown.end(), left_out);
        if (first != last) {
            const auto [begins, ends] = found_again(at, answer.end(), first, last);
            if (begins == ends) return answer;
            if (begins != at) text.emplace_back(left_out);
            text.insert(text.end(), begins, ends);
            at = ends;
        }
        first = last == shown.end() ? last : last + 1;
    }
    if (at != answer.end()) text.emplace_back(left_out);
    return text;
}

std::string replayed_block(const std::string& block, const std::string& folder) {
    std::string text;
    for (const Typed& typed : typed_in(block)) {
        text += std::string{shell_prompt} + typed.line + "\n";
        for (const std::string& line :
             shortened(plain_lines(in_shell(typed, folder).output), typed.shown)) {
            text += line + "\n";
        }
    }
    return text;
}

bool shows_a_terminal(const Fence& fence) {
    return fence.kind == "console" && fence.text.starts_with(shell_prompt);
}

}  // namespace

std::vector<std::string> all_console_pages() {
    std::vector<std::string> pages;
    for (const auto& entry : std::filesystem::directory_iterator(in_checkout("docs"))) {
        if (entry.path().extension() != ".md") continue;
        const std::vector<Fence> fences = fences_in(read_file(entry.path().string()));
        if (std::none_of(fences.begin(), fences.end(), shows_a_terminal)) continue;
        pages.push_back("docs/" + entry.path().filename().string());
    }
    std::sort(pages.begin(), pages.end());
    return pages;
}

std::string replayed(const std::string& page) {
    const Place place{page};
    std::string text = page;
    std::size_t from = 0;
    for (const Fence& fence : fences_in(page)) {
        place.take(fence);
        if (!shows_a_terminal(fence)) continue;
        const std::string now = replayed_block(fence.text, place.folder());
        const std::size_t at = text.find(fence.text, from);
        text.replace(at, fence.text.size(), now);
        from = at + now.size();
    }
    return text;
}

std::vector<std::string> commands_in_passing(const std::string& page) {
    static const std::regex span("`(freehold [^`]*programs/[^`]*\\.fh)`");
    std::vector<std::string> commands;
    for (std::sregex_iterator at(page.begin(), page.end(), span), end; at != end; ++at) {
        std::string command = (*at)[1];
        std::replace(command.begin(), command.end(), '\n', ' ');
        commands.push_back(command);
    }
    return commands;
}

std::string complaint_about(const std::string& command) {
    const ProcessResult result = in_shell({command, "", {}});
    const bool understood = result.status != 104 && result.status != 105;
    return understood ? "" : result.output;
}

}  // namespace freehold::test
