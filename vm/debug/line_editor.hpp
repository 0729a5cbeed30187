// SPDX-License-Identifier: MIT
// Lines from a person at a terminal: edited, completed, with a history.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freehold::debug {

class LineEditor {
public:
    /// What the last word of a line may go on with.
    using Complete = std::function<std::vector<std::string>(std::string_view line)>;

    LineEditor(std::string prompt, Complete complete);
    ~LineEditor();
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;

    /// The next line without its newline; empty when it was given up by Ctrl-C. Nothing at the end.
    std::optional<std::string> read();

private:
    class Library;
    std::unique_ptr<Library> m_library;
};

}  // namespace freehold::debug
