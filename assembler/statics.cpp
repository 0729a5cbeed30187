// SPDX-License-Identifier: MIT
#include "assembler/statics.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assembler/escape.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {
namespace {

// Statics share no word.
constexpr std::uint64_t bytes_taken(std::uint64_t size) {
    return size == 0 ? 8 : (size + 7) / 8 * 8;
}

void append_number(std::vector<std::byte>& bytes, std::uint64_t number, std::uint32_t size) {
    for (std::uint32_t i = 0; i < size; ++i) {
        bytes.push_back(static_cast<std::byte>(number >> (8 * i) & 0xff));
    }
}

std::string_view between_quotes(std::string_view literal) {
    return literal.substr(1, literal.size() - 2);
}

}  // namespace

void Statics::resolve() {
    for (std::uint32_t i = 0; i < m_unit.tree.statics.size(); ++i) resolve(i);
}

void Statics::resolve(std::uint32_t index) {
    const StaticItem& item = m_unit.tree.statics[index];
    Static& made = m_unit.program.statics[index];
    const TypeId id = m_resolver.resolve(item.type, TypeUse::Static);
    if (id == TypeId::None || !m_resolver.complete(id, item.span)) return;
    const Type& type = m_unit.types[id];
    const Span written = m_unit.tree.types[item.type].span;
    if (type.kind == TypeKind::Run && item.kind == StaticKind::Bss) {
        m_unit.reporter.add(Mistake(Code::UnsizedType,
                                    fmt::format("{} has no length", m_unit.quoted_name(item.name)),
                                    written, "a `bss` has no initial value that gives it")
                                .help("give the length, as in `[64 x u8]`"));
        return;
    }
    if (item.kind == StaticKind::Bss && !m_resolver.may_be_zero(id)) {
        m_unit.reporter.add(Mistake(Code::TypeNotAllowed,
                                    fmt::format("{} cannot begin as zeros", m_unit.quoted_type(id)),
                                    written, "zero is no value of this type")
                                .help("an `own?` may begin as null"));
        return;
    }
    made.type = id;
    made.size = type.size;
    if (type.kind == TypeKind::Run && item.value != no_node) {
        made.size = elements_given(item.value) * m_unit.types[type.element].size;
    }
}

// Of the initial value of a run, which gives it its length.
std::uint32_t Statics::elements_given(NodeId id) const {
    const Node& node = m_unit.node(id);
    if (node.kind == NodeKind::List) return static_cast<std::uint32_t>(node.number);
    if (node.kind != NodeKind::String) return 0;
    return static_cast<std::uint32_t>(
        unescape(between_quotes(m_unit.files.text(node.span))).size());
}

bool Statics::wrong(NodeId id, TypeId type, std::string label) {
    const Node& node = m_unit.node(id);
    if (node.kind == NodeKind::Bad) return false;
    m_unit.reporter.add(Mistake(
        Code::BadInitialiser,
        fmt::format("{} is no initial value of {}", m_unit.quoted(id), m_unit.quoted_type(type)),
        node.span, std::move(label)));
    return false;
}

bool Statics::check_count(NodeId id, TypeId type, std::uint64_t found, std::uint64_t wanted) {
    if (found == wanted) return true;
    m_unit.reporter.add(Mistake(Code::BadInitialiser,
                                fmt::format("{} takes {}, found {}", m_unit.quoted_type(type),
                                            quantity(wanted, "value"), with_commas(found)),
                                m_unit.node(id).span, found < wanted ? "too few" : "too many"));
    return false;
}

bool Statics::write(TypeId id, NodeId value, std::vector<std::byte>& bytes) {
    switch (m_unit.types[id].kind) {
        case TypeKind::Struct: return write_struct(id, value, bytes);
        case TypeKind::Array:
        case TypeKind::Run: return write_elements(id, value, bytes);
        default: return write_scalar(id, value, bytes);
    }
}

bool Statics::write_scalar(TypeId id, NodeId value, std::vector<std::byte>& bytes) {
    const Type& type = m_unit.types[id];
    const Node& node = m_unit.node(value);
    const bool null = node.kind == NodeKind::Name && node.a == Word::Null;
    if (is_pointer(type.kind)) {
        const bool may = type.kind == TypeKind::Raw || type.nullable;
        if (null && may) return append_number(bytes, 0, 8), true;
        return wrong(value, id,
                     may ? "a pointer in a static begins as `null`"
                         : "it may not be null, and nothing else is known before the program runs");
    }
    if (type.kind == TypeKind::Code) {
        const Symbol& symbol = node.kind == NodeKind::Name ? m_unit.symbol(node.a) : Symbol{};
        if (symbol.kind != SymbolKind::Function) return wrong(value, id, "a function is needed");
        const Function& function = m_unit.program.functions[symbol.index];
        append_number(bytes, Pointer{function.object, code_address(function.first)}.word(), 8);
        return true;
    }
    if (null || node.kind == NodeKind::String || node.kind == NodeKind::List ||
        node.kind == NodeKind::Call) {
        return wrong(value, id, "a number is needed");
    }
    const std::optional<Value> number = m_resolver.evaluate(value);
    if (!number) return false;
    const IntegerRange range = range_of(type.kind);
    if (!range.has(number->number)) {
        return wrong(value, id, fmt::format("it holds {} to {}", range.least, range.most));
    }
    append_number(bytes, static_cast<std::uint64_t>(number->number), type.size);
    return true;
}

