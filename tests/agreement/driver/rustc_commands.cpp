// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/agreement/driver/commands.hpp"
#include "tests/agreement/library/generate.hpp"
#include "tests/agreement/library/relation.hpp"
#include "tests/agreement/library/shrink.hpp"

namespace freehold::agreement {
namespace {

constexpr std::size_t most_examples = 6;

using Number = unsigned long long;

Rendering freehold_of(const Program& program) {
    Rendering rendering;
    render_freehold(program, rendering);
    return rendering;
}
Rendering rust_of(const Program& program) {
    Rendering rendering;
    render_rust(program, rendering);
    return rendering;
}

/// What was seen, by class, with the first seeds of each.
class Tally {
public:
    void add(std::uint64_t seed, const RustVerdict& rust, const OurVerdict& ours) {
        const Relation relation = compare(rust, ours);
        ++m_total;
        if (relation.kind == Relation::Kind::WeAccept && relation.reason.empty()) {
            m_doubtful.push_back(generate(seed));
            m_doubtful_seeds.push_back(seed);
            m_doubtful_verdicts.push_back(rust);
        } else {
            count(seed, relation, rust, ours);
        }
    }

    int finish() {
        RustcJudge judge;
        const auto why = reasons(judge, m_doubtful);
        for (std::size_t i = 0; i < why.size(); ++i) {
            count(m_doubtful_seeds[i], {Relation::Kind::WeAccept, why[i]}, m_doubtful_verdicts[i],
                  {});
        }
        return print();
    }

private:
    void count(std::uint64_t seed, const Relation& relation, const RustVerdict& rust,
               const OurVerdict& ours) {
        static const std::vector<OurFinding> none;
        std::string key = kind_name(relation.kind);
        if (relation.kind == Relation::Kind::Same && rust.accepted()) key = "both accept";
        if (relation.kind > Relation::Kind::Same) {
            m_differences += relation.kind >= Relation::Kind::WeAccept && relation.reason.empty();
            key += relation.reason.empty()
                       ? "   rustc: " + rust.codes() + "   ours: " + ours.codes()
                       : "   (" + relation.reason + ")";
        }
        for (const OurFinding& finding : rust.accepted() ? none : ours.findings) {
            if (has_related(rust, finding)) continue;
            note(seed, "   one of several findings, " + code_name(finding.code) +
                           ", that rustc has not: " + rust.codes());
        }
        note(seed, key);
    }

    static bool has_related(const RustVerdict& rust, const OurFinding& finding) {
        for (const RustError& error : rust.errors) {
            if (is_related(finding.code, error.code)) return true;
        }
        return false;
    }

    void note(std::uint64_t seed, const std::string& key) {
        Entry& entry = m_entries[key];
        ++entry.count;
        if (entry.seeds.size() < most_examples) entry.seeds.push_back(seed);
    }

    int print() const {
        for (const auto& [key, entry] : m_entries) {
            std::printf("%8llu  %s  ", Number{entry.count}, key.c_str());
            for (const std::uint64_t seed : entry.seeds) std::printf(" %llu", Number{seed});
            std::printf("\n");
        }
        std::printf("%llu programs, %llu with another verdict that no listed reason explains\n",
                    Number{m_total}, Number{m_differences});
        return m_differences == 0 ? 0 : 1;
    }

