// SPDX-License-Identifier: MIT
// Control flow: branches, loops, scopes, and ways out of them.
#include "tests/agreement/library/generator.hpp"
#include "tests/agreement/library/render_common.hpp"

namespace freehold::agreement {
namespace {

constexpr int deepest = 3;
constexpr std::size_t most_locals = 16;
constexpr int most_statements = 36;  // of a function

}  // namespace

void Generator::block(std::vector<Statement>& out, int budget) {
    struct Choice {
        int weight;
        bool (Generator::*write)();
    };
    static constexpr Choice choices[] = {
        {12, &Generator::initialise_some}, {4, &Generator::write_const},
        {2, &Generator::write_null},       {3, &Generator::write_add},
        {4, &Generator::write_copy},       {10, &Generator::write_move},
        {7, &Generator::write_new},        {24, &Generator::write_borrow},
        {8, &Generator::write_load},       {9, &Generator::write_store},
        {4, &Generator::write_take},       {5, &Generator::write_put},
        {3, &Generator::write_swap},       {3, &Generator::write_unbox},
        {4, &Generator::write_drop},       {1, &Generator::write_forget},
        {2, &Generator::write_clone},      {2, &Generator::write_fill},
        {10, &Generator::write_print},     {14, &Generator::write_call},
        {1, &Generator::write_len},        {1, &Generator::write_move_out},
        {7, &Generator::write_if},         {4, &Generator::write_if_null},
        {6, &Generator::write_loop},       {4, &Generator::write_scope},
        {2, &Generator::write_break},      {1, &Generator::write_continue},
        {1, &Generator::write_return},
    };
    static constexpr int total = [] {
        int sum = 0;
        for (const Choice& choice : choices) sum += choice.weight;
        return sum;
    }();
    std::vector<Statement>* outer = m_out;
    m_out = &out;
    for (int tries = budget * 6; budget > 0 && tries > 0 && !diverges(out); --tries) {
        int at = m_random.between(0, total - 1);
        const Choice* choice = choices;
        while (at >= choice->weight) at -= (choice++)->weight;
        if (m_statements < most_statements && here().locals.size() < most_locals &&
            (this->*choice->write)()) {
            --budget;
        }
    }
    m_out = outer;
}

// Writes both arms, each from the same knowledge; false if neither goes on.
bool Generator::branch(Statement& statement, int most) {
    const Knowledge before = m_known;
    ++m_depth;
    block(statement.body, m_random.between(1, most));
    const Knowledge after_body = m_known;
    m_known = before;
    m_known.resize(after_body.size());  // locals the first arm declared
    if (statement.op == Op::IfNull && statement.s.is_local()) {
        m_known[statement.s.root].non_null = type_at(statement.s.root).is_borrow();
    }
    block(statement.other, m_random.between(statement.op == Op::IfNull ? 1 : 0, most - 1));
    --m_depth;
    if (diverges(statement.other)) {
        const std::size_t size = m_known.size();
        m_known = after_body;
        m_known.resize(size);
    } else if (!diverges(statement.body)) {
        Knowledge padded = after_body;
        padded.resize(m_known.size());
        m_known = join(padded, m_known);
    }
    return true;
}

bool Generator::write_if() {
    if (m_depth >= deepest) return false;
    Statement statement;
    statement.op = Op::If;
    branch(statement, 3);
    add(std::move(statement));
    return true;
}

bool Generator::write_if_null() {
    if (m_depth >= deepest) return false;
    const Candidate* s =
        pick(5, [](const Candidate& c) { return c.type.is_maybe() && c.place.is_slot(); });
    if (s == nullptr) return false;
    Statement statement;
    statement.op = Op::IfNull;
    statement.s = s->place;
    touch(statement.s, false);
    branch(statement, 3);
    add(std::move(statement));
    return true;
}

bool Generator::write_loop() {
    if (m_depth >= deepest) return false;
    Statement statement;
    statement.op = Op::Loop;
    const Knowledge before = m_known;
    const std::optional<Knowledge> outer_exit = m_loop_exit;
    const bool outer_in_loop = m_in_loop;
    m_loop_exit.reset();
    m_in_loop = true;
    ++m_depth;

    Statement way_out;
    way_out.op = Op::If;
    way_out.body.emplace_back().op = Op::Break;
    const bool at_begin = m_random.percent(55);
    if (at_begin) {
        m_loop_exit = m_known;
        statement.body.push_back(way_out);
    }
    block(statement.body, m_random.between(1, 4));
    std::vector<Statement>* outer = m_out;
    m_out = &statement.body;
    if (!diverges(statement.body)) {
        repair(before);
        if (!at_begin && (m_random.percent(85) || !m_loop_exit)) {
            m_loop_exit = m_loop_exit ? join(*m_loop_exit, m_known) : m_known;
            statement.body.push_back(way_out);
        }
    }
    m_out = outer;
    --m_depth;
    const std::size_t size = m_known.size();
    if (m_loop_exit) {
        m_known = *m_loop_exit;
        m_known.resize(size);
        if (at_begin) {
            Knowledge padded = before;
            padded.resize(size);
            m_known = join(m_known, padded);
        }
    }
    m_in_loop = outer_in_loop;
    m_loop_exit = outer_exit;
    add(std::move(statement));
    return true;
}

// What the loop's body took away is given back before the next round, mostly.
void Generator::repair(const Knowledge& before) {
    for (const LocalIndex i : std::vector<LocalIndex>(m_visible)) {
        if (i >= before.size()) continue;
        const State now = m_known[i].state;
        const bool lost =
            before[i].state == State::Init && (now != State::Init || m_known[i].moved_fields != 0);
        if (!lost || (now == State::Stale && m_random.percent(50))) continue;
        if (m_random.percent(85)) initialise(i);
    }
}

bool Generator::write_scope() {
    if (m_depth >= deepest) return false;
    Statement statement;
    statement.op = Op::Scope;
    const std::size_t first = m_visible.size();
    std::vector<LocalIndex>* outer_declared = m_declared;
    std::vector<Statement>* outer = m_out;
    m_declared = &statement.declared;
    m_out = &statement.body;
    ++m_depth;
    declare_some(m_random.between(1, 2));
    block(statement.body, m_random.between(1, 4));
    --m_depth;
    m_out = outer;
    m_declared = outer_declared;
    leave_scope(first);
    add(std::move(statement));
    return true;
}

// Borrows of what ends here had better not be used any more.
void Generator::leave_scope(std::size_t first) {
    const std::vector<LocalIndex> leaving(m_visible.begin() + static_cast<std::ptrdiff_t>(first),
                                          m_visible.end());
    m_visible.resize(first);
    for (const LocalIndex local : leaving) {
        if (!type_at(local).is_borrow()) touch(Place{local}, true);
    }
}

bool Generator::write_break() {
    if (!m_in_loop) return false;
    m_loop_exit = m_loop_exit ? join(*m_loop_exit, m_known) : m_known;
    Statement statement;
    statement.op = Op::Break;
    add(std::move(statement));
    return true;
}

bool Generator::write_continue() {
    if (!m_in_loop || m_depth < 2) return false;
    Statement statement;
    statement.op = Op::Continue;
    add(std::move(statement));
    return true;
}

bool Generator::write_return() {
    if (m_depth == 0) return false;
    last_return();
    return true;
}

void Generator::last_return() {
    if (diverges(*m_out)) return;
    const Type result = here().result;
    Statement statement;
    statement.op = Op::Ret;
    if (result.is(Shape::Int)) {
        const Candidate* s =
            pick(5, [](const Candidate& c) { return c.type.is(Shape::Int) && c.place.is_slot(); });
        Argument argument;
        argument.number = m_random.between(0, 9);
        if (s != nullptr && m_random.percent(70)) {
            argument.how = Argument::How::Copy;
            argument.place = s->place;
        }
        statement.arguments.push_back(argument);
    } else if (result.is_borrow()) {
        return_borrow(statement);
    } else if (!result.is(Shape::None)) {
        const Candidate* s =
            pick(5, [&](const Candidate& c) { return c.type == result && c.place.is_slot(); });
        if (s != nullptr) {
            statement.s = s->place;
        } else {
            const LocalIndex local = fresh(result);
            initialise(local);
            statement.s = Place{local};
        }
    }
    add(std::move(statement));
}

bool Generator::return_borrow(Statement& statement) {
    const Type result = here().result;
    const std::uint32_t allowed = here().from | (here().from_static ? from_static : 0);
    const bool anything = m_random.percent(8);
    const Candidate* s = pick(4, [&](const Candidate& c) {
        return c.type == result && c.place.is_local() &&
               (anything || (m_known[c.place.root].origins & ~allowed) == 0);
    });
    if (s != nullptr && m_random.percent(85)) {
        statement.s = s->place;
        return true;
    }
    s = pick(4, [&](const Candidate& c) {
        const bool may = c.place.is_static
                             ? !c.mut_static && (allowed & from_static) != 0
                             : c.borrowed && (m_known[c.place.root].origins & ~allowed) == 0;
        return c.type == result.inner() && (may || anything) &&
               !(c.mut_static || (c.shared && result.is_exclusive())) &&
               (!c.maybe || result.is_maybe());
    });
    const LocalIndex local = fresh(result);
    statement.s = Place{local};
    if (s == nullptr) return initialise(local);
    Statement borrow;
    borrow.op = result.is_exclusive() ? Op::BorrowMut : Op::Borrow;
    borrow.d = Place{local};
    borrow.s = s->place;
    lend(local, borrow.s, result.is_exclusive());
    add(std::move(borrow));
    return true;
}

}  // namespace freehold::agreement
