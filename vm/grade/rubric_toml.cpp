// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "vm/base/text.hpp"
#include "vm/grade/expectations_toml.hpp"
#include "vm/grade/rubric_reader.hpp"
#include "vm/grade/table_toml.hpp"

namespace freehold::grade {

namespace {

/// Hours of grading, gigabytes of memory: enough for every assignment, and no typing error.
constexpr std::uint64_t most_memory = 1u << 30;
constexpr std::int64_t most_steps = 100'000'000'000;

Points read_points(TomlTable& table) {
    const auto value = table.number("points");
    if (!value) return {};
    const double hundredths = *value * 100;
    if (*value >= 0 && *value <= 100'000 && std::abs(hundredths - std::round(hundredths)) < 1e-6) {
        return {std::llround(hundredths)};
    }
    table.refuse("points", "`points` takes 0 or more, with at most two decimals",
                 "0.5 and 2 are fine");
    return {};
}

std::uint32_t read_time(TomlTable& table, std::uint32_t preset) {
    const auto text = table.text("time");
    if (!text) return preset;
    std::size_t digits = 0;
    std::uint64_t number = 0;
    while (digits < text->size() && digits < 7 && (*text)[digits] >= '0' &&
           (*text)[digits] <= '9') {
        number = number * 10 + static_cast<std::uint64_t>((*text)[digits++] - '0');
    }
    const std::string unit = text->substr(digits);
    if (unit == "s") number *= 1'000;
    if (digits > 0 && number > 0 && (unit == "s" || unit == "ms") && number <= 3'600'000) {
        return static_cast<std::uint32_t>(number);
    }
    table.refuse("time", "`time` takes a duration up to an hour", "write \"2s\" or \"500ms\"");
    return preset;
}

Limits read_limits(TomlTable& table, Limits limits) {
    if (const auto steps = table.integer("steps", 1, most_steps)) {
        limits.steps = static_cast<std::uint64_t>(*steps);
    }
    const auto take = [&](std::string_view key, std::uint32_t& limit) {
        if (const auto size = table.bytes(key, most_memory)) {
            limit = static_cast<std::uint32_t>(*size);
        }
    };
    take("output", limits.output);
    take("heap", limits.heap);
    take("stack", limits.stack);
    if (limits.stack < 64) {
        table.refuse("stack", "`stack` takes at least 64 bytes", "main has a frame, too");
    }
    limits.milliseconds = read_time(table, limits.milliseconds);
    table.finish();
    return limits;
}

HeapSettings read_allocator(TomlTable& table) {
    HeapSettings heap;
    std::vector<std::string_view> policies;
    for (std::uint32_t i = 0; i < heap_policy_count; ++i) {
        policies.push_back(policy_word(static_cast<HeapPolicy>(i)));
    }
    if (const auto policy = table.choice("heap_policy", policies)) {
        heap.policy = static_cast<HeapPolicy>(*policy);
    }
    if (const auto when = table.choice("coalesce", {"now", "deferred", "off"})) {
        heap.coalesce = static_cast<Coalesce>(*when);
    }
    if (const auto blocks = table.integer("quarantine", 0, most_quarantine)) {
        heap.quarantine = static_cast<std::uint32_t>(*blocks);
    }
    if (const auto bytes = table.integer("redzone", 0, most_redzone)) {
        heap.redzone = static_cast<std::uint32_t>(*bytes);
    }
    return heap;
}

class RubricBuilder {
public:
    explicit RubricBuilder(TomlText& text) : m_text(text) {}

