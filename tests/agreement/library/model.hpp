// SPDX-License-Identifier: MIT
// A program that means the same in Freehold assembly and in Rust, as a tree. One simple statement
// is one line in both. render_freehold.cpp and render_rust.cpp write it down, generate.cpp makes
// it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace freehold::agreement {

// ---- types --------------------------------------------------------------------------------------

enum class Shape : std::uint8_t {
    None,
    Int,    ///< int                                    i64
    Pair,   ///< struct Pair { a: int, b: int }         copied
    Unit,   ///< struct Unit {}                         copied, and nothing is
    Duo,    ///< struct Duo { x: own int, y: own int }  its fields move one by one
    Node,   ///< struct Node { value: int, next: own? Node }
    Cell,   ///< struct Cell { inner: own int }         own Cell is an owner in a block
    Head,   ///< struct Head { first: own? Node }
    Array,  ///< [3 x int]
    Empty,  ///< [0 x int]
    Run,    ///< [int], behind a pointer
    Own,    ///< own T                                  Box<T>
    OwnMaybe,
    Ref,
    RefMaybe,
    Mut,
    MutMaybe,
};
inline constexpr std::size_t shape_count = static_cast<std::size_t>(Shape::MutMaybe) + 1;

/// A shape, and for pointers what they point at. Five bits a shape, the outermost lowest.
class Type {
public:
    constexpr Type() = default;
    constexpr Type(Shape shape) : m_code(static_cast<std::uint32_t>(shape)) {}
    constexpr Type(Shape shape, Type inner)
        : m_code(static_cast<std::uint32_t>(shape) | inner.m_code << shape_bits) {}

    constexpr Shape shape() const { return static_cast<Shape>(m_code & ((1u << shape_bits) - 1)); }
    constexpr Type inner() const { return from_code(m_code >> shape_bits); }
    constexpr bool is(Shape shape) const { return this->shape() == shape; }

    constexpr bool is_borrow() const { return shape() >= Shape::Ref; }
    constexpr bool is_shared() const { return is(Shape::Ref) || is(Shape::RefMaybe); }
    constexpr bool is_exclusive() const { return is(Shape::Mut) || is(Shape::MutMaybe); }
    constexpr bool is_owner() const { return is(Shape::Own) || is(Shape::OwnMaybe); }
    constexpr bool is_maybe() const {
        return is(Shape::OwnMaybe) || is(Shape::RefMaybe) || is(Shape::MutMaybe);
    }
    constexpr bool is_pointer() const { return shape() >= Shape::Own; }
    constexpr bool is_struct() const { return shape() >= Shape::Pair && shape() <= Shape::Head; }
    constexpr bool owns() const { return is_owner() || (is_struct() && shape() >= Shape::Duo); }
    constexpr bool is_array() const { return is(Shape::Array) || is(Shape::Empty); }
    /// A value of it takes no bytes.
    constexpr bool is_empty() const { return is(Shape::Unit) || is(Shape::Empty); }
    constexpr bool moves() const { return owns() || is_exclusive(); }
    friend constexpr bool operator==(Type, Type) = default;

private:
    static constexpr unsigned shape_bits = 5;
    static_assert(shape_count <= 1u << shape_bits);

    static constexpr Type from_code(std::uint32_t code) {
        Type type;
        type.m_code = code;
        return type;
    }
    std::uint32_t m_code = 0;
};

inline constexpr int array_length = 3;
constexpr int length_of(Type array) { return array.is(Shape::Empty) ? 0 : array_length; }

struct FieldInfo {
    const char* name;
    Type type;
};
FieldInfo field_of(Shape structure, int index);
constexpr int field_count(Shape structure) {
    if (structure == Shape::Unit) return 0;
    return structure == Shape::Cell || structure == Shape::Head ? 1 : 2;
}

// ---- places -------------------------------------------------------------------------------------

using LocalIndex = std::uint8_t;

struct Step {
    enum class Kind : std::uint8_t { Deref, Field, Element, ElementAt };
    Kind kind{};
    std::uint8_t number = 0;  ///< the field, the constant index, or the local that holds the index
    friend bool operator==(Step, Step) = default;
};

/// A path from a local or a static.
struct Place {
    bool is_static = false;
    std::uint8_t root = 0;  ///< a LocalIndex, or a StaticIndex
    std::uint8_t count = 0;
    std::array<Step, 4> steps{};

