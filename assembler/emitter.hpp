// SPDX-License-Identifier: MIT
// Statements to instructions, one function at a time. Each emit_*.cpp file is one family of
// instructions; docs/architecture.md says what each statement becomes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assembler/code_buffer.hpp"
#include "assembler/frame.hpp"
#include "assembler/instruction_table.hpp"
#include "assembler/operand.hpp"
#include "assembler/other_assemblies.hpp"

namespace freehold::assembler {

class Emitter {
public:
    Emitter(Unit& unit, Resolver& resolver, CodeBuffer& code, LocalNames& names,
            const FunctionItem& item, FunctionId id);

    /// Writes the function's code and fills in its Function.
    void emit_function();

    // The handlers of instruction_table.cpp. Each writes m_statement, or reports why it cannot.
    void emit_const();
    void emit_copy();
    void emit_move();
    void emit_arithmetic();
    void emit_not();
    void emit_jump();
    void emit_branch();
    void emit_branch_null();
    void emit_load();
    void emit_store();
    void emit_fill();
    void emit_len();
    void emit_write();
    void emit_new();
    void emit_slot_to_slot();
    void emit_owner();
    void emit_unbox();
    void emit_take();
    void emit_put();
    void emit_borrow();
    void emit_call();
    void emit_ret();
    void emit_exit();
    void emit_print();
    void emit_assert();
    void emit_read();
    void emit_offset();
    void emit_cast();
    void emit_alloc();
    void emit_realloc();
    void emit_free();

private:
    /// A slot or a number.
    struct Word {
        bool is_number = false;
        std::int64_t number = 0;
        freehold::Slot slot = 0;
    };
    /// Where a conditional jump out of scopes goes first: behind the function's last line.
    struct Stub {
        std::uint32_t jump = 0;  // the instruction that goes there
        std::uint32_t label = 0;
        ScopeId from = function_scope;
        Span span{};
    };
    /// What `store` and the passing of a value do with one that does not fit.
    enum class Fit : std::uint8_t { Check, Wrap };

    // ---- statements, scopes, jumps (emitter.cpp, emit_scopes.cpp)
    void emit_statement(const Statement& statement);
    void emit_instruction();
    void unknown_instruction(std::string_view mnemonic);
    void help_with_instruction(Mistake& mistake, std::string_view mnemonic);
    void help_with_foreign(Mistake& mistake, const ForeignWord& foreign);
    void help_return(Mistake& mistake, std::string_view ret);
    bool is_call_without_word() const;
    void open_scope(bool unsafe);
    void close_scope(Span brace);
    void declare_locals(const Statement& statement);
    void place_label(const Statement& statement);
    void end_scope(ScopeId scope, Span span);
    void drop_owners(ScopeId scope, Span span);
    void drop_local(const Local& local, Span span);
    void drop_field(freehold::Slot base, std::uint32_t offset, TypeId type, Span span);
    void leave(const std::vector<ScopeId>& scopes, Span span);
    bool ends_anything(const std::vector<ScopeId>& scopes) const;
    std::optional<std::uint32_t> label_operand(NodeId node);
    void jump_to(std::uint32_t instruction, std::uint32_t label, bool conditional);
    std::optional<std::vector<ScopeId>> scopes_left(std::uint32_t label, NodeId node);
    void emit_stubs();
    void finish_function();
    void set_targets();

    // ---- operands (emit_operands.cpp)
    NodeId operand(std::uint32_t number) const {
        return m_unit.tree.lists[m_statement->first + number];
    }
    std::uint32_t operand_count() const { return m_statement->count; }
    Span span() const { return m_statement->span(); }
    Span span_of(NodeId node) const { return m_unit.node(node).span; }
    const Type& type(TypeId id) const { return m_unit.types[id]; }
    std::optional<freehold::Slot> word_slot(NodeId node);
    std::optional<Place> word_place(NodeId node);
    std::optional<Place> slot_place(NodeId node);
    std::optional<Place> memory(NodeId node);
    std::optional<Place> array_place(NodeId node);
    std::optional<Word> word_or_number(NodeId node);
    bool has_bytes(const Place& array, std::int64_t count);
    Mistake wrong(NodeId node, std::string label) const;
    Mistake wrong_statement(std::string headline) const;
    void report_no_slot(NodeId node, const Operand& operand);
    bool owner_named_by(NodeId node);
    void help_without_brackets(Mistake& mistake, NodeId node);
    void help_look(Mistake& mistake, NodeId owner, TypeId type, NodeId shown);
    std::string unused_name(const std::string& wanted) const;
    std::optional<std::string> indentation() const;
    void report_mismatch(NodeId node, TypeId found, TypeId wanted);
    void report_move_into_memory(const Operand& to);
    std::string describe(const Operand& operand) const;
    bool is_bare_pointer(const Place& place) const;
    bool is_owner(const Operand& operand) const;
    bool report_turned(bool memory_first);
    void report_bare_pointer(NodeId node, const Place& place);
    bool fits(NodeId node, TypeId type, std::int64_t number);
    std::optional<std::uint16_t> pooled(NodeId node, std::int64_t number);

