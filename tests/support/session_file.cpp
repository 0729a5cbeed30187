// SPDX-License-Identifier: MIT
#include "tests/support/session_file.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "freehold/assemble.hpp"
#include "tests/support/outcome.hpp"
#include "vm/debug/session.hpp"
#include "vm/debug/words.hpp"

namespace freehold::test {

namespace {

constexpr std::string_view prompt = "(freehold) ";

std::string after(const std::string& line, std::string_view begin) {
    return line.starts_with(begin) ? line.substr(begin.size()) : std::string{};
}

std::string unescaped(const std::string& text) {
    std::string plain;
    for (std::size_t k = 0; k < text.size(); ++k) {
        const bool newline = text.compare(k, 2, "\\n") == 0;
        plain += newline ? '\n' : text[k];
        if (newline) ++k;
    }
    return plain;
}

/// The options of a session's second line.
struct Asked {
    Options options;
    std::string input;
};

Asked asked_in(const std::string& text) {
    Asked asked;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (word == "--enforce=memory") {
            asked.options.enforce = Enforce::Memory;
        } else if (word == "--enforce=none") {
            asked.options.enforce = Enforce::None;
        } else if (word.starts_with("--input=")) {
            asked.input = unescaped(word.substr(8));
        } else if (word.starts_with("--stack=")) {
            asked.options.stack_bytes =
                static_cast<std::uint32_t>(debug::number_in(word.substr(8)).value());
        } else if (word.starts_with("--max-steps=")) {
            asked.options.max_steps = debug::number_in(word.substr(12)).value();
        } else {
            throw std::runtime_error("a session has no option " + word);
        }
    }
    return asked;
}

}  // namespace

std::vector<std::string> all_session_paths() {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(in_checkout("tests/sessions"))) {
        paths.push_back("tests/sessions/" + entry.path().filename().string());
    }
    return paths;
}

SessionFile read_session(const std::string& path) {
    std::ifstream stream(in_checkout(path), std::ios::binary);
    SessionFile file;
    file.path = path;
    std::ostringstream whole;
    whole << stream.rdbuf();
    file.text = whole.str();
    std::istringstream lines(file.text);
    for (std::string line; std::getline(lines, line);) {
        if (const std::string program = after(line, "; program: "); !program.empty()) {
            file.program = program;
        }
        if (const std::string options = after(line, "; options: "); !options.empty()) {
            file.options = options;
        }
        if (line.starts_with(prompt)) file.commands.push_back(line.substr(prompt.size()));
    }
    return file;
}

std::string performed(const SessionFile& file) {
    const Source source = Source::read(in_checkout(file.program));
    const Assembly built =
        assemble(Source{file.program, std::string{source.text()}}, assemble_options({}));
    if (!built.program) throw std::runtime_error("no program " + file.program);
    Asked asked = asked_in(file.options);
    TextInput input{asked.input};
    asked.options.input = &input;
    std::string text = file.text.substr(0, file.text.find(prompt));
    debug::Session session{*built.program, asked.options, RenderStyle{false, 80},
                           [&](std::string_view said) { text += said; }};
    for (const std::string& command : file.commands) {
        text += std::string{prompt} + command + "\n";
        if (!session.perform(command)) break;
    }
    return text;
}

}  // namespace freehold::test