    struct Entry {
        std::uint64_t count = 0;
        std::vector<std::uint64_t> seeds;
    };
    std::map<std::string, Entry> m_entries;
    std::vector<Program> m_doubtful;
    std::vector<RustVerdict> m_doubtful_verdicts;
    std::vector<std::uint64_t> m_doubtful_seeds;
    std::uint64_t m_total = 0;
    std::uint64_t m_differences = 0;
};

/// Calls `take(seed, verdict of rustc)`.
template <typename Take>
void ask_rustc(std::uint64_t first, std::uint64_t count, Take take) {
    RustcJudge judge;
    for (std::uint64_t begin = first; begin < first + count; begin += seeds_at_once) {
        std::vector<Rendering> programs;
        for (std::uint64_t seed = begin; seed < begin + seeds_at_once && seed < first + count;
             ++seed) {
            programs.push_back(rust_of(generate(seed)));
        }
        const auto verdicts = judge.judge(programs);
        for (std::size_t i = 0; i < verdicts.size(); ++i) take(begin + i, verdicts[i]);
    }
}

/// "12 E0382@4 E0505@7", as run_record() writes it.
bool read_record(const std::string& line, std::uint64_t& seed, RustVerdict& verdict) {
    std::istringstream words(line);
    if (!(words >> seed)) return false;
    verdict.errors.clear();
    for (std::string word; words >> word;) {
        const std::size_t at = word.find('@');
        if (at == std::string::npos) return false;
        verdict.errors.push_back(
            {word.substr(0, at), static_cast<std::uint32_t>(std::atoi(word.c_str() + at + 1)), ""});
    }
    return true;
}

Relation explained(RustcJudge& judge, const Program& program, const RustVerdict& rust) {
    Relation relation = compare(rust, judge_freehold(freehold_of(program)));
    if (relation.kind == Relation::Kind::WeAccept && relation.reason.empty()) {
        relation.reason = reasons(judge, {program})[0];
    }
    return relation;
}

void print_both(const Program& program) {
    RustcJudge judge;
    const Rendering ours = freehold_of(program);
    const Rendering rust = rust_of(program);
    std::printf("%s\n%s\n", ours.text.c_str(), rust.text.c_str());
    const auto verdicts = judge.judge({rust});
    for (const RustError& error : verdicts[0].errors) {
        std::printf("rustc: %s at statement %u: %s\n", error.code.c_str(), error.statement,
                    error.message.c_str());
    }
    const OurVerdict verdict = judge_freehold(ours);
    for (const OurFinding& finding : verdict.findings) {
        std::printf("freehold: %s at statement %u\n", code_name(finding.code).c_str(),
                    finding.statement);
    }
    const Relation relation = explained(judge, program, verdicts[0]);
    std::printf("%s %s\n", kind_name(relation.kind), relation.reason.c_str());
}

}  // namespace

int run_rustc(std::uint64_t first, std::uint64_t count) {
    std::printf("%s\n", RustcJudge::version().c_str());
    Tally tally;
    ask_rustc(first, count, [&](std::uint64_t seed, const RustVerdict& rust) {
        tally.add(seed, rust, judge_freehold(freehold_of(generate(seed))));
    });
    return tally.finish();
}

int run_record(std::uint64_t first, std::uint64_t count) {
    ask_rustc(first, count, [&](std::uint64_t seed, const RustVerdict& rust) {
        std::printf("%llu", Number{seed});
        for (const RustError& error : rust.errors) {
            std::printf(" %s@%u", error.code.c_str(), error.statement);
        }
        std::printf("\n");
        if (seed % seeds_at_once == seeds_at_once - 1) std::fflush(stdout);
    });
    return 0;
}

int run_compare(const std::string& file) {
    std::ifstream in(file);
    Tally tally;
    std::uint64_t seed = 0;
    RustVerdict rust;
    for (std::string line; std::getline(in, line) && !in.eof();) {
        if (!read_record(line, seed, rust)) continue;
        tally.add(seed, rust, judge_freehold(freehold_of(generate(seed))));
    }
    return tally.finish();
}

int run_show(std::uint64_t seed) {
    print_both(generate(seed));
    return 0;
}

// The kind of relation and its reason are kept, not the codes: a program with several mistakes
// shrinks to one.
int run_shrink(std::uint64_t seed) {
    RustcJudge judge;
    const Program program = generate(seed);
    const Relation wanted = explained(judge, program, judge.judge({rust_of(program)})[0]);
    print_both(shrink_program(program, [&](const std::vector<Program>& smaller) {
        std::vector<Rendering> all;
        for (const Program& each : smaller) all.push_back(rust_of(each));
        const auto verdicts = judge.judge(all);
        for (std::size_t i = 0; i < smaller.size(); ++i) {
            const Relation relation = compare(verdicts[i], judge_freehold(freehold_of(smaller[i])));
            if (relation.kind != wanted.kind) continue;
            if (explained(judge, smaller[i], verdicts[i]).reason == wanted.reason) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }));
    return 0;
}

}  // namespace freehold::agreement
