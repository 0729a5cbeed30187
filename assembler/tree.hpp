// SPDX-License-Identifier: MIT
// A program as it is written: plain data, kept in a few large tables and named by index.
#pragma once

#include <cstdint>
#include <vector>

#include "assembler/names.hpp"
#include "freehold/source.hpp"

namespace freehold::assembler {

using NodeId = std::uint32_t;
using TypeNodeId = std::uint32_t;
inline constexpr std::uint32_t no_node = 0xffffffff;

enum class NodeKind : std::uint8_t {
    Bad,     ///< already reported
    Number,  ///< `number`
    Char,    ///< `number`
    String,  ///< its text is in the source, between the quotes
    Name,    ///< a: NameId
    Field,   ///< a.b, with b: NameId
    Index,   ///< a[b]
    Deref,   ///< [a]
    Unary,   ///< `op` a
    Binary,  ///< a `op` b
    Call,    ///< a(…): `number` nodes of Tree::lists from b on
    Run,     ///< [a x b], with b: TypeNodeId
    List,    ///< […]: `number` nodes of Tree::lists from b on
    Mode,    ///< `move a`, `borrow a`, `borrow mut a`
};

enum class Operator : std::uint8_t {
    None,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    ShiftLeft,
    ShiftRight,
    And,
    Or,
    Xor,
    Invert,
    Negate,
};

/// How an argument is passed.
enum class Mode : std::uint8_t { Plain, Move, Borrow, BorrowMut };

struct Node {
    NodeKind kind = NodeKind::Bad;
    Operator op = Operator::None;
    Mode mode = Mode::Plain;
    Span span{};
    std::uint32_t a = no_node;
    std::uint32_t b = no_node;
    std::uint64_t number = 0;
};

enum class TypeNodeKind : std::uint8_t { Bad, Name, Array, Run, Own, Ref, Mut, Raw };

struct TypeNode {
    TypeNodeKind kind = TypeNodeKind::Bad;
    bool nullable = false;
    Span span{};
    TypeNodeId element = no_node;  ///< of Array, Run and pointers
    NodeId count = no_node;        ///< of Array
    NameId name = no_name;         ///< of Name
};

/// A name with its type: a field, a parameter.
struct Member {
    NameId name = no_name;
    Span span{};  ///< of the name
    TypeNodeId type = no_node;
};

enum class StatementKind : std::uint8_t { Instruction, Label, Local, Open, Close };

struct Statement {
    StatementKind kind = StatementKind::Instruction;
    bool bad = false;         ///< it has a mistake that was reported
    bool flag = false;        ///< Open: `unsafe`; Local: `ro`; Instruction: `borrow mut`
    NameId name = no_name;    ///< of an Instruction its mnemonic, of a Label its name
    Span word{};              ///< Instruction, Label: of that; Open, Close: the brace
    std::uint32_t end = 0;    ///< where it ends, in the file of `word`
    std::uint32_t first = 0;  ///< operands, or the names of a Local: Tree::lists from here on
    std::uint32_t count = 0;
    TypeNodeId type = no_node;  ///< Local

    Span span() const { return {word.file, word.begin, end}; }
};

struct ConstItem {
    NameId name = no_name;
    Span span{};
    NodeId value = no_node;
};

struct StructItem {
    NameId name = no_name;
    Span span{};
    std::vector<Member> fields;
    bool complete = true;  ///< read without a mistake: these are all its fields
};

enum class StaticKind : std::uint8_t { Data, DataMut, Bss };

struct StaticItem {
    StaticKind kind = StaticKind::Data;
    NameId name = no_name;
    Span span{};
    TypeNodeId type = no_node;
    NodeId value = no_node;  ///< no_node: of a Bss, or missing and reported
};

struct FunctionItem {
    NameId name = no_name;
    Span span{};
    std::vector<Member> parameters;
    TypeNodeId result = no_node;  ///< no_node: none
    bool has_from = false;
    std::vector<NodeId> from;  ///< Name nodes; `static` among them
    Span close{};              ///< the closing brace
    bool complete = true;      ///< read without a mistake, its closing brace included
    std::uint32_t first = 0;   ///< Tree::statements [first, first + count)
    std::uint32_t count = 0;
};

/// A place in the order of declaration, over all files.
enum class ItemKind : std::uint8_t { Const, Struct, Static, Function };
struct ItemRef {
    ItemKind kind;
    std::uint32_t index;
};

struct Tree {
    std::vector<Node> nodes;
    std::vector<TypeNode> types;
    std::vector<NodeId> lists;
    std::vector<Statement> statements;
    std::vector<ConstItem> constants;
    std::vector<StructItem> structs;
    std::vector<StaticItem> statics;
    std::vector<FunctionItem> functions;
    std::vector<ItemRef> order;
    bool incomplete = false;  ///< a file could not be included, which was reported

    /// How much of a program is read: what is larger is F021. Keeps memory bounded for texts that
    /// are no programs.
    static constexpr std::size_t max_nodes = 32'000'000;

    const Node& node(NodeId id) const { return nodes[id]; }
};

}  // namespace freehold::assembler
