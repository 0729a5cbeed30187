// SPDX-License-Identifier: MIT
#include "vm/cli/compare_lesson.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "freehold/replay.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/compare_topics.hpp"
#include "vm/cli/witnesses.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/observe/event_text.hpp"

namespace freehold::cli {

namespace {

/// The finding that the runs show, or the first.
const Finding& finding_of(const Comparison& comparison) {
    if (comparison.forced_for) return comparison.findings[*comparison.forced_for];
    for (const Told& told : comparison.checked().rules.first) {
        for (const Finding& finding : comparison.findings) {
            const bool there =
                std::find(finding.way.begin(), finding.way.end(), told.index) != finding.way.end();
            if (finding.code == told.code && there) return finding;
        }
    }
    return comparison.findings.front();
}

std::string verdict(const Comparison& comparison) {
    const Program& program = *comparison.program;
    if (!comparison.accepted()) {
        return fmt::format("the verifier rejects the program at {}, before it runs",
                           place_of(program, finding_of(comparison).at));
    }
    if (program.unsafe.empty()) {
        return "the verifier proves that no way through the program breaks a rule, whatever its "
               "input";
    }
    return "the verifier proves what it can, and takes `unsafe` at its word";
}

std::string fault_words(const Comparison& comparison, const ComparedRun& run) {
    return fmt::format("{} at {}", code_name(run.totals.code),
                       place_and_step(*comparison.program, run.totals.index, run.totals.step));
}

/// Nothing of what was found is to be seen in the runs.
std::string unseen_words(const Comparison& comparison) {
    if (!comparison.unseen) {
        return "this rule is a promise to others: breaking it does nothing by itself in a run";
    }
    const auto& [finding, sighting] = *comparison.unseen;
    const std::string why =
        unseen_text(*comparison.program, comparison.findings[finding], sighting);
    if (sighting.why == Sighting::Why::NeverCalled) {
        return why + "; the verifier looks at every function, also at those that nobody calls yet";
    }
    const bool unknown = sighting.why == Sighting::Why::Unknown && !sighting.before;
    if (!unknown) return why;
    return why + "; the verifier looks at all ways, also at those that nobody has gone yet";
}

/// How the checked run gets to its fault.
std::string_view way_there(const Comparison& comparison) {
    if (comparison.accepted()) return "run with checks";
    if (!comparison.forced_for) return "run all the same";
    return comparison.branches.empty() ? "run with that input" : "led there by force";
}

std::string checked_words(const Comparison& comparison) {
    const ComparedRun& run = comparison.checked();
    if (run.fault && is_of_memory(run.fault->code)) {
        return fmt::format("{}, it stops with {}", way_there(comparison),
                           fault_words(comparison, run));
    }
    if (!comparison.accepted()) return unseen_words(comparison);
    if (run.fault) return fmt::format("the run stops with {}", fault_words(comparison, run));
    return "";
}

std::string unchecked_words(const Comparison& comparison) {
    const ComparedRun& run = comparison.unchecked();
    if (run.harms.count == 0) {
        if (run.fault && is_of_memory(run.fault->code)) {
            return fmt::format("even without checks it cannot go on: {}",
                               fault_words(comparison, run));
        }
        return "";
    }
    std::string words = "without any check it " + run.harms.first.front().words;
    if (run.harms.count > 1) {
        words += fmt::format(", and harms memory {} more", quantity(run.harms.count - 1, "time"));
    }
    if (run.fault) words += ", until it stops with " + fault_words(comparison, run);
    return words;
}

/// Rule and harm are two things: which of them there was.
std::string moral(const Comparison& comparison) {
    const bool broken = comparison.checked().rules.count != 0;
    const ComparedRun& unchecked = comparison.unchecked();
    const bool harmed = unchecked.harms.count != 0;
    const bool stopped = unchecked.fault && is_of_memory(unchecked.totals.code);
    if (broken && harmed) return "the rule was broken, and memory was harmed";
    if (broken) return "the rule was broken, memory was not harmed this time";
    if (harmed) return "no rule of ownership was broken, memory was harmed";
    if (stopped) return "memory was not harmed: the program was stopped";
    if (unchecked.totals.leaked != 0) return "no rule was broken: none forbids to leak a block";
    if (comparison.accepted()) return "the three runs are alike: there is nothing to enforce";
    return "";
}

}  // namespace

std::vector<std::string> lesson_of(const Comparison& comparison) {
    std::vector<std::string> sentences{verdict(comparison), checked_words(comparison),
                                       unchecked_words(comparison), moral(comparison)};
    std::erase(sentences, "");
    return sentences;
}

std::string forced_words(const Comparison& comparison) {
    if (!comparison.forced_for) return "";
    const std::size_t forced = comparison.branches.size();
    std::string words;
    if (forced != 0) {
        words = fmt::format("{} {} forced, `--replay={}`", quantity(forced, "branch"),
                            forced == 1 ? "was" : "were", replay_text(comparison.branches));
    }
    if (comparison.fed) {
        words += forced == 0 ? "" : ", and ";
        words += "the input was `1` in every line, as from `yes 1`";
    }
    return words + ": by itself, with " + (comparison.fed ? "the input given" : "this input") +
           ", the program does not get there";
}

std::vector<std::string> notes_of(const Comparison& comparison) {
    // Where scopes make no difference it would only be in the way.
    const ComparedRun& unchecked = comparison.unchecked();
    if (!unchecked.scopes_harm) return {};
    const std::uint64_t freed = unchecked.freed_unasked;
    return {
        fmt::format("under `--enforce=none` scopes still free what they own{}; in C nothing is "
                    "freed unless the program says so: that is C's rule, not a mistake of this "
                    "program",
                    freed == 0 ? "" : ", here " + quantity(freed, "block"))};
}

}  // namespace freehold::cli
