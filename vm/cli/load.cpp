// SPDX-License-Identifier: MIT
#include "vm/cli/load.hpp"

#include <algorithm>
#include <set>

#include "freehold/assemble.hpp"
#include "freehold/image.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/programs.hpp"

namespace freehold::cli {

namespace {

Loaded load_from_image(const Source& source, const Arguments& arguments) {
    Loaded loaded;
    loaded.name = source.name();
    loaded.image = true;
    Loading loading = load_image(bytes_of(source.text()), source.name());
    loaded.program = std::move(loading.program);
    loaded.diagnostics = std::move(loading.diagnostics);
    if (loaded.program) loaded.sources = loaded.program->sources;
    if (loaded.program && arguments.has("define")) {
        Diagnostic fixed;
        fixed.code = Code::UnknownOverride;
        fixed.headline = "`" + printable(source.name()) + "` is an image: its constants are fixed";
        fixed.help = Help{"give `-D` when the image is assembled"};
        loaded.diagnostics.push_back(std::move(fixed));
        loaded.program.reset();
    }
    return loaded;
}

Loaded load_from_text(Source source, const Arguments& arguments) {
    Loaded loaded;
    loaded.name = source.name();
    AssembleOptions options;
    options.defines = arguments.defines();
    options.library = library_folders();
    Assembly assembly = assemble(std::move(source), options);
    loaded.program = std::move(assembly.program);
    loaded.diagnostics = std::move(assembly.diagnostics);
    loaded.uncounted = assembly.uncounted;
    loaded.library = assembly.library;
    loaded.sources = std::move(assembly.sources);
    return loaded;
}

Source read_program(const std::string& path) {
    try {
        return Source::read(path);
    } catch (const FileError& error) {
        throw UnreadableProgram{error.what()};
    }
}

/// As rustc does: where to read on, once for all errors.
std::string where_to_read_on(const std::vector<Diagnostic>& diagnostics) {
    std::set<Code> seen;
    std::string codes;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity != Severity::Error || diagnostic.code == Code{}) continue;
        if (seen.insert(diagnostic.code).second) codes += " " + code_name(diagnostic.code);
    }
    return codes.empty() ? "" : "; to read more: freehold explain" + codes;
}

}  // namespace

std::uint64_t Loaded::errors() const {
    const auto counted = std::count_if(
        diagnostics.begin(), diagnostics.end(),
        [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
    return static_cast<std::uint64_t>(counted) + uncounted;
}

Diagnostic UnreadableProgram::diagnostic() const {
    Diagnostic diagnostic;
    diagnostic.code = Code::UnreadableFile;
    diagnostic.headline = what();
    return diagnostic;
}

Loaded load_program(const std::string& path, const Arguments& arguments) {
    Source source = read_program(path);
    if (is_image(bytes_of(source.text()))) return load_from_image(source, arguments);
    return load_from_text(std::move(source), arguments);
}

Loaded load_library(const Loaded& loaded, const Arguments& arguments) {
    const Source& source = loaded.sources.front();
    const std::string main = "\nfn main() {\n    ret\n}\n";
    Loaded whole =
        load_from_text(Source{source.name(), std::string{source.text()} + main}, arguments);
    whole.library = true;
    return whole;
}

void say_diagnostics(const Loaded& loaded, Console& console) {
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        console.say(diagnostic, loaded.sources);
        console.say("\n");
    }
    if (loaded.errors() == 0) return;
    std::string line = quantity(loaded.errors(), "error") + " in " + printable(loaded.name);
    if (loaded.uncounted != 0) {
        line += ", " + with_commas(loaded.uncounted) + " of them not shown";
    }
    console.say(line + where_to_read_on(loaded.diagnostics) + "\n");
}

}  // namespace freehold::cli
