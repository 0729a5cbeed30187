// SPDX-License-Identifier: MIT
#include "vm/grade/feedback.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "freehold/render.hpp"
#include "vm/base/text.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/grade/told.hpp"
#include "vm/grade/whole_program.hpp"
#include "vm/observe/json_words.hpp"

namespace freehold::grade {

namespace {

/// It is shown behind a margin, on 80 columns.
constexpr std::uint32_t columns = 74;
constexpr std::size_t most_shown = 3;
constexpr std::size_t most_bytes = 8'192;

/// As the students' files are called: without the prefix that keeps the assignment's apart.
Sources as_shown(const Sources& sources) {
    Sources shown;
    for (const Source& source : sources) {
        if (is_of_assignment(source)) {
            shown.emplace_back(source.name().substr(assignment_prefix.size()),
                               std::string{source.text()});
        } else {
            shown.push_back(source);
        }
    }
    return shown;
}

/// Commands name files as they are called here, and options that the test has set: only what needs
/// neither is of use.
void keep_explanations(Diagnostic& diagnostic) {
    std::erase_if(diagnostic.commands, [](const std::string& command) {
        return !command.starts_with("freehold explain");
    });
}

/// Options for what is not as usual.
std::string ways_of(const Test& test) {
    const HeapSettings& heap = test.heap;
    const HeapSettings usual;
    std::string options;
    if (test.enforce != Enforce::Ownership) {
        options += " --enforce=" + std::string{enforce_word(test.enforce)};
    }
    if (heap.policy != usual.policy) {
        options += " --heap-policy=" + std::string{policy_word(heap.policy)};
    }
    if (heap.coalesce != usual.coalesce) {
        options += " --coalesce=" + std::string{coalesce_word(heap.coalesce)};
    }
    if (heap.quarantine != 0) options += " --quarantine=" + std::to_string(heap.quarantine);
    if (heap.redzone != 0) options += " --redzone=" + std::to_string(heap.redzone);
    return options;
}

std::string options_of(const Test& test) {
    const Limits& limits = test.limits;
    std::string options = " --heap=" + reports::option_size(limits.heap);
    options += " --stack=" + reports::option_size(limits.stack);
    options += " --max-steps=" + std::to_string(limits.steps);
    for (const auto& [name, value] : test.defines) {
        options += " -D " + shell_word(name + "=" + std::to_string(value));
    }
    if (!test.verify) options += " --no-verify";
    return options + ways_of(test);
}

/// The program that can be run by hand: the submission itself, or a harness that finds it in the
/// assignment's folder, as in a hand-out.
std::optional<std::string> file_to_run(const Assignment& assignment, const Test& test,
                                       const Submission& submission) {
    if (!test.has_harness()) return submission.path();
    const std::string file = assignment.folder + "/" + assignment.rubric.submission;
    std::error_code none;
    if (test.program.empty() || !std::filesystem::equivalent(file, submission.path(), none)) {
        return std::nullopt;
    }
    return (std::filesystem::path(assignment.folder) / test.program)
        .lexically_normal()
        .generic_string();
}

/// How a shell gives a program its input.
struct GivenInput {
    std::string before;  ///< "printf '3 1 2\\n' | "
    std::string option;  ///< " --input=FILE"
};

/// Nothing where it is too long for a command, or no text.
std::optional<GivenInput> input_of(const Assignment& assignment, const Test& test) {
    if (!test.input_file.empty()) {
        return GivenInput{"", " --input=" + shell_word(assignment.folder + "/" + test.input_file)};
    }
    if (test.input.empty()) return GivenInput{};
    constexpr std::size_t longest = 60;
    std::string text;
    for (const char c : test.input) {
        if (c == '\n') {
            text += "\\n";
        } else if (c == '%' || c == '\\') {
            text += std::string(2, c);
        } else if (c >= ' ' && c <= '~') {
            text += c;
        } else {
            return std::nullopt;
        }
    }
    if (text.size() > longest) return std::nullopt;
    return GivenInput{"printf " + shell_word(text) + " | ", ""};
}

}  // namespace

std::string report_of(const Outcome& outcome, const Test& test) {
    const Sources sources = as_shown(outcome.sources);
    const std::vector<Diagnostic> told = told_to_students(outcome, test.hidden);
    std::string text;
    const std::size_t shown = std::min(told.size(), most_shown);
    for (std::size_t i = 0; i < shown; ++i) {
        Diagnostic diagnostic = told[i];
        keep_explanations(diagnostic);
        if (i > 0) text += '\n';
        text += render(diagnostic, sources, {false, columns});
    }
    if (told.size() > shown) {
        text += "\nand " + quantity(told.size() - shown, "more report") + "\n";
    }
    if (text.size() <= most_bytes) return text;
    return text.substr(0, text.rfind('\n', most_bytes) + 1) + "…\n";
}

std::string command_for(const Assignment& assignment, const Test& test,
                        const Submission& submission) {
    const auto program = file_to_run(assignment, test, submission);
    const auto given = input_of(assignment, test);
    if (!program || !given) {
        return "freehold grade --student " + shell_word(assignment.folder) + " " +
               shell_word(submission.path());
    }
    return given->before + "freehold run" + options_of(test) + given->option + " " +
           shell_word(*program);
}

}  // namespace freehold::grade
