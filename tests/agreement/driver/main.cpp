// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "freehold/assemble.hpp"
#include "freehold/render.hpp"
#include "tests/agreement/library/generate.hpp"
#include "tests/agreement/library/rustc_judge.hpp"

using namespace freehold;
using namespace freehold::agreement;

int main(int argc, char** argv) {
    const std::string command = argc > 1 ? argv[1] : "";
    const std::uint64_t a = argc > 2 ? std::strtoull(argv[2], nullptr, 0) : 0;
    const std::uint64_t b = argc > 3 ? std::strtoull(argv[3], nullptr, 0) : 0;
    if (command == "show") {
        const agreement::Program program = generate(a);
        Rendering r;
        render_freehold(program, r);
        std::printf("%s", r.text.c_str());
        render_rust(program, r);
        std::printf("\n%s", r.text.c_str());
        std::vector<Rendering> one{r};
        RustcJudge judge;
        const auto verdicts = judge.judge(one);
        for (auto& e : verdicts[0].errors) {
            std::printf("%s %u %s\n", e.code.c_str(), e.statement, e.message.c_str());
        }
    }
    if (command == "asm") {
        Rendering r;
        for (std::uint64_t seed = a; seed < b; ++seed) {
            render_freehold(generate(seed), r);
            const Assembly built = assemble(Source("p", r.text));
            if (!built.program) {
                std::printf("seed %llu\n%s\n", (unsigned long long)seed, r.text.c_str());
                for (auto& d : built.diagnostics)
                    std::printf("%s", render(d, built.sources, {.color = false, .width = 100}).c_str());
                return 1;
            }
        }
    }
    if (command == "record") {
        RustcJudge judge;
        for (std::uint64_t seed = a; seed < b; seed += 1000) {
            std::vector<Rendering> all;
            for (std::uint64_t i = seed; i < seed + 1000 && i < b; ++i) {
                all.emplace_back();
                render_rust(generate(i), all.back());
            }
            const auto verdicts = judge.judge(all);
            for (std::size_t i = 0; i < verdicts.size(); ++i) {
                std::printf("%llu", (unsigned long long)(seed + i));
                for (auto& e : verdicts[i].errors) {
                    std::printf(" %s@%u", e.code.c_str(), e.statement);
                }
                std::printf("\n");
            }
            std::fflush(stdout);
        }
    }
    if (command == "rust") {
        RustcJudge judge;
        std::map<std::string, int> counts;
        int ok = 0;
        for (std::uint64_t seed = a; seed < b; seed += 500) {
            std::vector<Rendering> all;
            for (std::uint64_t i = seed; i < seed + 500 && i < b; ++i) {
                all.emplace_back();
                render_rust(generate(i), all.back());
            }
            const auto verdicts = judge.judge(all);
            for (auto& v : verdicts) {
                ok += v.accepted();
                ++counts[v.codes()];
            }
        }
        for (auto& [k, v] : counts) std::printf("%6d %s\n", v, k.c_str());
        std::printf("%d ok\n", ok);
    }
}
