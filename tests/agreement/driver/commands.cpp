// SPDX-License-Identifier: MIT
#include "tests/agreement/driver/commands.hpp"

#include <cstdlib>

namespace freehold::agreement {

int run_command(const std::vector<std::string>& arguments) {
    if (arguments.size() < 2) return -1;
    const std::string& command = arguments[0];
    const auto number = [&](std::size_t i, std::uint64_t otherwise) {
        return i < arguments.size() ? std::strtoull(arguments[i].c_str(), nullptr, 0) : otherwise;
    };
    if (command == "properties") {
        return run_properties(number(1, 0), number(2, 1), static_cast<unsigned>(number(3, 1)));
    }
    if (command == "damaged") {
        return run_damaged(arguments[1], number(2, 0), number(3, 1),
                           static_cast<unsigned>(number(4, 1)));
    }
    if (command == "rustc") return run_rustc(number(1, 0), number(2, 1));
    if (command == "record") return run_record(number(1, 0), number(2, 1));
    if (command == "compare") return run_compare(arguments[1]);
    if (command == "corpus") {
        return run_corpus(number(1, 0), number(2, 1), arguments.size() > 3 ? arguments[3] : ".");
    }
    if (command == "show") return run_show(number(1, 0));
    if (command == "shrink") return run_shrink(number(1, 0));
    return -1;
}

}  // namespace freehold::agreement
