// SPDX-License-Identifier: MIT
// What submissions try to read that is not theirs, and to be that is no file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "tests/unit/grade/hostile.hpp"

namespace freehold::grade {
namespace {

using testing::HasSubstr;

namespace fs = std::filesystem;

TEST(HostileSubmission, is_graded_where_it_is_none) {
    EXPECT_EQ(HostileFolder{}.hand_in(hostile_good).points().text(), "2");
}

// ---- reading what is not theirs -----------------------------------------------------------------

const char* const hostile_includes[] = {
    "\"/etc/passwd\"",
    "\"../secret.fh\"",
    "\"secret.fh\"",
    "\"./secret.fh\"",
    "\"rubric.toml\"",
    "\"reference.fh\"",
    "\"assignment/rubric.toml\"",
    "\"assignment/tests/hidden.fh\"",
    "\"./assignment/tests/hidden.fh\"",
    "\"x/../assignment/tests/hidden.fh\"",
    "\"assignment/../../secret.fh\"",
    "\"tests/hidden.fh\"",
    "\"../a/reference.fh\"",
    "\"/proc/self/environ\"",
    "\"/dev/stdin\"",
    "\"-\"",
    "\"\"",
    "\".\"",
    "\"..\"",
    "<../../../../../../../etc/passwd>",
    "<../assignments/04_owned_list/reference.fh>",
    "</etc/passwd>",
    "<>",
};

TEST(HostileSubmission, includes_no_file_when_it_is_one) {
    const HostileFolder folder;
    for (const std::string include : hostile_includes) {
        SCOPED_TRACE(include);
        hostile_expect_failed(folder.hand_in("include " + include + "\n" + hostile_good));
    }
}

TEST(HostileSubmission, includes_only_files_of_its_own_when_it_is_a_folder) {
    const HostileFolder folder;
    folder.write("sub/mallory/mine.fh", "const MINE = 42\n");
    for (const std::string include : hostile_includes) {
        SCOPED_TRACE(include);
        folder.write("sub/mallory/s.fh", "include " + include + "\n" + hostile_good);
        hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory")));
    }
    folder.write("sub/mallory/s.fh",
                 "include \"mine.fh\"\nfn answer() -> int {\n    ret MINE\n}\n");
    EXPECT_EQ(folder.hand_in_file(folder.path("sub/mallory")).points().text(), "2");
}

TEST(Submission, is_the_only_program_of_its_folder_whatever_its_name) {
    const HostileFolder folder;
    folder.write("sub/ada/solution.fh", hostile_good);
    folder.write("sub/ada/notes.txt", "done");
    EXPECT_EQ(folder.hand_in_file(folder.path("sub/ada")).points().text(), "2");
    folder.write("sub/ada/other.fh", "");
    EXPECT_EQ(folder.hand_in_file(folder.path("sub/ada")).problem,
              "there is no `s.fh` in the folder, but `other.fh` and `solution.fh`");
}

TEST(HostileSubmission, has_no_file_that_is_taken_for_one_of_the_assignment) {
    const HostileFolder folder;
    folder.write("sub/mallory/assignment/door.fh", "include \"reference.fh\"\n");
    for (const char* include : {"assignment/door.fh", "./assignment/door.fh",
                                "x/../assignment/door.fh", "assignment/../assignment/door.fh"}) {
        SCOPED_TRACE(include);
        folder.write("sub/mallory/s.fh", "include \"" + std::string{include} + "\"\n");
        hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory")));
    }
}

TEST(HostileSubmission, has_no_unsafe_in_a_file_with_the_name_of_another) {
    const HostileFolder folder;
    folder.rubric("[[test]]\nname = 'it'\npoints = 1\nlacks = ['alloc']\nunsafe = false\n");
    const std::string alloc =
        "fn f() {\nlocal p: raw int\nunsafe {\nalloc p, 8\nfree p\n}\nret\n}\n";
    for (const std::string name : {"assignment/x.fh", "./assignment/x.fh", "lib/string.fh"}) {
        folder.write("sub/mallory/" + name, alloc);
        folder.write("sub/mallory/s.fh",
                     "include \"" + name + "\"\nfn main() {\ncall f()\nret\n}\n");
        EXPECT_EQ(folder.hand_in_file(folder.path("sub/mallory")).points().text(), "0") << name;
    }
}

TEST(HostileSubmission, is_no_expanded_text_which_says_itself_where_it_is_from) {
    const HostileFolder folder;
    const std::string source = folder.write("sub/x.fh", "fn main() {\n    ret\n}\n");
    const std::string expanded = test::run_process({FREEHOLD_BINARY, "dis", source}).output;
    ASSERT_TRUE(expanded.starts_with(".expanded")) << expanded;
    const SubmissionResult result = folder.hand_in(expanded);
    hostile_expect_failed(result);
    EXPECT_THAT(result.problem, HasSubstr("hand in the source text"));
}

TEST(HostileSubmission, is_no_symbolic_link) {
    const HostileFolder folder;
    fs::create_symlink(folder.path("a/reference.fh"), folder.path("sub/link.fh"));
    const SubmissionResult result = folder.hand_in_file(folder.path("sub/link.fh"));
    hostile_expect_failed(result);
    EXPECT_EQ(result.problem, "cannot read `link.fh`: symbolic links are not followed");
}

TEST(HostileSubmission, has_no_symbolic_link_in_its_folder) {
    const HostileFolder folder;
    fs::create_directories(folder.path("sub/mallory"));
    fs::create_symlink(folder.path("a/reference.fh"), folder.path("sub/mallory/s.fh"));
    hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory")));

    fs::remove(folder.path("sub/mallory/s.fh"));
    fs::create_symlink(folder.path("a/reference.fh"), folder.path("sub/mallory/link.fh"));
    fs::create_directory_symlink(folder.path("a"), folder.path("sub/mallory/way"));
    for (const char* include : {"link.fh", "way/reference.fh", "way/tests/hidden.fh"}) {
        folder.write("sub/mallory/s.fh", "include \"" + std::string{include} + "\"\n");
        hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory")));
    }
}

TEST(HostileSubmission, is_no_link_to_a_folder) {
    const HostileFolder folder;
    folder.write("sub/alice/s.fh", hostile_good);
    fs::create_directory_symlink(folder.path("sub/alice"), folder.path("sub/mallory"));
    hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory")));
    hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory/")));
}

TEST(HostileSubmission, is_a_regular_file_and_of_some_size) {
    const HostileFolder folder;
    const std::string file = folder.path("sub/odd.fh");
    ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
    EXPECT_EQ(folder.hand_in_file(file).problem, "cannot read `odd.fh`: it is no regular file");
    fs::remove(file);
    fs::create_directory(file);
    hostile_expect_failed(folder.hand_in_file(file));
    fs::remove(file);
    EXPECT_EQ(folder.hand_in_file(file).problem, "cannot read `odd.fh`: No such file or directory");
    EXPECT_EQ(folder.hand_in_file("/dev/zero").problem,
              "cannot read `zero`: it is no regular file");
    EXPECT_EQ(folder.hand_in(std::string(2'000'000, 'x')).problem,
              "cannot read `mallory.fh`: it has more than 1,048,576 bytes");
    for (const char* path : {"", "/", ".", "..", "/proc/self/mem"}) {
        hostile_expect_failed(folder.hand_in_file(path));
    }
}

TEST(HostileSubmission, may_be_unreadable) {
    if (geteuid() == 0) return;  // who may read all
    const HostileFolder folder;
    const std::string file = folder.write("sub/mine.fh", hostile_good);
    ASSERT_EQ(chmod(file.c_str(), 0), 0);
    EXPECT_EQ(folder.hand_in_file(file).problem, "cannot read `mine.fh`: Permission denied");
}

}  // namespace
}  // namespace freehold::grade
