// SPDX-License-Identifier: MIT
#include "tests/agreement/library/trial.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "freehold/image.hpp"
#include "tests/agreement/library/generate.hpp"
#include "tests/agreement/library/mutate.hpp"
#include "tests/agreement/library/shrink.hpp"
#include "vm/isa/validate.hpp"

namespace freehold::agreement {
namespace {

constexpr int inputs = 2;            // of each accepted program
constexpr int shrinking_inputs = 8;  // a smaller program may want another input
constexpr int code_mutants = 9;
constexpr std::uint32_t most_bss = 1u << 16;  // it is zeroed for every run

std::optional<freehold::Program> assembled(const std::string& text) {
    auto program = assemble_alone(text).program;
    if (program && program->bss > most_bss) program.reset();
    return program;
}

class Trial {
public:
    Trial(std::uint64_t seed, PropertyChecker& checker) : m_seed(seed), m_checker(checker) {}

    std::optional<Failure> generated() {
        Rendering written;
        render_freehold(generate(m_seed), written);
        const auto program = assembled(written.text);
        if (!program) return failure({"assembly", "does not assemble"}, written.text);
        if (auto failed = check(*program, written.text, true)) return failed;
        Random random(m_seed ^ 0x5bd1e995u);
        if (random.percent(40)) {
            const std::string text = mutate_text(written.text, random);
            const auto mutant = assembled(text);
            if (mutant) {
                if (auto failed = check(*mutant, text, true)) return failed;
            }
        }
        return mutants(*program, random);
    }

    std::optional<Failure> damaged(std::string text) {
        Random random(m_seed);
        for (std::uint32_t count = 1 + random.below(4); count > 0; --count) {
            text = random.percent(50) ? mutate_text(text, random) : exchange_word(text, random);
        }
        const auto program = assembled(text);
        if (!program) return std::nullopt;
        if (auto failed = check(*program, text, text.rfind(".expanded", 0) != 0)) return failed;
        return mutants(*program, random);
    }

private:
    std::optional<Failure> mutants(const freehold::Program& program, Random& random) {
        for (int i = 0; i < code_mutants; ++i) {
            freehold::Program mutant = program;
            mutate_code(mutant, random);
            if (random.percent(30)) mutate_code(mutant, random);
            if (!validate(mutant).empty()) continue;
            if (auto failed = check(mutant, "", false)) return failed;
        }
        return std::nullopt;
    }

    Failure failure(const Violation& violation, std::string program) const {
        return {m_seed, violation, std::move(program)};
    }

    std::optional<Failure> check(const freehold::Program& program, std::string text, bool written) {
        const auto violation = m_checker.check(program, m_seed, inputs, written);
        if (!violation) return std::nullopt;
        if (text.empty()) text = disassemble(program);
        const auto still = [&](const std::string& smaller) {
            const auto rest = assembled(smaller);
            if (!rest) return false;
            PropertyChecker checker;
            const auto found = checker.check(*rest, m_seed, shrinking_inputs, written);
            return found && found->property == violation->property;
        };
        return failure(*violation, shrink_text(text, still));
    }

    std::uint64_t m_seed;
    PropertyChecker& m_checker;
};

}  // namespace

std::string Failure::text() const {
    return violation.property + ": " + violation.text + "\nrerun: freehold_long " + command + " " +
           std::to_string(seed) + " 1\nthe smallest program that does it:\n" + program;
}

Assembly assemble_alone(std::string text) {
    AssembleOptions options;
    options.read = [](const std::string& path, const std::string&) -> Source {
        throw FileError(path + ": there are no other files");
    };
    return assemble(Source("program.fh", std::move(text)), options);
}

std::vector<std::string> programs_below(const std::string& folder) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".fh") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    for (const auto& path : paths) {
        std::ifstream in(path);
        std::ostringstream text;
        text << in.rdbuf();
        if (assembled(text.str())) texts.push_back(text.str());
    }
    return texts;
}

std::optional<Failure> try_seed(std::uint64_t seed, PropertyChecker& checker) {
    return Trial(seed, checker).generated();
}

std::optional<Failure> try_damaged(const std::string& text, std::uint64_t seed,
                                   PropertyChecker& checker) {
    return Trial(seed, checker).damaged(text);
}

}  // namespace freehold::agreement
