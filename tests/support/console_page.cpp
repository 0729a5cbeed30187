// SPDX-License-Identifier: MIT
#include "tests/support/console_page.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string_view>

#include "tests/support/case_file.hpp"
#include "tests/support/fences.hpp"
#include "tests/support/process.hpp"

namespace freehold::test {

namespace {

constexpr std::string_view shell_prompt = "$ ";
constexpr std::string_view debugger_prompt = "(freehold) ";

/// A command for the shell, and what is typed into it.
struct Typed {
    std::string line;
    std::string commands;
};

std::vector<Typed> typed_in(const std::string& block) {
    std::vector<Typed> all;
    std::istringstream lines(block);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(shell_prompt)) {
            all.push_back({line.substr(shell_prompt.size()), ""});
        } else if (line.starts_with(debugger_prompt) && !all.empty()) {
            all.back().commands += line.substr(debugger_prompt.size()) + "\n";
        }
    }
    return all;
}

std::string answer_to(const Typed& typed) {
    ProcessOptions options;
    // With --do the commands are in the line, and nothing is typed.
    if (typed.line.find("--do=") == std::string::npos) options.input = typed.commands;
    options.environment = {"COLUMNS=80"};
    const std::string script = "freehold() { '" FREEHOLD_BINARY "' \"$@\"; }; exec 2>&1; ";
    return run_process({"/bin/sh", "-c", script + typed.line}, options).output;
}

std::string replayed_block(const std::string& block) {
    std::string text;
    for (const Typed& typed : typed_in(block)) {
        text += std::string{shell_prompt} + typed.line + "\n" + answer_to(typed);
        if (text.back() != '\n') text += '\n';
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
    std::string text = page;
    std::size_t from = 0;
    for (const Fence& fence : fences_in(page)) {
        if (!shows_a_terminal(fence)) continue;
        const std::string now = replayed_block(fence.text);
        const std::size_t at = text.find(fence.text, from);
        text.replace(at, fence.text.size(), now);
        from = at + now.size();
    }
    return text;
}

}  // namespace freehold::test
