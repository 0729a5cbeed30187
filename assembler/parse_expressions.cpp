// SPDX-License-Identifier: MIT
// Operands: places, constant expressions, calls and what else an instruction takes. Which of them
// it takes is decided later, so that the parser knows no instruction.
#include <fmt/format.h>

#include <array>

#include "assembler/parser.hpp"

namespace freehold::assembler {
namespace {

struct Binding {
    Operator op = Operator::None;
    int strength = 0;
};

Binding binding_of(TokenKind kind) {
    switch (kind) {
        case TokenKind::Pipe: return {Operator::Or, 1};
        case TokenKind::Caret: return {Operator::Xor, 2};
        case TokenKind::Ampersand: return {Operator::And, 3};
        case TokenKind::ShiftLeft: return {Operator::ShiftLeft, 4};
        case TokenKind::ShiftRight: return {Operator::ShiftRight, 4};
        case TokenKind::Plus: return {Operator::Add, 5};
        case TokenKind::Minus: return {Operator::Subtract, 5};
        case TokenKind::Star: return {Operator::Multiply, 6};
        case TokenKind::Slash: return {Operator::Divide, 6};
        case TokenKind::Percent: return {Operator::Remainder, 6};
        default: return {};
    }
}

}  // namespace

Operator binary_operator(TokenKind kind) { return binding_of(kind).op; }

NodeId Parser::bad_node() { return add(Node{NodeKind::Bad, {}, {}, span(token())}); }

// Long chains are deep trees, too.
bool Parser::count_operator() {
    if (m_panic) return false;
    if (++m_operators <= max_depth) return true;
    too_deep(span(token()), fmt::format("an expression of more than {} operators", max_depth));
    return false;
}

NodeId Parser::parse_operand() {
    if (m_depth == 0) m_operators = 0;
    const bool move = at(Word::Move);
    const Token& next = peek();
    const bool mode = (move || at(Word::Borrow)) && !next.line_start &&
                      (next.kind == TokenKind::Name || next.kind == TokenKind::LeftBracket ||
                       next.kind == TokenKind::Number || next.kind == TokenKind::Char ||
                       next.kind == TokenKind::String);
    if (!mode) return parse_expression();
    Node node{NodeKind::Mode, {}, move ? Mode::Move : Mode::Borrow, span(token())};
    advance();
    const TokenKind after = peek().line_start ? TokenKind::End : peek().kind;
    if (!move && at(Word::Mut) &&
        (after == TokenKind::Name || after == TokenKind::String ||
         peek().kind == TokenKind::LeftBracket)) {
        node.mode = Mode::BorrowMut;
        advance();
    }
    node.a = parse_expression();
    node.span = span_from(node.span.begin);
    return add(node);
}

NodeId Parser::parse_initialiser() {
    m_initialiser = true;
    const NodeId result = parse_operand();
    m_initialiser = false;
    return result;
}

NodeId Parser::parse_expression(int least_binding) {
    if (m_depth >= max_depth) {
        too_deep(span(token()), fmt::format("an expression nested more than {} deep", max_depth));
        return bad_node();
    }
    ++m_depth;
    const std::uint32_t begin = token().begin;
    NodeId left = parse_unary();
    for (;;) {
        const Binding binding = binding_of(token().kind);
        if (binding.strength <= least_binding || token().line_start || !count_operator()) break;
        advance();
        Node node{NodeKind::Binary, binding.op};
        node.a = left;
        node.b = parse_expression(binding.strength);
        node.span = span_from(begin);
        left = add(node);
    }
    --m_depth;
    return left;
}

NodeId Parser::parse_unary() {
    if (!at(TokenKind::Minus) && !at(TokenKind::Tilde)) return parse_postfix();
    if (!count_operator()) return bad_node();
    Node node{NodeKind::Unary, at(TokenKind::Minus) ? Operator::Negate : Operator::Invert};
    node.span = span(token());
    advance();
    // The one number that only exists negated.
    if (node.op == Operator::Negate && at(TokenKind::Number) && token().number == 1ull << 63) {
        node.kind = NodeKind::Number;
        node.number = token().number;
        advance();
    } else {
        node.a = parse_unary();
    }
    node.span = span_from(node.span.begin);
    return add(node);
}

NodeId Parser::parse_postfix() {
    NodeId node = parse_primary();
    for (;;) {
        const bool here = !token().line_start && !m_panic;
        if (here && at(TokenKind::Dot)) {
            node = parse_field(node);
        } else if (here && at(TokenKind::LeftBracket)) {
            node = parse_index(node);
        } else if (here && at(TokenKind::LeftParen)) {
            node = parse_arguments(node);
        } else {
            return node;
        }
        if (!count_operator()) return node;
    }
}

NodeId Parser::parse_name_node() {
    Node node{NodeKind::Name, {}, {}, span(token())};
    node.a = token().name();
    advance();
    return add(node);
}

NodeId Parser::parse_primary() {
    Node node{NodeKind::Number, {}, {}, span(token())};
    node.number = token().number;
    if (token().line_start && m_brackets == 0) {
        unexpected("an operand");
        return bad_node();
    }
    switch (token().kind) {
        case TokenKind::Name: return parse_name_node();
        case TokenKind::LeftBracket: return m_initialiser ? parse_list() : parse_bracket();
        case TokenKind::Number:
            if (token().decimal && node.number > (1ull << 63) - 1) {
                report(Mistake(Code::NumberOutOfRange,
                               m_files.quoted(node.span) + " does not fit in 64 bits, signed",
                               node.span, "the largest is 9,223,372,036,854,775,807"));
            }
            break;
        case TokenKind::Char: node.kind = NodeKind::Char; break;
        case TokenKind::String: node.kind = NodeKind::String; break;
        case TokenKind::LeftParen: {
            advance();
            ++m_brackets;
            const NodeId inner = parse_expression();
            --m_brackets;
            if (!m_panic && at(TokenKind::Comma)) {
                unexpected("`)`", "operands stand without parentheses around them");
            }
            if (!m_panic) expect(TokenKind::RightParen, "`)`");
            return inner;
        }
        default:
            unexpected("an operand");
            if (at(TokenKind::Bad)) advance();
            return bad_node();
    }
    advance();
    return add(node);
}

// [place], or [count x T].
NodeId Parser::parse_bracket() {
    Node node{NodeKind::Deref, {}, {}, span(token())};
    advance();
    ++m_brackets;
    node.a = parse_expression();
    --m_brackets;
    if (!m_panic && at(Word::X) && peek().kind != TokenKind::RightBracket) {
        node.kind = NodeKind::Run;
        advance();
        node.b = parse_type();
    }
    if (!m_panic) expect(TokenKind::RightBracket, "`]`");
    node.span = span_from(node.span.begin);
    return add(node);
}

NodeId Parser::parse_list() {
    Node node{NodeKind::List, {}, {}, span(token())};
    const std::size_t begin = m_scratch.size();
    advance();
    ++m_brackets;
    while (!m_panic && !accept(TokenKind::RightBracket)) {
        m_scratch.push_back(parse_expression());
        if (!m_panic && !accept(TokenKind::Comma) && !at(TokenKind::RightBracket)) {
            unexpected("`,` or `]`");
        }
    }
    --m_brackets;
    node.number = m_scratch.size() - begin;
    node.b = add_list(begin);
    node.span = span_from(node.span.begin);
    return add(node);
}

NodeId Parser::parse_field(NodeId base) {
    Node node{NodeKind::Field};
    node.a = base;
    advance();
    const bool number = m_tree.nodes[base].kind == NodeKind::Number;
    if (number && at(TokenKind::Number)) {
        unexpected("an integer", "there are only integers");
        return bad_node();
    }
    if (!at(TokenKind::Name) || token().line_start) {
        unexpected("a field's name");
        return bad_node();
    }
    node.b = token().name();
    advance();
    node.span = span_from(m_tree.nodes[base].span.begin);
    return add(node);
}

NodeId Parser::parse_index(NodeId base) {
    Node node{NodeKind::Index};
    node.a = base;
    advance();
    ++m_brackets;
    node.b = parse_expression();
    --m_brackets;
    if (!m_panic) expect(TokenKind::RightBracket, "`]`");
    node.span = span_from(m_tree.nodes[base].span.begin);
    return add(node);
}

NodeId Parser::parse_arguments(NodeId callee) {
    Node node{NodeKind::Call};
    node.a = callee;
    const std::size_t begin = m_scratch.size();
    advance();
    ++m_brackets;
    while (!m_panic && !accept(TokenKind::RightParen)) {
        m_scratch.push_back(parse_operand());
        if (!m_panic && !accept(TokenKind::Comma) && !at(TokenKind::RightParen)) {
            unexpected("`,` or `)`");
        }
    }
    --m_brackets;
    node.number = m_scratch.size() - begin;
    node.b = add_list(begin);
    node.span = span_from(m_tree.nodes[callee].span.begin);
    return add(node);
}

}  // namespace freehold::assembler
