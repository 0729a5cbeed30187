// SPDX-License-Identifier: MIT
#include "assembler/emitter.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/isa/form.hpp"

namespace freehold::assembler {

Emitter::Emitter(Unit& unit, Resolver& resolver, CodeBuffer& code, LocalNames& names,
                 const FunctionItem& item, FunctionId id)
    : m_unit(unit),
      m_resolver(resolver),
      m_code(code),
      m_names(names),
      m_item(item),
      m_id(id),
      m_function(unit.program.functions[raw(id)]),
      m_frame(unit, resolver, item, m_function),
      m_operands(unit, resolver, m_function, names) {}

void Emitter::emit_function() {
    m_function.first = m_code.size();
    m_label_places.assign(m_frame.labels().size(), 0);
    m_names.open_scope();
    for (; m_next_local < m_function.parameters; ++m_next_local) {
        Local& parameter = m_function.locals[m_next_local];
        parameter.scope_begin = m_function.first;
        m_names.declare(m_item.parameters[m_next_local].name, m_next_local);
    }
    for (std::uint32_t i = 0; i < m_item.count && !m_code.full(); ++i) {
        emit_statement(m_unit.tree.statements[m_item.first + i]);
    }
    while (!m_unsafe_scopes.empty()) close_scope(m_item.close);  // braces that are missing
    finish_function();
    m_names.close_scope();
}

void Emitter::emit_statement(const Statement& statement) {
    m_statement = &statement;
    switch (statement.kind) {
        case StatementKind::Open: return open_scope(statement.flag);
        case StatementKind::Close: return close_scope(statement.word);
        case StatementKind::Local: return declare_locals(statement);
        case StatementKind::Label: return place_label(statement);
        case StatementKind::Instruction: return emit_instruction();
    }
}

// `f(x)`: all that is missing may be the `call`.
bool Emitter::is_call_without_word() const {
    if (operand_count() != 1) return false;
    const Node& call = m_unit.node(operand(0));
    return call.kind == NodeKind::Call && span_of(call.a).begin == m_statement->word.begin;
}

// `return 0` where nothing is returned: a status, or nothing.
void Emitter::help_return(Mistake& mistake, std::string_view ret) {
    const NodeId value = operand(0);
    const Node& node = m_unit.node(value);
    if (node.kind == NodeKind::Number && node.number > 0 && node.number <= 99 &&
        m_item.name == assembler::Word::Main) {
        mistake.help("the status of a program is given by `exit`", span(),
                     fmt::format("exit {}", m_unit.files.text(span_of(value))));
    } else {
        mistake.help(fmt::format("`{}` has no result to give", m_function.name), span(),
                     std::string(ret));
    }
}

void Emitter::help_with_foreign(Mistake& mistake, const ForeignWord& foreign) {
    const bool returns = foreign.mnemonic == "ret";
    if (returns) m_alive = false;
    if (returns && operand_count() == 1 && m_item.result == no_node) {
        help_return(mistake, foreign.mnemonic);
    } else if (foreign.mnemonic.empty()) {
        mistake.help(std::string(foreign.way));
    } else if (is_call_without_word()) {  // the parentheses go as well
        const std::string_view all = m_unit.files.text(span_of(operand(0)));
        const std::size_t open = all.find('(');
        mistake.help(
            "operands stand without parentheses", span_of(operand(0)),
            fmt::format("{} {}", foreign.mnemonic, all.substr(open + 1, all.size() - open - 2)));
    } else {
        if (!foreign.way.empty()) mistake.note(std::string(foreign.way));
        mistake.did_you_mean(m_statement->word, std::string(foreign.mnemonic));
    }
}

// What other languages call it says more than the word with the fewest edits.
void Emitter::help_with_instruction(Mistake& mistake, std::string_view mnemonic) {
    const Span word = m_statement->word;
    if (m_unit.symbol(m_statement->name).kind == SymbolKind::Function) {
        mistake.help("a function is called with `call`", {word.file, word.begin, word.begin},
                     "call ");
    } else if (const ForeignWord* foreign = find_foreign(mnemonic)) {
        help_with_foreign(mistake, *foreign);
    } else if (is_call_without_word() && mnemonic.size() < 4) {
        mistake.help("a function is called with `call f(x)`");
    } else if (!m_unit.reporter.full()) {
        std::vector<std::string_view> words = all_mnemonics();
        words.emplace_back("local");
        const auto meant = nearest(mnemonic, words);
        if (meant) {
            mistake.did_you_mean(word, *meant);
        } else if (is_call_without_word()) {
            mistake.help("a function is called with `call f(x)`");
        }
    }
}

void Emitter::unknown_instruction(std::string_view mnemonic) {
    Mistake mistake(Code::UnknownInstruction,
                    fmt::format("there is no instruction {}", in_backticks(mnemonic)),
                    m_statement->word);
    help_with_instruction(mistake, mnemonic);
    m_unit.reporter.add(mistake);
}

void Emitter::emit_instruction() {
    const std::string_view mnemonic =
        m_statement->flag ? "borrow mut" : m_unit.names.text(m_statement->name);
    m_row = find_instruction(mnemonic);
    if (m_row == nullptr) return unknown_instruction(mnemonic);
    const std::uint32_t count = operand_count();
    if (m_statement->bad) {  // reported; only whether the next line can be reached matters
        m_alive &= falls_through(m_row->op);
    } else if (count < m_row->least || (count > m_row->most && m_row->most != any_number)) {
        const std::string wanted =
            m_row->least == m_row->most ? quantity(m_row->least, "operand")
            : m_row->most == any_number
                ? fmt::format("at least {}", quantity(m_row->least, "operand"))
                : fmt::format("{} or {}", m_row->least, quantity(m_row->most, "operand"));
        m_unit.reporter.add(wrong_statement(
            fmt::format("`{}` takes {}, found {}", m_row->mnemonic, wanted, count)));
        m_alive &= falls_through(m_row->op);
    } else {
        (this->*m_row->emit)();
    }
}

void Emitter::finish_function() {
    if (m_alive && m_item.complete && !m_code.full()) {
        Mistake mistake(Code::MissingReturn,
                        fmt::format("`{}` can run off its end", m_function.name), m_item.close,
                        "reached without a `ret`");
        if (m_function.result == TypeId::None && m_item.result == no_node) {
            const Span before{m_item.close.file, m_item.close.begin, m_item.close.begin};
            mistake.help("end it with `ret`", before, "    ret\n");
        } else {
            mistake.help("end it with `ret` and its result");
        }
        m_unit.reporter.add(mistake);
    }
    emit_stubs();
    set_targets();
    m_function.count = m_code.size() - m_function.first;
    m_function.slots = m_frame.outgoing() + m_outgoing_most;
    const std::uint32_t end = m_code.size();
    for (std::uint32_t i : m_frame.scope(function_scope).locals) {
        m_function.locals[i].scope_end = end;
    }
}

}  // namespace freehold::assembler
