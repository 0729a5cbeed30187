// SPDX-License-Identifier: MIT
// include, const, struct, data, bss and fn.
#include <fmt/format.h>

#include <algorithm>

#include "assembler/escape.hpp"
#include "assembler/parser.hpp"

namespace freehold::assembler {
namespace {

constexpr std::string_view item_list = "`fn`, `struct`, `const`, `data`, `bss` or `include`";

}  // namespace

void Parser::parse_item() {
    m_panic = false;
    if (at(Word::Fn)) {
        parse_function();
    } else if (at(Word::Struct)) {
        parse_struct();
    } else if (at(Word::Const)) {
        parse_const();
    } else if (at(Word::Data)) {
        const bool mut = peek().is(Word::Mut) && peek(2).kind == TokenKind::Name;
        parse_static(mut ? StaticKind::DataMut : StaticKind::Data);
    } else if (at(Word::Bss)) {
        parse_static(StaticKind::Bss);
    } else if (at(Word::Include)) {
        parse_include();
    } else if (at_foreign_function()) {
        report_foreign_function();
        parse_function();
    } else {
        const Token stray = token();
        if (stray.kind == TokenKind::RightBrace) {
            report(Mistake(Code::SyntaxError, "this `}` closes nothing", span(stray)));
        } else if (stray.kind != TokenKind::Bad) {
            report(Mistake(
                Code::SyntaxError,
                fmt::format("expected {}, found {}", item_list, m_files.quoted(span(stray))),
                span(stray), "outside functions there are only declarations"));
        }
        advance();
        skip_to_item();
    }
    if (m_panic) skip_to_item();
}

// `int main() {`, `def main() {`: a function all the same, but for its first word.
bool Parser::at_foreign_function() const {
    return at(TokenKind::Name) && peek().kind == TokenKind::Name && !peek().line_start &&
           peek(2).kind == TokenKind::LeftParen;
}

void Parser::report_foreign_function() {
    const Span word = span(token());
    Mistake mistake(Code::SyntaxError,
                    "a function begins with `fn`, not with " + m_files.quoted(word), word);
    mistake.help(fmt::format("did you mean `fn {}`?", m_names.text(peek().name())), word, "fn");
    report(mistake);
    m_panic = false;
}

void Parser::parse_include() {
    advance();
    IncludeRequest request;
    request.span = span(token());
    if (at(TokenKind::String)) {
        const std::string_view text = m_files.text(request.span);
        request.path = unescape(text.substr(1, text.size() - 2));
        advance();
    } else if (at(TokenKind::Less)) {
        const std::optional<Span> path = m_lexer.angle_text(token());
        if (!path) return unexpected("a path in quotes, or in `<` and `>`");
        request.path = m_files.text(*path);
        request.span.end = m_previous_end = path->end + 1;
        request.in_library = true;
        for (Token& ahead : m_tokens) ahead = m_lexer.next();
    } else {
        return unexpected("a path in quotes, or in `<` and `>`");
    }
    m_include(request);
}

bool Parser::parse_name(std::string_view what, NameId& name, Span& at_name) {
    if (!at(TokenKind::Name) || token().line_start) {
        unexpected(what);
        return false;
    }
    name = token().name();
    at_name = span(token());
    advance();
    return true;
}

void Parser::parse_const() {
    advance();
    ConstItem item;
    if (!parse_name("the constant's name", item.name, item.span)) return;
    if (expect(TokenKind::Equal, "`=`")) item.value = parse_operand();
    if (m_panic) item.value = no_node;
    m_tree.order.push_back({ItemKind::Const, static_cast<std::uint32_t>(m_tree.constants.size())});
    m_tree.constants.push_back(item);
}

void Parser::parse_struct() {
    advance();
    StructItem item;
    if (!parse_name("the struct's name", item.name, item.span)) return;
    if (expect(TokenKind::LeftBrace, "`{`")) {
        parse_members(TokenKind::RightBrace, "a field, as in `value: int`", item.fields);
    }
    item.complete = !m_panic;
    m_tree.order.push_back({ItemKind::Struct, static_cast<std::uint32_t>(m_tree.structs.size())});
    m_tree.structs.push_back(std::move(item));
}

void Parser::parse_members(TokenKind close, std::string_view what, std::vector<Member>& members) {
    while (!accept(close)) {
        Member member;
        if (!at(TokenKind::Name)) return unexpected(what);
        member.name = token().name();
        member.span = span(token());
        advance();
        if (!expect(TokenKind::Colon, "`:` and a type")) return;
        member.type = parse_type();
        members.push_back(member);
        if (m_panic) return;
        if (accept(TokenKind::Comma) || at(close)) continue;
        missing_comma(close);
        if (!at(TokenKind::Name) || peek().kind != TokenKind::Colon) return;
        m_panic = false;  // only the comma is missing
    }
}

// A `;` where a comma was meant: it begins a comment, of which the rest of a declaration, or
// nothing, is made.
std::optional<Span> Parser::comment_for_comma() const {
    const std::string_view file = m_files[m_file].text();
    const std::size_t begin = file.find_first_not_of(" \t", m_previous_end);
    if (begin == std::string_view::npos || file[begin] != ';') return std::nullopt;
    const std::size_t end = std::min(file.find('\n', begin), file.size());
    const std::string_view comment = file.substr(begin + 1, end - begin - 1);
    const std::size_t name = comment.find_first_not_of(" \t\r");
    const std::size_t colon = comment.find(':');
    const bool declares =
        colon != std::string_view::npos && name < colon &&
        comment.substr(name, colon - name).find_first_of(" \t") == std::string_view::npos;
    const bool empty = name == std::string_view::npos || comment[name] == ';';
    if (!empty && !declares) return std::nullopt;
    return Span{m_file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)};
}

