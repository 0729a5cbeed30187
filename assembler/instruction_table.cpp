// SPDX-License-Identifier: MIT
#include "assembler/instruction_table.hpp"

#include <array>
#include <unordered_map>

#include "assembler/emitter.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {
namespace {

using E = Emitter;
using O = Opcode;

// Two values of which one may be a constant: x op y, x op 5, 5 op y.
constexpr InstructionRow arithmetic(std::string_view mnemonic, std::string_view form, O op,
                                    O constant, O turned) {
    return {mnemonic, form, 3, 3, &E::emit_arithmetic, op, constant, turned};
}
constexpr InstructionRow branch(std::string_view mnemonic, std::string_view form, O op, O constant,
                                O turned) {
    return {mnemonic, form, 3, 3, &E::emit_branch, op, constant, turned};
}

// clang-format off
constexpr std::array rows{
    InstructionRow{"const",      "const d, v",         2, 2, &E::emit_const},
    InstructionRow{"copy",       "copy d, s",          2, 2, &E::emit_copy},
    InstructionRow{"move",       "move d, s",          2, 2, &E::emit_move},

    arithmetic("add",      "add d, v, v",      O::Add,     O::AddK,     O::AddK),
    arithmetic("sub",      "sub d, v, v",      O::Sub,     O::SubK,     O::KSub),
    arithmetic("mul",      "mul d, v, v",      O::Mul,     O::MulK,     O::MulK),
    arithmetic("add.wrap", "add.wrap d, v, v", O::AddWrap, O::AddWrapK, O::AddWrapK),
    arithmetic("sub.wrap", "sub.wrap d, v, v", O::SubWrap, O::SubWrapK, O::KSubWrap),
    arithmetic("mul.wrap", "mul.wrap d, v, v", O::MulWrap, O::MulWrapK, O::MulWrapK),
    arithmetic("div",      "div d, v, v",      O::Div,     O::DivK,     O::KDiv),
    arithmetic("rem",      "rem d, v, v",      O::Rem,     O::RemK,     O::KRem),
    arithmetic("divu",     "divu d, v, v",     O::DivU,    O::DivUK,    O::KDivU),
    arithmetic("remu",     "remu d, v, v",     O::RemU,    O::RemUK,    O::KRemU),
    arithmetic("and",      "and d, v, v",      O::And,     O::AndK,     O::AndK),
    arithmetic("or",       "or d, v, v",       O::Or,      O::OrK,      O::OrK),
    arithmetic("xor",      "xor d, v, v",      O::Xor,     O::XorK,     O::XorK),
    arithmetic("shl",      "shl d, v, v",      O::Shl,     O::ShlK,     O::KShl),
    arithmetic("shr",      "shr d, v, v",      O::Shr,     O::ShrK,     O::KShr),
    arithmetic("shru",     "shru d, v, v",     O::ShrU,    O::ShrUK,    O::KShrU),
    InstructionRow{"not",        "not d, v",           2, 2, &E::emit_not},

    arithmetic("eq",       "eq d, v, v",       O::Eq,      O::EqK,      O::EqK),
    arithmetic("ne",       "ne d, v, v",       O::Ne,      O::NeK,      O::NeK),
    arithmetic("lt",       "lt d, v, v",       O::Lt,      O::LtK,      O::GtK),
    arithmetic("le",       "le d, v, v",       O::Le,      O::LeK,      O::GeK),
    arithmetic("gt",       "gt d, v, v",       O::Gt,      O::GtK,      O::LtK),
    arithmetic("ge",       "ge d, v, v",       O::Ge,      O::GeK,      O::LeK),
    arithmetic("ltu",      "ltu d, v, v",      O::LtU,     O::LtUK,     O::GtUK),
    arithmetic("leu",      "leu d, v, v",      O::LeU,     O::LeUK,     O::GeUK),
    arithmetic("gtu",      "gtu d, v, v",      O::GtU,     O::GtUK,     O::LtUK),
    arithmetic("geu",      "geu d, v, v",      O::GeU,     O::GeUK,     O::LeUK),

    InstructionRow{"jmp",        "jmp L",              1, 1, &E::emit_jump, O::Jmp},
    branch("beq",          "beq s, v, L",      O::Beq,     O::BeqK,     O::BeqK),
    branch("bne",          "bne s, v, L",      O::Bne,     O::BneK,     O::BneK),
    branch("blt",          "blt s, v, L",      O::Blt,     O::BltK,     O::BgtK),
    branch("ble",          "ble s, v, L",      O::Ble,     O::BleK,     O::BgeK),
    branch("bgt",          "bgt s, v, L",      O::Bgt,     O::BgtK,     O::BltK),
    branch("bge",          "bge s, v, L",      O::Bge,     O::BgeK,     O::BleK),
    branch("bltu",         "bltu s, v, L",     O::BltU,    O::BltUK,    O::BgtUK),
    branch("bleu",         "bleu s, v, L",     O::BleU,    O::BleUK,    O::BgeUK),
    branch("bgtu",         "bgtu s, v, L",     O::BgtU,    O::BgtUK,    O::BltUK),
    branch("bgeu",         "bgeu s, v, L",     O::BgeU,    O::BgeUK,    O::BleUK),
    InstructionRow{"bnull",      "bnull s, L",         2, 2, &E::emit_branch_null, O::BNull},
    InstructionRow{"bnonnull",   "bnonnull s, L",      2, 2, &E::emit_branch_null, O::BNonNull},

    InstructionRow{"load",       "load d, M",          2, 2, &E::emit_load},
    InstructionRow{"store",      "store M, v",         2, 2, &E::emit_store},
    InstructionRow{"store.wrap", "store.wrap M, v",    2, 2, &E::emit_store},
    InstructionRow{"fill",       "fill A, v",          2, 2, &E::emit_fill},
    InstructionRow{"len",        "len d, A",           2, 2, &E::emit_len},
    InstructionRow{"write",      "write A, v",         2, 2, &E::emit_write},

    InstructionRow{"new",        "new d, T(v, …) / new d, [v x T] / new d, A", 2, 2, &E::emit_new},
    InstructionRow{"clone",      "clone d, s",         2, 2, &E::emit_slot_to_slot, O::Clone},
    InstructionRow{"drop",       "drop s",             1, 1, &E::emit_owner, O::Drop},
    InstructionRow{"forget",     "forget s",           1, 1, &E::emit_owner, O::Forget},
    InstructionRow{"take",       "take d, M",          2, 2, &E::emit_take, O::TakeP},
    InstructionRow{"put",        "put M, s",           2, 2, &E::emit_put, O::PutP},
    InstructionRow{"swap",       "swap M, s",          2, 2, &E::emit_put, O::SwapP},
    InstructionRow{"unbox",      "unbox d, s",         2, 2, &E::emit_unbox},
    InstructionRow{"borrow",     "borrow d, P",        2, 2, &E::emit_borrow, O::BorrowP, O::ReachP},
    InstructionRow{"borrow mut", "borrow mut d, P",    2, 2, &E::emit_borrow, O::BorrowMutP, O::ReachMutP},
    InstructionRow{"addr",       "addr d, P",          2, 2, &E::emit_borrow, O::AddrP, O::ReachAddrP},

    InstructionRow{"call",       "call f(v, …) / call d, f(v, move s, borrow P, borrow mut P)", 1, 2, &E::emit_call},
    InstructionRow{"ret",        "ret / ret v",        0, 1, &E::emit_ret, O::Ret},
    InstructionRow{"exit",       "exit v",             1, 1, &E::emit_exit, O::Exit},
    InstructionRow{"panic",      "panic \"text\", v, …", 1, any_number, &E::emit_print, O::PanicOp},
    InstructionRow{"assert",     "assert v / assert v, \"text\", v, …", 1, any_number, &E::emit_assert},
    InstructionRow{"print",      "print \"text\", v, …", 1, any_number, &E::emit_print, O::Print},
    InstructionRow{"read_int",   "read_int d / read_int d, L",   1, 2, &E::emit_read, O::ReadInt},
    InstructionRow{"read_byte",  "read_byte d / read_byte d, L", 1, 2, &E::emit_read, O::ReadByte},
    InstructionRow{"read_line",  "read_line d / read_line d, L", 1, 2, &E::emit_read, O::ReadLine},

    InstructionRow{"offset",     "offset d, s, v",     3, 3, &E::emit_offset},
    InstructionRow{"cast",       "cast d, s",          2, 2, &E::emit_cast},
    InstructionRow{"alloc",      "alloc d, v",         2, 2, &E::emit_alloc},
    InstructionRow{"realloc",    "realloc d, s, v",    3, 3, &E::emit_realloc},
    InstructionRow{"free",       "free s",             1, 1, &E::emit_free, O::Free},
    InstructionRow{"adopt",      "adopt d, s",         2, 2, &E::emit_slot_to_slot, O::Adopt},
};
// clang-format on

struct Letter {
    char letter;
    std::string_view meaning;
};
constexpr std::array letters{
    Letter{'d', "a slot"},
    Letter{'s', "a slot"},
    Letter{'v', "a slot or a constant"},
    Letter{'M', "memory, as `[p]`, `[p].f`, `[p][i]`, `a[i]` or `NAME`"},
    Letter{'A', "a whole array, as `a`, `NAME`, `[p]` or `[p].f`"},
    Letter{'P', "a place, as `x`, `a[i]`, `[p].f` or `NAME`"},
    Letter{'T', "a type"},
    Letter{'L', "a label"},
    Letter{'f', "a function, or a slot that holds one"},
};

bool is_letter_of_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '"';
}