    // ---- writing (emit_values.cpp)
    std::uint32_t put(Opcode op, std::uint16_t a, std::uint16_t b, std::uint16_t c,
                      std::uint64_t imm, Span span);
    void put_memory(Opcode family, std::uint16_t a, const Place& place, Span span);
    std::uint32_t bound_of(const Place& place) const;
    void put_load(freehold::Slot to, const Place& from, Span span);
    void put_store(const Place& to, freehold::Slot from, Fit fit, Span span);
    void put_copy(const Place& to, const Place& from, bool move, NodeId node, Span span);
    void put_move_out(const Place& to, const Place& from, NodeId node, Span span);
    void put_borrow(freehold::Slot to, const Place& place, Opcode family, Opcode reach, Span span);
    void put_number(const Place& to, std::int64_t number, Fit fit, NodeId node, Span span);
    void put_null(const Place& to, NodeId node, Span span);
    void put_function(const Place& to, FunctionId function, NodeId node, Span span);
    bool put_constant(const Place& to, const Operand& value, Fit fit, NodeId node, Span span);
    std::uint16_t null_kind(TypeId type) const;

    // ---- passing values to calls, blocks and results (emit_pass.cpp, emit_parts.cpp)
    enum class Passing : std::uint8_t { Argument, Field, Result };
    void pass(const Place& to, NodeId node, Passing passing);
    void pass_plain(const Place& to, NodeId node, const Operand& value, Passing passing);
    bool points_at(TypeId pointer, const Place& place) const;
    bool has_elements(TypeId id) const;
    void report_not_owned(NodeId id, const Operand& value, TypeId wanted, Passing passing);
    void report_not_borrowed(NodeId node, TypeId found, TypeId wanted);
    void report_text_argument(NodeId node, NodeId text, TypeId wanted);
    std::string unused_static(const std::string& wanted) const;
    void pass_move(const Place& to, NodeId node, NodeId source);
    void pass_borrow(const Place& to, NodeId node, NodeId source, bool exclusive);
    Place frame_place(std::uint32_t first_slot, TypeId type) const;
    void put_part(const Place& to, const Place& from, bool move, NodeId node, Span span);
    std::uint64_t parts(TypeId type) const;
    void put_parts(const Place& to, const Place& from, freehold::Slot carrier, Span span);
    void report_parts(const Place& to, NodeId node);
    bool reserve(std::uint32_t slots);

    // ---- calls and blocks (emit_calls.cpp, emit_new.cpp)
    void call_function(const Node& call, FunctionId callee, std::optional<NodeId> result);
    void call_code(const Node& call, freehold::Slot callee, std::optional<NodeId> result);
    std::optional<freehold::Slot> result_slot(std::optional<NodeId> node, FunctionId callee);
    void unknown_callee(const Node& call);
    bool check_count(const Node& call, std::size_t wanted, Span declared, std::string_view what);
    TypeId argument_type(NodeId node);
    NodeId argument(const Node& call, std::uint32_t number) const {
        return m_unit.tree.lists[call.b + number];
    }
    void new_value(freehold::Slot to, NodeId node);
    void fill_image(const Node& call, const Place& image);
    void new_run(freehold::Slot to, NodeId node);
    void new_copy(freehold::Slot to, NodeId node);
    bool is_number_type(NameId name);

    // ---- formats (emit_print.cpp)
    std::optional<std::uint32_t> format(std::uint32_t first_operand);
    void report_places(NodeId text, std::size_t places, std::uint32_t values);
    std::optional<Piece> piece(NodeId node, Piece::Style style);
    bool piece_of_place(NodeId node, const Place& place, Piece& piece);
    void help_show(Mistake& mistake, NodeId node, const Place& place);

    Unit& m_unit;
    Resolver& m_resolver;
    CodeBuffer& m_code;
    LocalNames& m_names;
    const FunctionItem& m_item;
    FunctionId m_id;
    freehold::Function& m_function;
    Frame m_frame;
    Operands m_operands;

    const Statement* m_statement = nullptr;
    const InstructionRow* m_row = nullptr;
    ScopeId m_scope = function_scope;
    ScopeId m_next_scope = 1;
    std::uint32_t m_next_local = 0;
    std::uint32_t m_next_label = 0;
    std::uint32_t m_unsafe_depth = 0;
    std::uint32_t m_unsafe_begin = 0;
    std::uint32_t m_outgoing_most = 0;
    bool m_alive = true;  // control can come here, as far as the last line tells
    bool m_too_large = false;
    std::vector<bool> m_unsafe_scopes;          // of the open scopes, innermost last
    std::vector<std::uint32_t> m_label_places;  // by label: instruction; set as they are passed
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_jumps;  // instruction, label
    std::vector<Stub> m_stubs;
};

}  // namespace freehold::assembler
