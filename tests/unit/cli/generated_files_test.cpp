// SPDX-License-Identifier: MIT
// The generated files of docs/ are checked in: they must be what the tables say today.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "vm/cli/tables.hpp"

namespace freehold::cli {
namespace {

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(GeneratedFiles, are_up_to_date) {
    for (const GeneratedFile& file : generated_files()) {
        const std::string path = std::string{FREEHOLD_SOURCE_DIR} + "/docs/" + file.path;
        EXPECT_TRUE(content_of(path) == file.text)
            << path << " is not what the tables say; run: freehold docs-tables docs";
    }
}

TEST(GeneratedFiles, the_instructions_have_a_row_for_every_mnemonic) {
    const std::string page = instructions_page();
    EXPECT_NE(page.find("| `add` | `d, s, s` `d, s, K` | d := x + y |"), std::string::npos);
    EXPECT_NE(page.find("| `load` | `d, M` `d, M[i]` | d := the word at M |"), std::string::npos);
    EXPECT_NE(page.find("\n## Borrows\n"), std::string::npos);
}

TEST(GeneratedFiles, the_events_name_their_groups) {
    EXPECT_NE(events_page().find("| `alloc` | `heap` | a heap block came to life |"),
              std::string::npos);
}

}  // namespace
}  // namespace freehold::cli
