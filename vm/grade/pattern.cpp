// SPDX-License-Identifier: MIT
#include "vm/grade/pattern.hpp"

#include <regex.h>

namespace freehold::grade {

struct Pattern::Compiled {
    regex_t expression{};
    int error;

    explicit Compiled(const std::string& text)
        : error(regcomp(&expression, text.c_str(), REG_EXTENDED | REG_NOSUB | REG_NEWLINE)) {}
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;
    ~Compiled() {
        if (error == 0) regfree(&expression);
    }
};

Pattern::Pattern(const std::string& text) : m_compiled(std::make_shared<const Compiled>(text)) {
    const int error = m_compiled->error;
    if (error == 0) return;
    m_problem.resize(regerror(error, &m_compiled->expression, nullptr, 0));
    regerror(error, &m_compiled->expression, m_problem.data(), m_problem.size());
    m_problem.pop_back();  // the zero at the end
}

bool Pattern::is_in(std::string_view text) const {
    if (m_compiled->error != 0) return false;
    // A zero byte would end the text.
    regmatch_t whole{0, static_cast<regoff_t>(text.size())};
    return regexec(&m_compiled->expression, text.data(), 1, &whole, REG_STARTEND) == 0;
}

}  // namespace freehold::grade