    Place() = default;
    explicit Place(LocalIndex local) : root(local) {}
    Place then(Step::Kind kind, int number = 0) const;
    const Step& last() const { return steps[count - 1u]; }
    /// Without its last step.
    Place before() const;
    bool is_local() const { return !is_static && count == 0; }
    /// A word of the frame: no pointer is followed, no index computed.
    bool is_slot() const;
};

enum StaticIndex : std::uint8_t { Limit, Table, Count, Rest, static_count };
struct StaticInfo {
    const char* name;
    Type type;
    bool mut;
    const char* freehold;  ///< its declaration
    const char* rust;
};
const StaticInfo& static_info(std::uint8_t index);

// ---- statements ---------------------------------------------------------------------------------

enum class Op : std::uint8_t {
    Const,      ///< d := number
    Null,       ///< d := null
    Copy,       ///< d := s
    Move,       ///< d := s, s is empty
    Add,        ///< d := s + t
    New,        ///< d := a block made of the arguments
    NewRun,     ///< d := a block of array_length zeros
    Borrow,     ///< d := address of s
    BorrowMut,  ///< the same, to write
    Load,       ///< d := the number at s
    Store,      ///< the number at d := the argument
    Take,       ///< d := the owner at s, which becomes null
    Put,        ///< the owner at d := s
    Swap,       ///< d and s change places; d is memory
    Unbox,      ///< d := the content of s, whose shell is freed
    Drop,       ///< s is freed
    Forget,     ///< s is leaked
    Clone,      ///< d := a deep copy of s
    Fill,       ///< every element of the array d := number
    Len,        ///< d := how many elements the run s has
    Print,      ///< s, or the number s points at, is read
    MoveOut,    ///< d := s, which is memory that cannot be left empty: always a mistake
    Call,       ///< [d :=] function(arguments)
    If,         ///< a number is read: not zero runs `body`, zero runs `other`
    IfNull,     ///< s is null: `body`, else `other`
    Loop,       ///< `body`, for ever
    Break,
    Continue,
    Ret,    ///< leaves the function, with s if it has a result
    Scope,  ///< `declared` and `body`
};

/// What is passed to a call, or what a field of a new block is made of.
struct Argument {
    enum class How : std::uint8_t { Number, Null, Copy, Move, Borrow, BorrowMut };
    How how{};
    Place place{};
    int number = 0;
    bool widen = false;  ///< an `own T` is given where an `own? T` is asked for
};

struct Statement {
    Op op{};
    bool has_d = true;   ///< of Call: the result is kept
    bool widen = false;  ///< s of Move, Put, Ret is an `own T`, the target an `own? T`
    Place d{};
    Place s{};
    Place t{};
    int number = 0;
    std::uint8_t function = 0;  ///< of Call: which
    std::vector<Argument> arguments{};
    std::vector<LocalIndex> declared{};
    std::vector<Statement> body{};
    std::vector<Statement> other{};
};

struct Local {
    Type type;
    bool ro = false;
};

struct Function {
    std::string name;
    std::uint8_t parameters = 0;  ///< the first so many locals
    Type result{};                ///< Shape::None: no result
    std::uint32_t from = 0;       ///< bit i: a borrow may come from parameter i
    bool from_static = false;
    std::vector<Local> locals{};
    std::vector<LocalIndex> declared{};  ///< those of the outermost block, parameters left out
    std::vector<Statement> body{};
};

struct Program {
    std::vector<Function> functions;  ///< the last is main
};

/// The functions every program may call, before its own in Statement::function.
enum Library : std::uint8_t { MakePair, MakeDuo, MakeUnit, library_count };

Type type_of(const Function& function, const Place& place);
std::string local_name(LocalIndex local);

// ---- writing it down ----------------------------------------------------------------------------

/// A text, and which statement (numbered as the tree is read) each of its lines belongs to.
struct Rendering {
    std::string text;
    std::vector<std::uint32_t> statement_of_line;  ///< by line, from 0; 0: none. They count from 1
};

void render_freehold(const Program& program, Rendering& rendering);
/// The body of a module that begins with `use super::*;`, see rust_prelude().
void render_rust(const Program& program, Rendering& rendering);
/// A program of one_path(): each value of a slot for borrows is a variable of its own, and
/// borrowing through a pointer that may be null leaves no way on for null. So rustc can confuse
/// nothing.
void render_rust_path(const Program& path, Rendering& rendering);
const char* rust_prelude();

}  // namespace freehold::agreement
