// SPDX-License-Identifier: MIT
// Tokens to a Tree. One parser reads one file; its rooms are the parse_*.cpp files.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assembler/files.hpp"
#include "assembler/lexer.hpp"
#include "assembler/reporter.hpp"
#include "assembler/tree.hpp"

namespace freehold::assembler {

/// An `include` met in a file; it is answered before the parser goes on.
struct IncludeRequest {
    Span span{};  ///< of the path, with its quotes or angle brackets
    std::string path;
    bool in_library = false;  ///< `<path>`
};

/// Appends a file's items to the tree. Every mistake is reported once (F006, F019, F021); the
/// parser goes on at the next line of a function, or at the next item.
class Parser {
public:
    using Include = std::function<void(const IncludeRequest&)>;

    Parser(const Files& files, FileId file, Names& names, Tree& tree, Reporter& reporter,
           Include include);

    void parse_file();

private:
    static constexpr std::uint32_t max_depth = 256;  // of types, expressions and blocks

    // ---- tokens (parser.cpp)
    const Token& token() const { return m_tokens[0]; }
    const Token& peek(std::size_t ahead = 1) const { return m_tokens[ahead]; }
    bool at(TokenKind kind) const { return token().kind == kind; }
    bool at(Word word) const { return token().is(word); }
    void advance();
    bool accept(TokenKind kind);
    bool expect(TokenKind kind, std::string_view wanted);
    Span span(const Token& of) const { return {m_file, of.begin, of.end}; }
    Span span_from(std::uint32_t begin) const;
    Span after_previous() const { return {m_file, m_previous_end, m_previous_end}; }
    std::string found() const;
    void unexpected(std::string_view wanted, std::string_view help = "");
    void report(const Mistake& mistake);
    void too_deep(Span at, std::string headline);
    void skip_line();
    void skip_to_item();
    bool at_item() const;
    bool at_item_word() const;
    NodeId add(Node node);
    TypeNodeId add(TypeNode node);
    std::uint32_t add_list(std::size_t scratch_begin);

    // ---- items (parse_items.cpp)
    void parse_item();
    bool at_foreign_function() const;
    void report_foreign_function();
    void parse_include();
    void parse_const();
    void parse_struct();
    void parse_static(StaticKind kind);
    void parse_function();
    void parse_signature(FunctionItem& item);
    void parse_from(FunctionItem& item);
    bool parse_name(std::string_view what, NameId& name, Span& at);
    void parse_members(TokenKind close, std::string_view what, std::vector<Member>& members);
    void missing_comma(TokenKind close);
    std::optional<Span> comment_for_comma() const;

    // ---- statements (parse_statements.cpp)
    void parse_body(FunctionItem& item);
    bool parse_statement(FunctionItem& item, std::vector<Span>& open);
    void open_block(bool unsafe, std::vector<Span>& open);
    void close_block(std::vector<Span>& open);
    void missing_brace(FunctionItem& item, const std::vector<Span>& open);
    void parse_label();
    void find_labels_without_colon(const FunctionItem& item);
    void parse_local();
    void parse_local_names(Statement& statement);
    void parse_instruction();
    void parse_mnemonic(Statement& statement);
    void parse_operands(Statement& statement);
    void check_end_of_statement();
    bool starts_operand() const;

    // ---- what other languages write (parse_foreign.cpp)
    bool at_assignment() const;
    void report_assignment(std::uint32_t begin);
    void parse_bracketed_statement();
    std::vector<Token> rest_of_line();
    std::string assignment(std::string_view target, bool memory, Operator op,
                           const std::vector<Token>& value) const;
    std::string_view text(const Token& first, const Token& last) const;
    bool at_foreign_local() const;
    bool at_typed_name() const;
    void parse_foreign_local();
    void parse_typed_name();
    void parse_call_without_word(Statement& statement);
    void unexpected_type();
    TypeNodeId parse_reference_sign();
    TypeNodeId parse_length_behind(TypeNodeId element);

    // ---- expressions and operands (parse_expressions.cpp)
    NodeId parse_operand();
    NodeId parse_initialiser();
    NodeId parse_expression(int least_binding = 0);
    NodeId parse_unary();
    NodeId parse_postfix();
    NodeId parse_primary();
    NodeId parse_name_node();
    NodeId parse_bracket();
    NodeId parse_list();
    NodeId parse_field(NodeId base);
    NodeId parse_index(NodeId base);
    NodeId parse_arguments(NodeId callee);
    NodeId bad_node();
    bool count_operator();

    // ---- types (parse_types.cpp)
    TypeNodeId parse_type();
    TypeNodeId parse_pointer_type(TypeNodeKind kind);
    TypeNodeId parse_bracket_type();
    bool at_type_in_brackets() const;
    bool starts_type() const;

    const Files& m_files;
    FileId m_file;
    Names& m_names;
    Tree& m_tree;
    Reporter& m_reporter;
    Include m_include;
    Lexer m_lexer;
    std::array<Token, 3> m_tokens;
    std::uint32_t m_previous_end = 0;
    std::uint32_t m_depth = 0;      // of nested types and expressions
    std::uint32_t m_operators = 0;  // of the operand being read
    std::uint32_t m_brackets = 0;   // open around what is being read: lines may end inside
    bool m_panic = false;           // the statement or item has a mistake: the rest of it is quiet
    bool m_quiet = false;           // a mistake is reported for the whole line: no others
    bool m_stopped = false;         // the program is too large: no more is read
    bool m_initialiser = false;     // `[` begins a list of values
    std::vector<NodeId> m_scratch;  // lists being read, innermost last
};

/// The operator that a token writes between two operands; None for other tokens.
Operator binary_operator(TokenKind kind);

}  // namespace freehold::assembler