void Parser::missing_comma(TokenKind close) {
    const std::string_view wanted = close == TokenKind::RightBrace ? "`,` or `}`" : "`,` or `)`";
    const bool at_end = token().line_start || at(TokenKind::End);
    if (const auto comment = at_end ? comment_for_comma() : std::nullopt) {
        report(Mistake(Code::SyntaxError, fmt::format("expected {}, found a comment", wanted),
                       *comment, "`;` begins a comment, up to the end of the line")
                   .help("a comma stands between them", *comment, ","));
    } else if (at(TokenKind::Name) && peek().kind == TokenKind::Colon) {
        report(Mistake(Code::SyntaxError, fmt::format("expected {}, found {}", wanted, found()),
                       at_end ? after_previous() : span(token()),
                       fmt::format("expected {}", wanted))
                   .help("a comma stands between them", after_previous(), ","));
    } else {
        unexpected(wanted);
    }
}

void Parser::parse_static(StaticKind kind) {
    advance();
    if (kind == StaticKind::DataMut) advance();
    StaticItem item;
    item.kind = kind;
    if (!parse_name("the static's name", item.name, item.span)) return;
    if (expect(TokenKind::Colon, "`:` and a type")) item.type = parse_type();
    const bool typed = !m_panic;
    if (typed && kind == StaticKind::Bss && at(TokenKind::Equal)) {
        unexpected("the end of the declaration",
                   "a `bss` begins as zeros; `data mut` takes an initial value");
    } else if (typed && kind != StaticKind::Bss &&
               expect(TokenKind::Equal, "`=` and an initial value")) {
        item.value = parse_initialiser();
        if (m_panic) item.value = no_node;
    }
    m_tree.order.push_back({ItemKind::Static, static_cast<std::uint32_t>(m_tree.statics.size())});
    m_tree.statics.push_back(item);
}

void Parser::parse_function() {
    advance();
    FunctionItem item;
    if (!parse_name("the function's name", item.name, item.span)) return;
    parse_signature(item);
    // A mistake in the signature does not hide the body, if the brace can be found.
    if (m_panic) {
        while (!at(TokenKind::End) && !at(TokenKind::LeftBrace) && !token().line_start) advance();
        if (at(TokenKind::LeftBrace)) m_panic = false;
    }
    if (!m_panic && at(TokenKind::LeftBrace)) {
        parse_body(item);
    } else {
        unexpected("`{`");
        item.complete = false;
    }
    m_tree.order.push_back(
        {ItemKind::Function, static_cast<std::uint32_t>(m_tree.functions.size())});
    m_tree.functions.push_back(std::move(item));
}

void Parser::parse_signature(FunctionItem& item) {
    if (!expect(TokenKind::LeftParen, "`(` and the parameters")) return;
    parse_members(TokenKind::RightParen, "a parameter, as in `n: int`", item.parameters);
    if (m_panic || !accept(TokenKind::Arrow)) return;
    item.result = parse_type();
    if (!m_panic && at(Word::From)) parse_from(item);
}

void Parser::parse_from(FunctionItem& item) {
    item.has_from = true;
    do {
        advance();
        if (!at(TokenKind::Name)) return unexpected("a parameter's name, or `static`");
        item.from.push_back(parse_name_node());
    } while (at(TokenKind::Comma));
}

}  // namespace freehold::assembler
