// SPDX-License-Identifier: MIT
#include "vm/ownership/program_facts.hpp"

#include <algorithm>

namespace freehold::ownership {

ProgramFacts::ProgramFacts(const Program& program)
    : m_program(program),
      m_statics(program),
      m_zero(program.types.size()),
      m_own(program.types.size()) {
    for (std::uint32_t i = 0; i < program.types.size(); ++i) {
        if (program.types[i].kind == TypeKind::U8) m_byte = TypeId{i};
    }
}

// Types nest to a bounded depth (ensured by validation).
bool ProgramFacts::ask(TypeId type, Answers& answers, bool (ProgramFacts::*find)(const Type&)) {
    if (answers[raw(type)] == Answer::Unknown) {
        const bool found = (this->*find)(m_program.type(type));
        answers[raw(type)] = found ? Answer::Yes : Answer::No;
    }
    return answers[raw(type)] == Answer::Yes;
}

bool ProgramFacts::find_zero(const Type& type) {
    switch (type.kind) {
        case TypeKind::Array: return type.count == 0 || may_be_zero(type.element);
        case TypeKind::Struct: {
            const auto& fields = m_program.structs[type.structure].fields;
            return std::all_of(fields.begin(), fields.end(),
                               [this](const Field& field) { return may_be_zero(field.type); });
        }
        case TypeKind::Own: return type.nullable;
        case TypeKind::Raw: return true;
        default: return is_integer(type.kind);
    }
}

bool ProgramFacts::find_own(const Type& type) {
    switch (type.kind) {
        case TypeKind::Array:
        case TypeKind::Run: return holds_own(type.element);
        case TypeKind::Struct: {
            const auto& fields = m_program.structs[type.structure].fields;
            return std::any_of(fields.begin(), fields.end(),
                               [this](const Field& field) { return holds_own(field.type); });
        }
        default: return type.kind == TypeKind::Own && !type.nullable;
    }
}

}  // namespace freehold::ownership
