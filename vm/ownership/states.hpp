// SPDX-License-Identifier: MIT
// What the verifier knows before each instruction: for a person who asks what holds here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "freehold/program.hpp"

namespace freehold::ownership {

class Analysis;

/// A borrow that somebody still looks at.
struct LoanFact {
    std::uint32_t at = 0xffffffff;  ///< the instruction that made it; all ones: a caller made it
    bool exclusive = false;
    std::string place;   ///< what is borrowed: "s.a", "[p].next"; of a caller's "*p"
    std::string holder;  ///< the slot that carries it; empty: an argument that waits for its call
};

/// One local, or one of its fields where they differ.
struct SlotFact {
    enum class State : std::uint8_t {
        Uninit,       ///< no value yet
        MaybeUninit,  ///< a value on some ways here, none on others
        Init,
        Moved,
        MaybeMoved,  ///< moved on some ways here
    };

    const Local* local = nullptr;
    std::string name;  ///< "s", "s.a"
    TypeId type = TypeId::None;
    State state = State::Uninit;
    bool may_be_null = false;       ///< a pointer that was not tested
    std::vector<LoanFact> lent;     ///< live borrows of it, or of what it owns or points at
    std::vector<LoanFact> carries;  ///< of a borrow: what it may borrow
    bool may_read = false;
    bool may_write = false;  ///< assign it
    bool may_move = false;   ///< it owns or is exclusive, and can be handed on
};

/// "uninit", "maybe uninit", "init", "moved", "maybe moved".
const char* state_name(SlotFact::State state);

class States {
public:
    /// The program must stay.
    explicit States(const Program& program);
    ~States();
    States(const States&) = delete;
    States& operator=(const States&) = delete;

    /// What holds for the locals in scope before an instruction (index into Program::code), in
    /// order of declaration. Empty where control never comes, and for a function too large to
    /// verify. Questions about one function after another are cheap, at random less so.
    std::vector<SlotFact> before(std::uint32_t instruction);

private:
    struct Cache;
    std::unique_ptr<Cache> m_cache;
};

}  // namespace freehold::ownership
