// SPDX-License-Identifier: MIT
#include "freehold/source.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace freehold {

// Found by argument-dependent lookup, so not in the unnamed namespace.
static void PrintTo(Source::Position position, std::ostream* out) {
    *out << position.line << ':' << position.column;
}

namespace {

using Position = Source::Position;

/// A file that is gone at the end of the test.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& content)
        : m_path(testing::TempDir() + "freehold_source_" + std::to_string(getpid())) {
        std::ofstream(m_path, std::ios::binary) << content;
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { std::filesystem::remove(m_path); }

    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

std::string reason_for(const std::string& path) {
    try {
        Source::read(path);
    } catch (const FileError& error) {
        return error.what();
    }
    return "read";
}

TEST(Source, counts_lines_and_columns_from_one) {
    const Source source("x.fh", "ab\ncd\n");
    EXPECT_EQ(source.position(0), (Position{1, 1}));
    EXPECT_EQ(source.position(1), (Position{1, 2}));
    EXPECT_EQ(source.position(3), (Position{2, 1}));
    EXPECT_EQ(source.position(4), (Position{2, 2}));
}

TEST(Source, counts_columns_in_code_points) {
    const Source source("x.fh", "é→🦀x");
    EXPECT_EQ(source.position(9), (Position{1, 4}));
}

TEST(Source, counts_each_byte_that_is_no_utf8_as_a_column) {
    const Source source("x.fh", "\xff\xfex");
    EXPECT_EQ(source.position(2), (Position{1, 3}));
}

TEST(Source, places_a_newline_at_the_end_of_its_line) {
    const Source source("x.fh", "ab\ncd");
    EXPECT_EQ(source.position(2), (Position{1, 3}));
}

TEST(Source, takes_an_offset_past_the_end_for_the_end) {
    EXPECT_EQ(Source("x.fh", "ab\ncd").position(99), (Position{2, 3}));
    EXPECT_EQ(Source("x.fh", "ab\n").position(99), (Position{2, 1}));
    EXPECT_EQ(Source("x.fh", "").position(99), (Position{1, 1}));
}

TEST(Source, gives_lines_without_their_ending) {
    const Source source("x.fh", "ab\n\ncd");
    EXPECT_EQ(source.line_count(), 3u);
    EXPECT_EQ(source.line(1), "ab");
    EXPECT_EQ(source.line(2), "");
    EXPECT_EQ(source.line(3), "cd");
}

TEST(Source, has_no_lines_zero_and_past_the_last) {
    const Source source("x.fh", "ab");
    EXPECT_EQ(source.line(0), "");
    EXPECT_EQ(source.line(2), "");
}

TEST(Source, tolerates_line_endings_with_carriage_return) {
    const Source source("x.fh", "ab\r\ncd\r\n");
    EXPECT_EQ(source.line(1), "ab");
    EXPECT_EQ(source.line(2), "cd");
    EXPECT_EQ(source.position(3), (Position{1, 3})) << "the newline stands where the text ends";
    EXPECT_EQ(source.position(4), (Position{2, 1}));
}

TEST(Source, keeps_a_carriage_return_that_ends_no_line) {
    EXPECT_EQ(Source("x.fh", "a\rb\n").line(1), "a\rb");
}

TEST(Source, knows_where_each_line_begins) {
    const Source source("x.fh", "ab\r\n\ncd");
    EXPECT_EQ(source.line_start(1), 0u);
    EXPECT_EQ(source.line_start(2), 4u);
    EXPECT_EQ(source.line_start(3), 5u);
}

TEST(Source, reads_the_bytes_of_a_file_as_they_are) {
    const std::string bytes("a\0b\r\n\xff\x1a", 7);
    const TemporaryFile file(bytes);
    const Source source = Source::read(file.path());
    EXPECT_EQ(source.text(), bytes);
    EXPECT_EQ(source.name(), file.path());
}

TEST(Source, reads_an_empty_file) {
    const TemporaryFile file("");
    EXPECT_EQ(Source::read(file.path()).text(), "");
}

TEST(Source, reads_standard_input_for_a_dash) {
    const TemporaryFile file("from standard input");
    const int kept = dup(STDIN_FILENO);
    ASSERT_NE(std::freopen(file.path().c_str(), "rb", stdin), nullptr);
    const Source source = Source::read("-");
    ASSERT_EQ(dup2(kept, STDIN_FILENO), STDIN_FILENO);
    close(kept);
    std::clearerr(stdin);
    EXPECT_EQ(source.name(), "<stdin>");
    EXPECT_EQ(source.text(), "from standard input");
}

TEST(Source, names_the_path_and_the_reason_when_a_file_cannot_be_read) {
    EXPECT_EQ(reason_for("no/such.fh"), "cannot read `no/such.fh`: no such file or directory");
    EXPECT_EQ(reason_for("/tmp"), "cannot read `/tmp`: is a directory");
}

TEST(Source, does_not_read_the_file_whose_name_ends_before_a_nul) {
    const TemporaryFile file("text");
    EXPECT_EQ(reason_for(file.path() + '\0' + ".fh"),
              "cannot read `" + file.path() + "␀.fh`: invalid argument");
}

TEST(Source, refuses_a_file_that_never_ends) {
    EXPECT_EQ(reason_for("/dev/zero"), "cannot read `/dev/zero`: larger than 256 MiB");
}

}  // namespace
}  // namespace freehold
