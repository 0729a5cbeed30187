// SPDX-License-Identifier: MIT
#include "vm/ownership/names.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/isa/form.hpp"

namespace freehold::ownership {

std::string code(std::string_view name) { return fmt::format("`{}`", name); }

std::string_view kind_words(ValueKind kind) {
    switch (kind) {
        case ValueKind::Int: return "a number";
        case ValueKind::Code: return "a function";
        case ValueKind::Ref: return "a shared borrow";
        case ValueKind::Mut: return "an exclusive borrow";
        case ValueKind::Own: return "an owner";
        case ValueKind::Raw: return "a raw pointer";
        default: return "nothing";
    }
}

std::string_view mnemonic(const Program& program, std::uint32_t at) {
    return opcode_info(program.code[at].opcode()).mnemonic;
}

const Local* Names::local(std::uint32_t leaf) const {
    const FrameMap& frame = m_analysis.frame();
    return frame.values()[frame.leaf(leaf).value].local;
}

const Local* Names::local_of(Bytes bytes) const {
    const FrameValue* value = m_analysis.frame().value_at(m_analysis.frame().slot_of(bytes));
    return value == nullptr ? nullptr : value->local;
}

std::string Names::leaf(std::uint32_t leaf) const {
    const Leaf& what = m_analysis.frame().leaf(leaf);
    return bytes(what.bytes, what.type);
}

std::string Names::slot(Slot slot) const {
    const Bytes word = m_analysis.frame().bytes(slot, 0, 8);
    const FrameValue* value = m_analysis.frame().value_at(slot);
    if (value == nullptr) return bytes(word);
    const TypeSpot spot{value->type, word.begin - value->bytes.begin};
    return bytes(word, scalar_at(m_analysis.program(), spot));
}

std::string Names::bytes(Bytes bytes, TypeId until) const {
    const FrameMap& frame = m_analysis.frame();
    const Slot slot = frame.slot_of(bytes);
    const FrameValue* value = frame.value_at(slot);
    if (value == nullptr) return fmt::format("slot {}", slot);
    if (value->local == nullptr) return "the result";
    const TypeSpot spot{value->type, bytes.begin - value->bytes.begin};
    return printable(value->local->name) +
           printable(path_text(m_analysis.program(), spot, bytes.end - bytes.begin, until));
}

std::string Names::place(std::uint32_t at, Bytes bytes) const {
    const Instruction& i = m_analysis.program().code[at];
    switch (i.opcode()) {
        case Opcode::CopyWords:
        case Opcode::MoveWords:
        case Opcode::Drop:
        case Opcode::Forget:
        case Opcode::DropEnd: return this->bytes(bytes, i.type());
        case Opcode::End: return this->bytes(bytes);
        default: break;
    }
    const bool word = bytes.end - bytes.begin == 8;
    return word ? slot(m_analysis.frame().slot_of(bytes)) : this->bytes(bytes);
}

std::string_view Names::text(Span span) const {
    const Sources& sources = m_analysis.program().sources;
    if (raw(span.file) >= sources.size() || span.empty()) return {};
    const std::string_view all = sources[raw(span.file)].text();
    if (span.end > all.size() || span.begin > span.end) return {};
    return all.substr(span.begin, span.end - span.begin);
}

// The path to the place that the instruction means: one of the type it names, or a scalar.
std::string Names::path_from(const std::string& root, TypeSpot spot, const Instruction& i) const {
    const Program& program = m_analysis.program();
    const OpcodeInfo& opcode = opcode_info(i.opcode());
    const TypeId until = opcode.names_place ? TypeId{i.high()} : scalar_at(program, spot);
    return root + printable(path_text(program, spot, opcode.access_bytes, until));
}

// The path to the array, and the index.
std::string Names::element_from(const std::string& root, TypeSpot spot,
                                const Instruction& i) const {
    const Program& program = m_analysis.program();
    const OpcodeInfo& opcode = opcode_info(i.opcode());
    TypeId array = TypeId::None;
    if (opcode.names_place) {
        array = TypeId{i.high()};
    } else if (const ArraySpot found = array_at(program, spot); found.array != TypeId::None) {
        array = found.array;
        spot.offset -= found.offset;
    }
    const bool run = program.type(spot.root).kind == TypeKind::Run;
    const std::string path =
        run ? std::string() : path_text(program, spot, opcode.access_bytes, array);
    return root + printable(path) + "[" + slot(i.c) + "]";
}

std::string Names::memory(std::uint32_t at) const {
    const Program& program = m_analysis.program();
    const Instruction& i = program.code[at];
    const OpcodeInfo& opcode = opcode_info(i.opcode());
    const MemoryForm form = memory_form(opcode.form);
    if (form == MemoryForm::None) return {};
    std::string root;
    TypeSpot spot;
    if (form == MemoryForm::P || form == MemoryForm::PX) {
        root = "[" + slot(i.b) + "]";
        const FrameValue* value = m_analysis.frame().value_at(i.b);
        if (value == nullptr) return root;
        const std::uint32_t begin = m_analysis.frame().bytes(i.b, 0, 8).begin;
        const TypeId pointer = scalar_at(program, {value->type, begin - value->bytes.begin});
        if (pointer == TypeId::None || !is_pointer(program.type(pointer).kind)) return root;
        spot = {program.type(pointer).element, i.low()};
    } else if (form == MemoryForm::F || form == MemoryForm::FX) {
        const FrameValue* value = m_analysis.frame().value_at(i.b);
        if (value == nullptr || value->local == nullptr) return slot(i.b);
        root = printable(value->local->name);
        const std::uint32_t begin = m_analysis.frame().bytes(i.b, i.low(), 0).begin;
        spot = {value->type, begin - value->bytes.begin};
    } else {
        const Static* item = m_analysis.statics().at(Address{i.low()});
        root = printable(item->name);
        spot = {item->type, Address{i.low()} - item->address};
    }
    const bool indexed = form >= MemoryForm::PX;
    std::string text = indexed ? element_from(root, spot, i) : path_from(root, spot, i);
    const Opcode family = static_cast<Opcode>(i.op - (static_cast<unsigned>(form) - 1));
    const bool reaches =
        family == Opcode::ReachP || family == Opcode::ReachMutP || family == Opcode::ReachAddrP;
    return reaches ? "[" + text + "]" : text;
}

// The mnemonic has more to say than the source: its first word, and that a borrow is exclusive.
std::string Names::verb(std::uint32_t at) const {
    const std::string_view word = mnemonic(m_analysis.program(), at);
    const std::string_view first = word.substr(0, word.find('.'));
    return std::string(first) + (word.starts_with("borrow.mut") ? " mut" : "");
}

std::string Names::lent(const Loan& loan) const { return memory(loan.at); }

}  // namespace freehold::ownership
