// SPDX-License-Identifier: MIT
#include "tests/bench/words.hpp"

#include <fmt/format.h>

#include <charconv>

#include "vm/base/text.hpp"

namespace freehold::bench {

std::vector<std::string> parts_of(const std::string& text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == ',') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::int64_t number_in(const std::string& text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end && number > 0 ? number : 0;
}

std::string no_such(const std::string& what, const std::string& name,
                    const std::vector<std::string>& known) {
    const auto near = nearest(name, {known.begin(), known.end()});
    const std::string hint = near ? fmt::format(", but `{}` is there", *near) : "";
    return fmt::format("no {} is called `{}`{}; there are {}", what, name, hint,
                       list_of(known, "and"));
}

}  // namespace freehold::bench
