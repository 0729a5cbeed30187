// SPDX-License-Identifier: MIT
#include "vm/grade/told.hpp"

#include <algorithm>

#include "vm/grade/whole_program.hpp"

namespace freehold::grade {

namespace {

class Teller {
public:
    explicit Teller(const Outcome& outcome) : m_outcome(outcome) {}

    bool is_in_submission(const Label& label) const {
        const auto file = raw(label.span.file);
        return file < m_outcome.sources.size() && !is_of_assignment(m_outcome.sources[file]);
    }

    bool is_about_submission(const Diagnostic& diagnostic) const {
        const Label* label = primary_label(diagnostic);
        return label != nullptr && is_in_submission(*label);
    }

    /// A text that is no program: what it is said to lack may well be there.
    static bool is_of_syntax(const Diagnostic& diagnostic) {
        return diagnostic.code >= Code::InvalidText && diagnostic.code <= Code::UnknownInstruction;
    }

    Diagnostic without_secrets(const Diagnostic& diagnostic) const {
        const bool ran = m_outcome.end != Outcome::End::Rejected;
        if (!ran && is_about_submission(diagnostic)) return without_harness(diagnostic);
        return bare(diagnostic);
    }

private:
    Diagnostic without_harness(Diagnostic diagnostic) const {
        const auto removed = std::erase_if(
            diagnostic.labels, [this](const Label& label) { return !is_in_submission(label); });
        if (removed != 0) {
            diagnostic.notes.clear();
            diagnostic.help.reset();
        }
        return diagnostic;
    }

    /// The code and the last place of the submission: a message may quote what the program read.
    Diagnostic bare(const Diagnostic& diagnostic) const {
        Diagnostic shown;
        shown.severity = diagnostic.severity;
        shown.code = diagnostic.code;
        shown.headline = code_info(diagnostic.code).title;
        const Label* place = primary_label(diagnostic);
        if (place == nullptr || !is_in_submission(*place)) place = last_in_submission(diagnostic);
        if (place != nullptr) shown.labels.push_back({place->span, "here", true, std::nullopt});
        shown.notes.push_back("the test is hidden, so no values are shown");
        shown.commands = diagnostic.commands;
        return shown;
    }

    const Label* last_in_submission(const Diagnostic& diagnostic) const {
        const auto found =
            std::find_if(diagnostic.labels.rbegin(), diagnostic.labels.rend(),
                         [this](const Label& label) { return is_in_submission(label); });
        return found == diagnostic.labels.rend() ? nullptr : &*found;
    }

    const Outcome& m_outcome;
};

}  // namespace

std::vector<Diagnostic> told_to_students(const Outcome& outcome, bool hidden) {
    const Teller teller{outcome};
    std::vector<Diagnostic> told = outcome.diagnostics;
    const auto own = std::stable_partition(
        told.begin(), told.end(),
        [&](const Diagnostic& diagnostic) { return teller.is_about_submission(diagnostic); });
    if (outcome.end == Outcome::End::Rejected && own != told.begin()) told.erase(own, told.end());
    const bool has_syntax_errors = std::any_of(told.begin(), told.end(), Teller::is_of_syntax);
    if (has_syntax_errors) {
        std::erase_if(told, [](const Diagnostic& one) { return !Teller::is_of_syntax(one); });
    }
    if (!hidden) return told;
    for (Diagnostic& diagnostic : told) diagnostic = teller.without_secrets(diagnostic);
    return told;
}

}  // namespace freehold::grade
