// SPDX-License-Identifier: MIT
#include <cstdio>
#include <fstream>

#include "tests/agreement/driver/commands.hpp"
#include "tests/agreement/library/corpus.hpp"
#include "tests/agreement/library/generate.hpp"

namespace freehold::agreement {
namespace {

constexpr std::size_t longest = 900;    // bytes of a program that is kept
constexpr std::size_t per_file = 1000;  // verdicts

void write(const std::string& folder, std::size_t number,
           const std::vector<KeptVerdict>& verdicts) {
    std::ofstream out(folder + "/verdicts_" + std::to_string(number) + ".txt");
    out << write_corpus(verdicts);
}

}  // namespace

// Of rejected programs every one is kept, of accepted ones every other: they outnumber each kind of
// mistake by far.
int run_corpus(std::uint64_t first, std::uint64_t count, const std::string& folder) {
    RustcJudge judge;
    std::vector<KeptVerdict> kept;
    std::size_t files = 0;
    std::size_t left_out = 0;
    std::uint64_t total = 0;
    for (std::uint64_t begin = first; total < count; begin += seeds_at_once) {
        std::vector<Rendering> rust(seeds_at_once);
        std::vector<Rendering> ours(seeds_at_once);
        for (std::uint64_t i = 0; i < seeds_at_once; ++i) {
            const Program program = generate(begin + i);
            render_rust(program, rust[i]);
            render_freehold(program, ours[i]);
        }
        const auto verdicts = judge.judge(rust);
        for (std::size_t i = 0; i < seeds_at_once && total < count; ++i) {
            if (ours[i].text.size() > longest || (verdicts[i].accepted() && i % 2 == 0)) continue;
            KeptVerdict verdict{by_lines(verdicts[i], ours[i]), "", ours[i].text, 0};
            const OurVerdict our = judge_text(verdict.program);
            Relation relation = compare(verdict.rust, our);
            if (relation.kind == Relation::Kind::WeAccept && relation.reason.empty()) {
                relation.reason = reasons(judge, {generate(begin + i)})[0];
            }
            if (relation.kind >= Relation::Kind::WeAccept) {
                if (relation.reason.empty()) {
                    ++left_out;
                    continue;
                }
                verdict.reason = relation.reason;
            }
            kept.push_back(std::move(verdict));
            ++total;
            if (kept.size() < per_file && total < count) continue;
            write(folder, files++, kept);
            kept.clear();
        }
    }
    std::printf("%zu files; %zu verdicts that no listed reason explains were left out\n", files,
                left_out);
    return left_out == 0 ? 0 : 1;
}

}  // namespace freehold::agreement
