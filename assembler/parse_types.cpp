// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "assembler/parser.hpp"

namespace freehold::assembler {
namespace {

TypeNodeKind pointer_kind(const Token& token) {
    if (token.is(Word::Own)) return TypeNodeKind::Own;
    if (token.is(Word::Ref)) return TypeNodeKind::Ref;
    if (token.is(Word::Mut)) return TypeNodeKind::Mut;
    if (token.is(Word::Raw)) return TypeNodeKind::Raw;
    return TypeNodeKind::Bad;
}

}  // namespace

bool Parser::starts_type() const {
    return (at(TokenKind::Name) || at(TokenKind::LeftBracket)) && !token().line_start;
}

TypeNodeId Parser::parse_type() {
    const std::uint32_t begin = token().begin;
    if (m_depth >= max_depth) {
        too_deep(span(token()), fmt::format("a type nested more than {} deep", max_depth));
        return add(TypeNode{TypeNodeKind::Bad, false, span(token())});
    }
    if (!starts_type() && !at(TokenKind::Ampersand)) {
        unexpected_type();
        return add(TypeNode{TypeNodeKind::Bad, false, after_previous()});
    }
    ++m_depth;
    TypeNodeId result = no_node;
    const TypeNodeKind pointer = pointer_kind(token());
    if (at(TokenKind::LeftBracket)) {
        result = parse_bracket_type();
    } else if (at(TokenKind::Ampersand)) {
        result = parse_reference_sign();
    } else if (pointer != TypeNodeKind::Bad) {
        result = parse_pointer_type(pointer);
    } else {
        TypeNode node{TypeNodeKind::Name, false, span(token())};
        node.name = token().name();
        advance();
        result = add(node);
        if (at(TokenKind::LeftBracket) && token().glued) result = parse_length_behind(result);
        if (at(TokenKind::Star) && token().glued) unexpected_type();
    }
    --m_depth;
    m_tree.types[result].span = span_from(begin);
    return result;
}

TypeNodeId Parser::parse_pointer_type(TypeNodeKind kind) {
    TypeNode node{kind, false, span(token())};
    advance();
    if (at(TokenKind::Question) && kind == TypeNodeKind::Raw) {
        report(Mistake(Code::SyntaxError, "`raw?` is not a type", span(token()))
                   .help("a `raw` may always be null", span(token()), ""));
    }
    node.nullable = accept(TokenKind::Question);
    node.element = parse_type();
    return add(node);
}

// After `[`: a type, as in [T], rather than the N of [N x T].
bool Parser::at_type_in_brackets() const {
    if (at(TokenKind::LeftBracket)) return true;
    if (!at(TokenKind::Name)) return false;
    const TokenKind next = peek().kind;
    if (next == TokenKind::RightBracket) return true;
    return pointer_kind(token()) != TypeNodeKind::Bad &&
           (next == TokenKind::Question || next == TokenKind::LeftBracket ||
            (next == TokenKind::Name && !(peek().is(Word::X) && peek(2).kind == TokenKind::Name)));
}

TypeNodeId Parser::parse_bracket_type() {
    TypeNode node{TypeNodeKind::Run, false, span(token())};
    advance();
    if (!at_type_in_brackets()) {
        node.kind = TypeNodeKind::Array;
        node.count = parse_operand();
        if (!m_panic && !at(Word::X)) {
            unexpected("`x` and the type of the elements", "as in `[3 x int]`");
        }
        if (!m_panic) advance();
    }
    if (m_panic) return add(TypeNode{TypeNodeKind::Bad, false, node.span});
    node.element = parse_type();
    if (!m_panic) expect(TokenKind::RightBracket, "`]`");
    return add(node);
}

}  // namespace freehold::assembler
