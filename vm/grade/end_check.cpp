// SPDX-License-Identifier: MIT
#include "vm/grade/end_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/grade/whole_program.hpp"

namespace freehold::grade {

namespace {

using End = Outcome::End;

/// "F302, use of a freed block".
std::string code_words(Code code) {
    return code_name(code) + ", " + std::string{code_info(code).title};
}

std::string codes_words(const std::vector<FoundCode>& codes) {
    std::vector<std::string> names;
    for (const FoundCode& found : codes) {
        const std::string words = code_words(found.code);
        if (std::find(names.begin(), names.end(), words) == names.end()) names.push_back(words);
    }
    return names.size() == 1 ? names.front() : list_of(names, "and");
}

/// What came of it, in words.
std::string ended(const Outcome& outcome, const Limits& limits, bool hidden) {
    switch (outcome.end) {
        case End::Rejected: return "it was rejected before it ran: " + codes_words(outcome.codes);
        case End::Exited:
            return hidden ? std::string{"it ended by itself"}
                          : fmt::format("it ended by itself, with status {}", outcome.status);
        case End::TooMuchOutput:
            return "it was stopped: it printed more than " + quantity(limits.output, "byte");
        case End::TooMuchWork:
            return fmt::format(
                "it was stopped: it filled and copied more than {}, which is {} for each step "
                "it may take",
                quantity(limits.steps * bytes_for_a_step, "byte"), bytes_for_a_step);
        case End::TooMuchTime:
            return fmt::format("it was stopped: it did not end within {} ms", limits.milliseconds);
        case End::Faulted: break;
    }
    const Code code = outcome.codes.front().code;
    if (code == Code::StepLimit) {
        return "it was stopped: it did not end within " + quantity(limits.steps, "step");
    }
    return "it was stopped by " + code_words(code);
}

/// Of a code that was found, but perhaps elsewhere.
std::string place_miss(const CodeExpectation& wanted, const FoundCode& found, bool hidden) {
    if (!wanted.function.empty() && found.function != wanted.function) {
        return found.function.empty() || hidden
                   ? "not in `" + wanted.function + "`"
                   : "in `" + found.function + "`, not in `" + wanted.function + "`";
    }
    if (!wanted.mark.empty() && mark_of(found.line) != wanted.mark) {
        return "not on the line with the mark `;@ " + wanted.mark + "`";
    }
    return "";
}

bool is_mark_gone(const CodeExpectation& wanted, const Outcome& outcome) {
    if (wanted.mark.empty()) return false;
    return std::none_of(outcome.sources.begin(), outcome.sources.end(), [&](const Source& source) {
        return !is_of_assignment(source) && has_mark(source, wanted.mark);
    });
}

std::string code_miss(const CodeExpectation& wanted, const Outcome& outcome, bool hidden) {
    std::string elsewhere;
    for (const FoundCode& found : outcome.codes) {
        if (found.code != wanted.code) continue;
        const std::string miss = place_miss(wanted, found, hidden);
        if (miss.empty()) return "";
        elsewhere = miss;
    }
    std::string text =
        elsewhere.empty() ? "" : code_words(wanted.code) + ", was found " + elsewhere;
    if (is_mark_gone(wanted, outcome)) {
        text = "the starter's mark `;@ " + wanted.mark + "` is not in the submission any more";
    }
    return text;
}

}  // namespace

std::string end_miss(const EndExpectation& expected, const Outcome& outcome, const Limits& limits,
                     bool hidden) {
    if (expected.kind == EndExpectation::Kind::Exit) {
        if (outcome.end != End::Exited) return ended(outcome, limits, hidden);
        if (outcome.status == expected.status) return "";
        if (hidden) return "it ended with another status than " + std::to_string(expected.status);
        return fmt::format("it ended with status {}, not {}", outcome.status, expected.status);
    }
    const bool rejection = expected.kind == EndExpectation::Kind::Rejected;
    const CodeExpectation& wanted = expected.code;
    if (outcome.end == (rejection ? End::Rejected : End::Faulted)) {
        const bool found = std::any_of(outcome.codes.begin(), outcome.codes.end(),
                                       [&](const auto& one) { return one.code == wanted.code; });
        if (found) return code_miss(wanted, outcome, hidden);
    }
    return fmt::format("{}; expected is {} {}", ended(outcome, limits, hidden),
                       rejection ? "a rejection with" : "a stop by", code_words(wanted.code));
}

}  // namespace freehold::grade
