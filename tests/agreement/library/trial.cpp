// SPDX-License-Identifier: MIT
#include "tests/agreement/library/trial.hpp"

#include "freehold/assemble.hpp"
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

std::optional<freehold::Program> assembled(const std::string& text) {
    return assemble(Source("program", text)).program;
}

class Trial {
public:
    Trial(std::uint64_t seed, PropertyChecker& checker) : m_seed(seed), m_checker(checker) {}

    std::optional<Failure> run() {
        Rendering written;
        render_freehold(generate(m_seed), written);
        const auto program = assembled(written.text);
        if (!program) return Failure{m_seed, {"assembly", "does not assemble"}, written.text};
        if (auto failure = check(*program, written.text, true)) return failure;
        Random random(m_seed ^ 0x5bd1e995u);
        if (random.percent(40)) {
            const std::string text = mutate_text(written.text, random);
            const auto mutant = assembled(text);
            if (mutant) {
                if (auto failure = check(*mutant, text, true)) return failure;
            }
        }
        for (int i = 0; i < code_mutants; ++i) {
            freehold::Program mutant = *program;
            mutate_code(mutant, random);
            if (random.percent(30)) mutate_code(mutant, random);
            if (!validate(mutant).empty()) continue;
            if (auto failure = check(mutant, "", false)) return failure;
        }
        return std::nullopt;
    }

private:
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
        return Failure{m_seed, *violation, shrink_text(text, still)};
    }

    std::uint64_t m_seed;
    PropertyChecker& m_checker;
};

}  // namespace

std::string Failure::text() const {
    return violation.property + ": " + violation.text + "\nrerun: freehold_long properties " +
           std::to_string(seed) + " 1\nthe smallest program that does it:\n" + program;
}

std::optional<Failure> try_seed(std::uint64_t seed, PropertyChecker& checker) {
    return Trial(seed, checker).run();
}

}  // namespace freehold::agreement
