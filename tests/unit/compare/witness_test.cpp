// SPDX-License-Identifier: MIT
// A finding, and the run that shows it.
#include "freehold/witness.hpp"

#include "freehold/replay.hpp"
#include "tests/support/case_file.hpp"
#include "tests/unit/compare/assembled.hpp"

namespace freehold::test {
namespace {

using Result = Sighting::Result;

struct Looked {
    explicit Looked(const std::string& text, const std::string& input = "",
                    const WitnessLimits& limits = {})
        : program(assembled(text)),
          findings(verify(program).findings),
          sightings(find_witnesses(program, findings, {}, input, limits)) {}

    const Sighting& first() const { return sightings.front(); }
    std::string replay() const { return replay_text(first().witness.branches); }
    std::string fault() const { return code_name(first().witness.fault.code); }

    Program program;
    std::vector<Finding> findings;
    std::vector<Sighting> sightings;
};

// ---- by itself ----------------------------------------------------------------------------------

TEST(Witness, is_the_run_itself_where_nothing_decides) {
    const Looked looked(R"(fn main() {
    local a, b: own int
    new   a, int(1)
    move  b, a
    drop  a
    ret
}
)");
    ASSERT_EQ(looked.sightings.size(), 1u);
    EXPECT_EQ(looked.first().result, Result::Found);
    EXPECT_TRUE(looked.first().witness.branches.empty());
    EXPECT_EQ(looked.fault(), "F102");
    EXPECT_EQ(looked.first().witness.fault.step, 4u);
}

TEST(Witness, faults_as_memory_does_where_the_rule_protects_it) {
    const Looked looked(R"(fn main() {
    local a: own int
    local r: ref int
    local n: int
    new   a, int(1)
    borrow r, [a]
    drop  a
    load  n, [r]
    ret
}
)");
    EXPECT_EQ(code_name(looked.findings.front().code), "F204");
    EXPECT_EQ(looked.fault(), "F302");
}

constexpr const char* moved_unless_zero = R"(fn main() {
    local s, t: own int
    local give: int
    new   s, int(1)
    read_int give, nothing
    beq   give, 0, keep
    move  t, s
keep:
    drop  s
nothing:
    ret
}
)";

TEST(Witness, is_the_run_with_the_input_given_where_that_shows_it) {
    EXPECT_TRUE(Looked(moved_unless_zero, "1").first().witness.branches.empty());
}

// ---- by force -----------------------------------------------------------------------------------

TEST(Witness, forces_the_branches_that_lead_away) {
    const Looked none(moved_unless_zero);
    EXPECT_EQ(none.first().result, Result::Found);
    EXPECT_EQ(none.replay(), "00");
    const Looked zero(moved_unless_zero, "0");
    EXPECT_EQ(zero.replay(), "00");
    EXPECT_EQ(zero.fault(), "F102");
}

TEST(Witness, forces_no_more_decisions_than_it_has_to) {
    const Looked looked(R"(fn main() {
    local i, n, x: int
    const i, 0
again:
    add   i, i, 1
    blt   i, 10, again
    beq   i, 10, done
    copy  n, x
done:
    ret
}
)");
    EXPECT_EQ(looked.replay(), "9x1,00") << "the loop runs as it does; then one branch is turned";
}

TEST(Witness, goes_through_calls) {
    const Looked looked(R"(fn inner(n: int) {
    local a, b: own int
    beq   n, 1, done
    new   a, int(1)
    move  b, a
    drop  a
done:
    ret
}
fn outer(n: int) {
    bgt   n, 100, deep
    ret
deep:
    call  inner(n)
    ret
}
fn main() {
    call  outer(1)
    ret
}
)");
    EXPECT_EQ(looked.first().result, Result::Found);
    EXPECT_EQ(looked.replay(), "10");
}

TEST(Witness, goes_around_a_loop_where_the_use_is_in_the_next_round) {
    const Looked looked(R"(fn eat(block: own int) {
    ret
}
fn main() {
    local a: own int
    local i: int
    new   a, int(1)
    const i, 0
next:
    call  eat(move a)
    beq   i, 1, next
    ret
}
)");
    EXPECT_EQ(looked.replay(), "1");
    EXPECT_EQ(looked.fault(), "F102");
}

