// SPDX-License-Identifier: MIT
#include "vm/isa/validate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/base/utf8.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/shape.hpp"
#include "vm/isa/validate_parts.hpp"

namespace freehold {
namespace {

bool is_control(char32_t code_point) {
    return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
}

bool is_printable(std::string_view name) {
    for (std::size_t at = 0; at < name.size();) {
        const CodePoint next = decode_utf8(name, at);
        if (!next.valid || is_control(next.value)) return false;
        at += next.length;
    }
    return true;
}

}  // namespace

std::vector<Flaw> validate(const Program& program) {
    Flaws flaws;
    for (auto check :
         {check_types, check_sizes, check_functions, check_statics, check_tables, check_code}) {
        check(program, flaws);
        if (!flaws.none()) break;
    }
    return flaws.take();
}

std::string flaw_text(const Program& program, const Flaw& flaw) {
    if (!flaw.instruction) return flaw.text;
    const std::uint32_t index = *flaw.instruction;
    const Function& function = program.function(function_at(program, index));
    const std::uint16_t op = program.code[index].op;
    const std::string mnemonic =
        op < opcode_count ? fmt::format(" (`{}`)", opcode_info(static_cast<Opcode>(op)).mnemonic)
                          : std::string();
    return fmt::format("instruction {} of `{}`{}: {}", with_commas(index - function.first + 1),
                       printable(function.name), mnemonic, flaw.text);
}

void check_name(std::string_view name, const std::string& what, Flaws& flaws) {
    if (name.empty()) flaws.add(what + " has no name");
    if (name.size() > max_name_bytes) {
        flaws.add(fmt::format("the name of {} takes {}, more than {}", what,
                              quantity(name.size(), "byte"), with_commas(max_name_bytes)));
    } else if (!is_printable(name)) {
        flaws.add(fmt::format("the name of {} has characters that cannot be printed", what));
    }
}

void check_unique(std::vector<std::string_view> names, const std::string& what, Flaws& flaws) {
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return;
    flaws.add(fmt::format("two {} have the name `{}`", what, printable(*twice)));
}

bool is_sized(const Program& program, TypeId type) {
    return raw(type) < program.types.size() && program.type(type).kind != TypeKind::Run;
}

std::uint32_t outgoing_begin(const Function& function) {
    if (function.locals.empty()) return function.result_words;
    const Local& last = function.locals.back();
    return std::max<std::uint32_t>(function.result_words, last.slot + std::uint32_t{last.words});
}

std::uint32_t call_slots(const Function& function) {
    std::uint32_t slots = 2 + std::uint32_t{function.result_words};
    for (std::uint32_t i = 0; i < function.parameters; ++i) slots += function.locals[i].words;
    return slots;
}

}  // namespace freehold
