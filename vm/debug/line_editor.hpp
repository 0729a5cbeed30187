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

    /// The next line without its newline; nothing at the end.
    std::optional<std::string> read();
    /// Whether it was given up by a signal: then the line is empty, and means nothing.
    bool gave_up() const { return m_gave_up; }

private:
    class Library;
    std::unique_ptr<Library> m_library;
    bool m_gave_up = false;
};

}  // namespace freehold::debug
