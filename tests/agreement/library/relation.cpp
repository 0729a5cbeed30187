// SPDX-License-Identifier: MIT
#include "tests/agreement/library/relation.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "freehold/assemble.hpp"
#include "freehold/verify.hpp"
#include "tests/agreement/library/paths.hpp"

namespace freehold::agreement {
namespace {

/// Codes of rustc beyond the column of diagnostics.def.
struct Addition {
    Code ours;
    const char* rust;
};
constexpr Addition additions[] = {
    {Code::UseAfterMove, "E0381"},           // moved or never written, depending on the path
    {Code::ReadUninitialised, "by-fields"},  // the field was written, another one is read
    {Code::UseAfterMove, "by-fields"},
    {Code::MaybeMoved, "by-fields"},      // a field of what may be moved
    {Code::ReadWhileExclusive, "E0502"},  // `clone` reads through a borrow in Rust
    {Code::AssignedWhileBorrowed,
     "E0502"},  // `take`, `swap`, `fill` write through a borrow in Rust
    {Code::AssignedWhileBorrowed, "E0499"},
    {Code::AssignedWhileBorrowed, "E0505"},  // `swap` moves out and in again
    {Code::BorrowOutlivesScope, "E0505"},
    {Code::BorrowOutlivesScope, "E0515"},
    {Code::BorrowOfLocalReturned, "E0597"},  // where rustc sees no `return` in between
    {Code::BorrowOfLocalReturned, "E0505"},
    {Code::BorrowOfLocalReturned, "lifetime"},
    {Code::ReturnedFromOther, "lifetime"},
    {Code::ReturnedFromOther, "E0597"},
    {Code::SecondWrite, "E0594"},     // a field of an `ro` struct
    {Code::MoveOutOfPlace, "E0596"},  // `take` through a shared borrow
    {Code::MoveOutOfPlace, "E0594"},
};

bool only(const RustVerdict& rust, const std::string& code) {
    return std::all_of(rust.errors.begin(), rust.errors.end(),
                       [&](const RustError& error) { return error.code == code; });
}

/// The first line of a statement.
std::string line_of(const Rendering& rendering, std::uint32_t statement) {
    std::size_t begin = 0;
    for (const std::uint32_t each : rendering.statement_of_line) {
        const std::size_t end = rendering.text.find('\n', begin);
        if (each == statement) return rendering.text.substr(begin, end - begin);
        begin = end + 1;
    }
    return "";
}

/// `move x, x`
bool is_self_move(const std::string& line) {
    const std::size_t comma = line.find(", ");
    return line.rfind("move ", 0) == 0 && comma != std::string::npos &&
           line.substr(5, comma - 5) == line.substr(comma + 2);
}

/// A use of `x.value` after `x`, a Node, was moved as a whole. rustc says that `x` was moved, or
/// `x.value` where that was written by itself before.
bool is_number_that_stays(const RustError& error, const std::string& line) {
    const std::size_t begin = error.message.find('`');
    const std::size_t end = error.message.find('`', begin + 1);
    if (error.code != "E0382" || end == std::string::npos) return false;
    std::string number = error.message.substr(begin + 1, end - begin - 1);
    const std::string field = ".value";
    const bool by_itself = number.size() > field.size() &&
                           number.compare(number.size() - field.size(), field.size(), field) == 0;
    if (!by_itself) number += field;
    return line.find(number) != std::string::npos;
}

/// How many statements there are, as LineWriter counts them.
std::uint32_t count_of(const std::vector<Statement>& block) {
    std::uint32_t count = 0;
    for (const Statement& s : block) count += 1 + count_of(s.body) + count_of(s.other);
    return count;
}

/// The type of what rustc calls `x3`, `*x3` or `x3.first`; no shape when it says nothing of a
/// local.
Type type_of_quoted(const Program& program, const RustError& error) {
    const std::size_t begin = error.message.find('`') + 1;
    const std::string name = error.message.substr(begin, error.message.find('`', begin) - begin);
    const std::size_t x = name.find_first_not_of("*(");
    if (begin == 0 || x == std::string::npos || name[x] != 'x') return {};
    std::uint32_t last = 0;  // statement of the function
    for (const Function& function : program.functions) {
        last += count_of(function.body);
        if (error.statement > last) continue;
        const auto local = static_cast<std::size_t>(std::atoi(name.c_str() + x + 1));
        if (local >= function.locals.size() || name.find('.') != std::string::npos) return {};
        Type type = function.locals[local].type;
        for (const char c : name.substr(0, x)) type = c == '*' ? type.inner() : type;
        return type;
    }
    return {};
}

/// What the errors have in common with a difference on purpose; `none` when there are no errors,
/// "" when one of them is no such difference.
std::string reason_of(const Program& program, const RustVerdict& verdict, const std::string& none) {
    Rendering freehold;
    render_freehold(program, freehold);
    std::string reason = none;
    for (const RustError& error : verdict.errors) {
        if (error.code == "by-fields") {
            reason = error.code;
        } else if (is_self_move(line_of(freehold, error.statement))) {
            reason = "self-move";
        } else if (is_number_that_stays(error, line_of(freehold, error.statement))) {
            reason = "numbers-stay";
        } else if (type_of_quoted(program, error).is_empty()) {
            reason = "no-bytes";
        } else if (error.message.find("[_]") != std::string::npos) {
            reason = "elements";
        } else {
            return "";
        }
    }
    return reason;
}

constexpr std::size_t most_paths = 60;

/// On a path there is nothing that rustc could confuse.
std::string reason_of_paths(RustcJudge& judge, const Program& program) {
    Random random(1);
    std::vector<Program> paths;
    std::vector<Rendering> rust(most_paths);
    for (Rendering& rendering : rust) {
        paths.push_back(one_path(program, random));
        render_rust_path(paths.back(), rendering);
    }
    const auto verdicts = judge.judge(rust);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (reason_of(paths[i], verdicts[i], "paths").empty()) return "";
    }
    return "paths";
}

}  // namespace

