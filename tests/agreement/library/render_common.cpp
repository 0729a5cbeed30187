// SPDX-License-Identifier: MIT
#include "tests/agreement/library/render_common.hpp"

namespace freehold::agreement {
namespace {

void note(Uses& uses, Type type) {
    for (; !type.is(Shape::None); type = type.inner()) {
        uses.shape[static_cast<std::size_t>(type.shape())] = true;
    }
}

void note(Uses& uses, const Place& place) {
    if (place.is_static) uses.statics[place.root] = true;
}

void note(Uses& uses, const std::vector<Statement>& block) {
    for (const Statement& statement : block) {
        note(uses, statement.d);
        note(uses, statement.s);
        for (const Argument& argument : statement.arguments) note(uses, argument.place);
        if (statement.op == Op::Call && statement.function < library_count) {
            uses.library[statement.function] = true;
        }
        note(uses, statement.body);
        note(uses, statement.other);
    }
}

}  // namespace

Uses uses_of(const Program& program) {
    Uses uses;
    for (const Function& function : program.functions) {
        for (const Local& local : function.locals) note(uses, local.type);
        note(uses, function.result);
        note(uses, function.body);
    }
    if (uses.statics[Rest]) note(uses, Type{Shape::Node});
    if (uses.library[MakePair]) note(uses, Type{Shape::Pair});
    if (uses.library[MakeDuo]) note(uses, Type{Shape::Duo});
    if (uses.library[MakeUnit]) note(uses, Type{Shape::Unit});
    if (uses.shape[static_cast<std::size_t>(Shape::Head)]) note(uses, Type{Shape::Node});
    return uses;
}

bool leaves_loop(const std::vector<Statement>& block) {
    for (const Statement& statement : block) {
        if (statement.op == Op::Break) return true;
        if (statement.op == Op::Loop) continue;
        if (leaves_loop(statement.body) || leaves_loop(statement.other)) return true;
    }
    return false;
}

bool diverges(const std::vector<Statement>& block) {
    if (block.empty()) return false;
    const Statement& last = block.back();
    switch (last.op) {
        case Op::Break:
        case Op::Continue:
        case Op::Ret: return true;
        case Op::Scope: return diverges(last.body);
        case Op::If:
        case Op::IfNull: return diverges(last.body) && diverges(last.other);
        case Op::Loop: return !leaves_loop(last.body);
        default: return false;
    }
}

bool decides(const std::vector<Statement>& block) {
    for (const Statement& statement : block) {
        if (statement.op == Op::If) return true;
        if (decides(statement.body) || decides(statement.other)) return true;
    }
    return false;
}

}  // namespace freehold::agreement
