// SPDX-License-Identifier: MIT
// How the tests of the verifier get its verdict: a program in, one line a finding out.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "freehold/assemble.hpp"
#include "freehold/image.hpp"
#include "freehold/render.hpp"
#include "freehold/verify.hpp"
#include "tests/support/edits.hpp"
#include "vm/isa/validate.hpp"

namespace freehold::test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Lines = std::vector<std::string>;

/// The program of a text, named x.fh, that assembles; otherwise the test fails and says why.
inline Program assembled(std::string_view text) {
    AssembleOptions options;
    options.library = {FREEHOLD_SOURCE_DIR "/programs/lib"};
    Assembly built = assemble(Source("x.fh", std::string(text)), options);
    for (const Diagnostic& it : built.diagnostics) ADD_FAILURE() << render(it, built.sources, {});
    return built.program ? std::move(*built.program) : Program{};
}

/// "F102 6" for each finding: its code, and the line it points at (0 without source).
inline Lines found_in(const Program& program) {
    Lines lines;
    for (const Finding& finding : verify(program).findings) {
        const Label* label = primary_label(finding.diagnostic);
        const bool placed = label != nullptr && !program.sources.empty() && !label->span.empty();
        const std::uint32_t line =
            placed ? program.sources[raw(label->span.file)].position(label->span.begin).line : 0;
        lines.push_back(code_name(finding.code) + " " + std::to_string(line));
    }
    return lines;
}
inline Lines found(std::string_view text) { return found_in(assembled(text)); }

/// Statements in a `main`, which gets a `ret`; the first is line 2. Declarations come after it.
inline std::string in_main(std::string_view statements, std::string_view declarations = "") {
    return "fn main() {\n" + std::string(statements) + "\n    ret\n}\n" + std::string(declarations);
}
inline Lines found_in_main(std::string_view statements, std::string_view declarations = "") {
    return found(in_main(statements, declarations));
}

/// The only finding of a text; where there is another number, the test fails.
inline Diagnostic only_finding(std::string_view text) {
    const Program program = assembled(text);
    const Verification verification = verify(program);
    EXPECT_EQ(verification.findings.size(), 1u);
    return verification.findings.empty() ? Diagnostic{} : verification.findings[0].diagnostic;
}

/// The text of each label, in order.
inline Lines labels_of(const Diagnostic& diagnostic) {
    Lines texts;
    for (const Label& label : diagnostic.labels) texts.push_back(label.text);
    return texts;
}

/// The help of each finding.
inline Lines helps_of(std::string_view text) {
    Lines texts;
    for (const Finding& finding : verify(assembled(text)).findings) {
        texts.push_back(finding.diagnostic.help ? finding.diagnostic.help->text : "");
    }
    return texts;
}

/// The text with the edit of its only finding applied; empty where that has none.
inline std::string mended(std::string_view text) {
    const Program program = assembled(text);
    const Verification verification = verify(program);
    EXPECT_EQ(verification.findings.size(), 1u);
    if (verification.findings.empty()) return "";
    const Diagnostic& diagnostic = verification.findings[0].diagnostic;
    if (diagnostic.help->edits.empty()) return "";
    return apply_edits(diagnostic.help->edits, program.sources).at("x.fh").text;
}

/// The codes of a program made by hand, which must be well-formed.
inline Lines codes_of(const Program& program) {
    for (const Flaw& flaw : validate(program)) ADD_FAILURE() << flaw_text(program, flaw);
    Lines codes;
    for (const Finding& finding : verify(program).findings) {
        codes.push_back(code_name(finding.code));
    }
    return codes;
}

}  // namespace freehold::test