TEST(Witness, misses_the_instruction_that_would_give_the_value) {
    const Looked looked(R"(fn main() {
    local x, y, n: int
    const n, 1
    beq   n, 2, without
    const x, 1
without:
    copy  y, x
    ret
}
)");
    EXPECT_EQ(looked.replay(), "1");
    EXPECT_EQ(looked.fault(), "F101");
}

// ---- where there is none ------------------------------------------------------------------------

TEST(Witness, is_not_looked_for_where_a_rule_harms_nobody_by_itself) {
    const Looked looked(R"(bss N: int
fn main() {
    local m: mut int
    borrow mut m, N
    store [m], 1
    ret
}
)");
    EXPECT_EQ(code_name(looked.findings.front().code), "F213");
    EXPECT_EQ(looked.first().result, Result::NoRun);
}

TEST(Witness, is_not_found_in_a_function_that_nobody_calls) {
    const Looked looked(R"(fn unused() {
    local x, y: int
    copy  y, x
    ret
}
fn main() {
    ret
}
)");
    EXPECT_EQ(looked.first().result, Result::NotFound);
    EXPECT_EQ(looked.first().why, Sighting::Why::NeverCalled);
    EXPECT_FALSE(looked.first().before);
}

TEST(Witness, may_be_in_a_function_that_only_a_static_names) {
    const Looked looked(R"(fn unused() {
    local x, y: int
    copy  y, x
    ret
}
data TABLE: [1 x code] = [unused]
fn main() {
    local f: code
    load  f, TABLE[0]
    unsafe {
        call  f()
    }
    ret
}
)");
    EXPECT_EQ(looked.first().result, Result::Found);
}

TEST(Witness, is_not_looked_for_further_where_there_is_one_way) {
    const Looked looked(R"(fn main() {
    local p: own int
    const p, 5
    ret
}
)");
    EXPECT_EQ(looked.first().result, Result::NotFound);
    EXPECT_EQ(looked.first().why, Sighting::Why::OnlyWay);
    EXPECT_FALSE(looked.first().before);
}

TEST(Witness, may_read_another_input_than_the_one_given) {
    constexpr const char* text = R"(fn main() {
    local a, b: own int
    local n: int
    new   a, int(1)
    read_int n
    move  b, a
    drop  a
    ret
}
)";
    const Looked alone(text);
    EXPECT_EQ(alone.first().result, Result::NotFound);
    ASSERT_TRUE(alone.first().before);
    EXPECT_EQ(alone.first().before->code, Code::BadInput);
    const auto fed = find_fed_witnesses(alone.program, alone.findings, {}, "");
    EXPECT_EQ(fed.front().result, Result::Found);
    EXPECT_TRUE(fed.front().witness.fed);
}

TEST(Witness, says_what_stops_every_run_before) {
    const Looked looked(R"(fn main() {
    local x, y: int
    local a, b: own int
    copy  y, x
    new   a, int(1)
    move  b, a
    drop  a
    ret
}
)");
    ASSERT_EQ(looked.sightings.size(), 2u);
    EXPECT_EQ(looked.sightings[0].result, Result::Found);
    EXPECT_EQ(looked.sightings[1].result, Result::NotFound);
    ASSERT_TRUE(looked.sightings[1].before);
    EXPECT_EQ(looked.sightings[1].before->code, Code::ReadUninitialised);
}

TEST(Witness, is_of_the_value_that_the_finding_is_about) {
    const Looked looked(R"(fn main() {
    local x, y, z: int
    add   z, x, y
    ret
}
)");
    ASSERT_EQ(looked.findings.size(), 2u);
    EXPECT_EQ(looked.sightings[0].result, Result::Found);
    EXPECT_EQ(looked.sightings[1].result, Result::NotFound) << "the read of `x` is no proof of `y`";
    ASSERT_TRUE(looked.sightings[1].before);
    EXPECT_EQ(looked.sightings[1].before->code, Code::ReadUninitialised);
}

