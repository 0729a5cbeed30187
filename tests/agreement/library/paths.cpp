// SPDX-License-Identifier: MIT
#include "tests/agreement/library/paths.hpp"

namespace freehold::agreement {
namespace {

constexpr int most_rounds = 3;

/// How a block is left.
enum class Left : std::uint8_t { AtEnd, Break, Continue, Function };

using Block = std::vector<Statement>;

Left follow(const Block& block, Random& random, Block& path);

Left follow_loop(const Statement& loop, Random& random, Block& path) {
    for (int round = 0; round < most_rounds; ++round) {
        const Left left = follow(loop.body, random, path);
        if (left == Left::Break) return Left::AtEnd;
        if (left == Left::Function) return left;
    }
    path.emplace_back().op = Op::Loop;  // for ever, with nothing in it
    return Left::Function;
}

Left follow(const Statement& statement, Random& random, Block& path) {
    switch (statement.op) {
        case Op::If:
        case Op::IfNull:
            return follow(random.percent(50) ? statement.body : statement.other, random, path);
        case Op::Loop: return follow_loop(statement, random, path);
        case Op::Break: return Left::Break;
        case Op::Continue: return Left::Continue;
        case Op::Scope: {
            Statement scope;
            scope.op = Op::Scope;
            scope.declared = statement.declared;
            const Left left = follow(statement.body, random, scope.body);
            path.push_back(std::move(scope));
            return left;
        }
        default: path.push_back(statement); break;
    }
    return statement.op == Op::Ret ? Left::Function : Left::AtEnd;
}

Left follow(const Block& block, Random& random, Block& path) {
    for (const Statement& statement : block) {
        const Left left = follow(statement, random, path);
        if (left != Left::AtEnd) return left;
    }
    return Left::AtEnd;
}

}  // namespace

Program one_path(const Program& program, Random& random) {
    Program result = program;
    for (Function& function : result.functions) {
        Block path;
        follow(function.body, random, path);
        function.body = std::move(path);
    }
    return result;
}

}  // namespace freehold::agreement
