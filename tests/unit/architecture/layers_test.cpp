// SPDX-License-Identifier: MIT
// docs/architecture.md says which folder may include which. This reads its table and the includes.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "tests/unit/architecture/rooms.hpp"

namespace freehold::test {
namespace {

namespace fs = std::filesystem;

const std::string root = FREEHOLD_SOURCE_DIR;

const Rooms& rooms() {
    static const Rooms all = rooms_in(read_text(root + "/docs/architecture.md"));
    return all;
}

const std::vector<SourceFile>& product() {
    static const auto all = sources_below({"include", "assembler", "vm"});
    return all;
}

const std::vector<SourceFile>& everything() {
    static const auto all = sources_below({"include", "assembler", "vm", "tests"});
    return all;
}

std::string place(const SourceFile& file, const Include& include) {
    return file.path + ":" + std::to_string(include.line) + ": " + include.target;
}

bool begins_with(const std::string& text, const std::string& start) {
    return text.rfind(start, 0) == 0;
}

bool is_public(const SourceFile& file) { return begins_with(file.path, "include/"); }

// ---- the table itself ---------------------------------------------------------------------------

TEST(Layers, the_table_is_read) {
    const Rooms table = rooms_in(
        "| rank | folder | what |\n|---|---|---|\n"
        "| 0 | `vm/base` | text |\n| 5 | `vm/debug`, `vm/grade` | both |\n");
    EXPECT_EQ(table, (Rooms{{"vm/base", 0}, {"vm/debug", 5}, {"vm/grade", 5}}));
}

TEST(Layers, a_room_may_include_itself_and_what_stands_below) {
    const Rooms table{{"vm/base", 0}, {"vm/isa", 1}, {"vm/memory", 1}};
    EXPECT_TRUE(may_include(table, "vm/isa/form.cpp", "vm/isa/form.hpp"));
    EXPECT_TRUE(may_include(table, "vm/isa/form.cpp", "vm/base/text.hpp"));
    EXPECT_TRUE(may_include(table, "vm/base/text.cpp", "freehold/source.hpp"));
    EXPECT_FALSE(may_include(table, "vm/base/text.cpp", "vm/isa/form.hpp"));
    EXPECT_FALSE(may_include(table, "vm/isa/form.cpp", "vm/memory/heap.hpp"));
    EXPECT_FALSE(may_include(table, "vm/isa/form.cpp", "form.hpp"));
}

TEST(Layers, every_folder_with_sources_is_in_the_table) {
    for (const SourceFile& file : product()) {
        EXPECT_TRUE(is_public(file) || room_of(rooms(), file.path)) << file.path;
    }
}

TEST(Layers, every_folder_in_the_table_has_sources) {
    for (const auto& [folder, rank] : rooms())
        EXPECT_TRUE(fs::is_directory(root + "/" + folder)) << folder;
}

TEST(Layers, the_build_ranks_the_rooms_alike) {
    const std::string build = read_text(root + "/CMakeLists.txt");
    for (const auto& [folder, rank] : rooms()) {
        EXPECT_NE(build.find(std::to_string(rank) + ":" + folder), std::string::npos) << folder;
    }
}

// ---- includes -----------------------------------------------------------------------------------

TEST(Layers, a_folder_includes_only_what_stands_below_it) {
    for (const SourceFile& file : product()) {
        if (is_public(file)) continue;
        for (const Include& include : includes_in(file.text)) {
            if (include.quoted) {
                EXPECT_TRUE(may_include(rooms(), file.path, include.target))
                    << place(file, include);
            }
        }
    }
}

TEST(Layers, the_public_headers_include_only_themselves_and_the_standard_library) {
    static const std::regex standard("[a-z_]+");
    for (const SourceFile& file : product()) {
        if (!is_public(file)) continue;
        for (const Include& include : includes_in(file.text)) {
            if (include.quoted) {
                EXPECT_TRUE(begins_with(include.target, "freehold/")) << place(file, include);
            } else {
                EXPECT_TRUE(std::regex_match(include.target, standard)) << place(file, include);
            }
        }
    }
}

TEST(Layers, every_include_of_ours_names_a_file) {
    for (const SourceFile& file : everything()) {
        for (const Include& include : includes_in(file.text)) {
            if (!include.quoted) continue;
            EXPECT_TRUE(fs::exists(root + "/" + include.target) ||
                        fs::exists(root + "/include/" + include.target))
                << place(file, include);
        }
    }
}

TEST(Layers, program_options_lives_in_the_command_line_alone) {
    for (const SourceFile& file : product()) {
        for (const Include& include : includes_in(file.text)) {
            if (begins_with(include.target, "boost/program_options")) {
                EXPECT_TRUE(begins_with(file.path, "vm/cli/")) << place(file, include);
            }
        }
    }
}

TEST(Layers, json_lives_where_it_is_written_or_read) {
    static const std::regex home(R"(vm/cli/.*|.*_json\.[ch]pp)");
    for (const SourceFile& file : product()) {
        for (const Include& include : includes_in(file.text)) {
            if (begins_with(include.target, "nlohmann/")) {
                EXPECT_TRUE(std::regex_match(file.path, home)) << place(file, include);
            }
        }
    }
}

TEST(Layers, the_core_stays_with_what_older_libraries_have) {
    static const std::set<std::string> beyond{"ranges", "source_location", "memory_resource",
                                              "format", "iostream",        "syncstream"};
    for (const SourceFile& file : product()) {
        if (begins_with(file.path, "vm/cli/") || begins_with(file.path, "vm/grade/")) continue;
        for (const Include& include : includes_in(file.text)) {
            EXPECT_FALSE(beyond.contains(include.target)) << place(file, include);
        }
    }
}

// ---- files --------------------------------------------------------------------------------------

TEST(Files, begin_with_the_licence) {
    for (const SourceFile& file : everything()) {
        EXPECT_TRUE(begins_with(file.text, "// SPDX-License-Identifier: MIT\n")) << file.path;
    }
}

TEST(Files, headers_are_read_once) {
    for (const SourceFile& file : everything()) {
        if (!file.path.ends_with(".hpp")) continue;
        EXPECT_NE(file.text.find("\n#pragma once\n"), std::string::npos) << file.path;
    }
}

TEST(Files, are_about_one_thing) {
    constexpr std::size_t most_lines = 600;
    for (const SourceFile& file : everything()) {
        EXPECT_LE(lines_of(file.text).size(), most_lines) << file.path;
    }
}

TEST(Files, have_no_tabs_and_no_spaces_at_the_end_of_a_line) {
    for (const SourceFile& file : everything()) {
        std::size_t number = 0;
        for (const std::string& line : lines_of(file.text)) {
            ++number;
            EXPECT_FALSE(line.ends_with(' ')) << file.path << ":" << number;
            EXPECT_EQ(line.find('\t'), std::string::npos) << file.path << ":" << number;
        }
    }
}

}  // namespace
}  // namespace freehold::test
