// SPDX-License-Identifier: MIT
// A help that is shown as an edit mends what it stands at: for every program of programs/mistakes
// and every case, each edit that the assembler, the verifier or a fault proposes is applied. The
// program still assembles, what was reported is not reported there again, and nothing new is.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "freehold/render.hpp"
#include "freehold/verify.hpp"
#include "tests/support/case_file.hpp"
#include "tests/support/edits.hpp"
#include "tests/support/everything.hpp"

namespace freehold::test {
namespace {

using Files = std::map<std::string, EditedFile>;

enum class Teller { Assembler, Verifier, Run };

/// All that is reported about a program, by who reports it.
struct Told {
    Sources sources;
    bool assembles = false;
    std::map<Teller, std::vector<Diagnostic>> by;
};

/// Where something was reported, in lines of the text before the edits.
using Place = std::pair<Code, std::pair<std::string, std::uint32_t>>;

const std::vector<Diagnostic>& of(const Told& told, Teller teller) {
    static const std::vector<Diagnostic> none;
    const auto found = told.by.find(teller);
    return found == told.by.end() ? none : found->second;
}

AssembleOptions with_changes(const CaseFile& file, const Files& changed) {
    AssembleOptions options = assemble_options(file.options);
    options.max_errors = 1000;
    options.read = [read = options.read, &changed](const std::string& path,
                                                   const std::string& from) {
        const auto found = changed.find(path);
        return found == changed.end() ? read(path, from) : Source(path, found->second.text);
    };
    return options;
}

/// The fault of a run, as far as the tests follow one.
std::vector<Diagnostic> fault_of(const CaseFile& file, const Program& program) {
    TextInput input(file.options.input);
    Machine machine(program, {.heap_bytes = file.options.heap_bytes,
                              .stack_bytes = file.options.stack_bytes,
                              .max_steps = std::min<Step>(file.options.max_steps, 50'000),
                              .enforce = file.options.enforce,
                              .input = &input});
    const Stop stop = machine.run();
    if (stop.kind != Stop::Kind::Faulted) return explain_leftovers(machine);
    return {explain(machine, stop.fault)};
}

Told told_about(const CaseFile& file, const Files& changed) {
    const auto main = changed.find(file.path);
    const std::string& text = main == changed.end() ? file.text : main->second.text;
    Assembly built = assemble(Source(file.path, text), with_changes(file, changed));
    Told told;
    told.sources = built.sources;
    told.by[Teller::Assembler] = built.diagnostics;
    told.assembles = built.program.has_value();
    if (!told.assembles) return told;
    for (const Finding& finding : verify(*built.program).findings) {
        told.by[Teller::Verifier].push_back(finding.diagnostic);
    }
    if (!file.options.assemble_only) told.by[Teller::Run] = fault_of(file, *built.program);
    return told;
}

Place place_of(const Diagnostic& diagnostic, const Sources& sources, const Files& changed) {
    const Label* label = primary_label(diagnostic);
    if (label == nullptr || raw(label->span.file) >= sources.size()) return {diagnostic.code, {}};
    const Source& source = sources[raw(label->span.file)];
    const std::uint32_t line = source.position(label->span.begin).line;
    const auto found = changed.find(source.name());
    const bool same = found == changed.end() || line >= found->second.line_before.size();
    return {diagnostic.code, {source.name(), same ? line : found->second.line_before[line]}};
}

std::multiset<Place> places_of(const Told& told, Teller teller, const Files& changed) {
    std::multiset<Place> places;
    for (const Diagnostic& each : of(told, teller)) {
        places.insert(place_of(each, told.sources, changed));
    }
    return places;
}

std::string text_of(const Told& told, Teller teller) {
    std::string text;
    for (const Diagnostic& each : of(told, teller)) text += render(each, told.sources, {});
    return text;
}

bool is_known(const std::multiset<Place>& was, const Place& place, Teller teller) {
    if (was.contains(place)) return true;
    // A run mends one way; what is left of a mistake on others may have another code.
    return teller == Teller::Run && std::any_of(was.begin(), was.end(), [&](const Place& known) {
               return known.second == place.second;
           });
}

/// The verifier finds no more than it did.
void expect_nothing_new(Teller teller, const Told& before, const Told& after,
                        const Files& changed) {
    const auto was = places_of(before, Teller::Verifier, {});
    for (const Place& place : places_of(after, Teller::Verifier, changed)) {
        EXPECT_TRUE(is_known(was, place, teller)) << "new: " << code_name(place.first) << "\n"
                                                  << text_of(after, Teller::Verifier);
    }
}

void expect_mended(const CaseFile& file, const Told& before, Teller teller,
                   const Diagnostic& diagnostic) {
    SCOPED_TRACE(render(diagnostic, before.sources, {}));
    const Files changed = apply_edits(diagnostic.help->edits, before.sources);
    const Told after = told_about(file, changed);
    const Place place = place_of(diagnostic, before.sources, {});
    const auto was = places_of(before, teller, {});
    const auto now = places_of(after, teller, changed);
    EXPECT_LT(now.count(place), was.count(place)) << text_of(after, teller);
    if (teller == Teller::Assembler) return;
    EXPECT_TRUE(after.assembles) << text_of(after, Teller::Assembler);
    expect_nothing_new(teller, before, after, changed);
}

std::vector<std::string> all_paths() {
    std::vector<std::string> paths = all_case_paths();
    for (const std::string& path : programs_in("programs/mistakes")) paths.push_back(path);
    return paths;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param.substr(0, info.param.size() - 3);
    for (char& c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    }
    return name;
}

class Edits : public testing::TestWithParam<std::string> {};

TEST_P(Edits, mend_what_they_stand_at) {
    const CaseFile file = read_case(GetParam());
    const Told before = told_about(file, {});
    for (const auto& [teller, diagnostics] : before.by) {
        for (const Diagnostic& diagnostic : diagnostics) {
            if (!diagnostic.help || diagnostic.help->edits.empty()) continue;
            expect_mended(file, before, teller, diagnostic);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Proposed, Edits, testing::ValuesIn(all_paths()), test_name);

}  // namespace
}  // namespace freehold::test