std::string OurVerdict::codes() const {
    std::set<std::string> codes;
    for (const OurFinding& finding : findings) codes.insert(code_name(finding.code));
    std::string text;
    for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
    return text.empty() ? "ok" : text;
}

OurVerdict judge_freehold(const Rendering& rendering) {
    const Assembly built = assemble(Source("program", rendering.text));
    if (!built.program) throw std::runtime_error("does not assemble:\n" + rendering.text);
    const Verification proof = verify(*built.program);
    OurVerdict verdict;
    for (const Finding& finding : proof.findings) {
        const Span span = built.program->span_of(finding.at);
        const std::uint32_t line = built.program->sources[0].position(span.begin).line - 1;
        const auto& lines = rendering.statement_of_line;
        verdict.findings.push_back({finding.code, line < lines.size() ? lines[line] : 0});
    }
    return verdict;
}

bool is_related(Code ours, const std::string& rust) {
    if (!rust.empty() && code_info(ours).rustc.find(rust) != std::string_view::npos) return true;
    return std::any_of(std::begin(additions), std::end(additions), [&](const Addition& addition) {
        return addition.ours == ours && rust == addition.rust;
    });
}

Relation compare(const RustVerdict& rust, const OurVerdict& ours) {
    using Kind = Relation::Kind;
    if (rust.accepted() && ours.accepted()) return {Kind::Same, ""};
    if (rust.accepted()) {
        const bool null = std::all_of(ours.findings.begin(), ours.findings.end(),
                                      [](auto& f) { return f.code == Code::NullDereference; });
        return {Kind::WeReject, null ? "null" : ""};
    }
    if (ours.accepted()) return {Kind::WeAccept, only(rust, "by-fields") ? "by-fields" : ""};
    Relation relation{Kind::OtherCode, ""};
    for (const OurFinding& finding : ours.findings) {
        for (const RustError& error : rust.errors) {
            if (!is_related(finding.code, error.code)) continue;
            if (finding.statement == error.statement) return {Kind::Same, ""};
            relation.kind = Kind::SameElsewhere;
        }
    }
    return relation;
}

const std::vector<std::string>& listed_reasons() {
    static const std::vector<std::string> names{"null",         "by-fields", "polonius",
                                                "self-move",    "elements",  "paths",
                                                "numbers-stay", "no-bytes"};
    return names;
}

std::vector<std::string> reasons(RustcJudge& judge, const std::vector<Program>& programs) {
    std::vector<std::string> result;
    if (programs.empty()) return result;
    std::vector<Rendering> rust(programs.size());
    for (std::size_t i = 0; i < programs.size(); ++i) render_rust(programs[i], rust[i]);
    const auto verdicts = judge.judge_by_polonius(rust);
    for (std::size_t i = 0; i < programs.size(); ++i) {
        std::string reason = reason_of(programs[i], verdicts[i], "polonius");
        if (reason.empty()) reason = reason_of_paths(judge, programs[i]);
        result.push_back(reason);
    }
    return result;
}

const char* kind_name(Relation::Kind kind) {
    static constexpr const char* names[] = {"same", "same code elsewhere", "other code",
                                            "we accept", "we reject"};
    return names[static_cast<std::size_t>(kind)];
}

}  // namespace freehold::agreement
