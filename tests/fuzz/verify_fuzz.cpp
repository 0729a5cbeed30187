// SPDX-License-Identifier: MIT
// Any program is proven or refused with words about places that it has, the same with its source
// and without. To bound time and memory: -timeout=60 -rss_limit_mb=2048.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "freehold/verify.hpp"
#include "tests/fuzz/fuzz_program.hpp"
#include "tests/fuzz/mutation.hpp"

namespace {

using namespace freehold;

bool is_verifiers(Code code) {
    const auto number = static_cast<unsigned>(code);
    return number > 100 && number < 500;
}

void check_finding(const Program& program, const Finding& finding) {
    if (!is_verifiers(finding.code)) fuzz::broken("a finding of the assembler's or of a run's");
    if (finding.code != finding.diagnostic.code) fuzz::broken("a finding with two codes");
    if (finding.function == FunctionId::None) {
        if (!finding.way.empty()) fuzz::broken("a way through no function");
        return;
    }
    const Function& function = program.function(finding.function);
    for (const std::uint32_t at : finding.way) {
        if (at >= program.code.size()) fuzz::broken("a way to an instruction that is none");
    }
    if (finding.at - function.first >= function.count) fuzz::broken("a finding elsewhere");
    if (std::find(finding.way.begin(), finding.way.end(), finding.at) == finding.way.end()) {
        fuzz::broken("a way that leaves its mistake out", code_name(finding.code));
    }
}

/// What was found, as far as it may not depend on the source.
std::string verdict(const Verification& proof) {
    std::string text;
    for (const Finding& finding : proof.findings) {
        text += code_name(finding.code) + "@" + std::to_string(finding.at) + " ";
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto program = fuzz::program_of({reinterpret_cast<const char*>(data), size});
    if (!program) return 0;
    const Verification proof = verify(*program);
    if (proof.program.has_value() != proof.findings.empty()) {
        fuzz::broken(proof.program ? "proven, with findings" : "refused without a word");
    }
    std::vector<Diagnostic> told;
    for (const Finding& finding : proof.findings) {
        check_finding(*program, finding);
        told.push_back(finding.diagnostic);
    }
    fuzz::drawn(told, program->sources);
    Program bare = *program;
    strip(bare);
    const std::string with = verdict(proof);
    const std::string without = verdict(verify(bare));
    if (with != without) fuzz::broken("the verdict depends on the source", with + "\n" + without);
    return 0;
}
