// SPDX-License-Identifier: MIT
// What other languages write: it is told once, with what says the same here, and read as far as it
// can be understood, so that nothing else is reported for it.
#include <fmt/format.h>

#include <algorithm>

#include "assembler/instruction_table.hpp"
#include "assembler/other_assemblies.hpp"
#include "assembler/parser.hpp"

namespace freehold::assembler {
namespace {

bool is_type_word(const Token& token) {
    if (token.kind != TokenKind::Name) return false;
    switch (static_cast<Word>(token.name())) {
        case Word::Int:
        case Word::Bool:
        case Word::Char:
        case Word::U8:
        case Word::I8:
        case Word::U16:
        case Word::I16:
        case Word::U32:
        case Word::I32:
        case Word::Bytes:
        case Word::Code: return true;
        default: return false;
    }
}

bool begins_type(const Token& token) {
    return is_type_word(token) || token.is(Word::Own) || token.is(Word::Ref) ||
           token.is(Word::Mut) || token.is(Word::Raw) || token.kind == TokenKind::LeftBracket;
}

bool is_single(const Token& token) {
    return token.kind == TokenKind::Name || token.kind == TokenKind::Number ||
           token.kind == TokenKind::Char;
}

// `[p].f`, `a[i]`, `p.f`: what one access may read.
bool is_part_of_place(const Token& token) {
    return is_single(token) || token.kind == TokenKind::LeftBracket ||
           token.kind == TokenKind::RightBracket || token.kind == TokenKind::Dot;
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

std::string in_lower_case(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

}  // namespace

// `x = 5`, `x := 5`, `x += 5`, `x++`
bool Parser::at_assignment() const {
    const Token& sign = peek();
    const Token& next = peek(2);
    if (sign.line_start) return false;
    if (sign.kind == TokenKind::Equal) return true;
    if (!next.glued) return false;
    if (sign.kind == TokenKind::Colon) return next.kind == TokenKind::Equal;
    const bool one = sign.kind == TokenKind::Plus || sign.kind == TokenKind::Minus;
    const bool twice = one && next.kind == sign.kind;
    return binary_operator(sign.kind) != Operator::None &&
           find_instruction(m_names.text(token().name())) == nullptr &&
           (twice || next.kind == TokenKind::Equal);
}

// `[p].x = 5`
void Parser::parse_bracketed_statement() {
    const Token first = token();
    m_quiet = true;
    ++m_brackets;  // the first word of a line, for once
    parse_operand();
    --m_brackets;
    m_quiet = false;
    const bool assigns = !m_panic && at(TokenKind::Equal) && !token().line_start;
    m_panic = false;
    if (assigns) return report_assignment(first.begin);
    report(Mistake(Code::SyntaxError,
                   fmt::format("expected an instruction, found {}", m_files.quoted(span(first))),
                   span(first), "expected an instruction"));
}

std::string_view Parser::text(const Token& first, const Token& last) const {
    return m_files.text(join(span(first), span(last)));
}

std::vector<Token> Parser::rest_of_line() {
    std::vector<Token> rest;
    while (!at(TokenKind::End) && !token().line_start && !at(TokenKind::LeftBrace) &&
           !at(TokenKind::RightBrace)) {
        rest.push_back(token());
        advance();
    }
    return rest;
}

// The instruction that does what an assignment does; empty where there is no single one.
std::string Parser::assignment(std::string_view target, bool memory, Operator op,
                               const std::vector<Token>& value) const {
    if (value.empty()) return "";
    const std::string all(text(value.front(), value.back()));
    const Token& first = value.front();
    const std::size_t count = value.size();
    const bool negative = count == 2 && first.kind == TokenKind::Minus;
    const bool single =
        (count == 1 && is_single(first)) || (negative && value[1].kind == TokenKind::Number);
    const auto make = [&](std::string_view mnemonic, std::string_view operands) {
        return fmt::format("{} {}, {}", mnemonic, target, operands);
    };
    if (memory) return single && op == Operator::None ? make("store", all) : "";
    if (op != Operator::None) {
        return single ? make(mnemonic_of(op), fmt::format("{}, {}", target, all)) : "";
    }
    const bool slot = first.kind == TokenKind::Name && !is_capital(all[0]) && all != "null" &&
                      all != "true" && all != "false";
    if (single) return make(slot ? "copy" : "const", all);
    if (count == 3 && is_single(first) && is_single(value[2])) {
        const Operator between = binary_operator(value[1].kind);
        if (between != Operator::None) {
            return make(mnemonic_of(between),
                        fmt::format("{}, {}", text(first, first), text(value[2], value[2])));
        }
    }
    if (count >= 3 && first.kind == TokenKind::Name && value[1].kind == TokenKind::LeftParen &&
        value.back().kind == TokenKind::RightParen) {
        return make("call", all);
    }
    const bool place = std::all_of(value.begin(), value.end(), is_part_of_place);
    return place ? make("load", all) : "";
}

// At the sign of an assignment whose target begins there.
void Parser::report_assignment(std::uint32_t begin) {
    const Span target{m_file, begin, m_previous_end};
    const std::string_view written = m_files.text(target);
    const bool memory = written.find_first_of(".[") != std::string_view::npos;
    const Operator op = binary_operator(token().kind);
    const bool twice = op != Operator::None && peek().kind == token().kind;
    const bool plain = at(TokenKind::Equal);
    advance();
    const Span sign{m_file, begin, plain ? m_previous_end : token().end};
    if (!plain) advance();
    std::vector<Token> value;
    if (!twice) value = rest_of_line();
    const std::string meant = twice && !memory
                                  ? fmt::format("{} {}, {}, 1", mnemonic_of(op), written, written)
                                  : assignment(written, memory, op, value);
    Mistake mistake(Code::SyntaxError, "a line begins with an instruction, not with what it writes",
                    sign, "there is no assignment");
    if (!meant.empty()) {
        mistake.help(fmt::format("write `{}`", meant), {m_file, begin, m_previous_end}, meant);
    } else if (memory) {
        mistake.help("`store [p].f, x` writes memory, after `x` has got its value");
    } else {
        mistake.help(
            "write `const x, 5` for a constant, `copy x, y` for a slot, `add x, y, z` for a sum");
    }
    report(mistake);
}

// `x: int`, `let x: int`, `LOCAL x: int`
bool Parser::at_foreign_local() const {
    if (peek().line_start || peek(2).line_start || at(Word::Local)) return false;
    if (peek().kind == TokenKind::Colon) return begins_type(peek(2));
    return peek().kind == TokenKind::Name && peek(2).kind == TokenKind::Colon &&
           find_instruction(m_names.text(token().name())) == nullptr;
}

void Parser::parse_foreign_local() {
    const bool word = peek().kind == TokenKind::Name;
    const Span at_word = span(token());
    const Span edit = word ? at_word : Span{m_file, at_word.begin, at_word.begin};
    report(Mistake(Code::SyntaxError, "a local is declared with `local`", at_word)
               .help("declare it", edit, word ? "local" : "local "));
    m_panic = false;
    Statement statement;
    statement.kind = StatementKind::Local;
    statement.word = at_word;
    if (word) advance();
    parse_local_names(statement);
}

// `int x`, `Point p`
bool Parser::at_typed_name() const {
    const Token& next = peek(2);
    const bool ends = next.line_start || next.kind == TokenKind::End ||
                      next.kind == TokenKind::Equal || next.kind == TokenKind::Comma;
    if (peek().kind != TokenKind::Name || peek().line_start || !ends) return false;
    if (is_type_word(token())) return true;
    const std::string_view word = m_names.text(token().name());
    const std::string small = in_lower_case(word);
    return is_capital(word[0]) && next.kind != TokenKind::Comma && small != "local" &&
           find_instruction(small) == nullptr && find_foreign(small) == nullptr;
}

// The local is known from here on; what is a type by its capital letter alone is not asked for.
void Parser::parse_typed_name() {
    const Token type = token();
    advance();
    const Token name = token();
    Statement statement;
    statement.kind = StatementKind::Local;
    statement.word = span(type);
    TypeNode node{is_type_word(type) ? TypeNodeKind::Name : TypeNodeKind::Bad, false, span(type)};
    node.name = type.name();
    statement.type = add(node);
    const std::size_t begin = m_scratch.size();
    m_scratch.push_back(parse_name_node());
    const bool more = !token().line_start && !at(TokenKind::End);
    while (at(TokenKind::Comma) && peek().kind == TokenKind::Name) {
        advance();
        m_scratch.push_back(parse_name_node());
    }
    statement.count = static_cast<std::uint32_t>(m_scratch.size() - begin);
    statement.first = add_list(begin);
    statement.end = m_previous_end;
    m_tree.statements.push_back(statement);
    Mistake mistake(Code::SyntaxError, "a local is declared with `local`",
                    join(span(type), span(name)));
    const std::string meant =
        fmt::format("local {}: {}", m_names.text(name.name()), m_names.text(type.name()));
    if (more) {
        mistake.help(fmt::format("write `{}`; an instruction gives it its value", meant));
    } else {
        mistake.help("declare it", join(span(type), span(name)), meant);
    }
    report(mistake);
}

// `f(x)` where an instruction should stand: its only operand is the call.
void Parser::parse_call_without_word(Statement& statement) {
    Node name{NodeKind::Name, {}, {}, statement.word};
    name.a = statement.name;
    const std::size_t begin = m_scratch.size();
    m_scratch.push_back(parse_arguments(add(name)));
    statement.count = 1;
    statement.first = add_list(begin);
    if (!m_panic) check_end_of_statement();
}

// `*int`, `int*`
void Parser::unexpected_type() {
    if (!at(TokenKind::Star)) return unexpected("a type");
    report(Mistake(Code::SyntaxError, "expected a type, found `*`", span(token()),
                   "pointers are written as words")
               .help("`own int` owns a block, `ref int` and `mut int` borrow"));
}

// `&int`, `&mut int`
TypeNodeId Parser::parse_reference_sign() {
    const bool mut = peek().is(Word::Mut);
    const Span sign = mut ? join(span(token()), span(peek())) : span(token());
    report(Mistake(Code::SyntaxError, "expected a type, found `&`", span(token()),
                   "pointers are written as words")
               .help(mut ? "an exclusive borrow is a `mut`" : "a shared borrow is a `ref`", sign,
                     mut ? "mut" : "ref "));
    m_panic = false;
    TypeNode node{mut ? TypeNodeKind::Mut : TypeNodeKind::Ref, false, sign};
    advance();
    if (mut) advance();
    node.element = parse_type();
    return add(node);
}

// `int[3]`, `int[]`
TypeNodeId Parser::parse_length_behind(TypeNodeId element) {
    const Span written = m_tree.types[element].span;
    TypeNode node{TypeNodeKind::Run, false, written};
    node.element = element;
    advance();
    const std::uint32_t begin = token().begin;
    if (!at(TokenKind::RightBracket)) {
        node.kind = TypeNodeKind::Array;
        node.count = parse_operand();
    }
    const std::string count(m_files.text({m_file, begin, std::max(begin, m_previous_end)}));
    if (m_panic || !expect(TokenKind::RightBracket, "`]`")) return element;
    const Span all = span_from(written.begin);
    const std::string meant = node.kind == TypeNodeKind::Run
                                  ? fmt::format("[{}]", m_files.text(written))
                                  : fmt::format("[{} x {}]", count, m_files.text(written));
    report(Mistake(Code::SyntaxError, "an array's length stands before its elements' type", all)
               .did_you_mean(all, meant));
    m_panic = false;
    return add(node);
}

}  // namespace freehold::assembler
