// SPDX-License-Identifier: MIT
#include "vm/isa/declare_mut.hpp"

#include <algorithm>

#include "vm/isa/form.hpp"
#include "vm/isa/static_index.hpp"

namespace freehold {

bool is_borrowed(const Program& program, const Static& item) {
    return std::any_of(program.code.begin(), program.code.end(), [&](const Instruction& i) {
        const OpcodeInfo& info = opcode_info(i.opcode());
        const MemoryForm form = memory_form(info.form);
        if (form != MemoryForm::G && form != MemoryForm::GX) return false;
        const Address at{i.low()};
        const bool inside = at >= item.address && at - item.address < bytes_taken(item);
        return inside && std::string_view(info.mnemonic).starts_with("borrow");
    });
}

std::vector<Edit> declare_mut(const Program& program, const Static& item) {
    const FileId file = item.span.file;
    if (item.span.empty() || raw(file) >= program.sources.size()) return {};
    if (is_borrowed(program, item)) return {};
    return {{{file, item.span.begin, item.span.begin}, "mut "}};
}

}  // namespace freehold
