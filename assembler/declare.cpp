// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "assembler/unit.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {
namespace {

constexpr std::string_view kind_text(SymbolKind kind) {
    switch (kind) {
        case SymbolKind::Const: return "a constant";
        case SymbolKind::Function: return "a function";
        case SymbolKind::Static: return "a static";
        case SymbolKind::Struct: return "a struct";
        case SymbolKind::None: break;
    }
    return "";
}

// Words that mean something wherever a value or a type stands.
bool is_reserved(NameId name, SymbolKind kind) {
    if (name == Word::Null || name == Word::True || name == Word::False) return true;
    if (kind != SymbolKind::Struct) return false;
    return name >= static_cast<NameId>(Word::Int) && name <= static_cast<NameId>(Word::Raw);
}

class Declarer {
public:
    explicit Declarer(Unit& unit) : m_unit(unit) { unit.symbols.resize(unit.names.size()); }

    void declare(SymbolKind kind, std::uint32_t index, NameId name, Span span) {
        if (is_reserved(name, kind)) {
            m_unit.reporter.add(
                Mistake(Code::DuplicateName,
                        fmt::format("{} is a word of the language", m_unit.quoted_name(name)), span,
                        fmt::format("it cannot name {}", kind_text(kind))));
            return;
        }
        Symbol& symbol = m_unit.symbols[name];
        if (symbol.kind != SymbolKind::None) return report_twice(symbol, name, span);
        symbol = {kind, index, span};
    }

private:
    void report_twice(const Symbol& first, NameId name, Span span) {
        m_unit.reporter.add(Mistake(Code::DuplicateName,
                                    fmt::format("{} is declared twice", m_unit.quoted_name(name)),
                                    span, "declared again here")
                                .also(first.span, fmt::format("first declared here, as {}",
                                                              kind_text(first.kind))));
    }

    Unit& m_unit;
};

// Statics and functions share one sequence of ids.
class Ids {
public:
    ObjectId next() { return ObjectId{m_next--}; }

private:
    std::uint32_t m_next = 0xffffffff;
};

void add_static(Unit& unit, const StaticItem& item, ObjectId id) {
    Static made;
    made.name = unit.names.text(item.name);
    made.object = id;
    made.mut = item.kind != StaticKind::Data;
    made.segment = item.kind == StaticKind::Bss ? Segment::Bss : Segment::Data;
    made.span = item.span;
    unit.program.statics.push_back(std::move(made));
}

void add_function(Unit& unit, const FunctionItem& item, ObjectId id) {
    Function made;
    made.name = unit.names.text(item.name);
    made.object = id;
    made.span = item.span;
    unit.program.functions.push_back(std::move(made));
}

void add_struct(Unit& unit, const StructItem& item) {
    Struct made;
    made.name = unit.names.text(item.name);
    made.span = item.span;
    unit.program.structs.push_back(std::move(made));
}

}  // namespace

void declare(Unit& unit) {
    Declarer declarer(unit);
    Ids ids;
    for (const ItemRef& item : unit.tree.order) {
        const std::uint32_t index = item.index;
        switch (item.kind) {
            case ItemKind::Const: {
                const ConstItem& made = unit.tree.constants[index];
                declarer.declare(SymbolKind::Const, index, made.name, made.span);
                break;
            }
            case ItemKind::Struct: {
                const StructItem& made = unit.tree.structs[index];
                declarer.declare(SymbolKind::Struct, index, made.name, made.span);
                add_struct(unit, made);
                break;
            }
            case ItemKind::Static: {
                const StaticItem& made = unit.tree.statics[index];
                declarer.declare(SymbolKind::Static, index, made.name, made.span);
                add_static(unit, made, ids.next());
                break;
            }
            case ItemKind::Function: {
                const FunctionItem& made = unit.tree.functions[index];
                declarer.declare(SymbolKind::Function, index, made.name, made.span);
                add_function(unit, made, ids.next());
                break;
            }
        }
    }
    unit.constants.resize(unit.tree.constants.size());
    unit.structs.resize(unit.tree.structs.size());
}

std::vector<std::string_view> symbol_names(const Unit& unit,
                                           std::initializer_list<SymbolKind> kinds) {
    std::vector<std::string_view> result;
    for (NameId name = 0; name < unit.symbols.size(); ++name) {
        const SymbolKind kind = unit.symbols[name].kind;
        if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) {
            result.push_back(unit.names.text(name));
        }
    }
    return result;
}

namespace {

std::string constants_there_are(const std::vector<std::string_view>& names) {
    constexpr std::size_t most = 12;
    if (names.empty()) return "the program has no constants: `const N = 10`, outside functions";
    std::vector<std::string> quoted;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) {
        quoted.push_back(in_backticks(names[i]));
    }
    if (names.size() > most) quoted.push_back(fmt::format("{} more", names.size() - most));
    return "its constants are " + list_of(quoted, "and");
}

}  // namespace

void override_constants(Unit& unit,
                        const std::vector<std::pair<std::string, std::int64_t>>& defines) {
    for (const auto& define : defines) {
        const std::string& name = define.first;
        const auto symbol =
            std::find_if(unit.symbols.begin(), unit.symbols.end(), [&](const Symbol& candidate) {
                return candidate.kind == SymbolKind::Const &&
                       unit.names.text(unit.tree.constants[candidate.index].name) == name;
            });
        if (symbol != unit.symbols.end()) {
            unit.constants[symbol->index] = {Progress::Done, {define.second}};
            continue;
        }
        Mistake mistake(
            Code::UnknownOverride,
            fmt::format("-D names {}, but the program has no such constant", in_backticks(name)));
        const std::vector<std::string_view> names = symbol_names(unit, {SymbolKind::Const});
        if (const auto meant = nearest(name, names)) {
            mistake.help(fmt::format("did you mean `{}`?", *meant));
        } else {
            mistake.help(constants_there_are(names));
        }
        unit.reporter.add(mistake);
    }
}

}  // namespace freehold::assembler
