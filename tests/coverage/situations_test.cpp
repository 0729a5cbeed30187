// SPDX-License-Identifier: MIT
// Every situation of docs/situations.md has a case, and the case's marks say what its row says.
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "tests/support/case_file.hpp"
#include "tests/support/process.hpp"

namespace freehold::test {
namespace {

using Codes = std::set<std::string>;

/// A cell of the table, "ok or F101@use": the codes of each verdict, none for `ok`.
struct Verdicts {
    std::set<Codes> each;
    bool in_unsafe = false;
};

struct Row {
    std::string id;
    Verdicts verifier;
    Verdicts run;
};

std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.id; }

/// The cells of a line "| A01 | … |"; nothing for other lines.
std::vector<std::string> cells_of(const std::string& line) {
    std::istringstream stream(line);
    std::vector<std::string> cells;
    std::string cell;
    std::getline(stream, cell, '|');
    while (std::getline(stream, cell, '|')) cells.push_back(cell.substr(1, cell.size() - 2));
    return cells;
}

Verdicts verdicts_of(const std::string& cell) {
    std::istringstream stream(cell);
    Verdicts verdicts;
    for (std::string word; stream >> word;) {
        if (word == "ok") verdicts.each.insert(Codes{});
        if (word.starts_with('F')) verdicts.each.insert(Codes{word.substr(0, 4)});
        if (word == "(unsafe)") verdicts.in_unsafe = true;
    }
    return verdicts;
}

bool is_id(const std::string& cell) {
    return cell.size() == 3 && cell[0] >= 'A' && cell[0] <= 'F' && cell[1] >= '0' && cell[1] <= '9';
}

std::vector<Row> table() {
    std::istringstream stream(read_file(in_checkout("docs/situations.md")));
    std::vector<Row> rows;
    for (std::string line; std::getline(stream, line);) {
        const auto cells = cells_of(line);
        if (cells.size() != 5 || !is_id(cells[0])) continue;
        rows.push_back({cells[0], verdicts_of(cells[2]), verdicts_of(cells[3])});
    }
    return rows;
}

/// All cases of situations, by their ids.
const std::multimap<std::string, CaseFile>& cases() {
    static const std::multimap<std::string, CaseFile> all = [] {
        const std::string folder = "tests/cases/situations/";
        std::multimap<std::string, CaseFile> files;
        for (const std::string& path : all_case_paths()) {
            if (path.starts_with(folder))
                files.emplace(path.substr(folder.size(), 3), read_case(path));
        }
        return files;
    }();
    return all;
}

std::vector<CaseFile> cases_of(const std::string& id) {
    std::vector<CaseFile> files;
    const auto [begin, end] = cases().equal_range(id);
    for (auto it = begin; it != end; ++it) files.push_back(it->second);
    return files;
}

Codes codes_of(const std::multiset<Mark>& marks) {
    Codes codes;
    for (const Mark& mark : marks) codes.insert(mark.code);
    return codes;
}

class Situation : public testing::TestWithParam<Row> {};

TEST_P(Situation, has_a_case_named_after_it) {
    EXPECT_FALSE(cases_of(GetParam().id).empty())
        << "no tests/cases/situations/" << GetParam().id << "_….fh";
    for (const CaseFile& file : cases_of(GetParam().id)) {
        EXPECT_TRUE(file.about.starts_with(GetParam().id + " ")) << file.path << ": " << file.about;
    }
}

TEST_P(Situation, is_marked_for_the_verifier_as_its_row_says) {
    std::set<Codes> seen;
    for (const CaseFile& file : cases_of(GetParam().id)) seen.insert(codes_of(file.findings));
    EXPECT_EQ(seen, GetParam().verifier.each);
}

TEST_P(Situation, is_marked_for_the_run_as_its_row_says) {
    std::set<Codes> seen;
    for (const CaseFile& file : cases_of(GetParam().id)) {
        seen.insert(codes_of(file.marks));
        if (file.harmless) seen.insert(Codes{});
    }
    EXPECT_EQ(seen, GetParam().run.each);
}

TEST_P(Situation, uses_unsafe_where_its_row_says_so) {
    bool in_unsafe = false;
    for (const CaseFile& file : cases_of(GetParam().id)) {
        in_unsafe |= file.text.find("unsafe {") != std::string::npos;
    }
    EXPECT_EQ(in_unsafe, GetParam().verifier.in_unsafe);
}

TEST(Situations, are_138_with_an_id_each) {
    std::set<std::string> ids;
    for (const Row& row : table()) ids.insert(row.id);
    EXPECT_EQ(ids.size(), 138u);
    EXPECT_EQ(table().size(), 138u);
    for (const auto& [id, file] : cases()) EXPECT_TRUE(ids.contains(id)) << file.path;
}

INSTANTIATE_TEST_SUITE_P(Documented, Situation, testing::ValuesIn(table()),
                         [](const auto& row) { return row.param.id; });

}  // namespace
}  // namespace freehold::test