// Whether the letter stands in the form by itself.
bool uses(std::string_view form, char letter) {
    for (std::size_t i = 1; i < form.size(); ++i) {
        if (form[i] == letter && !is_letter_of_word(form[i - 1]) &&
            (i + 1 == form.size() || !is_letter_of_word(form[i + 1]))) {
            return true;
        }
    }
    return false;
}

std::string forms_in_backticks(std::string_view form) {
    std::vector<std::string> forms;
    for (;;) {
        const std::size_t end = form.find(" / ");
        forms.push_back("`" + std::string(form.substr(0, end)) + "`");
        if (end == std::string_view::npos) return list_of(forms, "or");
        form.remove_prefix(end + 3);
    }
}

}  // namespace

const InstructionRow* find_instruction(std::string_view mnemonic) {
    static const auto table = [] {
        std::unordered_map<std::string_view, const InstructionRow*> made;
        for (const InstructionRow& row : rows) made.emplace(row.mnemonic, &row);
        return made;
    }();
    const auto found = table.find(mnemonic);
    return found == table.end() ? nullptr : found->second;
}

const std::vector<std::string_view>& all_mnemonics() {
    static const auto list = [] {
        std::vector<std::string_view> made;
        for (const InstructionRow& row : rows) made.push_back(row.mnemonic);
        return made;
    }();
    return list;
}

