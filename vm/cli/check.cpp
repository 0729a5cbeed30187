// SPDX-License-Identifier: MIT
// freehold check FILE...
#include "vm/base/text.hpp"
#include "vm/cli/check_json.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/load.hpp"

namespace freehold::cli {

namespace {

std::string summary_of(const Program& program) {
    return quantity(program.functions.size(), "function") + ", " +
           quantity(program.code.size(), "instruction");
}

/// A file that cannot be read must not keep the others from being checked.
Loaded load_or_say(const std::string& path, const Arguments& arguments) {
    try {
        return load_program(path, arguments);
    } catch (const FileError& error) {
        Loaded loaded;
        loaded.name = path;
        Diagnostic diagnostic;
        diagnostic.code = Code::UnreadableFile;
        diagnostic.headline = error.what();
        loaded.diagnostics.push_back(std::move(diagnostic));
        return loaded;
    }
}

/// Functions to include: that they have no `main` is no mistake here, where nothing runs.
void accept_library(Loaded& loaded) {
    if (loaded.library) loaded.diagnostics.clear();
}

/// Nothing was found in a file: it could not even be read.
bool is_unreadable(const Loaded& loaded) {
    return !loaded.program && loaded.diagnostics.size() == 1 &&
           loaded.diagnostics.front().code == Code::UnreadableFile &&
           loaded.diagnostics.front().labels.empty();
}

bool is_in_order(const Loaded& loaded) { return loaded.program || loaded.library; }

void show(const Loaded& loaded, const Arguments& arguments, Console& console) {
    say_diagnostics(loaded, console);
    if (!is_in_order(loaded) || arguments.has("quiet")) return;
    const std::string about =
        loaded.program ? summary_of(*loaded.program) : "a library: it has no `main`";
    console.print("ok  " + printable(loaded.name) + "  " + about + "\n");
}

}  // namespace

int check_command(const Arguments& arguments, Console& console) {
    const bool as_json = arguments.choice("format") == "json";
    std::vector<Loaded> files;
    int status = Fine;
    for (const std::string& path : arguments.operands()) {
        Loaded loaded = load_or_say(path, arguments);
        accept_library(loaded);
        if (is_unreadable(loaded)) {
            status = CannotReadOrWrite;
        } else if (!is_in_order(loaded) && status == Fine) {
            status = ProblemFound;
        }
        if (!as_json) {
            show(loaded, arguments, console);
        } else {
            files.push_back(std::move(loaded));
        }
    }
    if (as_json) console.print(check_json_text(files));
    return status;
}

}  // namespace freehold::cli