bool Statics::write_elements(TypeId id, NodeId value, std::vector<std::byte>& bytes) {
    const Type type = m_unit.types[id];
    const Node& node = m_unit.node(value);
    if (node.kind == NodeKind::String) return write_text(id, value, bytes);
    if (node.kind != NodeKind::List) {
        const bool text = m_unit.types[type.element].kind == TypeKind::U8;
        return wrong(value, id,
                     text ? "a text, or a list in `[` and `]`, is needed"
                          : "a list in `[` and `]` is needed");
    }
    const bool run = type.kind == TypeKind::Run;
    if (!check_count(value, id, node.number, run ? node.number : type.count)) return false;
    bool ok = true;
    for (std::uint32_t i = 0; i < node.number; ++i) {
        ok &= write(type.element, m_unit.tree.lists[node.b + i], bytes);
    }
    return ok;
}

bool Statics::write_text(TypeId id, NodeId value, std::vector<std::byte>& bytes) {
    const Type& type = m_unit.types[id];
    if (m_unit.types[type.element].kind != TypeKind::U8) {
        return wrong(value, id, "a text is an array of `u8`");
    }
    const std::string text = unescape(between_quotes(m_unit.files.text(m_unit.node(value).span)));
    const bool run = type.kind == TypeKind::Run;
    if (!check_count(value, id, text.size(), run ? text.size() : type.count)) return false;
    for (char c : text) bytes.push_back(static_cast<std::byte>(c));
    return true;
}

// Its own bytes begin at a multiple of its alignment: statics begin at words, and so do the parts
// that are written before it.
bool Statics::write_struct(TypeId id, NodeId value, std::vector<std::byte>& bytes) {
    const Struct& structure = m_unit.program.structs[m_unit.types[id].structure];
    const Node& node = m_unit.node(value);
    const bool named = node.kind == NodeKind::Call && m_unit.node(node.a).kind == NodeKind::Name &&
                       m_unit.names.text(m_unit.node(node.a).a) == structure.name;
    if (!named) {
        return wrong(value, id, fmt::format("`{}(…)` with its values is needed", structure.name));
    }
    if (!check_count(value, id, node.number, structure.fields.size())) return false;
    const std::size_t begin = bytes.size();
    bool ok = true;
    for (std::uint32_t i = 0; i < node.number; ++i) {
        if (ok) bytes.resize(begin + structure.fields[i].offset);
        ok &= write(structure.fields[i].type, m_unit.tree.lists[node.b + i], bytes);
    }
    if (ok) bytes.resize(begin + structure.size);
    return ok;
}

// Statics of one kind, one after another; their addresses count from the beginning of the bytes.
void Statics::place_in(StaticKind kind, std::vector<std::byte>& bytes) {
    for (std::size_t i = 0; i < m_unit.tree.statics.size(); ++i) {
        const StaticItem& item = m_unit.tree.statics[i];
        Static& made = m_unit.program.statics[i];
        if (item.kind != kind || made.type == TypeId::None || item.value == no_node) continue;
        const std::size_t begin = bytes.size();
        made.address = Address{static_cast<std::uint32_t>(begin)};
        if (!write(made.type, item.value, bytes)) bytes.resize(begin);
        bytes.resize(begin + bytes_taken(bytes.size() - begin));
    }
}

// `bss` is what all of it takes, which need not fit in the program's own field.
bool Statics::check_fits(std::uint64_t bss) {
    const Program& program = m_unit.program;
    if (Layout::fits(program, Layout::page, Layout::page)) return true;
    const std::string headline =
        fmt::format("code ({}), data ({}) and BSS ({}) together are larger than the address space",
                    quantity(program.code.size(), "instruction"),
                    quantity(program.data.size(), "byte"), quantity(bss, "byte"));
    const auto largest =
        std::max_element(program.statics.begin(), program.statics.end(),
                         [](const Static& a, const Static& b) { return a.size < b.size; });
    if (largest == program.statics.end()) {
        m_unit.reporter.add(Mistake(Code::ProgramTooLarge, headline));
    } else {
        m_unit.reporter.add(
            Mistake(Code::ProgramTooLarge, headline, largest->span,
                    fmt::format("the largest static, of {}", quantity(largest->size, "byte"))));
    }
    return false;
}

void Statics::place() {
    Program& program = m_unit.program;
    std::vector<std::byte> writable;
    place_in(StaticKind::Data, program.data);
    program.data.resize((program.data.size() + 15) / 16 * 16);
    program.read_only_data = static_cast<std::uint32_t>(program.data.size());
    place_in(StaticKind::DataMut, writable);
    program.data.insert(program.data.end(), writable.begin(), writable.end());
    std::uint64_t bss = 0;
    for (Static& item : program.statics) {
        if (item.segment != Segment::Bss || item.type == TypeId::None) continue;
        item.address = Address{static_cast<std::uint32_t>(bss)};
        bss += bytes_taken(item.size);
    }
    constexpr std::uint64_t most = 0xffffffff;  // does not fit in any case
    program.bss = static_cast<std::uint32_t>(std::min(bss, most));
    if (!check_fits(bss)) return;
    const Layout layout = Layout::of(program, 0, 0);
    for (Static& item : program.statics) {
        const Address begin = item.segment == Segment::Bss ? layout.bss_begin
                              : item.mut                   ? layout.data_writable
                                                           : layout.data_begin;
        item.address = begin + raw(item.address);
    }
}

}  // namespace freehold::assembler
