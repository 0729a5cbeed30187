// SPDX-License-Identifier: MIT
#include "vm/isa/passing.hpp"

namespace freehold {

namespace {

/// A whole array may be lent as a run of its elements.
bool may_be_lent_as(const Program& program, TypeId whole, TypeId asked) {
    if (whole == asked) return true;
    const Type& array = program.type(whole);
    const Type& run = program.type(asked);
    return array.kind == TypeKind::Array && run.kind == TypeKind::Run &&
           array.element == run.element;
}

}  // namespace

std::optional<std::uint32_t> call_of_argument(const Program& program, std::uint32_t index) {
    const Function& function = program.function(function_at(program, index));
    const Slot slot = program.code[index].a;
    for (std::uint32_t k = index; k < function.first + function.count; ++k) {
        const Instruction& i = program.code[k];
        if (i.opcode() == Opcode::New && slot <= i.b) return std::nullopt;
        if (i.opcode() == Opcode::Call && slot >= i.a + 2u) return k;
    }
    return std::nullopt;
}

const Local* parameter_of_argument(const Program& program, std::uint32_t index) {
    const auto call = call_of_argument(program, index);
    if (!call) return nullptr;
    const Instruction& i = program.code[*call];
    const Function& callee = program.function(FunctionId{i.low()});
    const auto slot = static_cast<Slot>(program.code[index].a - i.a - 2);
    for (std::uint32_t p = 0; p < callee.parameters; ++p) {
        if (callee.locals[p].base() == slot) return &callee.locals[p];
    }
    return nullptr;
}

std::string passed_as(const Program& program, TypeId given, TypeId asked, std::string_view name) {
    const Type& pointer = program.type(given);
    const Type& wanted = program.type(asked);
    if (!is_pointer(pointer.kind)) return "";
    const bool lends = wanted.kind == TypeKind::Ref || wanted.kind == TypeKind::Mut;
    const std::string borrow = wanted.kind == TypeKind::Mut ? "borrow mut " : "borrow ";
    if (lends && pointer.kind == TypeKind::Own && wanted.element == given) {
        return borrow + std::string(name);
    }
    if (pointer.nullable && !wanted.nullable) return "";
    if (lends && may_be_lent_as(program, pointer.element, wanted.element)) {
        return borrow + "[" + std::string(name) + "]";
    }
    const bool same = pointer.kind == wanted.kind && pointer.element == wanted.element;
    return same ? "move " + std::string(name) : "";
}

}  // namespace freehold