    Rubric build(const toml::table& whole) {
        TomlTable table{whole, m_text, "a rubric"};
        read_heading(table);
        if (const toml::table* limits = table.table("limits")) {
            TomlTable inner{*limits, m_text, "`limits`"};
            m_limits = read_limits(inner, m_limits);
        }
        table.require("test", "there has to be at least one `[[test]]`");
        if (const auto* none = whole["test"].as_array(); none != nullptr && none->empty()) {
            table.refuse("test", "a rubric without a test",
                         "there has to be at least one `[[test]]`");
        }
        for (const toml::table* test : table.tables("test")) {
            m_rubric.tests.push_back(read_test(*test));
        }
        for (const toml::table* answer : table.tables("answer")) {
            m_rubric.answers.push_back(read_answer(*answer));
        }
        table.finish();
        return std::move(m_rubric);
    }

private:
    void read_heading(TomlTable& table) {
        table.require("title", "what the assignment is called");
        table.require("submission", "what students call their file; harnesses include it so");
        m_rubric.title = table.text("title").value_or("");
        m_rubric.goal = table.text("goal").value_or("");
        m_rubric.submission = read_path(table, "submission", "");
        m_rubric.starter = read_path(table, "starter", m_rubric.starter);
        m_rubric.reference = read_path(table, "reference", m_rubric.reference);
        m_rubric.task = read_path(table, "task", m_rubric.task);
        m_rubric.handout = table.texts("handout").value_or(std::vector<std::string>{});
        for (const std::string& path : m_rubric.handout) check_path(table, "handout", path);
        if (m_rubric.submission.find('/') != std::string::npos) {
            table.refuse("submission", "`submission` is the name of a file", "without a folder");
        }
    }

    /// Files of an assignment lie in its folder.
    void check_path(TomlTable& table, std::string_view key, const std::string& path) {
        const std::string padded = "/" + path + "/";
        if (path.empty()) {
            table.refuse(key, "`" + std::string{key} + "` names no file", "this is empty");
        } else if (path.front() == '/' || path.find('\0') != path.npos ||
                   padded.find("/../") != padded.npos) {
            table.refuse(key, "`" + printable(path) + "` leads out of the assignment's folder",
                         "`" + std::string{key} + "` names a file in it");
        }
    }

    std::string read_path(TomlTable& table, std::string_view key, std::string preset) {
        const auto path = table.text(key);
        if (!path) return preset;
        check_path(table, key, *path);
        return *path;
    }

    Test read_test(const toml::table& node) {
        TomlTable table{node, m_text, "a test"};
        Test test;
        test.name = read_name(table);
        test.hidden = table.boolean("hidden").value_or(false);
        if (const auto shown =
                table.choice("shown", {"always", "after_due_date", "after_published", "never"})) {
            test.shown = static_cast<Shown>(*shown);
        }
        read_harness(table, test);
        if (const toml::table* limits = table.table("limits")) {
            TomlTable inner{*limits, m_text, "`limits`"};
            test.limits = read_limits(inner, m_limits);
        } else {
            test.limits = m_limits;
        }
        test.checks.push_back(read_check(table, true));
        test.checks.front().name = test.name;
        const EndExpectation end = *test.checks.front().expects.end;
        check_sense(table, test.checks.front().expects, end);
        for (const toml::table* check : table.tables("check")) {
            const std::size_t problems = m_text.problems.size();
            TomlTable inner{*check, m_text, "a check"};
            test.checks.push_back(read_check(inner, false));
            inner.finish();
            // A misspelt key is told, and not that its value is missing.
            if (m_text.problems.size() != problems) continue;
            check_further(inner, test.checks.back().expects);
            check_sense(inner, test.checks.back().expects, end);
        }
        table.finish();
        check_rejection(table, test);
        return test;
    }

    void read_harness(TomlTable& table, Test& test) {
        test.program = read_path(table, "program", "");
        test.code = table.text("code").value_or("");
        if (table.has("program") && table.has("code")) {
            table.refuse("code", "a test has one harness", "`program` names another");
        }
        test.input = table.text("input").value_or("");
        test.input_file = read_path(table, "input_file", "");
        test.output_file = read_path(table, "output_file", "");
        if (table.has("input") && table.has("input_file")) {
            table.refuse("input", "a test has one input", "`input_file` names another");
        }
        if (table.has("output") && table.has("output_file")) {
            table.refuse("output", "one expected output is enough", "`output_file` names another");
        }
        if (const toml::table* defines = table.table("defines")) {
            TomlTable inner{*defines, m_text, "`defines`"};
            for (const auto& [name, value] : *defines) {
                const auto number =
                    inner.integer(name.str(), std::numeric_limits<std::int64_t>::min(),
                                  std::numeric_limits<std::int64_t>::max());
                if (number) test.defines.emplace_back(name.str(), *number);
            }
        }
        test.verify = table.boolean("verify").value_or(true);
        const auto verified = table.boolean("verified");
        if (verified && *verified && !test.verify) {
            table.refuse("verified", "`verified` and `verify = false`",
                         "what is not verified is not accepted, either");
        }
        if (verified && !*verified) {
            table.refuse("verified", "`verified = false` asks for nothing",
                         "which code rejects it? `rejected = \"F102\"`; to run it all the same, "
                         "write `verify = false`");
        }
        if (const auto enforce = table.choice("enforce", {"ownership", "memory", "none"})) {
            test.enforce = static_cast<Enforce>(*enforce);
        }
        test.heap = read_allocator(table);
    }

