// SPDX-License-Identifier: MIT
#include "vm/grade/bounds.hpp"

#include "vm/base/text.hpp"

namespace freehold::grade {

bool Bounds::hold(std::uint64_t number) const {
    return number >= least.value_or(number) && number <= most.value_or(number);
}

std::string Bounds::text() const {
    if (least && most && *least != *most) {
        return with_commas(*least) + " to " + with_commas(*most);
    }
    if (least && most) return with_commas(*least);
    return least ? "at least " + with_commas(*least) : "at most " + with_commas(most.value_or(0));
}

std::string miss(const Bounds& wanted, std::uint64_t found, std::string_view noun,
                 std::string_view what) {
    std::string text = quantity(found, noun);
    if (!what.empty()) text += " " + std::string{what};
    const bool exact = wanted.least && wanted.most;
    return text + (exact ? ", not " : "; wanted: ") + wanted.text();
}

}  // namespace freehold::grade
