// SPDX-License-Identifier: MIT
#include "vm/grade/grader.hpp"

#include <fmt/format.h>

#include <set>

#include "freehold/machine.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/isolated.hpp"
#include "vm/grade/submission_names.hpp"
#include "vm/grade/test_result_json.hpp"
#include "vm/grade/trial.hpp"

namespace freehold::grade {

namespace {

/// One test of one submission.
struct Task {
    std::size_t submission;
    std::size_t test;
};

/// A run that is late stops by itself; what does not (the assembler, the verifier, one long
/// instruction) is killed so much later, which tells less.
constexpr std::uint32_t grace = 250;

/// A machine keeps twice as many bytes as its program has, the verifier 256 MiB at most.
std::uint64_t address_space_for(const Limits& limits) {
    constexpr std::uint64_t base = 1u << 30;
    return base + 4 * (std::uint64_t{limits.heap} + limits.stack);
}

/// Why a test came to nothing whose process did not give its result.
TestResult result_without(const Ended& end, const Test& test) {
    switch (end.how) {
        case Ended::How::TooLong:
            return failed_test(test, Verdict::Failed,
                               fmt::format("it was stopped: it did not end within {} ms",
                                           test.limits.milliseconds));
        case Ended::How::NoMemory:
            return failed_test(test, Verdict::Failed,
                               "it was stopped: the grader has no memory for a program like this");
        case Ended::How::CannotStart:
            return failed_test(test, Verdict::Broken,
                               "the grader could not start a process: " +
                                   std::generic_category().message(end.number));
        case Ended::How::Done:
        case Ended::How::Crashed: break;
    }
    return failed_test(test, Verdict::Broken,
                       end.number == 0
                           ? "the grader failed; this is a bug of Freehold"
                           : fmt::format("the grader was ended by signal {}; this is a bug of "
                                         "Freehold",
                                         end.number));
}

class Grading {
public:
    Grading(const Assignment& assignment, const std::vector<std::string>& paths,
            const GraderSettings& settings)
        : m_assignment(assignment), m_settings(settings) {
        m_result.assignment = assignment.rubric.title;
        m_result.goal = assignment.rubric.goal;
        const std::vector<std::string> names = names_of(paths);
        for (std::size_t i = 0; i < paths.size(); ++i) add(paths[i], names[i]);
    }

    ClassResult grade() {
        Work work;
        work.count = m_tasks.size();
        work.limits = [this](std::size_t i) {
            const Limits& limits = test_of(m_tasks[i]).limits;
            return ProcessLimits{limits.milliseconds + grace, address_space_for(limits)};
        };
        work.perform = [this](std::size_t i) { return perform(m_tasks[i]); };
        const std::vector<Ended> ends = perform_isolated(work, m_settings.jobs);
        for (std::size_t i = 0; i < ends.size(); ++i) take(m_tasks[i], ends[i]);
        return std::move(m_result);
    }

private:
    const Test& test_of(const Task& task) const { return m_assignment.rubric.tests[task.test]; }

    /// What cannot be read is not tried.
    void add(const std::string& path, const std::string& name) {
        SubmissionResult result{name, path, "", {}};
        const Submission& submission =
            m_submissions.emplace_back(path, m_assignment.rubric.submission);
        try {
            submission.main();
        } catch (const FileError& error) {
            result.problem = error.what();
        }
        for (std::size_t i = 0; i < m_assignment.rubric.tests.size(); ++i) {
            const Test& test = m_assignment.rubric.tests[i];
            if (result.problem.empty()) m_tasks.push_back({m_result.submissions.size(), i});
            result.tests.push_back(failed_test(test, Verdict::NotCounted, result.problem));
        }
        m_result.submissions.push_back(std::move(result));
    }

    /// In a process of its own.
    std::string perform(const Task& task) const {
        const Test& test = test_of(task);
        try {
            return packed(
                try_test(m_assignment, test, m_submissions[task.submission], m_settings.library));
        } catch (const FileError& error) {
            return packed(failed_test(test, Verdict::Failed, error.what()));
        } catch (const OutOfHostMemory&) {
            throw std::bad_alloc{};
        }
    }

    void take(const Task& task, const Ended& end) {
        TestResult& result = m_result.submissions[task.submission].tests[task.test];
        std::optional<TestResult> given;
        if (end.how == Ended::How::Done) given = unpacked(end.bytes);
        result = given ? std::move(*given) : result_without(end, test_of(task));
        result.milliseconds = end.milliseconds;
    }

    const Assignment& m_assignment;
    const GraderSettings& m_settings;
    std::vector<Submission> m_submissions;
    std::vector<Task> m_tasks;
    ClassResult m_result;
};

}  // namespace

ClassResult grade(const Assignment& assignment, const std::vector<std::string>& submissions,
                  const GraderSettings& settings) {
    return Grading{assignment, submissions, settings}.grade();
}

}  // namespace freehold::grade
