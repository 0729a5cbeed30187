// SPDX-License-Identifier: MIT
#include "vm/grade/junit_xml.hpp"

#include <fmt/format.h>

#include "vm/base/utf8.hpp"
#include "vm/grade/details.hpp"

namespace freehold::grade {
namespace {

bool may_stand_in_xml(char32_t value) {
    if (value < 0x20) return value == '\t' || value == '\n' || value == '\r';
    return value != 0xfffe && value != 0xffff;
}

/// As text or as the value of an attribute, which would lose line breaks and tabs.
std::string xml_text(std::string_view text) {
    std::string escaped;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode_utf8(text, at);
        at += point.length;
        switch (point.value) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            case '\r': escaped += "&#13;"; break;
            default:
                append_utf8(escaped,
                            may_stand_in_xml(point.value) ? point.value : replacement_character);
        }
    }
    return escaped;
}

std::string xml_attribute(std::string_view text) {
    std::string value;
    for (const char c : xml_text(text)) {
        value += c == '\n' ? "&#10;" : c == '\t' ? "&#9;" : std::string(1, c);
    }
    return value;
}

struct CaseCounts {
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t errors = 0;
    std::size_t skipped = 0;

    void add(Verdict verdict) {
        ++tests;
        if (verdict == Verdict::Failed) ++failures;
        if (verdict == Verdict::Broken) ++errors;
        if (verdict == Verdict::NotCounted) ++skipped;
    }
    void add(const CaseCounts& other) {
        tests += other.tests;
        failures += other.failures;
        errors += other.errors;
        skipped += other.skipped;
    }
    std::string attributes() const {
        return fmt::format(R"(tests="{}" failures="{}" errors="{}" skipped="{}")", tests, failures,
                           errors, skipped);
    }
};

/// What could not be graded is one case, an error.
CaseCounts counts_of(const SubmissionResult& submission) {
    CaseCounts counts;
    if (!submission.problem.empty()) {
        counts.add(Verdict::Broken);
        return counts;
    }
    for (const TestResult& test : submission.tests) {
        for (const CheckResult& check : test.checks) counts.add(check.verdict);
    }
    return counts;
}

std::string xml_properties(const std::string& blanks, Points points, Points most) {
    return fmt::format(
        "{0}<properties>\n"
        "{0}  <property name=\"points\" value=\"{1}\"/>\n"
        "{0}  <property name=\"most\" value=\"{2}\"/>\n"
        "{0}</properties>\n",
        blanks, points.text(), most.text());
}

/// The name of the element that tells it; empty for what passed.
std::string_view element_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed: break;
        case Verdict::Failed: return "failure";
        case Verdict::NotCounted: return "skipped";
        case Verdict::Broken: return "error";
    }
    return "";
}

std::string verdict_element(const TestResult& test, std::size_t index) {
    const CheckResult& check = test.checks[index];
    const std::string_view element = element_of(check.verdict);
    if (element.empty()) return "";
    const std::string message =
        check.reasons.empty() ? std::string(word_of(check.verdict)) : check.reasons.front();
    if (check.verdict == Verdict::NotCounted) {
        return fmt::format("      <skipped message=\"{}\"/>\n", xml_attribute(message));
    }
    // Output has an element of its own.
    const std::string details = details_text(test, index, {.output = false});
    return fmt::format("      <{0} message=\"{1}\" type=\"{2}\">{3}</{0}>\n", element,
                       xml_attribute(message), word_of(check.verdict), xml_text(details));
}

std::string case_head(const SubmissionResult& submission, const std::string& name) {
    return fmt::format("    <testcase classname=\"{}\" name=\"{}\">\n",
                       xml_attribute(submission.name), xml_attribute(name));
}

std::string case_xml(const SubmissionResult& submission, const TestResult& test,
                     std::size_t index) {
    const CheckResult& check = test.checks[index];
    std::string text = case_head(submission, title_of(test, index));
    text += xml_properties("      ", check.points, check.most);
    text += verdict_element(test, index);
    if (index == 0 && !test.hidden && !test.output.empty()) {
        text += "      <system-out>" + xml_text(test.output) + "</system-out>\n";
    }
    return text + "    </testcase>\n";
}

std::string suite_xml(const SubmissionResult& submission) {
    std::string text = fmt::format("  <testsuite name=\"{}\" {}>\n", xml_attribute(submission.name),
                                   counts_of(submission).attributes());
    text += xml_properties("    ", submission.points(), submission.most());
    if (!submission.problem.empty()) {
        text += case_head(submission, submission.path) + "      <error message=\"" +
                xml_attribute(submission.problem) + "\" type=\"broken\"/>\n    </testcase>\n";
        return text + "  </testsuite>\n";
    }
    for (const TestResult& test : submission.tests) {
        for (std::size_t c = 0; c < test.checks.size(); ++c) text += case_xml(submission, test, c);
    }
    return text + "  </testsuite>\n";
}

}  // namespace

std::string junit_xml(const ClassResult& result) {
    CaseCounts counts;
    std::string suites;
    for (const SubmissionResult& submission : result.submissions) {
        counts.add(counts_of(submission));
        suites += suite_xml(submission);
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"{}\" {}>\n{}</testsuites>\n",
        xml_attribute(result.assignment), counts.attributes(), suites);
}

}  // namespace freehold::grade
