// SPDX-License-Identifier: MIT
#include "vm/isa/declare_mut.hpp"

#include <algorithm>

#include "vm/isa/form.hpp"
#include "vm/isa/static_index.hpp"

namespace freehold {

namespace {

bool in_unsafe(const Program& program, std::uint32_t index) {
    return std::any_of(program.unsafe.begin(), program.unsafe.end(), [&](const auto& range) {
        return range.first <= index && index < range.second;
    });
}

bool borrows(const Instruction& i, const Static& item) {
    const OpcodeInfo& info = opcode_info(i.opcode());
    const MemoryForm form = memory_form(info.form);
    if (form != MemoryForm::G && form != MemoryForm::GX) return false;
    const Address at{i.low()};
    const bool inside = at >= item.address && at - item.address < bytes_taken(item);
    return inside && std::string_view(info.mnemonic).starts_with("borrow");
}

}  // namespace

bool is_borrowed_safely(const Program& program, const Static& item) {
    for (std::uint32_t k = 0; k < program.code.size(); ++k) {
        if (borrows(program.code[k], item) && !in_unsafe(program, k)) return true;
    }
    return false;
}

std::vector<Edit> declare_mut(const Program& program, const Static& item) {
    const FileId file = item.span.file;
    if (item.span.empty() || raw(file) >= program.sources.size()) return {};
    if (is_borrowed_safely(program, item)) return {};
    return {{{file, item.span.begin, item.span.begin}, "mut "}};
}

}  // namespace freehold
