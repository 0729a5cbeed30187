// SPDX-License-Identifier: MIT
// What all functions of a program share while it is assembled: names, types, constants.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assembler/files.hpp"
#include "assembler/library.hpp"
#include "assembler/names.hpp"
#include "assembler/reporter.hpp"
#include "assembler/tree.hpp"
#include "assembler/types.hpp"

namespace freehold::assembler {

enum class SymbolKind : std::uint8_t { None, Const, Function, Static, Struct };

/// What a name means outside functions.
struct Symbol {
    SymbolKind kind = SymbolKind::None;
    std::uint32_t index = 0;  ///< in the Tree's table of that kind
    Span span{};              ///< of the name where it is declared
};

/// The value of a constant expression.
struct Value {
    std::int64_t number = 0;
    TypeKind kind = TypeKind::Int;  ///< Int, Char or Bool: how it is printed
};

/// How far the working out of a constant or struct has come.
enum class Progress : std::uint8_t { Unseen, Busy, Done, Failed };

struct ConstState {
    Progress progress = Progress::Unseen;
    Value value{};
};

struct Unit {
    Unit(const Tree& tree_, const Files& files_, Library& library_, Names& names_,
         Reporter& reporter_, Program& program_)
        : tree(tree_),
          files(files_),
          library(library_),
          names(names_),
          reporter(reporter_),
          program(program_),
          types(program_) {}

    const Tree& tree;
    const Files& files;
    Library& library;
    Names& names;
    Reporter& reporter;
    Program& program;
    Types types;
    std::vector<Symbol> symbols;        ///< by NameId; may be shorter than names
    std::vector<ConstState> constants;  ///< by index in Tree::constants
    std::vector<Progress> structs;      ///< by index in Tree::structs and Program::structs
    std::unordered_map<std::uint64_t, std::uint32_t> fields;  ///< see field_key()

    const Symbol& symbol(NameId name) const {
        static constexpr Symbol none{};
        return name < symbols.size() ? symbols[name] : none;
    }
    const Node& node(NodeId id) const { return tree.nodes[id]; }
    std::string quoted(NodeId id) const { return files.quoted(node(id).span); }
    std::string quoted_name(NameId name) const { return in_backticks(names.text(name)); }
    /// "`own? Node`".
    std::string quoted_type(TypeId type) const { return in_backticks(type_name(program, type)); }

    static constexpr std::uint64_t field_key(std::uint32_t structure, NameId name) {
        return std::uint64_t{structure} << 32 | name;
    }
    /// The field of a struct by its name; nullptr when there is none.
    const Field* field(std::uint32_t structure, NameId name) const {
        const auto found = fields.find(field_key(structure, name));
        return found == fields.end() ? nullptr : &program.structs[structure].fields[found->second];
    }
};

/// Gives every const, struct, static and function of the tree its symbol and reports names that
/// are declared twice (F010). Fills Program::structs, functions and statics with their names.
void declare(Unit& unit);

/// Puts values given by `-D` in place of those in the source. Unknown names are F028.
void override_constants(Unit& unit,
                        const std::vector<std::pair<std::string, std::int64_t>>& defines);

/// The names of some kinds of symbols, to find what was meant.
std::vector<std::string_view> symbol_names(const Unit& unit,
                                           std::initializer_list<SymbolKind> kinds);

}  // namespace freehold::assembler
