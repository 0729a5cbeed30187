// SPDX-License-Identifier: MIT
#include "vm/cli/check_file.hpp"

#include "vm/cli/prove.hpp"

namespace freehold::cli {

namespace {

CheckedFile unreadable(const std::string& path, const UnreadableProgram& error) {
    CheckedFile file;
    file.unreadable = true;
    file.loaded.name = path;
    file.loaded.diagnostics.push_back(error.diagnostic());
    return file;
}

}  // namespace

FunctionId CheckedFile::added() const {
    return loaded.library && loaded.program ? loaded.program->main : FunctionId::None;
}

CheckedFile check_file(const std::string& path, const Arguments& arguments) {
    CheckedFile file;
    try {
        file.loaded = load_program(path, arguments);
    } catch (const UnreadableProgram& error) {
        return unreadable(path, error);
    }
    // That functions to include have no `main` is no mistake here, where nothing runs.
    if (file.loaded.library) file.loaded = load_library(file.loaded, arguments);
    if (file.loaded.program) file.proven = prove(file.loaded, arguments).has_value();
    return file;
}

}  // namespace freehold::cli
