// SPDX-License-Identifier: MIT
#include "vm/grade/library_toml.hpp"

#include <sstream>

#include "vm/grade/handout.hpp"

namespace freehold::grade {

namespace {

bool is_hidden(const toml::node& test) {
    const toml::table* table = test.as_table();
    return table != nullptr && (*table)["hidden"].value_or(false);
}

}  // namespace

std::string public_rubric(const Source& rubric, const std::string& submission) {
    toml::table table = toml::parse(rubric.text());
    if (toml::array* tests = table["test"].as_array()) {
        for (std::size_t i = tests->size(); i-- > 0;) {
            if (is_hidden((*tests)[i]))
                tests->erase(tests->cbegin() + static_cast<std::ptrdiff_t>(i));
        }
    }
    for (const char* key : {"answer", "reference", "handout"}) table.erase(key);
    table.insert_or_assign("starter", submission);
    std::ostringstream text;
    text << "# The public tests: freehold grade --student FOLDER FILE\n\n" << table << "\n";
    return text.str();
}

}  // namespace freehold::grade
