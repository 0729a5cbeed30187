// SPDX-License-Identifier: MIT
#include "freehold/verify.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/ownership/analysis.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold {

namespace {

// Each is explained by looking at the function again; nobody reads more.
constexpr std::size_t max_findings = 1000;

// Statics begin as null where they own (ensured by validation); only an image says that they may
// not be null.
void check_statics(ownership::ProgramFacts& facts, std::vector<Finding>& findings) {
    for (const Static& item : facts.program().statics) {
        if (!facts.holds_own(item.type) || findings.size() == max_findings) continue;
        Finding& finding = findings.emplace_back();
        finding.code = finding.diagnostic.code = Code::NullDereference;
        finding.diagnostic.headline =
            fmt::format("static `{}` may not be null, but begins as null", printable(item.name));
        finding.diagnostic.labels.push_back({item.span, "it owns nothing yet", true});
        finding.diagnostic.help = Help{"declare its owners `own?`"};
    }
}

void check_function(ownership::ProgramFacts& facts, FunctionId id, std::vector<Finding>& findings) {
    ownership::Analysis analysis(facts, id);
    for (const ownership::Mistake& mistake : join_neighbours(analysis, analysis.judge())) {
        if (findings.size() == max_findings) return;
        findings.push_back(ownership::explain(analysis, mistake));
    }
}

}  // namespace

Verification verify(const Program& program) {
    Verification verification;
    ownership::ProgramFacts facts(program);
    check_statics(facts, verification.findings);
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        check_function(facts, FunctionId{f}, verification.findings);
    }
    if (verification.findings.empty()) verification.program = VerifiedProgram(program);
    return verification;
}

}  // namespace freehold
