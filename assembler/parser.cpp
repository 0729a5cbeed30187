// SPDX-License-Identifier: MIT
#include "assembler/parser.hpp"

#include <fmt/format.h>

#include <utility>

#include "vm/base/text.hpp"

namespace freehold::assembler {

Parser::Parser(const Files& files, FileId file, Names& names, Tree& tree, Reporter& reporter,
               Include include)
    : m_files(files),
      m_file(file),
      m_names(names),
      m_tree(tree),
      m_reporter(reporter),
      m_include(std::move(include)),
      m_lexer(files[file], file, names, reporter) {
    for (Token& ahead : m_tokens) ahead = m_lexer.next();
}

void Parser::parse_file() {
    while (!at(TokenKind::End)) parse_item();
}

void Parser::advance() {
    m_previous_end = token().end;
    m_tokens[0] = m_tokens[1];
    m_tokens[1] = m_tokens[2];
    if (m_stopped) {
        m_tokens.fill(Token{});
    } else {
        m_tokens[2] = m_lexer.next();
    }
}

bool Parser::accept(TokenKind kind) {
    if (!at(kind)) return false;
    advance();
    return true;
}

bool Parser::expect(TokenKind kind, std::string_view wanted) {
    if (accept(kind)) return true;
    unexpected(wanted);
    return false;
}

Span Parser::span_from(std::uint32_t begin) const {
    return {m_file, begin, m_previous_end > begin ? m_previous_end : begin};
}

std::string Parser::found() const {
    if (at(TokenKind::End)) return "the end of the file";
    if (token().line_start) return "the end of the line";
    return m_files.quoted(span(token()));
}

void Parser::report(const Mistake& mistake) {
    if (!m_panic && !m_stopped && !m_quiet) m_reporter.add(mistake);
    m_panic = true;
}

// What is missing at the end of a line is shown there, not at the beginning of the next one.
void Parser::unexpected(std::string_view wanted, std::string_view help) {
    const bool at_end = token().line_start || at(TokenKind::End);
    if (at(TokenKind::Bad)) {  // it has its own message
        m_panic = true;
        return;
    }
    Mistake mistake(Code::SyntaxError, fmt::format("expected {}, found {}", wanted, found()),
                    at_end ? after_previous() : span(token()), fmt::format("expected {}", wanted));
    if (!help.empty()) mistake.help(std::string(help));
    report(mistake);
}

void Parser::too_deep(Span at, std::string headline) {
    report(
        Mistake(Code::NestedTooDeep, std::move(headline), at, "the assembler follows no further"));
}

void Parser::skip_line() {
    while (!at(TokenKind::End) && !at(TokenKind::LeftBrace) && !at(TokenKind::RightBrace) &&
           !token().line_start) {
        advance();
    }
    m_panic = false;
}

void Parser::skip_to_item() {
    while (!at(TokenKind::End) && !(token().line_start && (at_item() || at_item_word()))) advance();
    m_panic = false;
}

// Instructions are written indented; a word of an item at the very beginning of a line is one, even
// where the rest of it is wrong.
bool Parser::at_item_word() const {
    const std::uint32_t begin = token().begin;
    if (begin > 0 && m_files[m_file].text()[begin - 1] != '\n') return false;
    return at(Word::Fn) || at(Word::Struct) || at(Word::Const) || at(Word::Data) || at(Word::Bss) ||
           at(Word::Include);
}

// Statements may begin with the same words, so the word alone does not tell.
bool Parser::at_item() const {
    if (!at(TokenKind::Name)) return false;
    const Token& second = peek();
    const Token& third = peek(2);
    if (second.line_start) return false;
    const bool named = second.kind == TokenKind::Name;
    if (at(Word::Fn)) return named && third.kind == TokenKind::LeftParen;
    if (at(Word::Struct)) return named && third.kind == TokenKind::LeftBrace;
    if (at(Word::Const)) return named && third.kind == TokenKind::Equal;
    if (at(Word::Data) || at(Word::Bss)) {
        return named && (third.kind == TokenKind::Colon ||
                         (second.is(Word::Mut) && third.kind == TokenKind::Name));
    }
    return at(Word::Include) &&
           (second.kind == TokenKind::String || second.kind == TokenKind::Less);
}

NodeId Parser::add(Node node) {
    if (m_tree.nodes.size() >= Tree::max_nodes && !m_stopped) {
        report(Mistake(Code::ProgramTooLarge, "the program is larger than the assembler reads",
                       node.span, fmt::format("operand number {}", with_commas(Tree::max_nodes))));
        m_stopped = true;
    }
    m_tree.nodes.push_back(node);
    return static_cast<NodeId>(m_tree.nodes.size() - 1);
}

TypeNodeId Parser::add(TypeNode node) {
    m_tree.types.push_back(node);
    return static_cast<TypeNodeId>(m_tree.types.size() - 1);
}

std::uint32_t Parser::add_list(std::size_t scratch_begin) {
    const auto first = static_cast<std::uint32_t>(m_tree.lists.size());
    const auto begin = m_scratch.begin() + static_cast<std::ptrdiff_t>(scratch_begin);
    m_tree.lists.insert(m_tree.lists.end(), begin, m_scratch.end());
    m_scratch.erase(begin, m_scratch.end());
    return first;
}

}  // namespace freehold::assembler
