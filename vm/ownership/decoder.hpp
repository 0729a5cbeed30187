// SPDX-License-Identifier: MIT
// What each instruction demands of types and names, and what it does to the frame. Everything that
// can be said without knowing how control got here is said here.
#pragma once

#include <vector>

#include "vm/isa/form.hpp"
#include "vm/isa/type_paths.hpp"
#include "vm/ownership/effects.hpp"
#include "vm/ownership/flow_graph.hpp"
#include "vm/ownership/mistake.hpp"
#include "vm/ownership/program_facts.hpp"

namespace freehold::ownership {

class Decoder {
public:
    /// All must stay. Mistakes are added to `mistakes`; where there is one, the effects go on as if
    /// the instruction had done what was meant.
    Decoder(ProgramFacts& facts, const FrameMap& frame, const FlowGraph& graph,
            std::vector<Mistake>& mistakes);

    FunctionEffects decode();

private:
    /// A typed value in the frame.
    struct Value {
        bool good = false;
        TypeId type = TypeId::None;
        Bytes bytes{};
        Leaves leaves{};
        bool part = false;  ///< inside an array
    };
    /// A place that a memory form names.
    struct Spot {
        bool good = false;
        MemoryForm form = MemoryForm::None;
        TypeSpot at{};               ///< where in a type the place begins
        TypeId type = TypeId::None;  ///< of the place
        Place place{};
        Leaves leaves{};  ///< of a place in the frame
        bool part = false;
        bool ro = false;                  ///< in an `ro` local, or owned by one
        std::uint32_t pointer = none;     ///< the leaf of the pointer that leads there
        TypeKind via = TypeKind::Struct;  ///< its kind; Struct without one
        bool pointer_in_array = false;
        bool pointer_nullable = false;
        bool whole = false;  ///< all of an object
        const Static* item = nullptr;

        bool in_frame() const { return form == MemoryForm::F || form == MemoryForm::FX; }
        bool in_static() const { return item != nullptr; }
        bool through_pointer() const { return via != TypeKind::Struct; }
    };
    /// What stands in the outgoing area.
    struct Passed {
        Bytes bytes{};
        TypeId type = TypeId::None;   ///< of a longer value
        Word word{};                  ///< of a word, or a part of one
        std::uint32_t effect = none;  ///< that put it there
        std::uint32_t at = 0;
        bool taken = false;
    };

    // ---- decoder.cpp: mistakes, effects, values in the frame ---------------------------------
    void instruction();
    Mistake& mistake(Code code, Mistake::Why why, Slot slot = no_slot);
    void wrong_kind(Slot slot, const Word& found, ValueKind wanted);
    void wrong_type(Slot slot, const Word& found, TypeId wanted);
    void shared_word(Slot slot, TypeId what);
    bool in_unsafe() const;
    void need_unsafe();
    Effect& emit(Effect::Do what);
    Value value_at(Slot slot, TypeId type);
    Value word_at(Slot slot);
    Word use_word(Slot slot, Access access = Access::Read);
    void use(const Value& value, Access access = Access::Read);
    bool consume(const Value& value, Access access, Slot slot);
    bool need(Slot slot, ValueKind kind);
    bool need_int(Slot slot) { return need(slot, ValueKind::Int); }
    void give_word(Slot slot, const Word& word);
    void give_value(Slot slot, TypeId type);
    void give_widened(Slot slot, TypeId type);
    void fresh(bool may_be_null);

    // ---- decode_values.cpp ------------------------------------------------------------------
    bool arithmetic();
    void compare(Slot left, Slot right, bool any_pointer, bool raw_pointers);
    void copy();
    void copy_words();
    void move();
    void move_words();
    bool raw_operation();
    void cast();
    void cannot_copy(Slot slot, const Word& word);

    // ---- decode_memory.cpp ------------------------------------------------------------------
    bool memory();
    Spot locate();
    void locate_pointer(Spot& spot);
    void locate_frame(Spot& spot);
    void locate_static(Spot& spot);
    void locate_scalar(Spot& spot, std::uint32_t bytes);
    void locate_element(Spot& spot, std::uint32_t bytes);
    void locate_typed(Spot& spot);
    Spot scalar_spot(std::uint32_t bytes);
    Spot typed_spot();
    void cover(Spot& spot, std::uint32_t offset, std::uint32_t bytes);
    void touch(const Spot& spot, Access access);
    bool check_writable(const Spot& spot);
    void load(std::uint32_t bytes, ValueKind kind);
    void store(std::uint32_t bytes, ValueKind kind);
    void store_constant(std::uint32_t bytes, ValueKind kind);
    bool need_place_kind(const Spot& spot, ValueKind kind);
    void assign(const Spot& spot);

    // ---- decode_owners.cpp ------------------------------------------------------------------
    bool owners();
    void new_value();
    void new_run(bool constant);
    void new_copy();
    void clone();
    void unbox();
    void drop(Access access);
    void drop_end();
    void end_slots();
    void take();
    void put();
    void swap();
    void move_out();
    bool check_takable(const Spot& spot);

    // ---- decode_borrows.cpp: borrows, and arrays as a whole ---------------------------------
    void borrow(ValueKind kind);
    void reach(ValueKind kind);
    void lend(const Spot& spot, ValueKind kind);
    bool check_lendable(const Spot& spot, ValueKind kind);
    void len();
    void fill(bool constant);
    void write(bool constant);
    bool has_bytes(const Spot& spot, std::int64_t count) const;

    // ---- decode_calls.cpp -------------------------------------------------------------------
    bool calls();
    void call();
    void call_code();
    void leave();
    void pass_word(Slot slot, const Word& word);
    void pass_value(Slot slot, TypeId type);
    void pass_part(Bytes bytes, ValueKind kind);
    void begin_block();
    bool sort_passed();
    bool match(TypeId type, std::uint32_t begin);
    bool match_word(Passed& passed, TypeId type);
    bool match_elements(const Type& array, std::uint32_t begin);
    void finish_passed();
    const Passed* passed_number(Slot slot) const;
    bool end_passed(Slot slot);
    void result(Slot slot, TypeId type);

    // ---- decode_print.cpp -------------------------------------------------------------------
    bool print();
    void format(std::uint32_t index);
    void piece_of_frame(const Piece& piece);
    void piece_of_static(const Piece& piece);
    void check_followed(const Piece& piece, TypeId real, Slot slot);

    const Type& type(TypeId id) const { return m_program.type(id); }

    ProgramFacts& m_facts;
    const Program& m_program;
    const StaticIndex& m_statics;
    const FrameMap& m_frame;
    const FlowGraph& m_graph;
    std::vector<Mistake>& m_mistakes;
    FunctionEffects m_effects;
    std::vector<Passed> m_passed;
    std::uint32_t m_at = 0;  // index in Program::code
    Instruction m_i{};
    Opcode m_family{};  // the opcode, of a memory form the first of its six
};

}  // namespace freehold::ownership
