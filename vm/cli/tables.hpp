// SPDX-License-Identifier: MIT
// The files of docs/ that are generated from the tables of the sources. They are checked in; a test
// compares.
#pragma once

#include <string>
#include <vector>

namespace freehold::cli {

struct GeneratedFile {
    std::string path;  ///< below docs/
    std::string text;
};

std::vector<GeneratedFile> generated_files();

std::string instructions_page();  ///< instructions.md, from opcodes.def
std::string events_page();        ///< events.md, from events.def
std::string codes_page();         ///< errors/README.md, from diagnostics.def
std::string man_page();           ///< man/freehold.1, from the catalogue
std::string bash_completion();    ///< completion/freehold.bash, from the catalogue

}  // namespace freehold::cli
