// SPDX-License-Identifier: MIT
// The shapes of a program's types, each taken apart once.
#pragma once

#include <vector>

#include "vm/isa/shape.hpp"

namespace freehold {

class KnownShapes {
public:
    explicit KnownShapes(const Program& program) : m_program(program), m_of(program.types.size()) {}

    /// As for_each_run of shape.hpp, but that neighbours may be told apart that are equal.
    template <class Visit>
    [[gnu::always_inline]] void for_each_run(TypeId type, std::uint32_t bytes, Visit&& visit) {
        const Type& it = m_program.type(type);
        if (bytes == it.size && bytes <= worth_keeping) {
            for (const WordRun& words : of(type)) visit(words);
        } else if (is_scalar(it.kind)) {
            visit_scalars(kind_of(it), bytes, visit);
        } else {
            freehold::for_each_run(m_program, type, bytes, visit);
        }
    }
    /// The same, word by word.
    template <class Visit>
    [[gnu::always_inline]] void for_each_word(TypeId type, std::uint32_t bytes, Visit&& visit) {
        for_each_run(type, bytes, [&visit](const WordRun& run) {
            const WordShape shape = run.shape;
            for (std::uint32_t i = 0; i < run.count; ++i) visit(run.first + i, shape);
        });
    }

private:
    static constexpr std::uint32_t worth_keeping = 4096;  ///< bytes of a value

    template <class Visit>
    [[gnu::always_inline]] static void visit_scalars(ValueKind kind, std::uint32_t bytes,
                                                     Visit& visit) {
        const std::uint32_t whole = bytes / 8;
        if (whole != 0) visit(WordRun{0, whole, {kind, 0xff, 0xff}});
        if (bytes % 8 == 0) return;
        const auto rest = static_cast<std::uint8_t>((1u << bytes % 8) - 1);
        visit(WordRun{whole, 1, {kind, rest, rest}});
    }

    const std::vector<WordRun>& of(TypeId type) {
        std::vector<WordRun>& known = m_of[raw(type)];
        if (known.empty()) take_apart(type, known);
        return known;
    }
    void take_apart(TypeId type, std::vector<WordRun>& runs) const;

    const Program& m_program;
    std::vector<std::vector<WordRun>> m_of;  ///< by TypeId; empty: not asked for yet
};

}  // namespace freehold
