// SPDX-License-Identifier: MIT
#include "assembler/unknown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assembler/library.hpp"

namespace freehold::assembler {
namespace {

std::uint64_t cause(std::uint32_t where, std::uint32_t what) {
    return std::uint64_t{where} << 32 | what;
}

// No function has such a number.
constexpr std::uint32_t in_library = 0xfffffffe;

Span span_of(const Tree& tree, ItemRef item) {
    switch (item.kind) {
        case ItemKind::Const: return tree.constants[item.index].span;
        case ItemKind::Struct: return tree.structs[item.index].span;
        case ItemKind::Static: return tree.statics[item.index].span;
        case ItemKind::Function: break;
    }
    return tree.functions[item.index].span;
}

// The beginning of the line where a file's first declaration stands: what is included may go there.
Span before_first_item(const Unit& unit, FileId file) {
    for (const ItemRef item : unit.tree.order) {
        const Span span = span_of(unit.tree, item);
        if (span.file != file) continue;
        const std::size_t newline = unit.files[file].text().rfind('\n', span.begin);
        const auto begin =
            newline == std::string_view::npos ? 0u : static_cast<std::uint32_t>(newline + 1);
        return {file, begin, begin};
    }
    return {file, 0, 0};
}

void report_missing_include(Unit& unit, Mistake& mistake, std::string_view file, Span use) {
    const auto& files = Library::files();
    const auto number = std::find(files.begin(), files.end(), file) - files.begin();
    mistake.help("a file of the library declares it", before_first_item(unit, use.file),
                 fmt::format("include <{}>\n", file));
    unit.reporter.add_once(cause(in_library, static_cast<std::uint32_t>(number)), mistake,
                           fmt::format("what `{}` declares is used", file));
}

// By custom locals begin with a small letter. They are declared in the function or not at all.
bool may_be_of_a_file(const Unit& unit, NameId name, std::uint32_t function) {
    const char first = unit.names.text(name).front();
    return function == outside_functions || (first >= 'A' && first <= 'Z');
}

}  // namespace

void report_undeclared(Unit& unit, Mistake mistake, NameId name, Span use, std::uint32_t function) {
    if (const auto file = unit.library.file_declaring(unit.names.text(name))) {
        return report_missing_include(unit, mistake, *file, use);
    }
    if (unit.tree.incomplete && may_be_of_a_file(unit, name, function)) return;
    unit.reporter.add_once(cause(function, name), mistake, "used");
}

}  // namespace freehold::assembler
