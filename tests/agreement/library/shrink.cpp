// SPDX-License-Identifier: MIT
#include "tests/agreement/library/shrink.hpp"

#include <algorithm>

#include "tests/agreement/library/lines.hpp"
#include "tests/agreement/library/render_common.hpp"

namespace freehold::agreement {
namespace {

// ---- texts --------------------------------------------------------------------------------------

std::string without(const std::vector<std::string>& lines, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i < begin || i >= end) text += lines[i] + '\n';
    }
    return text;
}

// ---- trees --------------------------------------------------------------------------------------

/// Visits statements in order until `visit` says to stop; it may change the block it is given.
template <typename Visit>
bool walk(std::vector<Statement>& block, Visit& visit) {
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (visit(block, i)) return true;
        if (walk(block[i].body, visit) || walk(block[i].other, visit)) return true;
    }
    return false;
}

std::size_t count(const std::vector<Statement>& block) {
    std::size_t sum = block.size();
    for (const Statement& s : block) sum += count(s.body) + count(s.other);
    return sum;
}

void note(std::vector<bool>& used, const Place& place) {
    if (place.is_static) return;
    used[place.root] = true;
    for (std::uint8_t i = 0; i < place.count; ++i) {
        if (place.steps[i].kind == Step::Kind::ElementAt) used[place.steps[i].number] = true;
    }
}

void note(std::vector<bool>& used, const Statement& s) {
    const bool has_d = s.op != Op::Drop && s.op != Op::Forget && s.op != Op::Print &&
                       s.op < Op::If && (s.op != Op::Call || s.has_d);
    const bool has_s = s.op == Op::Copy || s.op == Op::Move || s.op == Op::Add ||
                       (s.op >= Op::Borrow && s.op <= Op::Load) ||
                       (s.op >= Op::Take && s.op <= Op::Clone) || s.op == Op::Len ||
                       s.op == Op::Print || s.op == Op::MoveOut || s.op == Op::IfNull ||
                       s.op == Op::Ret;
    if (has_d) note(used, s.d);
    if (has_s) note(used, s.s);
    for (const Argument& a : s.arguments) {
        if (a.how != Argument::How::Number && a.how != Argument::How::Null) note(used, a.place);
    }
}

void keep(std::vector<LocalIndex>& declared, const std::vector<bool>& used) {
    declared.erase(std::remove_if(declared.begin(), declared.end(),
                                  [&](LocalIndex local) { return !used[local]; }),
                   declared.end());
}

void drop_unused_locals(Function& function) {
    std::vector<bool> used(function.locals.size());
    auto look = [&](std::vector<Statement>& block, std::size_t i) {
        note(used, block[i]);
        return false;
    };
    walk(function.body, look);
    keep(function.declared, used);
    auto clean = [&](std::vector<Statement>& block, std::size_t i) {
        keep(block[i].declared, used);
        return false;
    };
    walk(function.body, clean);
}

bool is_called(Program& program, std::size_t function) {
    bool called = false;
    const auto index = static_cast<std::uint8_t>(function + library_count);
    auto look = [&](std::vector<Statement>& block, std::size_t i) {
        called = called || (block[i].op == Op::Call && block[i].function == index);
        return called;
    };
    for (std::size_t other = 0; other < program.functions.size(); ++other) {
        if (other != function) walk(program.functions[other].body, look);
    }
    return called;
}

void erase_function(Program& program, std::size_t function) {
    program.functions.erase(program.functions.begin() + static_cast<std::ptrdiff_t>(function));
    auto renumber = [&](std::vector<Statement>& block, std::size_t i) {
        const std::size_t index = function + library_count;
        if (block[i].op == Op::Call && block[i].function > index) --block[i].function;
        return false;
    };
    for (Function& other : program.functions) walk(other.body, renumber);
}

/// A break outside a loop, or an end without `ret`, is no program.
bool is_whole(const std::vector<Statement>& block, bool in_loop) {
    for (std::size_t i = 0; i < block.size(); ++i) {
        const Statement& s = block[i];
        if ((s.op == Op::Break || s.op == Op::Continue) && !in_loop) return false;
        const bool loop = in_loop || s.op == Op::Loop;
        if (!is_whole(s.body, loop) || !is_whole(s.other, loop)) return false;
        if (i + 1 < block.size() && diverges({s})) return false;
    }
    return true;
}

enum class How { LeaveOut, Body, Other };

bool make_smaller(Program& program, std::size_t function, std::size_t at, How how) {
    std::size_t left = at;
    bool done = false;
    auto change = [&](std::vector<Statement>& block, std::size_t i) {
        if (left-- != 0) return false;
        Statement gone = std::move(block[i]);
        const auto place = block.erase(block.begin() + static_cast<std::ptrdiff_t>(i));
        auto& in_its_place = how == How::Body ? gone.body : gone.other;
        if (how != How::LeaveOut) {
            if (how == How::Body && gone.op == Op::Scope) {
                auto& declared = program.functions[function].declared;
                declared.insert(declared.end(), gone.declared.begin(), gone.declared.end());
            }
            if (in_its_place.empty()) return true;
            block.insert(place, in_its_place.begin(), in_its_place.end());
        }
        done = true;
        return true;
    };
    walk(program.functions[function].body, change);
    return done;
}

}  // namespace

std::string shrink_text(std::string text, const std::function<bool(const std::string&)>& holds) {
    bool again = true;
    while (again) {
        again = false;
        for (std::size_t size = lines_of(text).size() / 2; size > 0; size /= 2) {
            for (std::size_t begin = lines_of(text).size(); begin-- > 0;) {
                const auto lines = lines_of(text);
                if (begin + size > lines.size()) continue;
                const std::string smaller = without(lines, begin, begin + size);
                if (!holds(smaller)) continue;
                text = smaller;
                again = true;
            }
        }
    }
    return text;
}

std::vector<Program> one_step_smaller(const Program& program) {
    std::vector<Program> smaller;
    for (std::size_t f = 0; f + 1 < program.functions.size(); ++f) {
        Program candidate = program;
        if (is_called(candidate, f)) continue;
        erase_function(candidate, f);
        smaller.push_back(std::move(candidate));
    }
    for (std::size_t f = 0; f < program.functions.size(); ++f) {
        const std::size_t statements = count(program.functions[f].body);
        for (std::size_t at = 0; at < statements; ++at) {
            for (const How how : {How::LeaveOut, How::Body, How::Other}) {
                Program candidate = program;
                if (!make_smaller(candidate, f, at, how)) continue;
                const auto& body = candidate.functions[f].body;
                if (!diverges(body) || !is_whole(body, false)) continue;
                for (Function& function : candidate.functions) drop_unused_locals(function);
                smaller.push_back(std::move(candidate));
            }
        }
    }
    return smaller;
}

Program shrink_program(Program program,
                       const std::function<int(const std::vector<Program>&)>& which) {
    while (true) {
        const std::vector<Program> smaller = one_step_smaller(program);
        const int chosen = smaller.empty() ? -1 : which(smaller);
        if (chosen < 0) return program;
        program = smaller[static_cast<std::size_t>(chosen)];
    }
}

}  // namespace freehold::agreement
