// SPDX-License-Identifier: MIT
#include "tests/agreement/library/corpus.hpp"

#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace freehold::agreement {
namespace {

constexpr const char* ours_mark = "# ours: ";

void read_errors(const std::string& line, RustVerdict& verdict) {
    std::istringstream words(line.substr(1));
    for (std::string word; words >> word;) {
        if (word == "ok") continue;
        const std::size_t at = word.find('@');
        if (at == std::string::npos) throw std::runtime_error("no verdict: " + line);
        const auto number = static_cast<std::uint32_t>(std::atoi(word.c_str() + at + 1));
        verdict.errors.push_back({word.substr(0, at), number, ""});
    }
}

}  // namespace

std::vector<KeptVerdict> read_corpus(const std::string& text) {
    std::vector<KeptVerdict> verdicts;
    std::istringstream lines(text);
    std::uint32_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.rfind(ours_mark, 0) == 0 && !verdicts.empty()) {
            verdicts.back().reason = line.substr(std::string(ours_mark).size());
            verdicts.back().line = number + 1;
        } else if (line.rfind('#', 0) == 0) {
            verdicts.emplace_back().line = number + 1;
            read_errors(line, verdicts.back().rust);
        } else if (!verdicts.empty()) {
            verdicts.back().program += line + '\n';
        } else {
            throw std::runtime_error("a corpus begins with a verdict");
        }
    }
    return verdicts;
}

std::string write_corpus(const std::vector<KeptVerdict>& verdicts) {
    std::string text;
    for (const KeptVerdict& verdict : verdicts) {
        text += "#";
        if (verdict.rust.accepted()) text += " ok";
        for (const RustError& error : verdict.rust.errors) {
            text += " " + error.code + "@" + std::to_string(error.statement);
        }
        text += '\n';
        if (!verdict.reason.empty()) text += ours_mark + verdict.reason + '\n';
        text += verdict.program;
    }
    return text;
}

RustVerdict by_lines(const RustVerdict& verdict, const Rendering& freehold) {
    RustVerdict result = verdict;
    for (RustError& error : result.errors) {
        std::uint32_t line = 0;
        for (std::size_t i = freehold.statement_of_line.size(); i-- > 0;) {
            const bool here = freehold.statement_of_line[i] == error.statement;
            if (error.statement != 0 && here) line = static_cast<std::uint32_t>(i + 1);
        }
        error.statement = line;
    }
    return result;
}

OurVerdict judge_text(const std::string& text) {
    Rendering rendering;
    rendering.text = text;
    std::uint32_t line = 0;
    for (const char c : text) {
        if (c == '\n') rendering.statement_of_line.push_back(++line);
    }
    return judge_freehold(rendering);
}

}  // namespace freehold::agreement
