// SPDX-License-Identifier: MIT
#include "vm/grade/zip_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/unit/grade/report_readers.hpp"

namespace freehold::grade {
namespace {

/// What Python finds in an archive: name, mode, date, size.
nlohmann::ordered_json report_listing(const std::string& archive) {
    return report_python(
        "import io, json, sys, zipfile\n"
        "archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\n"
        "assert archive.testzip() is None\n"
        "print(json.dumps([[i.filename, oct(i.external_attr >> 16), i.date_time[:3],\n"
        "    len(archive.read(i)), i.create_system] for i in archive.infolist()]))\n",
        archive);
}

TEST(ZipWriter, writes_names_modes_and_bytes) {
    const std::string archive = zip_of({{"setup.sh", "#!/bin/sh\n", 0755},
                                        {"a/b/c.fh", std::string(100'000, 'x')},
                                        {"empty", ""},
                                        {"größe.txt", std::string("\0\xff", 2), 0600}});
    EXPECT_EQ(report_listing(archive).dump(), R"([["setup.sh","0o100755",[1980,1,1],10,3],)"
                                              R"(["a/b/c.fh","0o100644",[1980,1,1],100000,3],)"
                                              R"(["empty","0o100644",[1980,1,1],0,3],)"
                                              R"(["größe.txt","0o100600",[1980,1,1],2,3]])");
    EXPECT_LT(archive.size(), 2'000u) << "it is compressed";
}

TEST(ZipWriter, gives_the_same_bytes_for_the_same_files) {
    const std::vector<ZipEntry> entries{{"a", "1", 0755}, {"b", "2"}};
    EXPECT_EQ(zip_of(entries), zip_of(entries));
}

TEST(ZipWriter, writes_an_archive_of_nothing) {
    EXPECT_EQ(report_listing(zip_of({})).dump(), "[]");
}

TEST(ZipWriter, refuses_names_that_lead_out_of_the_folder) {
    for (const char* name : {"", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "."}) {
        EXPECT_THROW(zip_of({{name, "x"}}), std::runtime_error) << name;
    }
    EXPECT_THROW(zip_of({{std::string("a\0b", 3), "x"}}), std::runtime_error);
    EXPECT_THROW(zip_of({{std::string(70'000, 'a'), "x"}}), std::runtime_error);
}

TEST(ZipWriter, refuses_the_same_name_twice) {
    EXPECT_THROW(zip_of({{"a", "1"}, {"a", "2"}}), std::runtime_error);
}

}  // namespace
}  // namespace freehold::grade
