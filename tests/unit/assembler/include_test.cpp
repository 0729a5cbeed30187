// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>

#include "assembler/library.hpp"
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

using FileMap = std::map<std::string, std::string>;

TEST(Include, puts_a_file_in_its_place_once) {
    const Assembly assembly = assemble_text(
        "include \"a.fh\"\ninclude \"b.fh\"\nfn main() { local x: int\n const x, A + B\n ret }",
        {{"a.fh", "include \"b.fh\"\nconst A = 1"}, {"b.fh", "const B = 2"}});
    ASSERT_TRUE(assembly.program);
    EXPECT_EQ(assembly.sources.size(), 3u);
    EXPECT_EQ(assembly.program->code[0].number(), 3);
}

TEST(Include, is_relative_to_the_file_it_stands_in) {
    const Assembly assembly = assemble_text("include \"lib/a.fh\"\nfn main() { ret }",
                                            {{"lib/a.fh", "include \"b.fh\"\ninclude \"../c.fh\""},
                                             {"lib/b.fh", ""},
                                             {"lib/../c.fh", ""}});
    EXPECT_TRUE(assembly.program);
}

TEST(Include, of_the_library_looks_in_each_folder) {
    AssembleOptions options;
    options.library = {"first", "second"};
    const Assembly assembly = assemble_text("include <s.fh>\nfn main() { call f()\n ret }",
                                            {{"second/s.fh", "fn f() { ret }"}}, options);
    EXPECT_TRUE(assembly.program);
}

TEST(Include, of_a_library_file_that_is_missing_is_told_where_its_names_are_used) {
    AssembleOptions options;
    options.library = {"lib"};
    const Assembly assembly = assemble_text(
        "; a program\nfn main() { call string_f()\n call string_g()\n ret }",
        {{"lib/string.fh", "; s\nfn string_f() { ret }\nfn string_g() { ret }\n"}}, options);
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    ASSERT_TRUE(assembly.diagnostics[0].help);
    EXPECT_EQ(assembly.diagnostics[0].help->edits[0].replacement, "include <string.fh>\n");
    EXPECT_EQ(assembly.diagnostics[0].help->edits[0].span.begin, 12u);
    EXPECT_EQ(assembly.diagnostics[0].notes[0], "what `string.fh` declares is used 1 more time");
}

// The assembler looks into no folders, so it has a list.
TEST(Include, knows_every_file_of_the_library) {
    for (const auto& entry :
         std::filesystem::directory_iterator(FREEHOLD_SOURCE_DIR "/programs/lib")) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with("_test.fh")) continue;
        const auto& files = assembler::Library::files();
        EXPECT_NE(std::find(files.begin(), files.end(), name), files.end()) << name;
    }
}

TEST(Include, of_an_unreadable_file_says_why) {
    const Assembly assembly = assemble_text("include \"a.fh\"\nfn main() { ret }");
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    EXPECT_EQ(assembly.diagnostics[0].headline, "cannot include `a.fh`");
    EXPECT_EQ(assembly.diagnostics[0].labels[0].text, "a.fh: no such file");
}

TEST(Include, in_a_circle_is_told_with_the_way_round) {
    const Assembly assembly =
        assemble_text("include \"a.fh\"\nfn main() { ret }",
                      {{"a.fh", "include \"b.fh\""}, {"b.fh", "include \"a.fh\""}});
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    const Diagnostic& mistake = assembly.diagnostics[0];
    EXPECT_EQ(mistake.headline, "`a.fh` includes itself");
    EXPECT_EQ(raw(mistake.labels[0].span.file), 2u);
    EXPECT_EQ(raw(mistake.labels[1].span.file), 1u);
}

TEST(Include, of_itself_is_a_circle_too) {
    const Assembly assembly = assemble_text("include \"./test.fh\"\nfn main() { ret }");
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    EXPECT_EQ(code_name(assembly.diagnostics[0].code), "F018");
}

TEST(Include, nests_only_so_deep) {
    FileMap files;
    for (int i = 0; i < 100; ++i) {
        files[std::to_string(i) + ".fh"] = "include \"" + std::to_string(i + 1) + ".fh\"";
    }
    const Assembly assembly = assemble_text("include \"0.fh\"\nfn main() { ret }", files);
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    EXPECT_EQ(code_name(assembly.diagnostics[0].code), "F019");
}

TEST(Include, keeps_mistakes_in_the_file_they_are_in) {
    const Assembly assembly =
        assemble_text("include \"a.fh\"\nfn main() { ret }", {{"a.fh", "const A = B"}});
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    EXPECT_EQ(assembly.sources[raw(assembly.diagnostics[0].labels[0].span.file)].name(), "a.fh");
}

}  // namespace
}  // namespace freehold::test
