// SPDX-License-Identifier: MIT
// Every name of a program once, as a number: comparing and looking up names is then comparing and
// indexing numbers.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace freehold::assembler {

using NameId = std::uint32_t;
inline constexpr NameId no_name = 0xffffffff;

// The words the grammar knows. All but null, true and false may also name things.
// clang-format off
#define FREEHOLD_WORDS(W)                                                               \
    W(Null, "null") W(True, "true") W(False, "false") W(Const, "const") W(Data, "data") \
    W(Bss, "bss") W(Struct, "struct") W(Fn, "fn") W(Include, "include")                 \
    W(Local, "local") W(Unsafe, "unsafe") W(Mut, "mut") W(Ro, "ro") W(From, "from")     \
    W(Static, "static") W(Move, "move") W(Borrow, "borrow") W(Int, "int")               \
    W(Bool, "bool") W(Char, "char") W(U8, "u8") W(I8, "i8") W(U16, "u16") W(I16, "i16") \
    W(U32, "u32") W(I32, "i32") W(Bytes, "bytes") W(Code, "code") W(Own, "own")         \
    W(Ref, "ref") W(Raw, "raw") W(X, "x") W(Size, "size") W(Main, "main")
// clang-format on

/// Their numbers are the same in every Names.
enum class Word : NameId {
#define FREEHOLD_WORD(name, text) name,
    FREEHOLD_WORDS(FREEHOLD_WORD)
#undef FREEHOLD_WORD
};

constexpr bool operator==(NameId name, Word word) { return name == static_cast<NameId>(word); }

class Names {
public:
    Names();

    /// The number of a name, a new one if it is new. The text outlives this table.
    NameId id(std::string_view text);
    std::string_view text(NameId name) const { return m_texts[name]; }
    std::size_t size() const { return m_texts.size(); }

private:
    std::unordered_map<std::string_view, NameId> m_ids;
    std::vector<std::string_view> m_texts;
};

}  // namespace freehold::assembler
