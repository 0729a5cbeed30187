// SPDX-License-Identifier: MIT
// What slots, places and kinds are called in messages. Names are without backticks.
#pragma once

#include <string>
#include <string_view>

#include "vm/ownership/analysis.hpp"

namespace freehold::ownership {

class Names {
public:
    explicit Names(const Analysis& analysis) : m_analysis(analysis) {}

    /// "s", "s.a"; "the result"; "slot 9" for what has no name.
    std::string leaf(std::uint32_t leaf) const;
    /// The word in a slot.
    std::string slot(Slot slot) const;
    /// Some bytes of the frame: "s", "s.a", "a[2]"; of several values that fill them the outermost,
    /// or that of type `until`.
    std::string bytes(Bytes bytes, TypeId until = TypeId::None) const;
    /// Those that an instruction (in Program::code) means, which is a whole value for some and a
    /// word for others.
    std::string place(std::uint32_t at, Bytes bytes) const;
    /// The memory an instruction (in Program::code) names: "[p].next", "a[i]", "WORD"; of those
    /// that borrow what a pointer there points at, "[[p].next]". Empty when it names none.
    std::string memory(std::uint32_t at) const;
    /// What an instruction that lends lends.
    std::string lent(const Loan& loan) const;
    /// The local of a leaf; nullptr: it is the result's.
    const Local* local(std::uint32_t leaf) const;
    const Local* local_of(Bytes bytes) const;
    /// What an instruction is called in the source: "borrow mut", "store".
    std::string verb(std::uint32_t at) const;
    /// The source text of a span; empty without source.
    std::string_view text(Span span) const;

private:
    std::string path_from(const std::string& root, TypeSpot spot, const Instruction& i) const;
    std::string element_from(const std::string& root, TypeSpot spot, const Instruction& i) const;

    const Analysis& m_analysis;
};

/// "`x`".
std::string code(std::string_view name);
/// "a number", "an owner", "a shared borrow".
std::string_view kind_words(ValueKind kind);
/// The mnemonic of an instruction: "move".
std::string_view mnemonic(const Program& program, std::uint32_t at);

}  // namespace freehold::ownership
