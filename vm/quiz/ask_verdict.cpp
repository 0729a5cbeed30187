// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <set>

#include "vm/isa/code_place.hpp"
#include "vm/quiz/look.hpp"
#include "vm/quiz/verdict.hpp"

namespace freehold::quiz {

namespace {

const std::string accepts = "nowhere: it accepts the program";

/// Lines that a finding is about are no wrong answers, just other parts of the same mistake.
std::set<std::string> lines_of_findings(const Program& program,
                                        const std::vector<Finding>& findings) {
    std::set<std::string> places;
    for (const Finding& finding : findings) {
        places.insert(place_of(program, finding.at));
        for (const std::uint32_t index : finding.way) places.insert(place_of(program, index));
    }
    return places;
}

}  // namespace

void ask_verdict(const Look& look, const std::vector<Finding>& findings) {
    const Program& program = look.program();
    // What concerns a static stands at no instruction.
    if (!findings.empty() && findings.front().function == FunctionId::None) return;
    const std::uint32_t line = findings.empty() ? Moment::nothing : findings.front().at;
    const std::set<std::string> concerned = lines_of_findings(program, findings);
    std::vector<std::uint32_t> others;
    for (const std::uint32_t index : lines_ahead(look)) {
        if (!concerned.contains(place_of(program, index))) others.push_back(index);
    }
    std::vector<std::string> choices = choice_of_lines(look, line, others, accepts);
    if (choices.size() < 2) return;
    const std::string right = findings.empty() ? accepts : line_choice(program, line);
    const std::string why =
        findings.empty()
            ? "it finds no broken rule on any way through the program"
            : fmt::format("{} at {}: {}", code_name(findings.front().code), place_of(program, line),
                          findings.front().diagnostic.headline);
    ask(look, Kind::Verdict, "verdict", "where does the verifier reject this program first?",
        std::move(choices), right, why);
}

}  // namespace freehold::quiz
