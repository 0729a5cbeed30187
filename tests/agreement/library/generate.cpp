// SPDX-License-Identifier: MIT
// Programs and functions.
#include "tests/agreement/library/generate.hpp"

#include "tests/agreement/library/generator.hpp"

namespace freehold::agreement {
namespace {

constexpr Type own(Type t) { return {Shape::Own, t}; }
constexpr Type ref(Type t) { return {Shape::Ref, t}; }
constexpr Type mut(Type t) { return {Shape::Mut, t}; }
constexpr Type own_maybe(Type t) { return {Shape::OwnMaybe, t}; }

/// What a program is about: types that have to do with each other, more often the more they appear.
const std::vector<std::vector<Type>>& themes() {
    static const Type Int{Shape::Int}, Pair{Shape::Pair}, Duo{Shape::Duo}, Node{Shape::Node},
        Cell{Shape::Cell}, Array{Shape::Array}, Run{Shape::Run}, Head{Shape::Head},
        Unit{Shape::Unit}, Empty{Shape::Empty};
    static const Type list = own_maybe(Node);
    static const Type ref_maybe{Shape::RefMaybe, Node}, mut_maybe{Shape::MutMaybe, Node};
    static const std::vector<std::vector<Type>> all{
        {Int, Int, own(Int), own(Int), ref(Int), ref(Int), mut(Int), mut(Int)},
        {own(Cell), own(Cell), Cell, own(Int), own(Int), ref(own(Int)), mut(own(Int)), ref(Cell),
         mut(Cell), ref(Int), mut(Int)},
        {Pair, Pair, own(Pair), ref(Pair), mut(Pair), mut(Pair), mut(Int), ref(Int), Int},
        {Duo, Duo, Duo, own(Int), own(Int), own(Duo), mut(Duo), ref(Duo), mut(own(Int)),
         ref(own(Int)), ref(Int)},
        {list, list, list, own(Node), Node, ref_maybe, ref_maybe, mut_maybe, mut_maybe, ref(Node),
         mut(Node), mut(list), ref(list), Int, mut(Int), ref(Int)},
        {Array, Array, own(Run), ref(Array), mut(Array), ref(Run), mut(Run), ref(Int), mut(Int),
         Int, Int},
        {Head, Head, own(Head), list, list, own(Node), Node, mut(Head), ref(Head), mut(list),
         ref(list), mut(Node), mut_maybe, Int},
        {Unit, Unit, own(Unit), own(Unit), ref(Unit), ref(Unit), mut(Unit), mut(Unit), Empty, Empty,
         ref(Empty), mut(Empty), ref(Run), mut(Run), own_maybe(Unit), Int},
    };
    return all;
}

}  // namespace

Generator::Generator(std::uint64_t seed) : m_random(seed) {}

Program Generator::run() {
    m_small = m_random.percent(55);
    m_with_statics = m_random.percent(20);
    choose_pool();
    const int helpers = m_small ? (m_random.percent(35) ? 1 : 0) : m_random.between(0, 3);
    for (int i = 0; i < helpers; ++i) {
        Function& function = m_program.functions.emplace_back();
        function.name = "f" + std::to_string(i);
        choose_signature(function);
    }
    m_program.functions.emplace_back().name = "main";
    for (std::size_t i = 0; i < m_program.functions.size(); ++i) write_function(i);
    return std::move(m_program);
}

void Generator::choose_pool() {
    const int count = m_random.between(1, 2);
    for (int i = 0; i < count; ++i) {
        const std::vector<Type>& theme = m_random.of(themes());
        m_pool.insert(m_pool.end(), theme.begin(), theme.end());
    }
}

void Generator::choose_signature(Function& function) {
    const int count = m_random.between(1, m_small ? 2 : 3);
    for (int i = 0; i < count; ++i) {
        Type type = m_random.of(m_pool);
        for (int tries = 0; tries < 3 && !type.is_borrow(); ++tries) type = m_random.of(m_pool);
        if (type.is_array()) type = Shape::Int;
        function.locals.push_back({type, false});
    }
    function.parameters = static_cast<std::uint8_t>(count);
    choose_result(function);
}

void Generator::choose_result(Function& function) {
    const std::uint32_t kind = m_random.below(100);
    if (kind < 20) return;
    function.result = Shape::Int;
    if (kind < 35) return;
    const LocalIndex source = static_cast<LocalIndex>(m_random.below(function.parameters));
    const Type type = function.locals[source].type;
    if (!type.is_borrow()) {
        if (type.owns() || type.is(Shape::Unit)) function.result = type;
        return;
    }
    function.result = type;
    const int fields = type.inner().is_struct() ? field_count(type.inner().shape()) : 0;
    if (fields != 0 && m_random.percent(30)) {
        const int field = m_random.between(0, fields - 1);
        function.result = {type.is_exclusive() ? Shape::Mut : Shape::Ref,
                           field_of(type.inner().shape(), field).type};
    } else if (type.is(Shape::Mut) && m_random.percent(20)) {
        function.result = ref(type.inner());
    }
    function.from = 1u << source;
    for (LocalIndex i = 0; i < function.parameters; ++i) {
        const Type other = function.locals[i].type;
        if (other.is_borrow() && m_random.percent(other == type ? 50 : 8)) {
            function.from |= 1u << i;
        }
    }
    function.from_static =
        m_with_statics && function.result == ref(Shape::Int) && m_random.percent(25);
}

void Generator::write_function(std::size_t index) {
    m_index = index;
    m_known.clear();
    m_visible.clear();
    m_in_loop = false;
    m_depth = 0;
    m_statements = 0;
    Function& function = here();
    for (LocalIndex i = 0; i < function.parameters; ++i) {
        LocalState known;
        known.state = State::Init;
        if (function.locals[i].type.is_borrow()) known.origins = 1u << i;
        m_known.push_back(known);
        m_visible.push_back(i);
    }
    m_declared = &function.declared;
    m_out = &function.body;
    const bool is_main = index + 1 == m_program.functions.size();
    declare_some(is_main ? m_random.between(2, m_small ? 3 : 5) : m_random.between(0, 2));
    const int budget = is_main ? m_random.between(1, m_small ? 6 : 11) : m_random.between(1, 4);
    block(here().body, budget);
    last_return();
}

void Generator::declare_some(int count) {
    const std::size_t first = here().locals.size();
    for (int i = 0; i < count; ++i) {
        const LocalIndex local = fresh(m_random.of(m_pool));
        here().locals[local].ro = m_random.percent(4) && !type_at(local).is_array();
    }
    const std::size_t end = here().locals.size();
    for (std::size_t i = first; i < end; ++i) {
        if (m_random.percent(75)) initialise(static_cast<LocalIndex>(i));
    }
}

LocalIndex Generator::fresh(Type type) {
    const LocalIndex local = static_cast<LocalIndex>(here().locals.size());
    here().locals.push_back({type, false});
    m_declared->push_back(local);
    m_visible.push_back(local);
    m_known.emplace_back();
    return local;
}

Program generate(std::uint64_t seed) { return Generator(seed).run(); }

}  // namespace freehold::agreement
