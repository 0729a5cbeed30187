// SPDX-License-Identifier: MIT
// P4: verify() and rustc say the same, but for the differences that docs/rust-differences.md lists.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/agreement/library/corpus.hpp"
#include "tests/agreement/library/generate.hpp"

namespace freehold::agreement {
namespace {

constexpr const char* root = FREEHOLD_SOURCE_DIR;

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Nothing when the verdicts are the same, or differ for the reason given; else what differs.
std::string difference(const RustVerdict& rust, const OurVerdict& ours, const std::string& reason) {
    const Relation relation = compare(rust, ours);
    if (relation.kind < Relation::Kind::WeAccept && reason.empty()) return "";
    if (!reason.empty() && relation.reason == reason) return "";
    // What only rustc itself can tell, asked when the reason was written down.
    const bool told = relation.kind == Relation::Kind::WeAccept && relation.reason.empty();
    if (!reason.empty() && told) return "";
    return std::string(kind_name(relation.kind)) + "; rustc: " + rust.codes() +
           "; verify: " + ours.codes();
}

TEST(Rustc, TheRecordedVerdictsAreOurs) {
    std::size_t count = 0;
    std::size_t same_code = 0;
    std::size_t rejected = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(root) /
                                                                 "tests/agreement/corpus")) {
        for (const KeptVerdict& kept : read_corpus(read(entry.path()))) {
            const OurVerdict ours = judge_text(kept.program);
            EXPECT_EQ(difference(kept.rust, ours, kept.reason), "")
                << entry.path().string() << ":" << kept.line << "\n"
                << kept.program;
            ++count;
            if (kept.rust.accepted() || ours.accepted()) continue;
            ++rejected;
            const Relation::Kind kind = compare(kept.rust, ours).kind;
            same_code += kind == Relation::Kind::Same || kind == Relation::Kind::SameElsewhere;
        }
    }
    EXPECT_GE(count, 5000u);
    EXPECT_GE(same_code * 100, rejected * 99)
        << same_code << " of " << rejected << " rejected for a related reason";
}

TEST(Rustc, EveryListedReasonIsDescribed) {
    const std::string page = read(std::filesystem::path(root) / "docs/rust-differences.md");
    for (const std::string& reason : listed_reasons()) {
        EXPECT_NE(page.find("## " + reason), std::string::npos) << reason;
    }
}

TEST(Rustc, WhatACorpusHoldsIsReadAsItWasWritten) {
    const std::string text =
        "# ok\nfn main() {\nret\n}\n# E0499@4 E0506@5\n# ours: polonius\nfn main() {\n}\n";
    const auto kept = read_corpus(text);
    ASSERT_EQ(kept.size(), 2u);
    EXPECT_TRUE(kept[0].rust.accepted());
    EXPECT_EQ(kept[1].rust.codes(), "E0499 E0506");
    EXPECT_EQ(kept[1].rust.errors[1].statement, 5u);
    EXPECT_EQ(kept[1].reason, "polonius");
    EXPECT_EQ(kept[1].program, "fn main() {\n}\n");
    EXPECT_EQ(write_corpus(kept), text);
}

class WithRustc : public testing::Test {
protected:
    void SetUp() override {
        if (RustcJudge::version().empty()) {
            GTEST_SKIP() << "rustc cannot be run here: only the recorded verdicts are compared";
        }
    }
    RustcJudge m_judge;
};

TEST_F(WithRustc, TheMistakeOfOneProgramHidesNoOther) {
    const auto program = [](const std::string& body) {
        return Rendering{"use super::*;\nfn main() {\n" + body + "\n}\n", {0, 0, 1, 0}};
    };
    const auto verdicts = m_judge.judge({program("let mut x: i64; ui(x);"), program("ui(1);"),
                                         program("let x = Box::new(1); drop(x); drop(x);")});
    EXPECT_EQ(verdicts[0].codes(), "E0381");
    EXPECT_EQ(verdicts[1].codes(), "ok");
    EXPECT_EQ(verdicts[2].codes(), "E0382");
    EXPECT_EQ(verdicts[2].errors[0].statement, 1u);
}

TEST_F(WithRustc, AnErrorThatIsNoneOfTheBorrowCheckersIsNoVerdict) {
    const Rendering wrong{"fn main() {\nlet x: i64 = true;\n}\n", {0, 1, 0}};
    EXPECT_THROW(m_judge.judge({wrong}), std::runtime_error);
}

TEST_F(WithRustc, SaysTheSameToNewPrograms) {
    std::vector<Rendering> rust(500);
    for (std::uint64_t seed = 0; seed < rust.size(); ++seed)
        render_rust(generate(seed), rust[seed]);
    const auto verdicts = m_judge.judge(rust);
    for (std::size_t seed = 0; seed < rust.size(); ++seed) {
        const Program program = generate(seed);
        Rendering text;
        render_freehold(program, text);
        const OurVerdict ours = judge_freehold(text);
        const Relation relation = compare(verdicts[seed], ours);
        std::string reason = relation.reason;
        if (reason.empty() && relation.kind == Relation::Kind::WeAccept) {
            reason = reasons(m_judge, {program})[0];
        }
        EXPECT_EQ(difference(verdicts[seed], ours, reason), "")
            << "look closer: freehold_long shrink " << seed << "\n"
            << text.text;
    }
}

}  // namespace
}  // namespace freehold::agreement
