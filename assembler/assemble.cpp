// SPDX-License-Identifier: MIT
#include "freehold/assemble.hpp"

#include <cassert>
#include <utility>

#include "assembler/emitter.hpp"
#include "assembler/expanded.hpp"
#include "assembler/library.hpp"
#include "assembler/loader.hpp"
#include "assembler/signatures.hpp"
#include "assembler/statics.hpp"
#include "vm/isa/validate.hpp"

namespace freehold {
namespace assembler {
namespace {

Assembly assemble_expanded(Source source) {
    Assembly assembly;
    assembly.program = read_expanded(source, assembly.diagnostics);
    assembly.sources.push_back(std::move(source));
    return assembly;
}

// From the tree to the program, in the order in which one thing needs another: names, constants
// and types, statics' sizes, signatures, code, addresses.
void build(Unit& unit, const AssembleOptions& options) {
    declare(unit);
    override_constants(unit, options.defines);
    Resolver resolver(unit);
    resolver.complete_all();
    Statics statics(unit, resolver);
    statics.resolve();
    resolve_signatures(unit, resolver);
    CodeBuffer code(unit.program);
    LocalNames names;
    for (std::uint32_t i = 0; i < unit.tree.functions.size(); ++i) {
        Emitter(unit, resolver, code, names, unit.tree.functions[i], FunctionId{i}).emit_function();
    }
    resolver.complete_pointees();
    code.report_size(unit.reporter);
    statics.place();
    if (!unit.reporter.has_errors()) code.link();
}

bool is_library(const Unit& unit, const std::vector<Diagnostic>& diagnostics) {
    const bool has_main = unit.symbol(static_cast<NameId>(Word::Main)).kind == SymbolKind::Function;
    return !has_main && !unit.tree.functions.empty() && diagnostics.size() == 1 &&
           diagnostics.front().code == Code::NoMain;
}

}  // namespace
}  // namespace assembler

Assembly assemble(Source source, const AssembleOptions& options) {
    using namespace assembler;
    if (is_expanded(source)) return assemble_expanded(std::move(source));
    Files files;
    Names names;
    Tree tree;
    Reporter reporter(options.max_errors);
    Loader(options, files, names, tree, reporter).load(std::move(source));
    Program program;
    Library library(options);
    Unit unit(tree, files, library, names, reporter, program);
    build(unit, options);

    Assembly assembly;
    const bool good = !reporter.has_errors();
    assembly.uncounted = reporter.uncounted();
    assembly.diagnostics = reporter.take();
    assembly.library = is_library(unit, assembly.diagnostics);
    assembly.sources = files.take();
    if (good) {
        program.sources = assembly.sources;
        assert(validate(program).empty());
        assembly.program = std::move(program);
    }
    return assembly;
}

}  // namespace freehold
