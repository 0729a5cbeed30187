// SPDX-License-Identifier: MIT
// A POSIX extended regular expression, as grep -E takes it. That of the C library, because it goes
// over a text of any length without recursion: the text is hostile.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace freehold::grade {

class Pattern {
public:
    /// `problem()` says whether it can be used. Who wrote it is trusted: some take long to compile.
    explicit Pattern(const std::string& text);

    /// What is wrong with the expression, in the C library's words; empty when nothing is.
    const std::string& problem() const { return m_problem; }
    /// Whether some part of the text matches. `^` and `$` match at line breaks, `.` matches none.
    bool is_in(std::string_view text) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> m_compiled;
    std::string m_problem;
};

}  // namespace freehold::grade
