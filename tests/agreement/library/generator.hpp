// SPDX-License-Identifier: MIT
// The parts of generate(): what it knows about a program while it writes it.
#pragma once

#include <optional>
#include <vector>

#include "tests/agreement/library/model.hpp"
#include "tests/agreement/library/random.hpp"

namespace freehold::agreement {

/// What a slot holds, as far as the generator remembers. Stale: a borrow whose place was touched
/// since, or something else that had better not be used.
enum class State : std::uint8_t { Uninit, Init, Moved, Maybe, Stale };

/// What a borrow in a slot keeps lent, roughly.
struct LentPlace {
    bool is_static = false;
    std::uint8_t root = 0;
    std::uint8_t field = whole;  ///< the first field on the way
    bool mut = false;
    static constexpr std::uint8_t whole = 0xff;
};

struct LocalState {
    State state = State::Uninit;
    std::uint8_t moved_fields = 0;  ///< bit i: the field was moved out
    bool non_null = false;
    std::uint32_t origins = 0;  ///< bit i: parameter i; from_local, from_static
    std::uint8_t lent_count = 0;
    std::array<LentPlace, 6> lent{};
};
inline constexpr std::uint32_t from_local = 1u << 30;
inline constexpr std::uint32_t from_static = 1u << 31;

using Knowledge = std::vector<LocalState>;

/// A place that can be named now.
struct Candidate {
    Place place;
    Type type;
    bool good = true;         ///< it is initialised and may be read, it seems
    bool shared = false;      ///< the way leads through something that must not be written
    bool lend_only = false;   ///< two accesses away, or behind a pointer that may be null
    bool maybe = false;       ///< a borrow of it may be null
    bool mut_static = false;  ///< part of a mutable static
    bool borrowed = false;    ///< the way leads through a borrow
};

class Generator {
public:
    explicit Generator(std::uint64_t seed);
    Program run();

private:
    // generate.cpp: programs and functions
    void choose_pool();
    void choose_signature(Function& function);
    void choose_result(Function& function);
    void write_function(std::size_t index);
    void declare_some(int count);
    LocalIndex fresh(Type type);

    // generate_blocks.cpp: control flow
    void block(std::vector<Statement>& out, int budget);
    bool write_if();
    bool write_if_null();
    bool write_loop();
    bool write_scope();
    bool write_break();
    bool write_continue();
    bool write_return();
    bool return_borrow(Statement& statement);
    void last_return();
    bool branch(Statement& statement, int most);
    void repair(const Knowledge& before);
    void leave_scope(std::size_t first);

    // generate_values.cpp: statements about one slot
    bool initialise(LocalIndex local);
    bool initialise_some();
    bool write_const();
    bool write_null();
    bool write_add();
    bool write_copy();
    bool write_move();
    bool write_new();
    bool write_print();
    bool write_drop();
    bool write_forget();
    bool write_clone();
    bool write_unbox();
    bool write_fill();
    bool new_block(const Place& d, Type type);
    bool initialise_borrow(LocalIndex local, Type type);

    // generate_memory.cpp: borrows, memory and calls
    bool write_borrow();
    bool borrow_into(LocalIndex d, Type type);
    bool write_load();
    bool write_store();
    bool write_take();
    bool write_put();
    bool write_swap();
    bool write_move_out();
    bool write_len();
    bool write_call();
    bool choose_arguments(const Function& callee, Statement& call);
    std::optional<Argument> choose_argument(Type type, const Statement& call);
    bool call(std::size_t callee);

    // knowledge.cpp: what can be named and what is known about it
    void collect();
    void expand(const Candidate& candidate, int derefs);
    template <typename Wanted>
    const Candidate* pick(std::uint32_t risk, Wanted wanted);
    std::optional<Place> pick_target(Type type);
    bool is_good(const Place& place) const;
    bool is_empty(const Place& place) const {
        return !place.is_static && m_known[place.root].state == State::Uninit;
    }
    void touch(const Place& place, bool write, std::uint32_t forget = 7);
    void assign(const Place& d);
    void take_away(const Place& s);
    void lend(LocalIndex d, const Place& place, bool mut);
    void inherit(LocalState& to, const LocalState& from) const;
    static bool overlap(const LentPlace& lent, const Place& place);
    static std::uint8_t first_field(const Place& place);
    Knowledge join(const Knowledge& a, const Knowledge& b) const;

    void add(Statement statement) {
        ++m_statements;
        m_out->push_back(std::move(statement));
    }
    Function& here() { return m_program.functions[m_index]; }
    const Function& here() const { return m_program.functions[m_index]; }
    Type type_at(LocalIndex local) const { return here().locals[local].type; }
    bool may_write(const Place& place) const;

    Random m_random;
    Program m_program;
    std::vector<Type> m_pool;
    bool m_with_statics = false;
    bool m_small = false;
    std::size_t m_index = 0;  ///< the function being written
    Knowledge m_known;
    std::vector<LocalIndex> m_visible;
    std::vector<LocalIndex>* m_declared = nullptr;
    std::vector<Statement>* m_out = nullptr;
    std::vector<Candidate> m_candidates;
    std::vector<const Candidate*> m_picked;
    std::optional<Knowledge> m_loop_exit;
    bool m_in_loop = false;
    int m_depth = 0;
    int m_statements = 0;  ///< of the function so far
};

template <typename Wanted>
const Candidate* Generator::pick(std::uint32_t risk, Wanted wanted) {
    collect();
    const bool risky = m_random.percent(risk);
    const bool empty_too = risk == 100 || m_random.percent(25);  // the dullest mistake
    m_picked.clear();
    for (const Candidate& candidate : m_candidates) {
        const bool may = candidate.good || (risky && (empty_too || !is_empty(candidate.place)));
        if (may && wanted(candidate)) m_picked.push_back(&candidate);
    }
    return m_picked.empty() ? nullptr : m_picked[m_random.below(m_picked.size())];
}

}  // namespace freehold::agreement