TEST(Witness, costs_no_more_than_its_limits) {
    const std::string endless = R"(fn main() {
    local i, x, y: int
    const i, 0
again:
    add   i, i, 1
    bgt   i, 0, again
    copy  y, x
    ret
}
)";
    EXPECT_EQ(Looked(endless).replay(), "0") << "an endless loop is left by force";
    WitnessLimits few;
    few.steps_of_all = 50;
    EXPECT_EQ(Looked(endless, "", few).first().result, Result::NotFound);
    few.max_findings = 0;
    EXPECT_EQ(Looked(endless, "", few).first().result, Result::NotTried);
}

TEST(Witness, costs_what_its_instructions_cost_not_how_many_they_are) {
    const std::string large = R"(fn main() {
    local p: own [int]
    local k, x, y: int
    const k, 0
again:
    new   p, [7000000 x int]
    drop  p
    bne   k, 1, again
    copy  y, x
    ret
}
)";
    const Program program = assembled(large);
    Machine machine(program);
    machine.run_until(4);
    EXPECT_GE(machine.bytes_worked(), 56'000'000u);
    WitnessLimits few;
    few.steps_of_all = 20'000;
    EXPECT_EQ(Looked(large, "", few).first().result, Result::NotFound);
    EXPECT_EQ(Looked(large).replay(), "0") << "one block is not too much";
}

TEST(Witness, is_found_below_any_number_of_calls) {
    const Looked looked(R"(fn down(n: int) {
    beq   n, 0, bottom
    sub   n, n, 1
    call  down(n)
bottom:
    ret
}
fn main() {
    local x, y: int
    call  down(3000)
    copy  y, x
    ret
}
)");
    EXPECT_EQ(looked.first().result, Result::Found);
}

// ---- every case ---------------------------------------------------------------------------------

class WitnessOfCase : public testing::TestWithParam<std::string> {};

std::string case_name(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param.substr(std::string("tests/cases/").size());
    for (char& c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    }
    return name;
}

/// Whether a case says that its run faults because of a finding.
bool says_that_it_shows(const CaseFile& file, const Finding& finding) {
    return std::any_of(file.marks.begin(), file.marks.end(), [&](const Mark& mark) {
        const auto number = static_cast<std::uint16_t>(std::stoi(mark.code.substr(1)));
        const CodeInfo* info = find_code(number);
        return info != nullptr && shows(info->code, finding.code);
    });
}

TEST_P(WitnessOfCase, faults_again_when_it_is_replayed) {
    const CaseFile file = read_case(GetParam());
    Assembly built = assemble(Source(file.path, file.text), assemble_options(file.options));
    if (!built.program || file.options.enforce != Enforce::Ownership) return;
    const Program& program = *built.program;
    const std::vector<Finding> findings = verify(program).findings;
    const Options options{.heap_bytes = file.options.heap_bytes,
                          .stack_bytes = file.options.stack_bytes};
    const auto sightings = find_witnesses(program, findings, options, file.options.input);
    for (std::size_t f = 0; f < findings.size(); ++f) {
        const Witness& witness = sightings[f].witness;
        const bool found = sightings[f].result == Result::Found;
        // The first finding is what stops the run; the others may stand behind it.
        if (f == 0 && says_that_it_shows(file, findings[f])) {
            EXPECT_TRUE(found) << code_name(findings[f].code);
        }
        if (!found) continue;
        TextInput input(file.options.input);
        Options replayed = options;
        replayed.branches = witness.branches;
        replayed.input = &input;
        Machine machine(program, replayed);
        const Stop stop = machine.run_until(10'000);
        ASSERT_EQ(stop.kind, Stop::Kind::Faulted);
        EXPECT_EQ(code_name(stop.fault.code), code_name(witness.fault.code));
        EXPECT_EQ(stop.fault.step, witness.fault.step);
        EXPECT_EQ(machine.forced_branches(), witness.branches.size());
    }
}

std::vector<std::string> cases_with_findings() {
    std::vector<std::string> paths;
    for (const std::string& path : all_case_paths()) {
        if (!read_case(path).findings.empty()) paths.push_back(path);
    }
    return paths;
}

INSTANTIATE_TEST_SUITE_P(all, WitnessOfCase, testing::ValuesIn(cases_with_findings()), case_name);

}  // namespace
}  // namespace freehold::test
