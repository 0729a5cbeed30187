// SPDX-License-Identifier: MIT
#include "vm/grade/validate.hpp"

#include <algorithm>
#include <set>

#include "vm/base/text.hpp"
#include "vm/grade/handout.hpp"
#include "vm/grade/safe_file.hpp"
#include "vm/grade/whole_program.hpp"

namespace freehold::grade {

namespace {

std::string quoted(const std::string& text) { return "`" + printable(text) + "`"; }

std::string of_most(const SubmissionResult& result) {
    return result.points().text() + " of " + result.most().text() + " points";
}

/// The names of the tests and checks that did not pass; what does not count did not, either.
std::vector<std::string> failed_names(const SubmissionResult& result) {
    std::vector<std::string> names;
    for (const TestResult& test : result.tests) {
        for (const CheckResult& check : test.checks) {
            if (check.verdict != Verdict::Passed) names.push_back(check.name);
        }
    }
    return names;
}

/// Each check that failed, with what was found.
std::vector<std::string> failures(const SubmissionResult& result) {
    std::vector<std::string> notes;
    if (!result.problem.empty()) notes.push_back(result.problem);
    for (const TestResult& test : result.tests) {
        for (const CheckResult& check : test.checks) {
            if (check.verdict == Verdict::Passed || check.reasons.empty()) continue;
            notes.push_back(quoted(check.name) + ": " + list_of(check.reasons, "and"));
        }
    }
    return notes;
}

class Validation {
public:
    explicit Validation(const Assignment& assignment) : m_assignment(assignment) {}

    std::vector<Diagnostic> take() { return std::move(m_problems); }

    void check_files() {
        const Rubric& rubric = m_assignment.rubric;
        std::vector<std::string> files{rubric.task, rubric.starter};
        files.insert(files.end(), rubric.handout.begin(), rubric.handout.end());
        for (const std::string& file : files) {
            try {
                read_inside(m_assignment.folder, file);
            } catch (const FileError& error) {
                say(error.what(), {"the rubric names it, or it is what every assignment has"});
            }
        }
    }

    /// No solution is handed out, and nothing is missing that a public test includes.
    void check_handout(const GraderSettings& settings) {
        const Rubric& rubric = m_assignment.rubric;
        std::set<std::string> solutions{rubric.reference};
        for (const KnownAnswer& answer : rubric.answers) solutions.insert(answer.file);
        for (const std::string& file : rubric.handout) {
            if (!solutions.contains(file)) continue;
            say(quoted(file) + " is handed out, and is a solution", {"`handout` names it"});
        }
        const std::set<std::string> files = handed_out(rubric);
        for (const Test& test : rubric.tests) {
            if (test.hidden || !test.has_harness()) continue;
            for (const std::string& file : included_by(test, settings)) {
                if (files.contains(file)) continue;
                say(quoted(file) + " is not handed out",
                    {"the public test " + quoted(test.name) + " includes it: add it to `handout`"});
            }
        }
    }

    void check_reference(const SubmissionResult& result) {
        if (result.points() == result.most()) return;
        say("the reference solution gets " + of_most(result), failures(result));
    }

    void check_starter(const SubmissionResult& result) {
        if (result.points() < result.most()) return;
        say("the starter gets full marks", {"there is nothing left to do"});
    }

    void check_answer(const KnownAnswer& answer, const SubmissionResult& result) {
        const std::string file = quoted(answer.file);
        if (result.points() != answer.points) {
            say_at(answer.span, file + " gets " + of_most(result) + ", not " + answer.points.text(),
                   failures(result));
            return;
        }
        std::vector<std::string> failed = failed_names(result), wanted = answer.fails;
        std::sort(failed.begin(), failed.end());
        std::sort(wanted.begin(), wanted.end());
        std::vector<std::string> notes;
        std::vector<std::string> only;
        std::set_difference(failed.begin(), failed.end(), wanted.begin(), wanted.end(),
                            std::back_inserter(only));
        for (const std::string& name : only) notes.push_back("it fails " + quoted(name) + ", too");
        only.clear();
        std::set_difference(wanted.begin(), wanted.end(), failed.begin(), failed.end(),
                            std::back_inserter(only));
        for (const std::string& name : only) notes.push_back("it passes " + quoted(name));
        if (!notes.empty()) say_at(answer.span, file + " does not fail what it should", notes);
    }

private:
    /// The files of the assignment that a harness includes.
    std::vector<std::string> included_by(const Test& test, const GraderSettings& settings) const {
        const Rubric& rubric = m_assignment.rubric;
        const Submission reference{m_assignment.folder + "/" + rubric.reference, rubric.submission};
        std::vector<std::string> files;
        try {
            const Assembly assembly =
                ProgramFiles{m_assignment, reference, settings.library}.assemble(test);
            // The first is the harness itself.
            for (std::size_t i = 1; i < assembly.sources.size(); ++i) {
                const Source& source = assembly.sources[i];
                if (is_of_assignment(source)) {
                    files.push_back(source.name().substr(assignment_prefix.size()));
                }
            }
        } catch (const FileError&) {
            // There is no reference, which grading tells.
        }
        return files;
    }

    void say(std::string headline, std::vector<std::string> notes) {
        Diagnostic problem;
        problem.headline = std::move(headline);
        problem.notes = std::move(notes);
        m_problems.push_back(std::move(problem));
    }

    void say_at(Span span, std::string headline, std::vector<std::string> notes) {
        say(std::move(headline), std::move(notes));
        m_problems.back().labels.push_back({span, "this is expected", true, std::nullopt});
    }

    const Assignment& m_assignment;
    std::vector<Diagnostic> m_problems;
};

}  // namespace

std::vector<Diagnostic> validate(const Assignment& assignment, const GraderSettings& settings) {
    const Rubric& rubric = assignment.rubric;
    Validation validation{assignment};
    validation.check_files();
    validation.check_handout(settings);
    std::vector<std::string> paths;
    const auto add = [&](const std::string& file) {
        paths.push_back(assignment.folder + "/" + file);
    };
    add(rubric.reference);
    add(rubric.starter);
    for (const KnownAnswer& answer : rubric.answers) add(answer.file);
    const ClassResult results = grade(assignment, paths, settings);
    validation.check_reference(results.submissions[0]);
    validation.check_starter(results.submissions[1]);
    for (std::size_t i = 0; i < rubric.answers.size(); ++i) {
        validation.check_answer(rubric.answers[i], results.submissions[i + 2]);
    }
    return validation.take();
}

}  // namespace freehold::grade
