// SPDX-License-Identifier: MIT
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

Finding explain(Analysis& analysis, const Mistake& mistake) {
    Finding finding;
    finding.code = mistake.code;
    finding.function = analysis.id();
    finding.at = mistake.at;
    finding.diagnostic.code = mistake.code;
    finding.diagnostic.headline = std::string(code_info(mistake.code).title) + " why " + std::to_string(int(mistake.why));
    finding.diagnostic.labels.push_back({analysis.program().span_of(mistake.at), "here", true});
    if (mistake.loan != none && !analysis.effects().loans[mistake.loan].is_callers()) {
        finding.diagnostic.labels.push_back({analysis.program().span_of(analysis.effects().loans[mistake.loan].at), "lent here"});
    }
    return finding;
}

}  // namespace freehold::ownership