std::string_view mnemonic_of(Operator op) {
    switch (op) {
        case Operator::Add: return "add";
        case Operator::Subtract:
        case Operator::Negate: return "sub";
        case Operator::Multiply: return "mul";
        case Operator::Divide: return "div";
        case Operator::Remainder: return "rem";
        case Operator::ShiftLeft: return "shl";
        case Operator::ShiftRight: return "shr";
        case Operator::And: return "and";
        case Operator::Or: return "or";
        case Operator::Xor: return "xor";
        case Operator::Invert: return "not";
        case Operator::None: break;
    }
    return "copy";
}

std::string forms_text(const InstructionRow& row) {
    std::vector<std::string> legend;
    const bool both = uses(row.form, 'd') && uses(row.form, 's');
    for (const Letter& letter : letters) {
        if (letter.letter == 's' && both) continue;
        if (!uses(row.form, letter.letter)) continue;
        const std::string name =
            letter.letter == 'd' && both ? "`d` and `s`" : std::string("`") + letter.letter + "`";
        const std::string_view meaning = letter.letter == 'd' && both ? "slots" : letter.meaning;
        legend.push_back(name + (both && letter.letter == 'd' ? " are " : " is ") +
                         std::string(meaning));
    }
    std::string text = "write " + forms_in_backticks(row.form);
    if (!legend.empty()) text += ", where " + list_of(legend, "and");
    return text;
}

}  // namespace freehold::assembler
