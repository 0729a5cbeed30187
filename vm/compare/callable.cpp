// SPDX-License-Identifier: MIT
#include "vm/compare/callable.hpp"

#include <cstring>
#include <unordered_map>

#include "vm/isa/form.hpp"

namespace freehold {

namespace {

/// Functions, each found once.
class Found {
public:
    explicit Found(std::size_t functions) : m_is(functions, false) {}

    void add(FunctionId id) {
        if (m_is[raw(id)]) return;
        m_is[raw(id)] = true;
        m_waiting.push_back(id);
    }
    /// One that was not given out yet; None.
    FunctionId next() {
        if (m_waiting.empty()) return FunctionId::None;
        const FunctionId id = m_waiting.back();
        m_waiting.pop_back();
        return id;
    }
    std::vector<bool> all() && { return std::move(m_is); }

private:
    std::vector<bool> m_is;
    std::vector<FunctionId> m_waiting;
};

/// Those whose address stands in the data segment.
void add_static_values(const Program& program, Found& found) {
    std::unordered_map<std::uint32_t, FunctionId> by_object;
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        by_object.emplace(raw(program.functions[f].object), FunctionId{f});
    }
    for (std::size_t at = 0; at + 8 <= program.data.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, program.data.data() + at, 8);
        const auto function = by_object.find(raw(Pointer::from_word(word).object));
        if (function != by_object.end()) found.add(function->second);
    }
}

}  // namespace

FunctionId function_named(const Instruction& instruction) {
    for (const OperandField& each : operands_of(instruction.opcode()).operands()) {
        if (each.operand != Operand::Function) continue;
        return FunctionId{static_cast<std::uint32_t>(field(instruction, each.in))};
    }
    return FunctionId::None;
}

std::vector<bool> callable_functions(const Program& program) {
    Found found(program.functions.size());
    found.add(program.main);
    add_static_values(program, found);
    for (FunctionId id = found.next(); id != FunctionId::None; id = found.next()) {
        const Function& function = program.function(id);
        for (std::uint32_t i = function.first; i < function.first + function.count; ++i) {
            const FunctionId named = function_named(program.code[i]);
            if (named != FunctionId::None) found.add(named);
        }
    }
    return std::move(found).all();
}

}  // namespace freehold
