// SPDX-License-Identifier: MIT
// What a line may go on with.
#include <algorithm>

#include "vm/debug/commands.hpp"
#include "vm/debug/session.hpp"
#include "vm/debug/words.hpp"

namespace freehold::debug {

namespace {

void keep_beginning_with(std::vector<std::string>& words, std::string_view begin) {
    std::erase_if(words, [&](const std::string& word) { return !word.starts_with(begin); });
}

std::vector<std::string> command_words(bool both) {
    std::vector<std::string> words;
    for (const Command& command : commands()) {
        if (!both || command.both) words.emplace_back(command.name);
    }
    return words;
}

std::vector<std::string> event_words() {
    std::vector<std::string> words;
    for (std::uint32_t kind = 0; kind < event_count; ++kind) {
        words.emplace_back(event_info(static_cast<EventKind>(kind)).word);
    }
    return words;
}

std::vector<std::string> candidates(const Session& session, const Command& command,
                                    std::string_view word) {
    std::vector<std::string> words;
    switch (command.completes) {
        case Takes::Nothing:
        case Takes::Number:
        case Takes::Any: break;
        case Takes::Command: words = command_words(command.name == "back"); break;
        case Takes::Events: words = event_words(); [[fallthrough]];
        case Takes::Location:
            for (std::string& name : location_names(session.program())) {
                words.push_back(std::move(name));
            }
            break;
        case Takes::Place: words = complete_place(Scene{session.machine()}, word, session.depth());
    }
    return words;
}

}  // namespace

std::vector<std::string> complete_command(const Session& session, std::string_view line) {
    const std::size_t blank = line.find_last_of(" \t");
    const std::string_view word = line.substr(blank == line.npos ? 0 : blank + 1);
    Words before{line.substr(0, line.size() - word.size())};
    std::vector<std::string> words;
    if (before.rest().empty()) {
        words = command_words(false);
    } else {
        const std::string_view first = before.take();
        for (const Command& command : commands()) {
            if (!command.name.starts_with(first)) continue;
            words = candidates(session, command, word);
            break;
        }
    }
    keep_beginning_with(words, word);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

}  // namespace freehold::debug
