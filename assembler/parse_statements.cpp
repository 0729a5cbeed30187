// SPDX-License-Identifier: MIT
// The bodies of functions. Statements are a flat list, blocks are Open and Close among them, so
// that no depth of nesting needs recursion.
#include <fmt/format.h>

#include <unordered_set>

#include "assembler/instruction_table.hpp"
#include "assembler/parser.hpp"

namespace freehold::assembler {

void Parser::parse_body(FunctionItem& item) {
    item.first = static_cast<std::uint32_t>(m_tree.statements.size());
    std::vector<Span> open{span(token())};
    advance();
    while (!open.empty()) {
        if (!parse_statement(item, open)) break;
        if (!m_panic) continue;
        item.complete = false;  // a `ret` may be among what is skipped
        skip_line();
    }
    item.count = static_cast<std::uint32_t>(m_tree.statements.size()) - item.first;
    find_labels_without_colon(item);
    if (open.empty()) {  // the last Close is the function's own
        item.close = m_tree.statements.back().word;
        m_tree.statements.pop_back();
        --item.count;
    }
}

// False where the function ends without its brace.
bool Parser::parse_statement(FunctionItem& item, std::vector<Span>& open) {
    if (at(TokenKind::End) || (at_item() && token().line_start && !at(Word::Const))) {
        missing_brace(item, open);
        return false;
    }
    if (at(TokenKind::RightBrace)) {
        close_block(open);
    } else if (at(TokenKind::LeftBrace)) {
        open_block(false, open);
    } else if (at(TokenKind::LeftBracket)) {
        parse_bracketed_statement();
    } else if (!at(TokenKind::Name)) {
        unexpected("an instruction");
        advance();
    } else if (at_item() && token().line_start) {
        report(Mistake(Code::SyntaxError, "a named constant is declared outside functions",
                       span(token()))
                   .help("`const` in a function is an instruction: `const d, 5`"));
        m_panic = false;
        parse_const();
    } else if (at_assignment()) {
        const std::uint32_t begin = token().begin;
        advance();
        report_assignment(begin);
    } else if (at_foreign_local()) {
        parse_foreign_local();
    } else if (at_typed_name()) {
        parse_typed_name();
    } else if (peek().kind == TokenKind::Colon) {
        parse_label();
    } else if (at(Word::Local)) {
        parse_local();
    } else if (at(Word::Unsafe) && peek().kind == TokenKind::LeftBrace) {
        open_block(true, open);
    } else {
        parse_instruction();
    }
    return true;
}

void Parser::missing_brace(FunctionItem& item, const std::vector<Span>& open) {
    const std::string name = in_backticks(m_names.text(item.name));
    report(Mistake(Code::SyntaxError, fmt::format("the function {} is not closed", name),
                   at(TokenKind::End) ? after_previous() : span(token()),
                   "expected `}` before this")
               .also(open.back(), "this `{` has no `}`"));
    m_panic = false;
    item.complete = false;
    item.close = after_previous();
}

void Parser::open_block(bool unsafe, std::vector<Span>& open) {
    Statement statement;
    statement.kind = StatementKind::Open;
    statement.flag = unsafe;
    if (unsafe) advance();
    statement.word = span(token());
    statement.end = token().end;
    if (open.size() == max_depth)
        too_deep(statement.word, fmt::format("blocks nested more than {} deep", max_depth));
    if (open.size() < max_depth) m_tree.statements.push_back(statement);
    open.push_back(statement.word);
    advance();
    m_panic = false;
}

void Parser::close_block(std::vector<Span>& open) {
    Statement statement;
    statement.kind = StatementKind::Close;
    statement.word = span(token());
    statement.end = token().end;
    open.pop_back();
    if (open.size() < max_depth) m_tree.statements.push_back(statement);
    advance();
}

void Parser::parse_label() {
    Statement statement;
    statement.kind = StatementKind::Label;
    statement.name = token().name();
    statement.word = span(token());
    advance();
    statement.end = token().end;
    advance();
    m_tree.statements.push_back(statement);
}

// A word alone on its line that is no instruction, but that a branch goes to.
void Parser::find_labels_without_colon(const FunctionItem& item) {
    const auto statement = [&](std::uint32_t i) -> Statement& {
        return m_tree.statements[item.first + i];
    };
    std::unordered_set<NameId> named;
    for (std::uint32_t i = 0; i < item.count; ++i) {
        const Statement& each = statement(i);
        if (each.kind != StatementKind::Instruction || each.count == 0) continue;
        const Node& last = m_tree.nodes[m_tree.lists[each.first + each.count - 1]];
        if (last.kind == NodeKind::Name) named.insert(last.a);
    }
    for (std::uint32_t i = 0; i < item.count; ++i) {
        Statement& each = statement(i);
        if (each.kind != StatementKind::Instruction || each.count != 0 || each.bad) continue;
        const std::string name(m_names.text(each.name));
        if (find_instruction(name) != nullptr || named.count(each.name) == 0) continue;
        m_reporter.add(Mistake(Code::SyntaxError, "a label ends with a colon", each.word)
                           .did_you_mean(each.word, name + ":"));
        each.kind = StatementKind::Label;
    }
}

void Parser::parse_local() {
    Statement statement;
    statement.kind = StatementKind::Local;
    statement.word = span(token());
    advance();
    const bool ro = at(Word::Ro) && peek().kind == TokenKind::Name;
    statement.flag = ro;
    if (ro) advance();
    parse_local_names(statement);
}

// From the names on.
void Parser::parse_local_names(Statement& statement) {
    const std::size_t begin = m_scratch.size();
    do {
        const bool next_line = token().line_start && token().begin != statement.word.begin;
        if (!at(TokenKind::Name) || next_line) {
            unexpected("a name, as in `local x: int`");
            break;
        }
        m_scratch.push_back(parse_name_node());
    } while (accept(TokenKind::Comma));
    statement.count = static_cast<std::uint32_t>(m_scratch.size() - begin);
    statement.first = add_list(begin);
    if (!m_panic && expect(TokenKind::Colon, "`:` and a type")) statement.type = parse_type();
    if (!m_panic && at(TokenKind::Equal)) {
        unexpected("the end of the line",
                   "a local gets its value by an instruction: `const x, 10`");
    }
    statement.bad = m_panic;
    statement.end = m_previous_end;
    m_tree.statements.push_back(statement);
}

void Parser::parse_instruction() {
    Statement statement;
    parse_mnemonic(statement);
    // Where the word is wrong, that is what has to be said; the rest is read to find the next line.
    m_quiet = find_instruction(m_names.text(statement.name)) == nullptr;
    if (m_quiet && at(TokenKind::LeftParen) && token().glued) {
        parse_call_without_word(statement);
    } else {
        parse_operands(statement);
    }
    const std::string_view read = m_files.text({m_file, statement.word.begin, m_previous_end});
    const bool assigns = m_quiet && m_panic && at(TokenKind::Equal) && !token().line_start &&
                         read.find_first_of(" (") == std::string_view::npos;
    m_quiet = false;
    if (assigns) {
        m_panic = false;
        return report_assignment(statement.word.begin);
    }
    statement.bad = m_panic;
    statement.end = m_previous_end;
    m_tree.statements.push_back(statement);
}

// Dots belong to a mnemonic: `add.wrap`; so does the `mut` of `borrow mut`.
void Parser::parse_mnemonic(Statement& statement) {
    statement.name = token().name();
    statement.word = span(token());
    advance();
    bool dotted = false;
    while (at(TokenKind::Dot) && token().glued && peek().kind == TokenKind::Name && peek().glued) {
        advance();
        statement.word.end = token().end;
        dotted = true;
        advance();
    }
    if (dotted) statement.name = m_names.id(m_files.text(statement.word));
    if (statement.name == Word::Borrow && at(Word::Mut) && !token().line_start &&
        peek().kind == TokenKind::Name && !peek().line_start) {
        statement.flag = true;
        statement.word.end = token().end;
        advance();
    }
}

bool Parser::starts_operand() const {
    if (token().line_start) return false;
    switch (token().kind) {
        case TokenKind::Name:
        case TokenKind::Number:
        case TokenKind::Char:
        case TokenKind::String:
        case TokenKind::Bad:
        case TokenKind::LeftBracket:
        case TokenKind::LeftParen:
        case TokenKind::Minus:
        case TokenKind::Tilde: return true;
        default: return false;
    }
}

void Parser::parse_operands(Statement& statement) {
    const std::size_t begin = m_scratch.size();
    if (starts_operand()) {
        do {
            if (!starts_operand()) {
                unexpected("an operand");
                break;
            }
            m_scratch.push_back(parse_operand());
        } while (!m_panic && accept(TokenKind::Comma));
    }
    statement.count = static_cast<std::uint32_t>(m_scratch.size() - begin);
    statement.first = add_list(begin);
    if (!m_panic) check_end_of_statement();
}

// Several statements may share a line, as a list of operands ends where no comma follows; but a
// word that is no instruction is more likely an operand whose comma was forgotten.
void Parser::check_end_of_statement() {
    const Token& next = token();
    if (next.line_start || at(TokenKind::End) || at(TokenKind::LeftBrace) ||
        at(TokenKind::RightBrace)) {
        return;
    }
    if (!at(TokenKind::Name)) return unexpected("`,` or the end of the line");
    const bool statement = peek().kind == TokenKind::Colon || at(Word::Local) || at(Word::Unsafe) ||
                           find_instruction(m_names.text(next.name())) != nullptr;
    if (!statement) unexpected("`,` or the end of the line");
}

}  // namespace freehold::assembler
