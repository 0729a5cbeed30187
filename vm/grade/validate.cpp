// SPDX-License-Identifier: MIT
#include "vm/grade/validate.hpp"

#include <map>
#include <optional>
#include <set>

#include "vm/base/text.hpp"
#include "vm/grade/handout.hpp"
#include "vm/grade/outcome.hpp"
#include "vm/grade/safe_file.hpp"
#include "vm/grade/whole_program.hpp"

namespace freehold::grade {

namespace {

std::string quoted(const std::string& text) { return "`" + printable(text) + "`"; }

std::string of_most(const SubmissionResult& result) {
    return result.points().text() + " of " + result.most().text() + " points";
}

/// The checks that did not pass, with what was found. What does not count did not pass, either.
using Failures = std::map<std::string, std::string>;

Failures failures_of(const SubmissionResult& result) {
    Failures failures;
    for (const TestResult& test : result.tests) {
        for (const CheckResult& check : test.checks) {
            if (check.verdict != Verdict::Passed) {
                failures[check.name] = list_of(check.reasons, "and");
            }
        }
    }
    return failures;
}

std::string sentence(const std::string& name, const std::string& reasons) {
    return quoted(name) + (reasons.empty() ? " does not count" : ": " + reasons);
}

/// Freehold's report about the first test that has one, as it stands.
std::optional<std::string> first_report(const SubmissionResult& result) {
    for (const TestResult& test : result.tests) {
        if (test.report.empty()) continue;
        return test.report.substr(0, test.report.find_last_not_of('\n') + 1);
    }
    return std::nullopt;
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

    /// A mark that a rubric names is one that students find in their starter.
    void check_marks() {
        const Rubric& rubric = m_assignment.rubric;
        std::set<std::string> marks;
        try {
            marks = marks_of(Submission{path_of(rubric.starter), rubric.submission}.main());
        } catch (const FileError&) {
            return;  // told already
        }
        for (const Test& test : rubric.tests) {
            for (const Check& check : test.checks) {
                const auto& end = check.expects.end;
                if (!end || end->code.mark.empty() || marks.contains(end->code.mark)) continue;
                std::vector<std::string> notes{quoted(check.name) + " asks for its line"};
                const auto meant = nearest(end->code.mark, {marks.begin(), marks.end()});
                if (meant) notes.push_back("did you mean `;@ " + *meant + "`?");
                say("the starter has no mark `;@ " + end->code.mark + "`", std::move(notes));
            }
        }
    }

    void check_reference(const SubmissionResult& result) {
        if (!result.problem.empty()) return say("there is no reference solution", {result.problem});
        if (result.points() == result.most()) return;
        std::vector<std::string> notes;
        for (const auto& [name, reasons] : failures_of(result)) {
            if (!reasons.empty()) notes.push_back(sentence(name, reasons));
        }
        say("the reference solution gets " + of_most(result), std::move(notes));
        m_problems.back().picture = first_report(result);
    }

    void check_starter(const SubmissionResult& result) {
        if (result.points() < result.most()) return;
        say("the starter gets full marks", {"there is nothing left to do"});
    }

    void check_answer(const KnownAnswer& answer, const SubmissionResult& result) {
        const std::string file = quoted(answer.file);
        if (!result.problem.empty()) {
            return say_at(answer.span, file + " cannot be graded", {result.problem});
        }
        std::vector<std::string> notes = differences(answer, failures_of(result));
        if (result.points() != answer.points) {
            say_at(answer.span, file + " gets " + of_most(result) + ", not " + answer.points.text(),
                   std::move(notes));
        } else if (!notes.empty()) {
            say_at(answer.span, file + " does not fail what it should", std::move(notes));
        }
    }

private:
    std::string path_of(const std::string& file) const { return m_assignment.folder + "/" + file; }

    static std::set<std::string> marks_of(const Source& source) {
        std::set<std::string> marks;
        for (std::uint32_t line = 1; line <= source.line_count(); ++line) {
            if (std::string mark = mark_of(source.line(line)); !mark.empty()) marks.insert(mark);
        }
        return marks;
    }

    /// What fails and should not, and what should and does not.
    static std::vector<std::string> differences(const KnownAnswer& answer,
                                                const Failures& failures) {
        const std::set<std::string> wanted(answer.fails.begin(), answer.fails.end());
        std::vector<std::string> notes;
        for (const auto& [name, reasons] : failures) {
            if (!wanted.contains(name)) {
                notes.push_back("it fails " + sentence(name, reasons));
            }
        }
        for (const std::string& name : wanted) {
            if (!failures.contains(name)) notes.push_back("it passes " + quoted(name));
        }
        return notes;
    }

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

std::vector<Diagnostic> validate(const Assignment& given, const GraderSettings& settings) {
    // Nothing is hidden from whoever wrote it.
    Assignment assignment = given;
    for (Test& test : assignment.rubric.tests) test.hidden = false;
    const Rubric& rubric = assignment.rubric;
    Validation validation{given};
    validation.check_files();
    validation.check_handout(settings);
    validation.check_marks();
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
