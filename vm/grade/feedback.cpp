// SPDX-License-Identifier: MIT
#include "vm/grade/feedback.hpp"

#include <algorithm>
#include <filesystem>

#include "freehold/render.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/hidden_names.hpp"
#include "vm/grade/whole_program.hpp"
#include "vm/observe/json_words.hpp"

namespace freehold::grade {

namespace {

/// It is shown behind a margin, on 80 columns.
constexpr std::uint32_t columns = 74;
constexpr std::size_t most_shown = 3;
constexpr std::size_t most_bytes = 8'192;

/// A file without text is told by its name.
Sources without_harness(const Sources& sources) {
    Sources shown;
    for (const Source& source : sources) {
        shown.push_back(is_of_assignment(source) ? Source{"a hidden test", ""} : source);
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

}  // namespace

std::string report_of(const Outcome& outcome, const Test& test) {
    const Sources sources = test.hidden ? without_harness(outcome.sources) : outcome.sources;
    const HiddenNames hidden{test.hidden ? outcome.sources : Sources{}};
    std::string text;
    const std::size_t shown = std::min(outcome.diagnostics.size(), most_shown);
    for (std::size_t i = 0; i < shown; ++i) {
        Diagnostic diagnostic = outcome.diagnostics[i];
        keep_explanations(diagnostic);
        if (test.hidden) diagnostic = hidden.without(std::move(diagnostic));
        if (i > 0) text += '\n';
        text += render(diagnostic, sources, {false, columns});
    }
    if (outcome.diagnostics.size() > shown) {
        text += "\nand " + quantity(outcome.diagnostics.size() - shown, "more report") + "\n";
    }
    if (text.size() <= most_bytes) return text;
    return text.substr(0, text.rfind('\n', most_bytes) + 1) + "…\n";
}

std::string command_for(const Assignment& assignment, const Test& test,
                        const Submission& submission) {
    std::string command = "freehold run";
    const Limits& limits = test.limits;
    command += " --heap=" + std::to_string(limits.heap);
    command += " --stack=" + std::to_string(limits.stack);
    command += " --max-steps=" + std::to_string(limits.steps);
    for (const auto& [name, value] : test.defines) {
        command += " -D " + shell_word(name + "=" + std::to_string(value));
    }
    if (!test.verify) command += " --no-verify";
    command += ways_of(test);
    if (!test.input_file.empty()) {
        command += " --input=" + shell_word(assignment.folder + "/" + test.input_file);
    }
    // Only a harness that finds the submission beside itself, or where it says, runs alone.
    if (!test.has_harness()) return command + " " + shell_word(submission.path());
    return "freehold grade --student " + shell_word(assignment.folder) + " " +
           shell_word(submission.path());
}

}  // namespace freehold::grade