    Check read_check(TomlTable& table, bool tests_itself) {
        Check check;
        if (!tests_itself) check.name = read_name(table);
        check.points = read_points(table);
        check.hint = table.text("hint").value_or("");
        check.expects = read_expectations(table, tests_itself);
        return check;
    }

    /// What would always hold, or never.
    static void check_sense(TomlTable& table, const Expectations& expects,
                            const EndExpectation& end) {
        if (end.kind == EndExpectation::Kind::Rejected && expects.ask_about_run()) {
            table.refuse("name", "this asks about a run, and what is rejected does not run",
                         "ask in a test with `verify = false`");
        }
        const bool lives = std::any_of(
            expects.quantities.begin(), expects.quantities.end(), [](const auto& bound) {
                return bound.first == Quantity::Leaks || bound.first == Quantity::StillOwned;
            });
        if (end.kind == EndExpectation::Kind::Fault && lives) {
            table.refuse("name", "this asks for leaks, and a run that is stopped leaks nothing",
                         "its blocks are abandoned, with or without an owner");
        }
    }

    static void check_further(TomlTable& table, const Expectations& expects) {
        if (expects.end) {
            table.refuse("name", "a check asks how the run ends",
                         "`exit`, `fault` and `rejected` belong to the test");
        } else if (!expects.ask_anything()) {
            table.refuse("name", "a check without expectations", "its points would be a present");
        }
    }

    void check_rejection(TomlTable& table, const Test& test) {
        const auto& end = test.checks.front().expects.end;
        if (!end || end->kind != EndExpectation::Kind::Rejected || test.verify) return;
        table.refuse("verify", "`rejected` without the verifier",
                     "what is not verified is not rejected");
    }

    /// A known answer names tests and checks, so each name stands for one.
    std::string read_name(TomlTable& table) {
        table.require("name", "reports and known answers call it so");
        const auto name = table.text("name");
        if (!name) return "";
        if (name->empty()) {
            table.refuse("name", "`name` is empty", "reports and known answers call it so");
        } else if (!m_names.insert(*name).second) {
            table.refuse("name", "two tests or checks are called `" + printable(*name) + "`",
                         "this is the second");
        }
        return *name;
    }

    KnownAnswer read_answer(const toml::table& node) {
        TomlTable table{node, m_text, "a known answer"};
        table.require("file", "the submission whose marks are known");
        table.require("points", "the marks that it gets");
        KnownAnswer answer;
        answer.file = read_path(table, "file", "");
        answer.points = read_points(table);
        answer.fails = table.texts("fails").value_or(std::vector<std::string>{});
        answer.span = m_text.span_of(node.source());
        for (const std::string& name : answer.fails) {
            if (m_names.count(name) != 0) continue;
            const auto meant = nearest(name, {m_names.begin(), m_names.end()});
            table.refuse("fails", "no test or check is called `" + printable(name) + "`",
                         "named here",
                         meant ? "did you mean `" + printable(*meant) + "`?" : std::string{});
        }
        table.finish();
        return answer;
    }

    TomlText& m_text;
    Limits m_limits;
    std::set<std::string> m_names;
    Rubric m_rubric;
};

}  // namespace

Points Rubric::most() const {
    Points sum;
    for (const Test& test : tests) {
        for (const Check& check : test.checks) sum += check.points;
    }
    return sum;
}

RubricReading read_rubric(Source source) {
    RubricReading reading;
    TomlText text{source, reading.problems};
    try {
        const toml::table table = toml::parse(source.text());
        Rubric rubric = RubricBuilder{text}.build(table);
        if (reading.problems.empty()) reading.rubric = std::move(rubric);
    } catch (const toml::parse_error& error) {
        text.refuse(error.source(), "this is no TOML", std::string{error.description()});
    }
    reading.sources.push_back(std::move(source));
    return reading;
}

}  // namespace freehold::grade
