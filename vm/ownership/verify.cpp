// SPDX-License-Identifier: MIT
#include "freehold/verify.hpp"

#include "vm/ownership/analysis.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold {

Verification verify(const Program& program) {
    Verification verification;
    const StaticIndex statics(program);
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        ownership::Analysis analysis(program, statics, FunctionId{f});
        for (const ownership::Mistake& mistake : analysis.judge()) {
            verification.findings.push_back(ownership::explain(analysis, mistake));
        }
    }
    if (verification.findings.empty()) verification.program = VerifiedProgram(program);
    return verification;
}

}  // namespace freehold
